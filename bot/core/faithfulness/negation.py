"""What the source negates a claim must negate, and the other way round; and nobody denies what nobody denied."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.core.arabic import STOP_WORDS, clitic_forms, matching_key, root_forms
from bot.core.faithfulness.claim import Clause, Finding
from bot.core.faithfulness.denials import is_denial
from bot.core.faithfulness.gazetteer import is_place
from bot.core.faithfulness.light_words import is_light
from bot.core.faithfulness.negated import (
    AS_GOOD_AS,
    NOT_DONE,
    is_excepted,
    is_negated,
    is_negated_itself,
    may_negate,
    negates,
    negates_anything,
    negates_somehow,
    unjoined,
)
from bot.core.faithfulness.same_word import is_same_word, may_tell_same
from bot.core.faithfulness.source import SYNONYM, Source
from bot.core.models import ProblemKind

_NOMINAL = frozenset(matching_key("غير عدم بلا دون بدون انعدام").split())
_NO_MORE, _ANY_REACH = frozenset(["يعد", "تعد"]), 4
_WITHOUT = frozenset(matching_key("دون بدون").split())
_VERBAL = frozenset(["لن", "ولن"])  # «لم يبلغ مثله منذ أعوام» may reword a record
_AWAITED = frozenset(
    matching_key(
        "ينتظر المنتظر يتوقع المتوقع متوقعا المقرر مقررا يفترض المفترض ينوي تنوي يعتزم تعتزم"
    ).split()
)
_WAS = frozenset(matching_key("كان كانت").split())
_FORBIDDING = AS_GOOD_AS - STOP_WORDS
_ANY = frozenset(matching_key("أي أية").split())
_PREVENTS = frozenset(matching_key("حرم حرمت يحرم تحرم منع منعت يمنع تمنع سلم سلمت نجا نجت").split())
_UNTIL = frozenset(matching_key("قبل حتى").split())
_FIRST = frozenset(matching_key("أول أولى الأول الأولى لأول").split())
_OTHER_SENSE = frozenset(["بسبب", "يعد", "تعد"])
_UNLESS = frozenset([("ما", "لم"), ("ان", "لم"), ("اذا", "لم")])
_SINCE, _DID_NOT = "منذ", "لم"
_REACH = 3
_FAR = 6
_COPY = 0.75  # below that a negation is as often said in another way as turned round
_FEW_SENTENCES = 3  # two headlines are compared word for word
_NEAR_COPY = 0.85
_BESIDE = 2
_MOSTLY = 0.7
_CLEARLY_NEARER = 2


def check_negation(clause: Clause, source: Source) -> Iterator[Finding]:
    """Words negated on one side only, seen with the same neighbours; denials without a denial."""
    close = clause.coverage >= _COPY or len(source.sentences) < _FEW_SENTENCES
    for position, word in enumerate(clause.words if close else ()):
        if word in clause.content and not is_place(word) and _is_turned(position, word, clause, source):
            now, then = ("negates", "states") if is_negated(clause.words, position) else ("states", "negates")
            yield Finding(
                kind=ProblemKind.NEGATION,
                words=word,
                reason=f"The claim {now} «{word}» where the source {then} it.",
            )
    yield from _none_of_them(clause, source)
    yield from _new_negation(clause, source)


def _is_turned(position: int, word: str, clause: Clause, source: Source) -> bool:
    around = clause.words[max(0, position - 3) : position + 5]
    context = [other for other in around if other != word and other in clause.content]
    mine = is_negated(clause.words, position)
    if _is_half_said(position, clause, source, mine=mine):
        return False
    places = _places(word, source) if context else set()
    reworded = clause.coverage < _NEAR_COPY or _forbids_anew(clause, source)
    other = {place for place in places if _is_other_way(word, place, clause, source, mine=mine)}
    if not mine and _is_near_negation(clause.words, position):
        other = set() if reworded else _negated_themselves(other, source)
    if not other:
        return False
    if any(place[0] in clause.evidence for place in places - other):
        places = {place for place in places if place[0] in clause.evidence}
    turned = agreed = 0
    for index, at in places:
        given = source.sentences[index].words
        shared = _shared_context(context, (index, at), source)
        if not shared:
            continue
        if (index, at) not in other or _is_unsure(mine, reworded, given, at):
            agreed = max(agreed, shared)
        elif not mine and _is_nominal(word, clause.words[:position], given, at):
            continue
        elif not mine or _is_stated_for(word, (index, at), clause, source):
            turned = max(turned, shared)
    return turned > 0 and (not agreed or turned >= agreed + _CLEARLY_NEARER)


def _negated_themselves(places: set[tuple[int, int]], source: Source) -> set[tuple[int, int]]:
    """Without those that a negation further away denies: the claim may have it in other words."""
    return {(index, at) for index, at in places if is_negated_itself(source.sentences[index].words, at)}


def _is_half_said(position: int, clause: Clause, source: Source, *, mine: bool) -> bool:
    """The claim's negation says when or but for what («لا يوجد اسم سوى لونا»), or a denial stands for it."""
    if mine:
        if any(pair in _UNLESS for pair in pairwise(clause.words[max(0, position - _REACH) : position])):
            return True  # «ما لم تحصل على استثناء» is «إلا إذا حصلت»
        within = not is_negated_itself(clause.words, position)  # «لا توجد دلائل على أن بينهم قادة»
        return within or _is_until(clause.words, position) or _is_first_since(clause, source)
    before = clause.words[:position]
    return any(map(is_denial, before)) or (negates(before) and is_excepted(clause.words, position))


