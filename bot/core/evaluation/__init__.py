"""How good digests and the guard are, on articles with known answers. Scores only; reads no file, asks no engine."""

from bot.core.evaluation.automatic_scores import AutomaticScores, score_automatically
from bot.core.evaluation.cases import Case, Labelled
from bot.core.evaluation.digest_scores import DigestScores, score_digests
from bot.core.evaluation.guard_scores import GuardScores, Tally, score_guard
from bot.core.evaluation.rouge import Rouge, rouge

__all__ = [
    "AutomaticScores",
    "Case",
    "DigestScores",
    "GuardScores",
    "Labelled",
    "Rouge",
    "Tally",
    "rouge",
    "score_automatically",
    "score_digests",
    "score_guard",
]
