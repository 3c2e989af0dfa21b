"""Nobody denies in a claim what nobody denied, nor leaves undenied what somebody did."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.core.arabic import matching_key
from bot.core.faithfulness.alignment import best_counterparts
from bot.core.faithfulness.claim import Clause, Finding
from bot.core.faithfulness.negated import NOT_DONE, is_negated, negates_anything, unjoined
from bot.core.faithfulness.person_names import persons_in
from bot.core.faithfulness.source import SAME_ROOT, Source
from bot.core.faithfulness.speakers import VERBS
from bot.core.models import ProblemKind

_DENIALS = frozenset(matching_key("نفي ينفي تنفي نفت نفوا أنكر أنكرت ينكر تنكر").split())
_JUSSIVE_DENIALS = frozenset(matching_key("ينف تنف ينفوا تنكر ينكروا").split())
_DENYING = ("نفيا", "نافي", "نفيه", "انكا", "رفض")
_RULES_OUT = frozenset(matching_key("يستبعد تستبعد استبعد استبعدت مستبعدا مستبعدة").split())
_OPINIONS = frozenset(matching_key("رأى رأت يرى ترى اعتبر اعتبرت").split())  # may tell of a denial
_NOT = frozenset(["لا", "لم", "لن", "ولا", "ولم", "ولن"])
_SHORTEST = 4  # letters of a verb with «we» before it
_NEAR_COPY = 0.85


def check_denials(clause: Clause, source: Source) -> Iterator[Finding]:
    """Denials without a denial in the evidence, and denials undone."""
    yield from _new_denial(clause, source)
    yield from _undone_denials(clause, source)
    yield from _ruled_out(clause, source)
    yield from _ruled_out_after_all(clause, source)
    yield from _denial_for_saying(clause, source)


def _new_denial(clause: Clause, source: Source) -> Iterator[Finding]:
    """A denial of what nobody denies; a reworded one («نفت أن تكون طالبت» of «لم تطلب») is too often true."""
    if clause.coverage < _NEAR_COPY or not any(
        is_denial(word) and not is_negated(clause.words, at) for at, word in enumerate(clause.words)
    ):
        return
    near = {0, *clause.evidence, *(max(0, index - 1) for index in clause.evidence), *_naming(clause, source)}
    words = [
        word for index in near if index < len(source.sentences) for word in source.sentences[index].words
    ]
    if any(_denies_in_their_words(source.sentences[index].words) for index in clause.evidence):
        return
    if not any(is_denial(word) or word[:4] in _DENYING or word[1:5] in _DENYING for word in words):
        yield Finding(
            kind=ProblemKind.NEGATION,
            words="نفى",
            reason="The claim says that somebody denied; the evidence does not.",
        )


def _denies_in_their_words(words: Sequence[str]) -> bool:
    """«لا ننوي التغيير»: told in other words, that is a denial."""
    return any(one in _NOT and other[0] == "ن" and len(other) >= _SHORTEST for one, other in pairwise(words))


def _naming(clause: Clause, source: Source) -> set[int]:
    """The sentences that name somebody whom the clause names."""
    names = (word for person in persons_in(clause.words) for word in clause.words[person.start : person.end])
    return {index for name in names for index, sure in source.support(name).items() if sure >= SAME_ROOT}


def _ruled_out(clause: Clause, source: Source) -> Iterator[Finding]:
    """«لا يستبعد» of who ruled it out or denied it."""
    open_to = [
        word for at, word in enumerate(clause.words) if word in _RULES_OUT and is_negated(clause.words, at)
    ]
    for words in (source.sentences[index].words for index in clause.evidence[:1] if open_to):
        closed = [
            word
            for at, word in enumerate(words)
            if (unjoined(word) in _RULES_OUT or is_denial(word) or word[:4] in _DENYING)
            and not is_negated(words, at)
        ]
        if closed and not any(
            unjoined(word) in _RULES_OUT and is_negated(words, at) for at, word in enumerate(words)
        ):
            reason = f"The claim leaves open what the evidence rules out, «{closed[0]}»."
            yield Finding(kind=ProblemKind.NEGATION, words=open_to[0], reason=reason)


def _ruled_out_after_all(clause: Clause, source: Source) -> Iterator[Finding]:
    """«استبعدت الشرطة» of who did not rule it out."""
    closed = [
        word
        for at, word in enumerate(clause.words)
        if unjoined(word) in _RULES_OUT and not is_negated(clause.words, at)
    ]
    for words in (source.sentences[index].words for index in clause.evidence[:1] if closed):
        told = [is_negated(words, at) for at, word in enumerate(words) if unjoined(word) in _RULES_OUT]
        if told and all(told):
            reason = f"The claim says «{closed[0]}»; the evidence says that it was not ruled out."
            yield Finding(kind=ProblemKind.NEGATION, words=closed[0], reason=reason)


def _undone_denials(clause: Clause, source: Source) -> Iterator[Finding]:
    """«لم ينف» where the evidence says that somebody denied."""
    undone = [
        word
        for at, word in enumerate(clause.words)
        if at and unjoined(clause.words[at - 1]) in NOT_DONE and (word in _JUSSIVE_DENIALS or is_denial(word))
    ]
    denied = any(
        is_denial(word) and not is_negated(source.sentences[index].words, at)
        for index in clause.evidence
        for at, word in enumerate(source.sentences[index].words)
    )
    if undone and denied:
        reason = "The claim says that nobody denied; the evidence says that somebody did."
        yield Finding(kind=ProblemKind.NEGATION, words=undone[0], reason=reason)


def _denial_for_saying(clause: Clause, source: Source) -> Iterator[Finding]:
    """«نفت دول إن الاتهامات …» where the same words follow «قالت», and nothing there is denied."""
    for at, word in enumerate(clause.words if clause.coverage >= _NEAR_COPY else ()):
        if not is_denial(word) or negates_anything(clause, source):
            continue
        said = set(best_counterparts(clause.words, at, source, clause.evidence))
        if said and all(one in VERBS - _OPINIONS and not is_denial(one) for one in map(unjoined, said)):
            reason = f"The claim says «{word}» where the evidence has «{min(said)}»."
            yield Finding(kind=ProblemKind.NEGATION, words=word, reason=reason)


def is_denial(word: str) -> bool:
    return word in _DENIALS or (word[0] in "وف" and word[1:] in _DENIALS)
