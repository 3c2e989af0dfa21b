"""What the article thinks possible, a claim must not promise: «سيرتفع المنسوب» for «قد يرتفع المنسوب»."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from bot.core.arabic import matching_key
from bot.core.faithfulness.claim import Clause, Finding, telling
from bot.core.faithfulness.hedges import conditions_beside, future_at, is_hedged, is_maybe, is_not_ruled_out
from bot.core.faithfulness.parts import statements_in
from bot.core.faithfulness.same_word import may_tell_same
from bot.core.faithfulness.source import Source
from bot.core.faithfulness.speakers import ACCORDING_TO
from bot.core.models import ProblemKind

_POSSIBLE = frozenset(
    matching_key(
        """
        ربما لعل يحتمل احتمال محتملة محتمل يرجح ترجح رجح رجحت المرجح مرجحا مرجحة مرجحين الأرجح الأغلب يدرس تدرس
        إمكانية إمكان ممكن الممكن
        رهن رهين رهينة مرهون مرهونة
        """
    ).split()
)
_BEFORE = 3
_REACH = 8  # content words after the verb
_FEWEST = 2
_MOST = 0.5


def check_promised(clause: Clause, source: Source) -> Iterator[Finding]:
    """Futures of which the best evidence sentence says only that they may come."""
    at = future_at(clause.words)
    promised = _promised(clause.words, at) if at is not None else ()
    if at is None or not clause.evidence or len(promised) < _FEWEST:
        return
    sentence = source.sentences[clause.evidence[0]]
    for words in statements_in(sentence.text):
        hedge = _hedge_of(promised, words)
        if hedge and not is_hedged(clause.whole, conditions_beside(sentence.words, hedge)):
            reason = f"The evidence hedges this with «{hedge}»; the claim promises it."
            yield Finding(kind=ProblemKind.MEANING, words=clause.words[at], reason=reason)
            return


def _promised(words: Sequence[str], at: int) -> Sequence[str]:
    """What follows the verb, up to who says so; with what stands just before it where that is too little."""
    after = telling(tuple(takewhile(lambda word: word not in ACCORDING_TO, words[at + 1 :])))[:_REACH]
    return after if len(after) >= _FEWEST else (*telling(words[max(0, at - _BEFORE) : at]), *after)


def _hedge_of(promised: Sequence[str], words: Sequence[str]) -> str | None:
    """The word of possibility before most of what is promised, in a statement that promises nothing."""
    if future_at(words) is not None:
        return None
    hedges = (at for at, word in enumerate(words) if _is_possible(words, at))
    return next(
        (words[at] for at in hedges if _is_told(promised, words[at + 1 :]) or _opens(promised, words, at)),
        None,
    )


def _is_told(promised: Sequence[str], scope: Sequence[str]) -> bool:
    told = sum(any(may_tell_same(word, other) for other in scope) for word in promised)
    return told >= max(_FEWEST, _MOST * len(promised))


def _opens(promised: Sequence[str], words: Sequence[str], at: int) -> bool:
    """«لم تستبعد افتتاح ملحقية تجارية» before «ستفتتح … ملحقية تجارية»: what was not ruled out comes at once."""
    first = telling(words[at + 1 :])[1:][:_FEWEST]
    return (
        is_not_ruled_out(words, at)
        and len(first) == _FEWEST
        and all(any(may_tell_same(word, one) for one in promised) for word in first)
    )


def _is_possible(words: Sequence[str], at: int) -> bool:
    return words[at].removeprefix("و") in _POSSIBLE or is_maybe(words, at) or is_not_ruled_out(words, at)
