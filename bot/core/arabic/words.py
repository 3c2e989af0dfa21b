"""Words and the ways two of them can be the same word: clitics, suffixes, stems, roots, foreign spellings.

Works on matching keys (see letters.py). Guesses by rule; no lexicon.
"""

import re
from functools import lru_cache

from bot.core.arabic.letters import matching_key
from bot.core.arabic.spellings import joined, one_spelling
from bot.core.arabic.stop_words import STOP_WORDS

_WORD = re.compile(r"\d+(?:[.,:/]\d+)*%?|[^\W\d_]+")
_ARTICLES = ("وال", "بال", "كال", "فال", "لل", "ال")
_LIGHT_SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
_SUFFIXES = tuple(
    matching_key("هما كما تهما تها تهم تنا ته هم هن كم نا ها تان تين ان ات ون ين يه تم وا ه ي ا ت").split()
)
_PATTERN_PREFIXES = tuple(matching_key("است مست يست تست نست مت ان يت تت ي ت ن ا م").split())
# Their letters would make them kin to «قال», «عدم», «بلغت», «أقل», «مباريات» and «أدنى».
_FAMILIES = tuple(
    frozenset(matching_key(line).split())
    for line in (
        "استقال استقالت استقالة يستقيل تستقيل مستقيل",
        "أعدم أعدمت أعدموا إعدام يعدم تعدم",
        "ألغى ألغت ألغوا ألغي ألغيت إلغاء يلغي تلغي ملغاة",
        "أقال أقالت أقيل أقيلت إقالة يقيل تقيل مقال",
        "برأ برأت تبرئة يبرئ تبرئ براءة",
        "أدان أدانت أدين أدينت إدانة يدين تدين مدان مدانة",
    )
)
_FAMILY_OF = {word: family for family in _FAMILIES for word in family}
_WEAK_LETTERS = re.compile("[اويء]")
_WEAK_OR_SOFT_LETTERS = re.compile("[اويءه]")
_LOOK_ALIKE_SOUNDS = str.maketrans("غقطصضظثذحش", "جكتسدزتدهس")
_REMEMBERED = 65_536
_SERVANT = re.compile(r"\b([وفبل]?عبد)(?=ال\w{2})")  # «عبدالله» is «عبد الله»


def words(text: str) -> list[str]:
    """The words and numbers of the text as matching keys, in order; punctuation is left out."""
    key = joined(matching_key(text))
    return _WORD.findall(_SERVANT.sub(r"\1 ", key) if "عبدال" in key else key)


def is_arabic_word(word: str) -> bool:
    return "\u0600" <= word[:1] <= "\u06ff"


@lru_cache(_REMEMBERED)
def light_stem(word: str) -> str:
    """The word without article and common endings (light10 of Larkey, Ballesteros and Connell, 2007)."""
    if not is_arabic_word(word):
        return word
    stem = word[1:] if word[0] == "و" and len(word) >= 4 else word
    article = next((one for one in _ARTICLES if stem.startswith(one) and len(stem) - len(one) >= 2), "")
    stem = stem[len(article) :]
    for suffix in _LIGHT_SUFFIXES:
        if stem.endswith(suffix) and len(stem) - len(suffix) >= 2:
            stem = stem[: -len(suffix)]
    return stem


_STOP_STEMS = frozenset(stem for stem in map(light_stem, STOP_WORDS) if len(stem) < 4)


def stems(text: str) -> list[str]:
    """The light stems of the text's content words, in order."""
    content = (light_stem(word) for word in words(text) if word not in STOP_WORDS)
    return [stem for stem in content if stem not in _STOP_STEMS]


@lru_cache(_REMEMBERED)
def without_clitics(word: str) -> frozenset[str]:
    """The word and what is left of it when attached particles and the article are taken off."""
    forms = {word}
    forms |= {form[1:] for form in forms if len(form) >= 4 and form[0] in "وف"}
    forms |= {form[1:] for form in forms if len(form) >= 4 and form[0] in "بلكس"}
    forms |= {form[2:] for form in forms if len(form) >= 5 and form.startswith("لل")}
    forms |= {form[2:] for form in forms if len(form) >= 5 and form.startswith("ال")}
    return frozenset(forms)


@lru_cache(_REMEMBERED)
def clitic_forms(word: str) -> frozenset[str]:
    """Every plausible form of the word without clitics and endings, of at least three letters."""
    if not is_arabic_word(word):
        return frozenset([word])
    bare = without_clitics(word)
    cut = {
        form[: -len(suffix)]
        for form in bare
        for suffix in _SUFFIXES
        if form.endswith(suffix) and len(form) - len(suffix) >= 3
    }
    return frozenset(form for form in bare | cut if len(form) >= 3) or frozenset([word])


@lru_cache(_REMEMBERED)
def root_forms(word: str) -> frozenset[str]:
    """Consonant skeletons that the word's relatives share (أعلن، إعلان، معلنة); a guess, wider than a stem."""
    if not is_arabic_word(word):
        return frozenset([word])
    forms = clitic_forms(word)
    family = next((_FAMILY_OF[form] for form in (word, *forms) if form in _FAMILY_OF), None)
    if family:
        return family
    found = {root for form in forms for root in _roots_of(form)}
    return frozenset(found) or frozenset([word])


def _roots_of(form: str) -> set[str]:
    cut = [form[len(prefix) :] for prefix in _PATTERN_PREFIXES if form.startswith(prefix)]
    found = set()
    for base in [form, *(rest for rest in cut if len(rest) >= 2)]:
        root = base[0] + _WEAK_LETTERS.sub("", base[1:])
        if len(root) >= 4 and root[1] == "ت":
            found.add(root[0] + root[2:])
        if len(root) >= 3 or (len(root) == 2 and len(base) <= 4):
            found.add(root)
    return found


@lru_cache(_REMEMBERED)
def spelling_skeleton(word: str) -> str:
    """The consonants a foreign name keeps in every Arabic spelling: غ/ج/ك, ت/ط and س/ص are made one."""
    stem = light_stem(word) if len(word) > 4 else word
    stem = stem.translate(_LOOK_ALIKE_SOUNDS)
    first = "ا" if stem[:1] in ("ا", "و", "ي") else stem[:1]
    return first + _WEAK_OR_SOFT_LETTERS.sub("", stem[1:])


def spelled_alike(text: str) -> list[str]:
    """The words of the text with the known spellings of one name made one."""
    return [one_spelling(word) for word in words(text)]
