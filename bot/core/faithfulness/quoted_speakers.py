"""Quoted words belong to who says them in the one sentence that holds them: «وصف بوتين الاتهامات بأنها "كلام فارغ"»."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.core.arabic import clean, matching_key, spelled_alike, without_clitics
from bot.core.faithfulness.acted_upon import PARTIES
from bot.core.faithfulness.attribution import is_also_called, speaker_of, stands_in
from bot.core.faithfulness.claim import Clause, Finding
from bot.core.faithfulness.name_shapes import is_given_name
from bot.core.faithfulness.offices import office_in
from bot.core.faithfulness.same_word import is_related_word
from bot.core.faithfulness.source import Source
from bot.core.faithfulness.speakers import Report, reports_in
from bot.core.models import ProblemKind

_QUOTE = re.compile('[«“"]([^«»“”"]{3,300})[»”"]')
_SOURCES = frozenset(
    matching_key("مصدر مصادر أوساط متحدث متحدثة ناطق ناطقة تقرير بيان صحيفة شاهد شاهدة ناشط ناشطون").split()
)
_RULERS = frozenset(matching_key("في أمام من إلى على عن مع خلال لدى ضد").split())
_SHORTEST = 4  # letters of a single quoted word


def check_quoted_speakers(clause: Clause, source: Source) -> Iterator[Finding]:
    """Quotes whose only sentence leaves the claim's speaker out and names somebody whom the claim leaves out."""
    for quoted in _quotes(clause.text):
        report = _report_of(quoted, clause.words)
        speaker = speaker_of(report) if report else ()
        homes = _homes(quoted, source) if speaker and quoted[0] not in PARTIES else []
        if not homes or any(stands_in(speaker, (at,), source) for at in homes):
            continue
        others = [_other(quoted, clause, source.sentences[at].words) for at in homes]
        if all(others) and not any(is_also_called(speaker, (one,), source) for one in others if one):
            told = f"The claim gives the words «{' '.join(quoted)}» to {' '.join(speaker)}"
            reason = f"{told}; in the source «{others[0]}» says them."
            yield Finding(kind=ProblemKind.ATTRIBUTION, words=" ".join(speaker), reason=reason)


def _quotes(text: str) -> Iterator[tuple[str, ...]]:
    for found in _QUOTE.finditer(clean(text)):
        words = tuple(spelled_alike(found[1]))
        if len(words) > 1 or any(len(word) >= _SHORTEST for word in words):
            yield words


def _report_of(quoted: Sequence[str], words: tuple[str, ...]) -> Report | None:
    """The last report before the quote, if it names who speaks."""
    start = next((at for at in range(len(words)) if words[at : at + len(quoted)] == quoted), 0)
    before = [report for report in reports_in(words) if report.start < start]
    return before[-1] if before and before[-1].speaker else None


def _homes(quoted: Sequence[str], source: Source) -> list[int]:
    """The sentences, not titles, that hold the quote in one piece; none where it is a name («موج الباطنة»)."""
    piece = f" {' '.join(quoted)} "
    if source.flat.count(piece) > 1:
        return []
    return [
        at
        for at, sentence in enumerate(source.sentences)
        if at >= source.titles and piece in f" {' '.join(sentence.words)} "
    ]


def _other(quoted: Sequence[str], clause: Clause, words: tuple[str, ...]) -> str | None:
    """Somebody in front of the quote whom the claim does not name."""
    start = next((at for at in range(len(words)) if words[at : at + len(quoted)] == quoted), 0)
    actors = (
        word for before, word in pairwise(("", *words[:start])) if _acts(word) and before not in _RULERS
    )
    return next((one for one in actors if not any(is_related_word(one, mine) for mine in clause.whole)), None)


def _acts(word: str) -> bool:
    named = is_given_name(word) or bool(office_in(word)) or word in _SOURCES
    return named or not PARTIES.isdisjoint(without_clitics(word))
