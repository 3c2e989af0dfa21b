"""What the article only thinks so, a claim must not vouch for: «حتما», «بلا شك», «أكد المحققون أن …»."""

from collections.abc import Iterator, Sequence

from bot.core.arabic import matching_key
from bot.core.faithfulness.claim import Clause, Finding
from bot.core.faithfulness.hedges import is_hedged, is_maybe, is_not_ruled_out
from bot.core.faithfulness.negated import is_negated
from bot.core.faithfulness.source import Source
from bot.core.models import ProblemKind

_ASSURING = frozenset(
    matching_key(
        """
        حتما قطعا بالتأكيد يقينا جزما مؤكدا مؤكدة أكد أكدت أكدوا يؤكد تؤكد جزم جزمت أثبت أثبتت تأكد تأكدت
        """
    ).split()
)
_NO_DOUBT = frozenset(tuple(matching_key(pair).split()) for pair in ("بلا شك", "لا شك", "دون شك", "دون ريب"))
_OPINIONS = frozenset(
    matching_key(
        """
        ربما لعل الأرجح أرجح المرجح المرجحة يرجح ترجح رجح رجحت محتمل محتملة المحتمل يحتمل احتمال يعتقد تعتقد يعتقدون
        تقديرات التقديرات يظن يبدو تبدو يشتبه تشتبه اشتباه مرشح مرشحة
        """
    ).split()
)
_FAIRLY = 0.6
_QUOTES = '«“"'  # whose words are quoted may have said them as surely as he likes


def check_assurance(clause: Clause, source: Source) -> Iterator[Finding]:
    """Assurances of what the best evidence sentence tells as an opinion."""
    if not clause.evidence or clause.coverage < _FAIRLY or is_hedged(clause.whole):
        return
    sure = _assurance(clause.words)
    words = source.sentences[clause.evidence[0]].words
    if not sure or _assurance(words) or any(mark in clause.text for mark in _QUOTES):
        return
    hedge = next((word for at, word in enumerate(words) if _is_opinion(words, at)), None)
    if hedge:
        reason = f"The evidence hedges this with «{hedge}»; the claim assures it with «{sure}»."
        yield Finding(kind=ProblemKind.MEANING, words=sure, reason=reason)


def _assurance(words: Sequence[str]) -> str:
    return next((word for at, word in enumerate(words) if _assures(words, at)), "")


def _assures(words: Sequence[str], at: int) -> bool:
    if tuple(words[at : at + 2]) in _NO_DOUBT:
        return True
    return _bare(words[at]) in _ASSURING and not is_negated(words, at)


def _is_opinion(words: Sequence[str], at: int) -> bool:
    return _bare(words[at]) in _OPINIONS or is_maybe(words, at) or is_not_ruled_out(words, at)


def _bare(word: str) -> str:
    return word[1:] if word[0] in "وف" and word[1:] in _ASSURING | _OPINIONS else word
