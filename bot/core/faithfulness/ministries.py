"""A ministry or its minister must be the article's: «وزارة العدل» is not «وزارة الداخلية»."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.core.arabic import matching_key, without_clitics
from bot.core.faithfulness.claim import Clause, Finding
from bot.core.faithfulness.same_word import is_related_word
from bot.core.faithfulness.source import SHORT_ROOT, Source
from bot.core.models import ProblemKind

_HEADS = frozenset(matching_key("وزارة وزير وزيرة وزراء وزيري وزيرا وزارتا وزارتي").split())
_PORTFOLIOS = frozenset(
    matching_key(
        """
        الخارجية الداخلية الدفاع المالية العدل الصحة التعليم التربية الطاقة النفط البترول التجارة الاقتصاد الزراعة النقل
        الإعلام الثقافة الخزانة التضامن الهجرة السياحة الرياضة الشباب العمل البيئة الري المياه الكهرباء التخطيط
        الاتصالات الشؤون الأوقاف الإسكان الصناعة التموين الأشغال
        """
    ).split()
)
_NEAR = 3


def check_ministries(clause: Clause, source: Source) -> Iterator[Finding]:
    """Ministries and ministers that the source never has, where it has others or knows no such field."""
    for head, field in _ministries_in(clause.words):
        if any(_names(field, sentence.words) for sentence in source.sentences):
            continue
        others = [one for at in clause.evidence for one in _ministries_in(source.sentences[at].words)]
        if others or source.support_anywhere(field) <= SHORT_ROOT:
            named = f"the evidence has «{' '.join(others[0])}»" if others else "the source knows none"
            reason = f"The claim has «{head} {field}»; {named}."
            yield Finding(kind=ProblemKind.NAME, words=f"{head} {field}", reason=reason)


def _ministries_in(words: Sequence[str]) -> list[tuple[str, str]]:
    return [pair for pair in pairwise(words) if _is_head(pair[0]) and pair[1] in _PORTFOLIOS]


def _is_head(word: str) -> bool:
    return not _HEADS.isdisjoint(without_clitics(word))


def _names(field: str, words: Sequence[str]) -> bool:
    """«وزير الشؤون الاقتصادية» is «وزير الاقتصاد», «وزارة التربية والتعليم» «وزارة التعليم»."""
    return any(
        _is_head(word) and any(is_related_word(field, one) for one in words[at + 1 : at + 1 + _NEAR])
        for at, word in enumerate(words)
    )
