"""A claim must not say the opposite of its evidence: rose for fell, north for south, accepted for refused."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from bot.core.arabic import matching_key
from bot.core.arabic.dates import names_date
from bot.core.faithfulness.alignment import best_counterparts
from bot.core.faithfulness.claim import MOSTLY, Clause, Finding, content_of, coverage
from bot.core.faithfulness.hedges import is_maybe
from bot.core.faithfulness.negated import is_negated, negates
from bot.core.faithfulness.opposites import ONLY_IN_PLACE, Side, sides_of
from bot.core.faithfulness.same_number import is_same_number
from bot.core.faithfulness.same_word import is_related_word, is_same_word, may_tell_same
from bot.core.faithfulness.source import SYNONYM, Source
from bot.core.models import ProblemKind

_Pair = tuple[str, str]  # a word of the claim, its opposite in the evidence
_SCOPE = 6
_FEWEST = 3
_FEW_SENTENCES = 3
_PARTIES = 2
_DENY = next(number for number, _ in sides_of(matching_key("نفى")))
_NEAR = 4
_BESIDE = 2
_BEFORE = 3
_COMPARED = (("علي",), ("عن",))
_SURELY = 0.6
_CLEARLY = 0.2
_WEATHER = frozenset(matching_key("جوي مداري قطبي سوداني خماسيني بارد ماطر عميق صحراوي").split())
_REGION = tuple((word,) for word in matching_key("الأوسط الأقصى الأدنى").split())  # «الشرق الأوسط»


_MONTH_ENDS = frozenset(matching_key("الأول الثاني الأولى الثانية الآخر الآخرة").split())
_RULERS = frozenset(matching_key("على من إلى أمام").split())
_CONVERSES = frozenset(number for word in matching_key("فاز اشترى").split() for number, _ in sides_of(word))


def check_antonyms(clause: Clause, source: Source) -> Iterator[Finding]:
    """Words whose opposite, and not themselves, is in the best evidence."""
    close = clause.coverage >= MOSTLY or len(source.sentences) < _FEW_SENTENCES
    others = (_swapped, _opposite_for_these, _opposite_in_best) if close else (_opposite_beside_same,)
    for check in (_opposite_of_same_subject, *others):
        for word, other in check(clause, source):
            if not _is_converse(word, other, clause, source) and not _keeps_its_number(word, clause, source):
                reason = f"The claim says «{word}»; the evidence says the opposite, «{other}»."
                yield Finding(kind=ProblemKind.MEANING, words=word, reason=reason)


def _says_it_too(word: str, one: str, opposite: Side) -> bool:
    """The same word in another form, or a synonym that is not the opposite («أيد»، «موافقة»); to deny has none."""
    if opposite[0] == _DENY:
        return is_related_word(word, one) or (_DENY, not opposite[1]) in sides_of(one)
    return may_tell_same(word, one) and opposite not in sides_of(one)


def _keeps_its_number(word: str, clause: Clause, source: Source) -> bool:
    """«ارتفاع الدخل 6 بالمئة رغم تراجعه 2 بالمئة في آب»: it fell by 2, as the claim says."""
    sides = {*sides_of(word)}
    return any(
        not sides.isdisjoint(sides_of(before)) and any(is_same_number(one, found) for one in clause.numbers)
        for index in clause.evidence
        for found in source.sentences[index].numbers
        for before in found.before
    )


def _opposite_in_best(clause: Clause, source: Source) -> Iterator[_Pair]:
    told = _sides(clause.words)
    words = source.sentences[clause.evidence[0]].words if clause.evidence else ()
    given = _stated(words)
    for (pair, side), word in told.items():
        opposite = (pair, not side)
        if any(_says_it_too(word, one, opposite) for one in words):
            continue
        at = clause.words.index(word)
        in_place = word in ONLY_IN_PLACE or negates(clause.words[max(0, at - _BEFORE) : at])
        in_place = in_place or (pair == _DENY and negates(clause.words))  # «أكد أن … ليس واردا» denies
        if opposite in given and opposite not in told and (pair, side) not in given and not in_place:
            yield word, given[opposite]


def _swapped(clause: Clause, source: Source) -> Iterator[_Pair]:
    """Words in whose very place the evidence has the opposite."""
    for position, word in enumerate(clause.words):
        if not (sides := sides_of(word)):
            continue
        opposites = {(pair, not side) for pair, side in sides}
        given = best_counterparts(clause.words, position, source, clause.evidence)
        against = [other for other in given if opposites & set(sides_of(other))]
        if (
            against
            and is_negated(clause.words, position) == _is_negated_there(against[0], clause, source)
            and not any(set(sides) & set(sides_of(other)) for other in given)
        ):
            yield word, against[0]


def _opposite_beside_same(clause: Clause, source: Source) -> Iterator[_Pair]:
    """«تراجعت الأرباح» where the evidence has «الأرباح ارتفعت», however reworded the rest is."""
    told = _stated(clause.words)
    given = _sides(source.sentences[clause.evidence[0]].words) if clause.evidence else {}
    for at, word in enumerate(source.sentences[clause.evidence[0]].words if clause.evidence else ()):
        for pair, side in sides_of(word):
            mine = told.get((pair, not side))
            both = (pair, side) in told or (pair, not side) in given
            if mine and mine not in ONLY_IN_PLACE and not both:
                words = source.sentences[clause.evidence[0]].words
                if not is_negated(words, at) and _share_neighbour(mine, clause.words, at, words):
                    yield mine, word


def _share_neighbour(mine: str, claimed: Sequence[str], at: int, words: Sequence[str]) -> bool:
    """What follows the one stands beside the other."""
    place = claimed.index(mine)
    after = content_of(claimed[place + 1 : place + 2])
    near = content_of((*words[max(0, at - _BESIDE) : at], *words[at + 1 : at + 1 + _BESIDE]))
    return any(is_same_word(one, other) for one in after for other in near)


def _opposite_for_these(clause: Clause, source: Source) -> Iterator[_Pair]:
    """Words whose opposite the evidence tells of the very people or things that follow them."""
    if len(clause.evidence) < 2:
        return
    if negates(clause.words):
        return
    told = _sides(clause.words)
    for position, word in enumerate(clause.words):
        sides = sides_of(word)
        after = content_of(clause.words[position + 1 :])[:_SCOPE]
        if word not in told.values() or len(after) < _FEWEST or word in ONLY_IN_PLACE:
            continue
        shares = {index: coverage(after, source, (index,)) for index in clause.evidence}
        best = max(shares, key=lambda index: shares[index])
        given = _stated(source.sentences[best].words)
        sure = shares[best] >= _SURELY and all(
            share <= shares[best] - _CLEARLY for index, share in shares.items() if index != best
        )
        against = [
            given[pair, not side]
            for pair, side in sides
            if (pair, not side) in given and (pair, not side) not in told
        ]
        if sure and against and not any(side in given for side in sides):
            yield word, against[0]


def _opposite_of_same_subject(clause: Clause, source: Source) -> Iterator[_Pair]:
    """«وافقت الحكومة على الدفع» where any sentence says «رفضت الحكومة الدفع»."""
    for position, word in enumerate(clause.words):
        sides, after = sides_of(word), content_of(clause.words[position + 1 :])[:_SCOPE]
        if not sides or len(after) < _PARTIES or word in ONLY_IN_PLACE or is_negated(clause.words, position):
            continue
        if source.best_support(word, clause.evidence) >= SYNONYM:
            continue
        for sentence in source.sentences:
            other = _opposite_before(after, sides, sentence.words)
            if other:
                yield word, other
                return


def _opposite_before(after: Sequence[str], sides: Sequence[Side], words: tuple[str, ...]) -> str | None:
    """The opposite of a verb, followed by its subject and by another of its words."""
    opposites = {(pair, not side) for pair, side in sides}
    for at, word in enumerate(words):
        if not opposites.intersection(sides_of(word)) or is_negated(words, at):
            continue
        near = content_of(words[at + 1 :])[:_NEAR]
        same = [one for one in after if any(is_related_word(one, other) for other in near)]
        if near and len(same) >= _PARTIES and is_same_word(near[0], after[0]):
            return word
    return None


def _is_converse(word: str, other: str, clause: Clause, source: Source) -> bool:
    """«خسر أ أمام ب» and «فوز ب على أ», «اشترى أ من ب» and «باع ب لأ» are one event."""
    sides = {(number, side) for number, side in sides_of(word)}
    if not any(number in _CONVERSES for number, _ in sides):
        return False
    following = clause.words[clause.words.index(word) + 1 :]
    after = content_of(following)[:1]
    if after and _is_ruled(after[0], following):
        return False  # «خسر على تونس»
    for words in (source.sentences[index].words for index in clause.evidence):
        if after and other in words:
            return _is_ruled(after[0], words[words.index(other) + 1 :])
    return False


def _is_ruled(party: str, after: Sequence[str]) -> bool:
    """A preposition stands between the verb and this party: it is the other one."""
    there = [word for word in after if is_same_word(word, party)]
    between = takewhile(lambda one: one not in there, after)
    return bool(there) and (there[0][0] == "ل" or not _RULERS.isdisjoint(between))


def _is_negated_there(word: str, clause: Clause, source: Source) -> bool:
    sentences = (source.sentences[index].words for index in clause.evidence)
    return any(is_negated(words, at) for words in sentences for at, one in enumerate(words) if one == word)


def _stated(words: tuple[str, ...]) -> dict[tuple[int, bool], str]:
    """The sides that these words take, without those they negate, which may say the same as the opposite."""
    sides = _sides(words)
    return {side: word for side, word in sides.items() if not is_negated(words, words.index(word))}


def _sides(words: tuple[str, ...]) -> dict[tuple[int, bool], str]:
    return {
        side: word
        for at, word in reversed(list(enumerate(words)))
        for side in sides_of(word)
        if words[at + 1 : at + 2] not in _REGION
        and not _ends_month(words, at)
        and not _is_altitude(words, at)
        and not _is_weather(words, at)
        and not (words[at + 1 : at + 2] in _COMPARED and "زيد" in word)  # «يزيد على 1600 متر» rises nowhere
        and not (word == "فقد" and is_maybe(words, at))  # «أما … فقد يستغرق» has lost nothing
    }


def _ends_month(words: Sequence[str], position: int) -> bool:
    """«تشرين الأول» orders nothing."""
    return position > 0 and words[position] in _MONTH_ENDS and names_date(words[position - 1])


def _is_altitude(words: Sequence[str], position: int) -> bool:
    """«على ارتفاع 530 كيلومترا» rises nowhere."""
    return position > 0 and (words[position - 1], words[position]) == ("علي", "ارتفاع")


def _is_weather(words: Sequence[str], position: int) -> bool:
    """«بمنخفض جوي», «تأثير المنخفض» fall nowhere."""
    if "منخفض" not in words[position]:
        return False
    alone = words[position].startswith("ال") and not (position and words[position - 1].startswith("ال"))
    return alone or not _WEATHER.isdisjoint(words[position + 1 : position + 2])
