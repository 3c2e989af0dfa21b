"""Who did what to whom: the two parties of a verb must not change places."""

from collections.abc import Iterator, Sequence

from bot.core.arabic import STOP_WORDS, matching_key
from bot.core.faithfulness.claim import Clause, Finding
from bot.core.faithfulness.gazetteer import is_place
from bot.core.faithfulness.name_shapes import is_given_name
from bot.core.faithfulness.same_word import is_related_word, is_same_word
from bot.core.faithfulness.source import Source
from bot.core.models import ProblemKind

_HEAD = 2
_NEARLY_ALL = 0.8
_NO_PARTY = frozenset(matching_key("في خلال بعد قبل منذ عام").split())
_OPENS_CLAUSE = frozenset(
    matching_key(
        "أن إن بأن بعدما بينما فيما ثم حيث عندما التي الذي الذين إذ كما قد لكن حين وقد وقال وأضاف"
    ).split()
)
_BEING = frozenset(
    matching_key(
        "أصبح أصبحت كان كانت يعتبر تعتبر يعد تعد بات باتت ظل ظلت توجد يوجد تتواجد تواجدت شكل يشكل تشكل بلغ بلغت"
    ).split()
)


def check_roles(clause: Clause, source: Source) -> Iterator[Finding]:
    """Verbs followed by one party where the evidence has the other, when both name both."""
    near_copy = clause.coverage >= _NEARLY_ALL
    for position, word in enumerate(clause.words if near_copy else ()):
        if not _opens(clause.words, position) or word not in clause.content:
            continue
        for index in clause.evidence:
            exchanged = _exchanged(clause.words, position, source.sentences[index].words)
            if exchanged:
                mine, other = exchanged
                reason = f"The evidence has «{other}» after «{word}» where the claim has «{mine}»."
                yield Finding(kind=ProblemKind.MEANING, words=f"{word} {mine}", reason=reason)


def _opens(words: Sequence[str], position: int) -> bool:
    """Whether a verb can stand here with its subject after it."""
    word = words[position]
    joined = (word[0] == "و" and len(word) > 4) or (word[0] == "ف" and len(word) > 5)
    bare = word[1:] if joined else word
    if is_given_name(word):
        return False
    starts = position == 0 or joined or words[position - 1] in _OPENS_CLAUSE
    return starts and bare not in _BEING and not bare.startswith("ال")


def _exchanged(claimed: Sequence[str], position: int, given: Sequence[str]) -> tuple[str, str] | None:
    found = None
    for at, word in enumerate(given):
        if not is_same_word(word, claimed[position]):
            continue
        pair = _first_difference(claimed[position + 1 :][:_HEAD], given[at + 1 :][:_HEAD])
        if pair is None or not _crosses(pair, claimed, position, given, at):
            return None
        found = found or pair
    return found


def _first_difference(claimed: Sequence[str], given: Sequence[str]) -> tuple[str, str] | None:
    for at, (mine, other) in enumerate(zip(claimed, given, strict=False)):
        if at and (is_place(mine) or is_place(other)):
            return None
        if mine in STOP_WORDS or other in STOP_WORDS or mine[0].isdigit() or mine[:2] in ("سي", "ست"):
            return None
        if not is_related_word(mine, other):
            return mine, other
    return None


def _crosses(
    pair: tuple[str, str], claimed: Sequence[str], position: int, given: Sequence[str], at: int
) -> bool:
    """Each side names the other's party elsewhere, and not just in a list («مصر والأردن»)."""
    mine, other = pair
    there = [place for place, word in enumerate(given) if place > at + 1 and is_same_word(word, mine)]
    here = [place for place, word in enumerate(claimed) if place > position + 1 and is_same_word(word, other)]
    if not there or not here or _is_adverb(other) or given[there[0] - 1] in _NO_PARTY:
        return False
    beside = there[0] - at <= 2 and here[0] - position <= 2
    listed = any(claimed[place][0] == "و" and claimed[place][1:] == other for place in here)
    return not beside and not listed


def _is_adverb(word: str) -> bool:
    """«أسبوعيا», or an object: no indefinite word in the accusative acts."""
    return word[0].isdigit() or (len(word) > 4 and word[-1] == "ا")
