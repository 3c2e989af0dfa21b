"""What came first must come first: «ثم», «قبل» and «بعد» set two events in an order, which the claim must keep."""

from collections.abc import Iterator, Sequence

from bot.core.arabic import matching_key
from bot.core.faithfulness.claim import Clause, Finding, content_of, is_number_word
from bot.core.faithfulness.light_words import is_light
from bot.core.faithfulness.same_word import may_tell_same
from bot.core.faithfulness.source import Source
from bot.core.models import ProblemKind

_FIRST_FIRST = frozenset(matching_key("ثم قبل قبيل وبعدها وبعده").split())
_FIRST_LAST = frozenset(matching_key("بعد بعدما بعيد عقب إثر غداة").split())
_OF = frozenset(matching_key("من على").split())
_TIMES = frozenset(
    matching_key(
        "أيام يومين يوم ساعات ساعة ساعتين أسابيع أسبوع أسبوعين أشهر شهر شهرين سنوات سنة سنتين عام عامين أعوام "
        "دقائق قليل نحو"
    ).split()
)
_SURELY = 0.6
_HARDLY = 0.4
_FEWEST = 2
_REACH = 5
_LATER = "فيما"  # «فيما بعد»

_Pair = tuple[tuple[str, ...], tuple[str, ...]]


def check_order(clause: Clause, source: Source) -> Iterator[Finding]:
    """Claims that put first what the evidence puts last."""
    claimed = list(_orders(clause.whole))
    if len(claimed) != 1:
        return
    given = [pair for index in clause.evidence for pair in _orders(source.sentences[index].words)]
    if any(_is_turned(claimed[0], pair) for pair in given) and not any(
        _agrees(claimed[0], pair) for pair in given
    ):
        first, last = claimed[0]
        reason = f"The evidence puts «{' '.join(last)}» before «{' '.join(first)}»."
        yield Finding(kind=ProblemKind.MEANING, words=" ".join(first), reason=reason)


def _orders(words: Sequence[str]) -> Iterator[_Pair]:
    """What these words tell as earlier and what as later."""
    for position, word in enumerate(words):
        later = word not in _FIRST_FIRST and (
            word not in _FIRST_LAST or words[max(0, position - 1)] == _LATER
        )
        if later or _says_when(words, position):
            continue
        before = _telling(words[:position])
        after = _telling(words[position + 1 :])
        if len(before) < _FEWEST or len(after) < _FEWEST:
            continue
        yield (before, after) if word in _FIRST_FIRST else (after, before)


def _says_when(words: Sequence[str], position: int) -> bool:
    """«قبل أيام», «بعد عامين» set no two events in an order; «قبل أيام من …» does."""
    following = "".join(words[position + 1 : position + 2])
    if not _OF.isdisjoint(words[position + 2 : position + _REACH]):
        return False
    return following in _TIMES or following[:1].isdigit() or is_number_word(following)


def _telling(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for word in content_of(words) if not is_light(word))


def _is_turned(claimed: _Pair, given: _Pair) -> bool:
    (first, last), (was_first, was_last) = claimed, given
    return _only_in(first, was_last, was_first) and _only_in(last, was_first, was_last)


def _agrees(claimed: _Pair, given: _Pair) -> bool:
    return all(_share(one, other) >= _HARDLY for one, other in zip(claimed, given, strict=True))


def _only_in(words: Sequence[str], here: Sequence[str], not_there: Sequence[str]) -> bool:
    return _share(words, here) >= _SURELY and _share(words, not_there) <= _HARDLY


def _share(words: Sequence[str], given: Sequence[str]) -> float:
    return sum(any(may_tell_same(word, other) for other in given) for word in words) / len(words)
