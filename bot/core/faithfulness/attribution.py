"""What somebody said must be told of the same speaker: the sentence that holds the words names who said them."""

from collections.abc import Iterator, Sequence

from bot.core.arabic import clitic_forms, matching_key, spelling_skeleton
from bot.core.faithfulness.claim import Clause, Finding, content_of, scores_of
from bot.core.faithfulness.gazetteer import is_place
from bot.core.faithfulness.same_word import is_related_word
from bot.core.faithfulness.source import SAME_ROOT, Source
from bot.core.faithfulness.speakers import Report, reports_in
from bot.core.models import ProblemKind

# Titles and offices that many speakers share: alone they do not tell who speaks.
_OFFICES = frozenset(
    matching_key(
        """
        الرئيس رئيس رئيسة وزير وزيرة المتحدث متحدث متحدثة ناطق الناطق باسم مسؤول مسؤولون مسؤولين مصدر مصادر السلطات بيان
        تقرير وكالة الأنباء الرسمية المتحدة الحكومة حكومة وزارة الوزير الوزارة السابق السابقة الحالي نظيره بلاده السيد
        الخارجية الداخلية الدفاع المالية العدل التعليم الطاقة النفط التجارة الاقتصاد الزراعة النقل الإعلام الثقافة
        الدكتور الدكتورة مدير مديرة أمين الأمين العام النائب نائب السفير مندوب المندوب خبير الخبير الخبيرة عام دائرة
        """
    ).split()
)
_TOLD = 0.5
_NEARLY_AS_GOOD = 0.12
_CARRIED = 2
_SURELY_SPEAKER = 2
_SAME_PHRASE = 7


def check_attribution(clause: Clause, source: Source) -> Iterator[Finding]:
    """Speakers other than the one in, or just before, the sentences that hold what is said."""
    for report in reports_in(clause.words):
        speaker = _telling(report)
        if not speaker or not clause.evidence:
            continue
        places = _places_of(_said(report, clause), source) or clause.evidence
        if not any(_may_say(speaker, index, source) for index in places):
            yield _finding(speaker, source.sentences[places[0]].words)


def _finding(speaker: Sequence[str], given: tuple[str, ...]) -> Finding:
    named = next((report.speaker for report in reports_in(given) if report.speaker), ())
    other = f"the evidence names {' '.join(named)}" if named else "the evidence names nobody like that"
    words = " ".join(speaker)
    return Finding(
        kind=ProblemKind.ATTRIBUTION, words=words, reason=f"The claim gives these words to {words}; {other}."
    )


def _telling(report: Report) -> tuple[str, ...]:
    """The words that tell who speaks: no offices if there is a name, and only the first if more may follow."""
    named = tuple(word for word in report.speaker if not clitic_forms(word) & _OFFICES) or report.speaker
    names = tuple(word for word in named if not is_place(word)) or named
    return names if report.sure else names[:_SURELY_SPEAKER]


def _said(report: Report, clause: Clause) -> tuple[str, ...]:
    after = content_of(clause.words[report.end :])
    return after if len(after) >= 2 else content_of(clause.words[: report.start])


def _places_of(said: Sequence[str], source: Source) -> tuple[int, ...]:
    """The sentences that hold most of what is said; none when no sentence holds half of it."""
    if len(said) < 2:
        return ()
    scores = scores_of(said, source)
    enough = max(_TOLD, max(scores, default=0.0) - _NEARLY_AS_GOOD)
    return tuple(
        sorted((at for at, score in enumerate(scores) if score >= enough), key=lambda at: -scores[at])
    )


def _may_say(speaker: Sequence[str], index: int, source: Source) -> bool:
    reports = [report for report in reports_in(source.sentences[index].words) if report.speaker]
    named = [_telling(report) for report in reports]
    if any(_is_same(speaker, other) for other in named):
        return True
    sure = any(report.sure for report in reports)
    if _stands_in(speaker, (index,), source) and not (
        sure and _only_spoken_of(speaker, index, reports, source)
    ):
        return True
    if any(_is_also_called(speaker, other, source) for other in named):
        return True
    before = range(max(0, index - _CARRIED), index)
    return not sure and _stands_in(speaker, (index, *before), source)


def _only_spoken_of(speaker: Sequence[str], index: int, reports: Sequence[Report], source: Source) -> bool:
    """The sentence names them only within what somebody else says."""
    words = source.sentences[index].words
    first = min(report.end for report in reports if report.sure)
    return not any(_is_same_name(word, one) for word in words[:first] for one in speaker)


def _is_same(speaker: Sequence[str], other: Sequence[str]) -> bool:
    same = [word for word in speaker if any(_is_same_name(word, one) for one in other)]
    return len(same) * 2 >= len(speaker)


def _is_also_called(speaker: Sequence[str], other: Sequence[str], source: Source) -> bool:
    """Some sentence calls the two by one phrase: «قال رئيس الفريق سامي راشد»."""
    return any(
        _is_same(speaker, phrase) and _is_same(other, phrase)
        for index in _holding(speaker[0], source)
        for phrase in _phrases(speaker[0], source.sentences[index].words)
    )


def _holding(word: str, source: Source) -> list[int]:
    return [index for index, support in source.support(word).items() if support >= SAME_ROOT]


def _phrases(word: str, words: Sequence[str]) -> Iterator[Sequence[str]]:
    for position, other in enumerate(words):
        if is_related_word(word, other):
            yield words[max(0, position - 1) : position + _SAME_PHRASE - 2]


def _stands_in(speaker: Sequence[str], sentences: Sequence[int], source: Source) -> bool:
    known = sum(source.best_support(word, sentences) >= SAME_ROOT for word in speaker)
    return known >= 0.5 * len(speaker)


def _is_same_name(one: str, other: str) -> bool:
    return is_related_word(one, other) or spelling_skeleton(one) == spelling_skeleton(other)
