"""A given name keeps its family name: «كمال الحاج» is not «كمال درويش», nor is he «طارق الحاج»."""

from collections.abc import Iterator, Sequence

from bot.core.arabic import STOP_WORDS, matching_key, spelling_skeleton, synonym_groups
from bot.core.faithfulness.claim import Clause, Finding, is_number_word
from bot.core.faithfulness.light_words import is_light
from bot.core.faithfulness.name_shapes import is_given_name
from bot.core.faithfulness.same_word import is_same_word
from bot.core.faithfulness.source import Source
from bot.core.faithfulness.speakers import VERBS
from bot.core.models import ProblemKind

_SON = frozenset(["بن", "ابن", "بنت", "ولد"])
_PRESENT = ("ي", "سي", "ست")
_HOUSE = 7
_MIDDLE = 4
_ACCUSATIVE = 5
_CALLINGS = frozenset(matching_key("صاحب صاحبة نجم نجمة هداف بطل بطلة").split())  # «صلاح نجم ليفربول»
_COMPOUND = frozenset(matching_key("عبد أبو أبا أبي أم بن ال ابن").split())
_THEN = frozenset(matching_key("ثم قد بعدما حين حيث").split())  # a verb follows: «ثم عادل العلمي الكفة»
_NAMES_OF = frozenset(matching_key("أسماء بأسماء وأسماء").split())  # of several people


def check_full_names(clause: Clause, source: Source) -> Iterator[Finding]:
    """Given names beside another name than the one beside which the source always has them."""
    for position in range(len(clause.words) - 1):
        given, family = clause.words[position : position + 2]
        before = clause.words[position - 1] if position else ""
        if not _is_named(given, before) or _is_no_name(family) or is_given_name(before):
            continue
        other = _other_family(given, family, source) or _other_given(given, family, source)
        if other:
            yield Finding(
                kind=ProblemKind.NAME,
                words=f"{given} {family}",
                reason=f"The source names «{other}», nobody called «{given} {family}».",
            )


def _is_named(word: str, before: str) -> bool:
    return is_given_name(word) and before not in _COMPOUND | _THEN and word not in _NAMES_OF


def _is_no_name(word: str) -> bool:
    return (
        word in STOP_WORDS
        or word in VERBS
        or is_number_word(word)
        or not word.isalpha()
        or word in _CALLINGS
        or word.startswith(("بع", "لل", "وا", "بال", "باع"))
    )


def _pairs(word: str, source: Source) -> Iterator[tuple[str, str, str]]:
    """The word before, the word itself and the word after, wherever the source has this word."""
    for index in source.support(word):
        words: Sequence[str] = ("", *source.sentences[index].words, "")
        for position in range(1, len(words) - 1):
            if _is_same_name(words[position], word):
                yield words[position - 1], words[position], words[position + 1]


def _other_family(given: str, family: str, source: Source) -> str | None:
    """The full name the source gives, when it never has this family name after this given name."""
    full = [(one, after) for _, one, after in _pairs(given, source) if after and not _is_no_name(after)]
    if not full or any(_is_same_name(after, family) for _, after in full):
        return None
    if _says_how(family, source) or _is_of_that_house(given, family, source):
        return None
    known = any(True for _ in _pairs(family, source)) or not _may_be_family(family)
    beside_name = any(is_given_name(before) for before, _, _ in _pairs(family, source))
    return " ".join(full[0]) if not known or beside_name else None


def _may_be_family(word: str) -> bool:
    """No verb («كيم سيغلق»), and no word that news uses for other things («كيم قيد»)."""
    verb = word.startswith(_PRESENT) and not is_given_name(word)
    return not verb and not is_light(word) and not synonym_groups(word)


def _says_how(word: str, source: Source) -> bool:
    """«بقي مفتوحا»: an indefinite word in the accusative names nobody, unless the source knows it."""
    return word[-1] == "ا" and len(word) >= _ACCUSATIVE and not any(True for _ in _pairs(word, source))


def _is_of_that_house(given: str, family: str, source: Source) -> bool:
    """«حمود الكندي» is «حمود بن ناصر الكندي» and «حمود ناصر الكندي»."""
    return any(
        _is_same_name(word, given)
        and any(
            _is_same_name(family, one)
            for one in words[at + 1 : at + (_HOUSE if words[at + 1] in _SON else _MIDDLE)]
        )
        for words in (source.sentences[index].words for index in source.support(given))
        for at, word in enumerate(words[:-1])
    )


def _other_given(given: str, family: str, source: Source) -> str | None:
    """The full name the source gives, when it has this family name only after another given name."""
    if any(_is_same_name(one, given) for _, one, _ in _pairs(given, source)):
        return None
    full = [(before, one) for before, one, _ in _pairs(family, source)]
    named = [pair for pair in full if is_given_name(pair[0])]
    return " ".join(named[0]) if named else None


def _is_same_name(one: str, other: str) -> bool:
    return is_same_word(one, other) or (len(one) > 3 and spelling_skeleton(one) == spelling_skeleton(other))
