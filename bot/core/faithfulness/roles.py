"""Who did what to whom: the two parties of a verb must not change places."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.core.arabic import STOP_WORDS, matching_key
from bot.core.faithfulness.acting import acts_before, is_adverb, is_stop, opens
from bot.core.faithfulness.claim import Clause, Finding, content_of
from bot.core.faithfulness.gazetteer import is_nationality, is_place
from bot.core.faithfulness.light_words import is_light
from bot.core.faithfulness.name_shapes import is_given_name
from bot.core.faithfulness.offices import office_in
from bot.core.faithfulness.same_word import is_related_word, is_same_word
from bot.core.faithfulness.source import SAME_ROOT, Source
from bot.core.faithfulness.speakers import ACCORDING_TO, VERBS
from bot.core.models import ProblemKind

_HEAD = 2
_NEARLY_ALL = 0.7
_JOINED = "بل"
_SHORTEST_PARTICIPLE = 4
_UPON = frozenset(matching_key("على إلى ضد لدى بحق نحو تجاه").split())
_NO_PARTY = frozenset(matching_key("في خلال بعد قبل منذ عام").split())
_WERE = frozenset(matching_key("كان كانت").split())


def check_roles(clause: Clause, source: Source) -> Iterator[Finding]:
    """Verbs followed by one party where the evidence has the other, when both name both."""
    yield from _turned_round(clause, source)
    yield from _object_acts(clause, source)
    yield from _accused_accuses(clause, source)
    near_copy = clause.coverage >= _NEARLY_ALL
    for position, word in enumerate(clause.words if near_copy else ()):
        if not opens(clause.words, position) or word not in clause.content:
            continue
        for index in clause.evidence:
            given = source.sentences[index].words
            exchanged = _exchanged(clause, position, given) or _replaced(clause, position, given, source)
            if exchanged:
                mine, other = exchanged
                reason = f"The evidence has «{other}» after «{word}» where the claim has «{mine}»."
                yield Finding(kind=ProblemKind.MEANING, words=f"{word} {mine}", reason=reason)


def _turned_round(clause: Clause, source: Source) -> Iterator[Finding]:
    """«أ يحذر ب» where the evidence says «ب يحذر أ»."""
    for position in range(1, len(clause.words) - 1):
        actor, verb = clause.words[position - 1 : position + 1]
        if not _is_present(verb) or actor not in clause.content or actor[0] == "ي":
            continue
        for index in clause.evidence:
            other = _actor_of(verb, source.sentences[index].words, actor)
            if other and any(is_same_word(other, one) for one in clause.words[position + 1 :][:_HEAD]):
                reason = f"In the evidence «{other}» acts, not «{actor}»."
                yield Finding(kind=ProblemKind.MEANING, words=f"{actor} {verb}", reason=reason)
                return


def _object_acts(clause: Clause, source: Source) -> Iterator[Finding]:
    """«اتهم ب أ» where the evidence says «كان أ قد اتهم ب»."""
    for position in range(len(clause.words) - _HEAD):
        verb, actor = clause.words[position : position + _HEAD]
        if not opens(clause.words, position) or actor not in clause.content or actor.startswith(("ب", "لل")):
            continue
        for index in clause.evidence:
            actors = _actors_before(verb, actor, source.sentences[index].words) if verb[0] != "ت" else ()
            after = clause.whole[clause.whole.index(actor) + 1 :]
            if _is_acted_upon_in(after, actors):
                reason = f"In the evidence «{actors[0]}» acts, not «{actor}»."
                yield Finding(kind=ProblemKind.MEANING, words=f"{verb} {actor}", reason=reason)
                return


def _accused_accuses(clause: Clause, source: Source) -> Iterator[Finding]:
    """«اتهمت الوزارة الاتحاد» where the evidence has «…، متهما الوزارة»."""
    for position in range(len(clause.words) - _HEAD):
        verb, actor = clause.words[position : position + _HEAD]
        told_of = actor not in clause.content or actor[0] == "ب" or not _is_report(verb)
        if told_of or not opens(clause.words, position):
            continue
        for index in clause.evidence:
            given = source.sentences[index].words
            accused = any(
                _is_participle(word) and is_related_word(word, verb) and is_same_word(given[at + 1], actor)
                for at, word in enumerate(given[:-1])
            )
            if accused:
                reason = f"In the evidence «{actor}» is acted upon, it does not act."
                yield Finding(kind=ProblemKind.MEANING, words=f"{verb} {actor}", reason=reason)
                return


def _is_report(verb: str) -> bool:
    return verb in VERBS or verb[1:] in VERBS


def _is_participle(word: str) -> bool:
    """«متهما», «مطالبة»: by its shape, in the accusative."""
    return word[0] == "م" and len(word) > _SHORTEST_PARTICIPLE and word[-1] in "اه"


def _actors_before(verb: str, upon: str, given: Sequence[str]) -> Sequence[str]:
    """Who acts in «كان … قد» before this verb, when `upon` follows it."""
    for at in range(2, len(given) - 1):
        if (
            given[at - 1] != "قد"
            or not is_related_word(given[at], verb)
            or not is_same_word(given[at + 1], upon)
        ):
            continue
        start = next((one for one in range(at - 1, -1, -1) if given[one].removeprefix("و") in _WERE), None)
        return content_of(given[start + 1 : at - 1])[:_HEAD] if start is not None else ()
    return ()


def _is_acted_upon_in(words: Sequence[str], actors: Sequence[str]) -> bool:
    """One of the actors follows, and no «من قبل» before it says that it acts."""
    return any(
        is_same_word(one, other) and not _is_agent(words, at)
        for one in actors
        for at, other in enumerate(words)
    )


def _is_agent(words: Sequence[str], position: int) -> bool:
    """«من قبل …» names who acts upon the subject of a passive."""
    return any(word in ("من", "قبل", "يد") for word in words[max(0, position - _HEAD) : position])


def _actor_of(verb: str, given: Sequence[str], upon: str) -> str | None:
    """Who stands before the same verb when `upon` stands after it."""
    for at in range(1, len(given)):
        acted_upon = any(is_same_word(upon, word) and word[0] != "ب" for word in given[at + 1 :][:_HEAD])
        before = [word for word in given[:at] if word not in _WERE]
        other = before[-1] if before else ""
        if acted_upon and _is_present(given[at]) and is_related_word(given[at], verb):
            return None if other in STOP_WORDS or is_same_word(other, upon) else other
    return None


def _is_present(word: str) -> bool:
    return word[0] in "يت" and len(word) > 3


def _exchanged(clause: Clause, position: int, given: Sequence[str]) -> tuple[str, str] | None:
    claimed = clause.words
    found = None
    for at, word in enumerate(given):
        if word[0] in _JOINED or not is_same_word(word, claimed[position]):
            continue
        pair = _first_difference(claimed[position + 1 :][:_HEAD], given[at + 1 :][:_HEAD])
        if pair is None or acts_before(given, at, pair[0]) or not _crosses(pair, clause, position, given, at):
            return None
        found = found or pair
    return found


def _from_here(clause: Clause, position: int) -> Sequence[str]:
    """The claim from this word on, past the end of its clause."""
    here = clause.words[position:]
    starts = (at for at in range(len(clause.whole)) if clause.whole[at : at + len(here)] == here)
    return clause.whole[next(starts, len(clause.whole)) :] or here


def _replaced(clause: Clause, position: int, given: Sequence[str], source: Source) -> tuple[str, str] | None:
    """Somebody else of the article acts, and who acted in the evidence is now acted upon."""
    claimed = _from_here(clause, position)
    for at, word in enumerate(given):
        if word[0] in _JOINED or not is_related_word(word, claimed[0]):
            continue
        pair = _first_difference(claimed[1:][:_HEAD], given[at + 1 :][:_HEAD])
        if pair is None or is_adverb(pair[1]):
            return None
        mine, other = pair
        if any(is_related_word(mine, one) for one in given) or source.support_anywhere(mine) < SAME_ROOT:
            return None
        return pair if _is_acted_upon(other, claimed) else None
    return None


def _is_acted_upon(word: str, claimed: Sequence[str]) -> bool:
    """A preposition rules the word, past the kind of thing it is («إلى شركة …»)."""
    for at in range(2, len(claimed)):
        if is_same_word(claimed[at], word):
            near = claimed[max(2, at - 2) : at]
            return claimed[at][:2] == "لل" or claimed[at][0] == "ل" or any(one in _UPON for one in near)
    return False


def _first_difference(claimed: Sequence[str], given: Sequence[str]) -> tuple[str, str] | None:
    for at, (mine, other) in enumerate(zip(claimed, given, strict=False)):
        if at and (is_place(mine) or is_place(other)):
            return None
        if other[0] == "ل" and not is_related_word(mine, other):
            return None  # «اتفاق لوقف …» names no actor
        if (
            other.startswith("بال")
            or mine.startswith("بال")
            or is_stop(mine)
            or is_stop(other)
            or mine[0].isdigit()
            or mine[:2] in ("سي", "ست")
        ):
            return None
        if not is_related_word(mine, other):
            return None if at and (is_light(mine) or is_light(other)) else (mine, other)
    return None


def _crosses(pair: tuple[str, str], clause: Clause, position: int, given: Sequence[str], at: int) -> bool:
    """Each side names the other's party elsewhere, and not just in a list («مصر والأردن»)."""
    mine, other = pair
    claimed = _from_here(clause, position)
    position = 0
    there = [place for place, word in enumerate(given) if place > at + 1 and is_same_word(word, mine)]
    here = [place for place, word in enumerate(claimed) if place > position + 1 and is_same_word(word, other)]
    if there and here and (_is_description(other, mine) or _is_description(mine, other)):
        return False
    if not there or not here or is_adverb(other):
        return False
    if is_nationality(mine) and there[0] == at + 2:
        return False  # «فاز المصري محمد صلاح» of «فاز النجم المصري محمد صلاح»
    if not _is_acted_upon(other, claimed) and _is_one_person(
        pair, claimed[here[0] + 1 :], given[at + 1 :], there[0] - at - 1
    ):
        return False
    if given[there[0] - 1] in _NO_PARTY or claimed[here[0] - 1] in _NO_PARTY:
        return False
    beside = there[0] - at <= 2 and here[0] - position <= 2 and not _is_acted_upon(other, claimed)
    listed = any(
        (claimed[place][0] == "و" and claimed[place][1:] == other) or claimed[place - 1] in ACCORDING_TO
        for place in here
    )
    return not beside and not listed


def _is_one_person(pair: tuple[str, str], after: Sequence[str], given: Sequence[str], there: int) -> bool:
    """«كرر مسؤول الملف، رئيس الاتحاد، الدعوة» in either order: one object follows an office and its holder."""
    if not any(office_in(word) for word in pair):
        return False
    objects = [
        one for one in _bare_words(after) if not any(is_same_word(one, word) for word in given[: there + 1])
    ]
    return any(is_same_word(one, word) for word in _bare_words(given[there + 1 :]) for one in objects)


def _bare_words(words: Sequence[str]) -> list[str]:
    """The words that no preposition rules."""
    return [
        word
        for before, word in pairwise(("", *words))
        if not is_stop(before) and not is_stop(word) and word[0] not in "بل" and not is_place(word)
    ]


def _is_description(word: str, name: str) -> bool:
    """«صاحب المركب نزار» and «نزار، صاحب المركب» are one man."""
    return (
        is_given_name(name) and not is_given_name(word) and not word.startswith("ال") and not is_place(word)
    )
