"""What happened must be the article's: a claim that tells of a release needs a sentence that tells of one."""

from collections.abc import Iterator
from functools import lru_cache

from bot.core.arabic import matching_key, tells_event, tells_grave_event
from bot.core.faithfulness.claim import Clause, Finding, coverage
from bot.core.faithfulness.light_words import is_light
from bot.core.faithfulness.name_shapes import is_given_name
from bot.core.faithfulness.negated import is_negated, negates_anything
from bot.core.faithfulness.same_word import is_related_word
from bot.core.faithfulness.source import Source
from bot.core.models import ProblemKind

_KNOWN = 0.6  # a root of two letters proves no event: «استقال» is not «قال»
_SAID_BY_NEGATION = frozenset(
    matching_key("رفض امتنع منع حظر نفى غاب توقف استبعد فشل أخفق دعا بقي ظل نجا سلم").split()
)
_FEW_SENTENCES = 3  # two headlines are compared event by event
_NEARLY_ALL = 0.85


def check_events(clause: Clause, source: Source) -> Iterator[Finding]:
    """Events of which the source knows nothing, in any synonym."""
    for position, word in enumerate(clause.words):
        if word not in clause.content or not tells_event(word) or is_given_name(word) or is_light(word):
            continue
        if source.support_anywhere(word) >= _KNOWN or is_negated(clause.words, position):
            continue
        if _may_be_negation(word) and negates_anything(clause, source):
            continue
        if len(source.sentences) >= _FEW_SENTENCES and not (
            tells_grave_event(word) and _is_replaced(word, clause, source)
        ):
            continue
        reason = f"The source tells nothing of «{word}»."
        yield Finding(kind=ProblemKind.MEANING, words=word, reason=reason)


@lru_cache(4096)
def _may_be_negation(word: str) -> bool:
    """«رفض التعليق» is «لم يعلق»; nobody is dead or out of office by a negation."""
    return any(is_related_word(word, one) for one in _SAID_BY_NEGATION)


def _is_replaced(word: str, clause: Clause, source: Source) -> bool:
    """All the rest is the evidence's, so that this word is no part of a rewording."""
    rest = [other for other in clause.content if other != word]
    return coverage(rest, source, clause.evidence) >= _NEARLY_ALL
