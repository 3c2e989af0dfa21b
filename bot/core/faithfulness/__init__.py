"""The guard: every name, number, date, quote and speaker of a digest must be in its articles.

Deterministic, word by word, no model; it reads what an engine wrote and never changes it.
"""

from bot.core.faithfulness.verdict import evidence_of, find_problems

__all__ = ["evidence_of", "find_problems"]
