"""What will come next must be told by the article: «ستعقد الكتلتان اجتماعا الأسبوع المقبل» is easily made up."""

from collections.abc import Iterator, Sequence

from bot.core.arabic import matching_key
from bot.core.faithfulness.claim import MOSTLY, Clause, Finding, content_of, scores_of
from bot.core.faithfulness.hedges import future_at, is_hedged, is_plan, looks_ahead
from bot.core.faithfulness.source import Source, SourceSentence
from bot.core.models import ProblemKind

_AHEAD = frozenset(
    matching_key(
        """
        المقرر المنتظر المرتقب يعتزم تعتزم ينوي تنوي يخطط تخطط مستقبلا لاحقا قريبا غدا
        تمهيدا تستعد يستعد
        """
    ).split()
)
_WILL_NOT = "لن"
_REACH = 9  # content words from the verb on
_FEWEST = 4
_FEW_SENTENCES = 3
_TOLD = 0.45  # of them by any sentence
_TOLD_AHEAD = 0.5  # by a sentence that looks ahead, unless another one tells clearly more
_SURELY_TOLD = 0.6


def check_sequels(clause: Clause, source: Source) -> Iterator[Finding]:
    """Coming events that no sentence tells of, or only one that looks at no future."""
    at = _start(clause.words)
    coming = content_of(clause.words[at:])[:_REACH] if at is not None else ()
    if len(coming) < _FEWEST or len(source.sentences) < _FEW_SENTENCES or clause.coverage >= MOSTLY:
        return
    scores = scores_of(coming, source)
    told = max(scores, default=0.0)
    ahead = [
        score for score, sentence in zip(scores, source.sentences, strict=True) if _looks_ahead(sentence)
    ]
    if told < _TOLD or (told < _SURELY_TOLD and max(ahead, default=0.0) < _TOLD_AHEAD):
        words = " ".join(coming)
        reason = f"No sentence says that this will come: {words}."
        yield Finding(kind=ProblemKind.SUPPORT, words=words, reason=reason)


def _start(words: Sequence[str]) -> int | None:
    """Where a verb of the future or of a plan stands; what will not be is no event."""
    at = future_at(words)
    if at is None:
        at = next((place for place, word in enumerate(words) if is_plan(word) and word[0] in "يت"), None)
    return None if at is None or words[at] == _WILL_NOT else at


def _looks_ahead(sentence: SourceSentence) -> bool:
    words = sentence.words
    told = looks_ahead(words) or is_hedged(words) or not _AHEAD.isdisjoint(words)
    return told or bool(sentence.dates)
