"""Quoted words belong to who says them in the one sentence that holds them: «وصف بوتين الاتهامات بأنها "كلام فارغ"»."""

from collections.abc import Iterator
from itertools import pairwise

from bot.core.arabic import clean, matching_key, spelled_alike, without_clitics
from bot.core.faithfulness.acted_upon import PARTIES
from bot.core.faithfulness.attribution import is_also_called, stands_in
from bot.core.faithfulness.claim import Clause, Finding
from bot.core.faithfulness.name_shapes import is_given_name
from bot.core.faithfulness.offices import office_in
from bot.core.faithfulness.quotes import QUOTE
from bot.core.faithfulness.same_word import is_related_word
from bot.core.faithfulness.source import Source
from bot.core.faithfulness.speaker_names import speaker_of
from bot.core.faithfulness.speakers import Report, reports_in
from bot.core.models import ProblemKind

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
        home = _home(quoted, source) if speaker and quoted[0] not in PARTIES else None
        if home is None or stands_in(speaker, (home,), source):
            continue
        other = _other(quoted, clause, source.sentences[home].words)
        if other and not is_also_called(speaker, (other,), source):
            told = f"The claim gives the words «{' '.join(quoted)}» to {' '.join(speaker)}"
            reason = f"{told}; in the source «{other}» says them."
            yield Finding(kind=ProblemKind.ATTRIBUTION, words=" ".join(speaker), reason=reason)


def _quotes(text: str) -> Iterator[tuple[str, ...]]:
    for found in QUOTE.finditer(clean(text)):
        words = tuple(spelled_alike(found[1]))
        if len(words) > 1 or any(len(word) >= _SHORTEST for word in words):
            yield words


def _start(quoted: tuple[str, ...], words: tuple[str, ...]) -> int:
    """Where the quote begins in these words; 0 when they do not hold it in one piece."""
    return next((at for at in range(len(words)) if words[at : at + len(quoted)] == quoted), 0)


def _report_of(quoted: tuple[str, ...], words: tuple[str, ...]) -> Report | None:
    """The last report before the quote, if it names who speaks."""
    start = _start(quoted, words)
    before = [report for report in reports_in(words) if report.start < start]
    return before[-1] if before and before[-1].speaker else None


def _home(quoted: tuple[str, ...], source: Source) -> int | None:
    """The one sentence, no title, that holds the quote; none where the source has it twice, as a name is."""
    piece = f" {' '.join(quoted)} "
    if source.flat.count(piece) != 1:
        return None
    held = (f" {' '.join(sentence.words)} " for sentence in source.sentences[source.titles :])
    return next((at for at, words in enumerate(held, source.titles) if piece in words), None)


def _other(quoted: tuple[str, ...], clause: Clause, words: tuple[str, ...]) -> str | None:
    """Somebody in front of the quote whom the claim does not name."""
    before = ("", *words[: _start(quoted, words)])
    actors = (word for ruler, word in pairwise(before) if _acts(word) and ruler not in _RULERS)
    return next((one for one in actors if not any(is_related_word(one, mine) for mine in clause.whole)), None)


def _acts(word: str) -> bool:
    named = is_given_name(word) or bool(office_in(word)) or word in _SOURCES
    return named or not PARTIES.isdisjoint(without_clitics(word))
