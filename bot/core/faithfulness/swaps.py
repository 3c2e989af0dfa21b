"""Two places or names must not change places: «من طنجة إلى فاس» is not «من فاس إلى طنجة».

What stands before a word says what part it plays; the claim may not give each the other's part.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, permutations

from bot.core.arabic import clitic_forms, matching_key
from bot.core.faithfulness.claim import Clause, Finding, content_of
from bot.core.faithfulness.gazetteer import is_place
from bot.core.faithfulness.name_shapes import is_given_name
from bot.core.faithfulness.same_word import is_same_word
from bot.core.faithfulness.source import Source
from bot.core.models import ProblemKind

_NEAR_COPY = 0.8
_MOST = 12
# What kind of place or person it is does not say what part it plays.
_KINDS = frozenset(
    matching_key(
        "مدينة بلدة قرية محافظة ولاية إقليم منطقة دولة جزيرة السيد السيدة الدكتور الدكتورة الشيخ الرئيس الوزير المدرب"
    ).split()
)
_PREPOSITIONS = frozenset(matching_key("في من على إلى عن مع").split())
_BODIES = frozenset(
    matching_key(
        "وزارة شركة هيئة نادي فريق حزب قائمة تحالف حركة بنك جامعة مؤسسة وكالة منظمة صحيفة لجنة"
    ).split()
)
_OTHER_PARTY = frozenset(matching_key("من عن على ضد").split())
_JOINED = "بلك"
_APART = 3
_LONG = 6
_Places = list[tuple[int, list[int]]]  # where the claim has a word, and where the evidence has it


def check_swaps(clause: Clause, source: Source) -> Iterator[Finding]:
    """Pairs of words of which each has, in the evidence, the part that the claim gives to the other."""
    if clause.coverage < _NEAR_COPY:
        return
    for index in clause.evidence:
        words = source.sentences[index].words
        places = _places(clause, index, source)
        pair = _swapped(clause, words, places) or _ruled_instead(clause, words, places)
        if pair:
            one, other = pair
            reason = f"The evidence has «{one}» and «{other}» the other way round."
            yield Finding(kind=ProblemKind.MEANING, words=f"{one} {other}", reason=reason)
            return


def _swapped(clause: Clause, given: Sequence[str], places: _Places) -> tuple[str, str] | None:
    for ruler in (_word_before, _last_full_word):
        parts = [(at, ruler(clause.whole, at), {ruler(given, one) for one in there}) for at, there in places]
        for (one, mine, ours), (other, its, theirs) in combinations(parts, 2):
            if mine == its or "" in (mine, its) or mine in ours or its in theirs or other - one < _APART:
                continue
            if mine in theirs and its in ours and not _is_adverb(clause.whole[one], clause.whole[other]):
                return clause.whole[one], clause.whole[other]
    return None


def _is_adverb(*words: str) -> bool:
    """«سرا», «مجانا» may stand anywhere."""
    return any(
        word[-1] == "ا" and len(word) < _LONG and not is_place(word) and not is_given_name(word)
        for word in words
    )


def _ruled_instead(clause: Clause, given: Sequence[str], places: _Places) -> tuple[str, str] | None:
    """«من» or «عن» stands before one where the evidence has it before the other, and neither is ruled otherwise."""
    mine = {at: _giver(clause.whole, at) for at, _ in places}
    theirs = {at: {_giver(given, one) for one in there} for at, there in places}
    for one, other in permutations(mine, 2):
        ruler = mine[one]
        if not ruler or mine[other] or theirs[one] != {""} or theirs[other] != {ruler}:
            continue
        if _is_party(clause.whole, one) and _is_party(clause.whole, other):
            return clause.whole[one], clause.whole[other]
    return None


def _is_party(words: Sequence[str], position: int) -> bool:
    """Somebody who can act: a body («وزارة …»), a place, a named person, people."""
    word, before = words[position], words[max(0, position - 1)]
    people = word.startswith("ال") and word.endswith(("ون", "ين", "ال"))
    return before in _BODIES or word in _BODIES or is_place(word) or is_given_name(word) or people


def _giver(words: Sequence[str], position: int) -> str:
    """The preposition of the other party that rules a word, past the kind of thing it is."""
    at = position - 1
    while at >= 0 and (words[at] in _KINDS or words[at] in _BODIES):
        at -= 1
    return words[at] if at >= 0 and words[at] in _OTHER_PARTY else ""


def _places(clause: Clause, index: int, source: Source) -> _Places:
    """Where the claim has a content word, and where this sentence of the evidence has it."""
    content = set(content_of(clause.whole))
    held = [
        (position, _places_in(word, index, source))
        for position, word in enumerate(clause.whole)
        if word in content and word not in _KINDS
    ]
    return [(position, there) for position, there in held if there][:_MOST]


def _places_in(word: str, index: int, source: Source) -> list[int]:
    given = source.sentences[index].words
    found = {
        at for form in clitic_forms(word) for one, at in source.places.positions.get(form, ()) if one == index
    }
    return sorted(at for at in found if is_same_word(given[at], word))


def _word_before(words: Sequence[str], position: int) -> str:
    """The word before, past words of kind; a joined preposition counts as a word."""
    word = words[position]
    if word[0] in _JOINED and (word[1:3] == "ال" or word[:2] == "لل" or is_place(word[1:])):
        return word[0]
    at = position - 1
    while at >= 0 and words[at] in _KINDS:
        at -= 1
    return words[at].removeprefix("و") if at >= 0 else ""


def _last_full_word(words: Sequence[str], position: int) -> str:
    """The word before, past prepositions: «أولا على …» and «ثم على …»."""
    at = position - 1
    while at >= 0 and words[at] in _PREPOSITIONS:
        at -= 1
    return words[at].removeprefix("و") if 0 <= at < position - 1 else ""