def _is_other_way(word: str, place: tuple[int, int], clause: Clause, source: Source, *, mine: bool) -> bool:
    """The source negates the word here and the claim does not, or the other way round."""
    index, at = place
    negated = is_negated(source.sentences[index].words, at)
    return negated != mine and _is_it(word, place, clause, source)


def _is_stated_for(word: str, place: tuple[int, int], clause: Clause, source: Source) -> bool:
    """What the claim negates is surely stated here: no other negation of the evidence can say it."""
    index, at = place
    if not negates_anything(clause, source):
        return True
    return index in clause.evidence and _is_same_verb(word, source.sentences[index].words[at])


def _is_until(words: Sequence[str], position: int) -> bool:
    """«لن ينظر فيها قبل 19 أكتوبر» says when it will be."""
    before = words[max(0, position - _REACH) : position]
    return any(word in _VERBAL for word in before) and not _UNTIL.isdisjoint(words[position + 1 :])


def _is_first_since(clause: Clause, source: Source) -> bool:
    """«لم تضربها أخرى منذ العام الماضي» is «أول عاصفة منذ العام الماضي»."""
    return (
        _SINCE in clause.words
        and _DID_NOT in clause.words
        and any(
            _SINCE in words and not _FIRST.isdisjoint(words)
            for words in (source.sentences[index].words for index in clause.evidence)
        )
    )


def _is_unsure(mine: bool, reworded: bool, given: Sequence[str], at: int) -> bool:  # noqa: FBT001 two facts
    """The negation may be said in another word, or what was hoped for did not happen."""
    if not mine:
        return False
    denied = any(is_denial(other) for other in given[:at]) or _is_nothing(given, at)
    denied = denied or any(unjoined(other) in _PREVENTS for other in given[max(0, at - _FAR) : at])
    return denied or _is_awaited(given, at) or (reworded and _is_near_negation(given, at))


def _is_nothing(words: Sequence[str], position: int) -> bool:
    """«لم ترصد أي تراجع»."""
    return words[max(0, position - 1)] in _ANY and negates(words[max(0, position - _FAR) : position])


def _is_awaited(words: Sequence[str], position: int) -> bool:
    """What «was expected» («كان يُنتظر») may well not have happened."""
    before = words[max(0, position - _FAR) : position]
    return any(unjoined(word) in _AWAITED for word in before) and any(
        unjoined(word) in _WAS for word in before
    )


def _is_nominal(word: str, before: Sequence[str], given: Sequence[str], at: int) -> bool:
    """«لم تجد أدلة كافية» is «لعدم كفاية الأدلة»; and what is «غير مبرر» may be «برر»."""
    nominal = any(unjoined(one) in _NOMINAL for one in given[max(0, at - _REACH) : at])
    return nominal and (negates(before) or not is_same_word(word, given[at]))


def _is_same_verb(one: str, other: str) -> bool:
    """The same word, or one verb in its present and past: «يوقع» and «وقع»."""
    present = one.removeprefix("و")
    return is_same_word(one, other) or (
        len(present) > 3
        and present[0] in "يتن"
        and (is_same_word(present[1:], other) or is_same_word("ا" + present[1:], other))
    )


