"""A phrase that no article holds in any word is an addition, even where all the rest of the claim is theirs."""

import re
from collections.abc import Iterator, Sequence

from bot.core.arabic import matching_key
from bot.core.faithfulness.alignment import runs_beside
from bot.core.faithfulness.claim import Clause, Finding, coverage
from bot.core.faithfulness.gazetteer import is_place
from bot.core.faithfulness.light_words import is_light
from bot.core.faithfulness.source import SHORT_ROOT, Source
from bot.core.faithfulness.speakers import VERBS
from bot.core.models import ProblemKind

_KNOWN = 0.5
_LONG_ENOUGH = 2
_FEWEST = 5
_COPIED = 4
_SHORT_PART = 3
_NEARLY_ALL = 0.84
_FEW_SENTENCES = 3  # of a headline alone nobody can say what its article does not hold
_TIMES = frozenset(
    matching_key(
        "السنة الشهر الأسبوع الأسابيع السنوات الأيام شهر أسبوع سنوات أشهر أيام "
        "عامين سنتين شهرين أسبوعين يومين ساعتين"
    ).split()
)
_VERBAL_NOUN = re.compile("ت..ي.")  # «تخزين», «تدريب»
_AND = "و"


def check_phrases(clause: Clause, source: Source) -> Iterator[Finding]:
    """Two or more words in a row, none of them a verb that may reword another, of which the source has none."""
    if len(source.sentences) < _FEW_SENTENCES:
        return
    for word in _appended(clause, source):
        reason = f"The evidence goes on in another way; it says nothing of «{word}»."
        yield Finding(kind=ProblemKind.SUPPORT, words=word, reason=reason)
    for phrase in _unknown_phrases(clause, source):
        if not _is_added(phrase, clause, source):
            continue
        yield Finding(
            kind=ProblemKind.SUPPORT,
            words=" ".join(phrase),
            reason=f"The source says nothing of «{' '.join(phrase)}».",
        )


def _unknown_phrases(clause: Clause, source: Source) -> Iterator[Sequence[str]]:
    phrase: list[str] = []
    for position, word in enumerate((*clause.words, "")):
        if phrase and (word[:1] == _AND or not word):
            yield from _long_enough(phrase)
            phrase = []
        if word in clause.content and _is_new(word, source) and not _is_verb(word, position):
            phrase.append(word)
        else:
            yield from _long_enough(phrase)
            phrase = []


def _is_added(phrase: Sequence[str], clause: Clause, source: Source) -> bool:
    """All the rest is the evidence's: who rewords a sentence changes more of it than one phrase."""
    rest = [word for word in clause.content if word not in phrase]
    full = [word for word in rest if not is_light(word)]
    new = any(source.support_anywhere(word) < _KNOWN for word in full)
    short = len(phrase) * _SHORT_PART < len(clause.content)
    return (
        short and len(full) >= _FEWEST and not new and coverage(rest, source, clause.evidence) >= _NEARLY_ALL
    )


def _long_enough(phrase: list[str]) -> Iterator[Sequence[str]]:
    if len(phrase) >= _LONG_ENOUGH:
        yield tuple(phrase)


def _is_new(word: str, source: Source) -> bool:
    return source.support_anywhere(word) < _KNOWN and not is_light(word) and word not in _TIMES


def _is_verb(word: str, position: int) -> bool:
    """The first word, a verb of the present or of saying: a claim may choose its own."""
    bare = word.removeprefix("و")
    present = bare[0] in "يت" and len(bare) > 3 and not _VERBAL_NOUN.fullmatch(bare) and bare[-1] != "ه"
    return position == 0 or present or bare in VERBS


def _appended(clause: Clause, source: Source) -> Iterator[str]:
    """«… في التعليم والنقل والصحة»: many words in a row are the evidence's, then comes one more that nobody told."""
    for position, word in enumerate(clause.words):
        joined = word[0] == _AND and word in clause.content and not is_light(word) and not _is_verb(word, 1)
        if not joined or is_place(word) or source.support_anywhere(word) > SHORT_ROOT:
            continue
        runs = runs_beside(clause.words, position, source, clause.evidence)
        copied = max((left for left, _, _ in runs), default=0)
        if copied >= _COPIED and _is_added([word], clause, source):
            yield word
