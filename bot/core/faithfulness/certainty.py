"""What the article only thinks possible, plans or asks for, a claim must not tell as done."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import takewhile

from bot.core.arabic import STOP_WORDS, matching_key
from bot.core.faithfulness.claim import Clause, Finding, content_of, telling
from bot.core.faithfulness.hedges import (
    AGREED,
    CONDITIONS,
    MAYBE,
    THAT,
    bare,
    conditions_beside,
    future_at,
    is_agreed,
    is_hedge,
    is_hedged,
    is_not_ruled_out,
    is_plan,
    is_will,
    looks_ahead,
)
from bot.core.faithfulness.light_words import is_light
from bot.core.faithfulness.negated import is_negated
from bot.core.faithfulness.parts import statements_in
from bot.core.faithfulness.same_word import is_related_word, is_same_word, may_tell_same
from bot.core.faithfulness.source import Source
from bot.core.faithfulness.speakers import ACCORDING_TO
from bot.core.models import ProblemKind

_BUT = frozenset(
    matching_key("حيث إذ لكن لكنه لكنها لكنهم بينما فيما التي الذي الذين وأن وبأن وإن وأنه وأنها").split()
)
_FOR = "ل"
_NO_PAST = "يتسنبلك"  # how a verb of the past hardly begins
_BEING = frozenset(matching_key("يكون تكون").split())
_SUBJECT_REACH = 9
_SUBJECT = 2
_ESTIMATED = frozenset(["قدر", "قدرت"])  # and told as somebody's figure
_ASKED = 5
_REACH = 6
_FEWEST_SHARED = 2
_SHORTEST_VERB = 3
_PLAN_REACH = 14
_NEXT_ONES = 2
_MOST_OF_SCOPE = 0.7
_MOST_IF_MAYBE = 0.65


def check_certainty(clause: Clause, source: Source) -> Iterator[Finding]:
    """Statements that the evidence hedges and the claim does not."""
    for index in clause.evidence:
        sentence = source.sentences[index]
        for words in statements_in(sentence.text):
            finding = (
                _hedged_in(words, sentence.words, clause)
                or _future_in(words, clause)
                or _planned_in(words, clause)
            )
            if finding:
                yield finding
                return


def _hedged_in(words: tuple[str, ...], sentence: Sequence[str], clause: Clause) -> Finding | None:
    for word, scopes in _hedges_in(words):
        most = _MOST_IF_MAYBE if bare(word) == MAYBE else _MOST_OF_SCOPE
        told = next((scope for scope in scopes if _is_told(scope, clause, most)), ())
        if (
            not told
            or _repeats_hedge(word, clause)
            or is_hedged(
                clause.whole, conditions_beside(sentence, word) | _hedges_of_others(word, words, clause)
            )
        ):
            continue
        if is_plan(word) and (_told_word(told[0], clause) or "")[:1] == _FOR:
            continue  # «قواعد لتنظيم المواقع» of «قواعد تهدف إلى تنظيم المواقع»
        if ((is_plan(word) or bare(word) in AGREED) and looks_ahead(clause.words)) or _denies(
            told[0], clause
        ):
            continue
        return Finding(
            kind=ProblemKind.MEANING,
            words=_told_word(told[0], clause) or told[0],
            reason=f"The evidence hedges this with «{word}»; the claim tells it as certain.",
        )
    return None


def _hedges_of_others(hedge: str, words: Sequence[str], clause: Clause) -> frozenset[str]:
    """What hedges something else in the evidence as well: «يطالب» of «تعتزم تقديم مشروع يطالب بتحقيق»."""
    if not is_plan(hedge):
        return frozenset()
    others = [one for at, one in enumerate(words) if one != hedge and is_hedge(words, at)]
    return frozenset(word for word in clause.whole if any(is_same_word(word, one) for one in others))


@lru_cache(4096)
def _hedges_in(words: tuple[str, ...]) -> tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]:
    """The hedges of a statement, each with the words that it may hedge."""
    return tuple(
        (word, tuple(_scopes(words, position)))
        for position, word in enumerate(words)
        if _hedges(words, position)
    )


def _hedges(words: Sequence[str], position: int) -> bool:
    return is_hedge(words, position) or is_not_ruled_out(words, position)


def _future_in(words: Sequence[str], clause: Clause) -> Finding | None:
    """«واستمعت المحكمة» where the evidence has «وستستمع المحكمة»: what is to come is told as done."""
    if future_at(clause.words) is not None or is_hedged(clause.whole):
        return None
    for at, word in enumerate(words[:-1]):
        verb = word.removeprefix("و").removeprefix("ف")
        if not is_will(word):
            continue
        for place, told in enumerate(clause.words[:-1]):
            same = is_related_word(told, verb[1:]) or told.removeprefix("و") == verb[2:]
            done = same and _goes_on_alike(clause.words[place + 1 :], words, at)
            opens = place == 0 or (told[0] == "و" and is_related_word(told[1:], verb[1:]))
            if done and opens and told.removeprefix("و")[0] not in _NO_PAST and not told.startswith("ال"):
                reason = f"The evidence says that it will happen, «{word}»; the claim tells it as done."
                return Finding(kind=ProblemKind.MEANING, words=told, reason=reason)
    return None


def _planned_in(words: Sequence[str], clause: Clause) -> Finding | None:
    """«أجلت النائبة التصويت» where the evidence has «اقترحت النائبة تأجيل التصويت»."""
    verb = clause.words[0].removeprefix("و")
    if not _may_be_past(verb) or is_hedged(clause.whole) or looks_ahead(clause.words):
        return None
    forms = [at for at, word in enumerate(words) if is_related_word(word, verb)]
    if not forms or any(is_same_word(words[at].removeprefix("و"), verb) for at in forms):
        return None
    hedge = _hedge_before(forms[0], words)
    after = content_of(clause.words[1:])[:_REACH]
    shared = sum(any(is_same_word(one, word) for word in words) for one in after)
    if hedge is None or shared < max(_NEXT_ONES, len(after) / 2):
        return None
    reason = f"The evidence hedges this with «{hedge}»; the claim tells it as done."
    return Finding(kind=ProblemKind.MEANING, words=clause.words[0], reason=reason)


def _may_be_past(word: str) -> bool:
    """By its shape it may be a verb of the past, and one that tells something."""
    return len(word) >= _SHORTEST_VERB and word[0] not in _NO_PAST and word[:2] != "ال" and not is_light(word)


def _hedge_before(position: int, words: Sequence[str]) -> str | None:
    """The last hedge before a word, if no other statement starts between them."""
    nearest = range(position - 1, max(-1, position - _PLAN_REACH), -1)
    at = next((one for one in nearest if _hedges(words, one)), None)
    return None if at is None or not _BUT.isdisjoint(words[at + 1 : position]) else words[at]


def _goes_on_alike(after: Sequence[str], words: Sequence[str], at: int) -> bool:
    """The next word follows the verb of the evidence as well, or the next few stand around it."""
    if is_same_word(after[0], words[at + 1]):
        return True
    near = (*words[max(0, at - _REACH) : at], *words[at + 1 : at + 1 + _REACH])
    shared = [one for one in content_of(after)[:_REACH] if any(is_same_word(one, word) for word in near)]
    return len(shared) >= _NEXT_ONES


def _scopes(words: Sequence[str], position: int) -> Iterator[tuple[str, ...]]:
    """What a hedge hedges: the words after it, or those after «أن» where its subject stands between."""
    yield _scope(words, position)
    if not _hedges(words, position):
        return
    after = words[position + 1 : position + 1 + _SUBJECT_REACH]
    that = next((at for at, word in enumerate(after) if word in THAT), None)
    if that is not None:
        start = position + 2 + that
        yield tuple(word for word in content_of(words[start : start + _REACH]) if word not in _BEING)


def _scope(words: Sequence[str], position: int) -> tuple[str, ...]:
    if not _hedges(words, position):
        return ()
    start = words.index("علي", position) + 1 if is_agreed(words, position) else position + 1
    if bare(words[position]) != MAYBE:
        return _telling(tuple(takewhile(lambda word: word not in _BUT, words[start : start + _REACH])))
    after = list(takewhile(lambda word: word not in CONDITIONS | _BUT, words[start : start + _REACH]))
    subject = words[max(0, position - _SUBJECT) : position] if after and is_light(after[0]) else ()
    return _telling([*subject, *after])  # «الخفض قد يأتي في مارس»


def _telling(words: Sequence[str]) -> tuple[str, ...]:
    """The words that tell something, months and weekdays as well; all content words if each of them is light."""
    full = telling(words)
    return full if len(full) >= _FEWEST_SHARED else content_of(words)


def _is_told(scope: Sequence[str], clause: Clause, most: float) -> bool:
    found = [_told_word(word, clause) for word in scope]
    if any(
        word[0] == "ب" and len(word) >= _ASKED and not told for word, told in zip(scope, found, strict=True)
    ):
        return False  # «طالب … بوقف الاستيراد»: what is asked for is not told
    told = {word for word in found if word}
    return found[:1] != [None] and len(told) >= _FEWEST_SHARED and len(told) >= most * len(scope)


def _repeats_hedge(hedge: str, clause: Clause) -> bool:
    """The claim has the hedge in another form; «التعليم» is no «تدرس»."""
    estimated = bare(hedge) in _ESTIMATED and not ACCORDING_TO.isdisjoint(clause.whole)
    return estimated or any(is_related_word(word, hedge) and word not in STOP_WORDS for word in clause.words)


def _denies(word: str, clause: Clause) -> bool:
    """What «was expected» and did not happen is no certainty made of a hope."""
    return any(
        is_related_word(one, word) and is_negated(clause.words, at) for at, one in enumerate(clause.words)
    )


def _told_word(word: str, clause: Clause) -> str | None:
    return next((one for one in clause.words if may_tell_same(one, word)), None)
