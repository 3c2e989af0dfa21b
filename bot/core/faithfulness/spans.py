"""Which part of a sentence each of its speakers says: «قال أ إن …، بينما رأى ب أن …». Judges nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.core.arabic import STOP_WORDS, matching_key
from bot.core.faithfulness.speakers import ACCORDING_TO, TIMES, VERBS, WAS, Report, reports_in

_BREAKS = frozenset(
    matching_key("بينما فيما حين لكن بعدما كما حيث اذ غير مقابل جهته جهتها جانبه جانبها").split()
)
_AS_FOR = frozenset(matching_key("أما وأما").split())
_WHO = frozenset(matching_key("الذي التي").split())
_NAME = 4
_MAYBE = "قد"
_LONGEST = 8
_BACK = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Words of a sentence and the words that name who says them."""

    speaker: tuple[str, ...]
    said: tuple[str, ...]


@lru_cache(8192)
def spans_of(words: tuple[str, ...]) -> tuple[Span, ...]:
    """The spans of a sentence in order; empty when somebody may speak within what another one says."""
    reports = reports_in(words)
    if not reports or any(not _starts_anew(words, report) for report in reports[1:]):
        return ()
    ends = [*(report.start for report in reports[1:]), len(words)]
    spans: list[Span] = []
    for report, end in zip(reports, ends, strict=True):
        span = _span(words, report, end)
        if spans and not span.speaker:  # «… فانتقد التحكيم ورأى أن …»: he goes on
            span = Span(speaker=spans[-1].speaker, said=span.said)
        spans.append(span)
    return tuple(spans)


def _starts_anew(words: Sequence[str], report: Report) -> bool:
    """A verb with «و» or after «بينما» opens a new report; another one may stand inside the last."""
    before = words[max(0, report.start - _BACK) : report.start]
    return words[report.start][0] == "و" or any(word.lstrip("و") in _BREAKS for word in before)


def _span(words: tuple[str, ...], report: Report, end: int) -> Span:
    told_before = words[report.start].lstrip("و") in ACCORDING_TO and report.start > 0
    speaker = () if told_before else tuple(_named_before(words, report)) or report.speaker
    return Span(speaker=speaker, said=words[report.start : end])


def _named_before(words: Sequence[str], report: Report) -> Iterator[str]:
    """«كان الوزير … قد دعا», «أما الوزير فدعا», «الوزيرة، التي دعت»: the speaker stands before the verb."""
    before = words[max(0, report.start - _LONGEST) : report.start]
    if before[-1:] == (_MAYBE,):
        before = _after(WAS, before[:-1])
    elif words[report.start][0] == "ف":
        before = _after(_AS_FOR, before)
    elif before[-1:] and before[-1] in _WHO and not report.speaker:
        before = before[-_NAME - 1 : -1]
    else:
        return
    yield from (word for word in before if word not in STOP_WORDS and word not in TIMES | VERBS)


def _after(opening: frozenset[str], words: Sequence[str]) -> Sequence[str]:
    start = next((at for at, word in enumerate(words) if word in opening), len(words))
    return words[start + 1 :]
