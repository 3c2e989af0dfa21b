"""Guesses whether a word is a name, from its shape and its neighbours; Arabic has no capitals to go by.

Closed lists and endings only: it would rather miss a name than take an ordinary word for one.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.core.arabic import STOP_WORDS, matching_key, without_clitics
from bot.core.faithfulness.given_names import GIVEN_NAMES, GIVEN_NAMES_IN_AL

_TITLES_BEFORE_NAMES = frozenset(
    matching_key(
        """
        السيد السيدة الأمير الأميرة الشيخ الدكتور الدكتورة الجنرال القاضي القاضية السيناتور النائب اللواء
        العميد العقيد المدرب الملك الملكة البابا الكابتن المهندس البروفيسور
        """
    ).split()
)
_ARTICLES = ("ال", "بال", "وال", "فال", "كال", "لل")
_WILL = "س"  # «سبيل» is no «بيل» that will come
_NO_NAMES = frozenset(matching_key("غرينتش مضيفة لدينا لصالح ولصالح بصالح لصالحه لصالحها").split())
_FOREIGN_SHAPE = re.compile(
    r"[^\W\d_]{2,}(?:وف|وفا|وفيتش|سكي|سكايا|نكو|تشينكو|يتش|وفيتش|سون|ستون|برغ|بيرغ|لاند|غراد|فيل|شفيلي|زاده|..يفا|بوش|رز|كس"
    r"|نغ|تش|لدو|نسون|كينز|مبل|ندز)"
)
# Verbs and participles of three or four consonants end like a foreign name by chance: «ينعكس», «مدرسون».
_ARABIC_SHAPE = re.compile("(?:است|يست|تست|ين|تن|ان|من|يت|مت|ي|ت|ا|م)[^اوي]{3}(?:ون|وا)?|[يتم][^اوي]{4}ون")
_PLURALS = frozenset(matching_key("ضيوف صفوف ظروف حروف كهوف رفوف سقوف سيوف معروف مألوف مصروف").split())
_FOREIGN_LENGTH = 5
_LATIN = re.compile(r"[a-z]{2,}")


def is_given_name(word: str) -> bool:
    """Whether a matching key is a common given name, with or without «و», «ب», «ل» before it."""
    if word in GIVEN_NAMES_IN_AL:
        return True
    if (
        word.startswith(_ARTICLES)
        or (word[:1] == "ف" and word not in GIVEN_NAMES)
        or word in STOP_WORDS
        or word in _NO_NAMES
    ):
        return False
    return any(_WILL not in word[: len(word) - len(form)] for form in without_clitics(word) & GIVEN_NAMES)


def looks_like_name(word: str, around: Sequence[str], text: str) -> bool:
    """Whether a word (a matching key) of this text is probably the name of somebody or something."""
    if _LATIN.fullmatch(word):
        return bool(re.search(rf"(?<![.!?] )(?<!^)\b{word.capitalize()}\b", text)) or word.upper() in text
    position = around.index(word) if word in around else 0
    after_title = position > 0 and around[position - 1] in _TITLES_BEFORE_NAMES
    return (after_title and not word.startswith("ال")) or _has_name_shape(word)


@lru_cache(65_536)
def _has_name_shape(word: str) -> bool:
    if word.startswith("ال"):
        return False
    bare = word[1:] if word[0] in "وف" and len(word) > 4 else word
    forms = without_clitics(bare)
    foreign = any(_is_foreign(form) for form in forms) and not any(map(_ARABIC_SHAPE.fullmatch, forms))
    return foreign or is_given_name(word)


def _is_foreign(form: str) -> bool:
    return len(form) >= _FOREIGN_LENGTH and form not in _PLURALS and bool(_FOREIGN_SHAPE.fullmatch(form))
