"""What is named after its kind must be named so in the article: «حي …», «شركة …», «مستشفى …».

Arabic has no capitals, but after these nouns stands a name more often than not.
"""

from collections.abc import Iterator
from itertools import pairwise

from bot.core.arabic import STOP_WORDS, matching_key, without_clitics
from bot.core.faithfulness.claim import Clause, Finding
from bot.core.faithfulness.light_words import is_light
from bot.core.faithfulness.same_word import is_same_word, may_tell_same
from bot.core.faithfulness.source import Source
from bot.core.models import ProblemKind

_KINDS = frozenset(
    matching_key(
        """
        حي شارع ميدان ساحة مخيم قرية بلدة مدينة ناحية قضاء محافظة ولاية مقاطعة جزيرة جبل وادي نهر بحيرة معبر مطار ميناء
        جسر سد سجن ملعب مستشفى جامعة معهد فندق متحف مسرح مسجد كنيسة
        شركة مصرف بنك مجموعة مؤسسة صحيفة مجلة قناة إذاعة
        وكالة منظمة جمعية حزب حركة نادي فريق كتيبة لواء فيلق سفينة إعصار
        """
    ).split()
)
_KNOWN = 0.5
_TERMS = frozenset(matching_key("المؤبد مؤبدا المشدد").split())  # «بالسجن المؤبد» names no prison


def check_named_things(clause: Clause, source: Source) -> Iterator[Finding]:
    """Names after the kind of thing they name, where the evidence names another of this kind."""
    for position, word in enumerate(clause.words[:-1]):
        name = clause.words[position + 1]
        if kind_of(word) and _may_be_name(name, clause, source):
            other = _other_of_this_kind(word, clause, source)
            if other and not may_tell_same(other, name):
                reason = f"The evidence names «{word} {other}», not «{word} {name}»."
                yield Finding(kind=ProblemKind.NAME, words=f"{word} {name}", reason=reason)


def kind_of(word: str) -> str:
    """The kind of thing that a word names, «شركة», «مستشفى»; '' if none of the table."""
    return next((form for form in without_clitics(word) if form in _KINDS and not word.startswith("ال")), "")


def _may_be_name(word: str, clause: Clause, source: Source) -> bool:
    """A word that the source never has; an adjective would agree with its noun and be no definite one."""
    named = word in clause.content and not is_light(word) and word not in _TERMS
    return named and source.support_anywhere(word) < _KNOWN


def _other_of_this_kind(kind: str, clause: Clause, source: Source) -> str | None:
    """What follows the same noun in the evidence and is nowhere in the claim."""
    for index in clause.evidence:
        words = source.sentences[index].words
        for one, other in pairwise(words):
            if kind_of(one) and is_same_word(one, kind) and other not in STOP_WORDS:
                known = any(is_same_word(other, mine) or mine.startswith(other) for mine in clause.whole)
                return None if known else other
    return None