def _forbids_anew(clause: Clause, source: Source) -> bool:
    """The claim says «forbade» or «failed» where its evidence has another word for it."""
    return any(unjoined(word) in _FORBIDDING and not _is_there(word, clause, source) for word in clause.words)


def _is_there(word: str, clause: Clause, source: Source) -> bool:
    return any(is_same_word(word, one) for index in clause.evidence for one in source.sentences[index].words)


def _is_near_negation(words: Sequence[str], position: int) -> bool:
    near = (*words[max(0, position - _FAR) : position], *words[position + 1 : position + _REACH])
    return negates_somehow(near) or negates(words[position + 1 : position + _FAR])


def _is_it(word: str, place: tuple[int, int], clause: Clause, source: Source) -> bool:
    """A relative («يتدرب» of «المدرب») turns nothing round but in the evidence."""
    index, at = place
    given = source.sentences[index].words[at]
    if given in _OTHER_SENSE and word != given:
        return False  # «بسبب» is no «سبب», «لم تعد» no «تعود»
    return index in clause.evidence or not word.startswith("ال") or is_same_word(given, word)


def _places(word: str, source: Source) -> set[tuple[int, int]]:
    keys = clitic_forms(word) | {root for root in root_forms(word) if len(root) >= 3}
    return {place for key in keys for place in source.places.positions.get(key, ())}


def _shared_context(context: list[str], place: tuple[int, int], source: Source) -> int:
    index, position = place
    words = source.sentences[index].words
    near = [
        other
        for at, other in enumerate(words[max(0, position - 4) : position + 6], max(0, position - 4))
        if at != position
    ]
    forms = {form for other in near if other not in STOP_WORDS for form in clitic_forms(other)}
    return sum(bool(clitic_forms(other) & forms) for other in context)


def _denies_all(words: Sequence[str], position: int) -> bool:
    """«لم تسفر عن أي إصابات», «من دون أي مواجهات», «لم يعد ضروريا»."""
    before, after = words[position - 1], words[position : position + _ANY_REACH]
    no_more = unjoined(before) in NOT_DONE and words[position] in _NO_MORE
    return no_more or (unjoined(before) in NOT_DONE | _WITHOUT and not _ANY.isdisjoint(after))


def _new_negation(clause: Clause, source: Source) -> Iterator[Finding]:
    """«لن ترد» where nothing in the evidence negates or says so in another word."""
    words = clause.words
    negated = next(
        (at for at in range(1, len(words)) if words[at - 1] in _VERBAL or _denies_all(words, at)),
        None,
    )
    if negated is None or clause.coverage < _NEAR_COPY or is_excepted(words, negated - 1):
        return
    if any(may_negate(source.sentences[index].words) for index in clause.evidence):
        return
    reason = f"The claim negates «{words[negated]}»; the evidence negates nothing."
    yield Finding(kind=ProblemKind.NEGATION, words=words[negated], reason=reason)


def _none_of_them(clause: Clause, source: Source) -> Iterator[Finding]:
    """«ألحقت أضرارا بالرافعات» where the evidence has «لم تسجل أي أضرار في الرافعات»."""
    if may_negate(clause.words) or clause.coverage < _MOSTLY:
        return
    for index in clause.evidence:
        for nothing, beside in _nothings(source.sentences[index].words):
            told = [word for word in clause.content if may_tell_same(word, nothing)]
            near = [word for word in clause.content if any(is_same_word(word, one) for one in beside)]
            if told and len(near) >= _BESIDE and not _is_stated(nothing, source):
                reason = f"The source says that there is no «{nothing}»."
                yield Finding(kind=ProblemKind.NEGATION, words=told[0], reason=reason)
                return


def _nothings(words: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """What «أي» («أي حالة») after a negation says is not there, with the words beside it."""
    for at, word in enumerate(words[:-1]):
        if word in _ANY and negates(words[max(0, at - _FAR) : at]):
            there = at + 1 + (is_light(words[at + 1]) and at + 2 < len(words))
            yield words[there], (*words[max(0, at - _FAR) : at], *words[at + 2 : at + _FAR])


def _is_stated(word: str, source: Source) -> bool:
    """Some sentence has the word without any negation."""
    return any(
        support >= SYNONYM and not may_negate(source.sentences[index].words)
        for index, support in source.support(word).items()
    )
