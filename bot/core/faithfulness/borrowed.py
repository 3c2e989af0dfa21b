"""A name borrowed from another sentence: what the article tells of one person or place, the claim tells of another.

Looks at sentences as wholes, so it sees through rewording where persons.py and names.py compare words beside words.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from bot.core.arabic import STOP_WORDS, matching_key
from bot.core.faithfulness.capitals import capital_stands_for, state_is_told
from bot.core.faithfulness.claim import Clause, Finding, scores_of
from bot.core.faithfulness.gazetteer import is_nationality, is_place
from bot.core.faithfulness.offices import office_in
from bot.core.faithfulness.parts import statement_texts
from bot.core.faithfulness.person_names import persons_in, told_as_in
from bot.core.faithfulness.same_word import is_related_word
from bot.core.faithfulness.source import SAME_ROOT, Source, index_afresh
from bot.core.models import ProblemKind

Name = tuple[str, ...]
_PLACE_KINDS = frozenset(
    matching_key(
        "مدينة بلدة قرية محافظة ولاية إقليم جماعة حي قضاء ناحية ميناء مطار منطقة مديرية دولة مقاطعة"
    ).split()
)
_TOLD = 0.5  # of the rest of the clause, in the sentence that tells it
_SURER = 0.25  # than any sentence that has the name
_NEARLY_ALL, _HARDLY, _FAR = 0.75, 0.4, 3
_FEWEST = 3  # words besides the name that tell which sentence it is
_FEW_SENTENCES = 3
_QUOTES = '«“"'


def check_borrowed_names(clause: Clause, source: Source) -> Iterator[Finding]:
    """Names of sentences that tell nothing of the rest of the clause, which a sentence tells of somebody else."""
    if len(source.sentences) < _FEW_SENTENCES:
        return
    yield from _borrowed_within(clause, source)
    for names_in in (_people, _places):
        for name in (told_as_in(name, source.flat) for name in names_in(clause.words)):
            other = _told_of(name, clause, source, names_in)
            if other:
                reason = f"The source tells this of «{' '.join(other)}», not of «{' '.join(name)}»."
                yield Finding(kind=ProblemKind.NAME, words=" ".join(name), reason=reason)


def _borrowed_within(clause: Clause, source: Source) -> Iterator[Finding]:
    """«ورأى سالم أن …، في حين رأت هدى أن …»: each statement of a sentence has its own people."""
    people = _people(clause.whole)
    name = told_as_in(people[0], source.flat) if len(people) == 1 else ()
    texts = [source.sentences[index].text for index in clause.evidence if name and {*name} <= {*clause.words}]
    for parts in (_statements(text) for text in texts if len(statement_texts(text)) > 1):
        named = _sentences_with(name, parts)
        rest = [word for word in clause.content if word not in name and not office_in(word)]
        best = _best_apart(rest, named, parts) if named and len(rest) >= _FEWEST else None
        if best is None:
            continue
        others = _people(parts.sentences[best].words)
        if any(mark in clause.text for mark in _QUOTES):
            others += _other_offices(parts.sentences[best].words, named, parts)
        other = _left_out(others, clause) if not any(_is_told(one, clause) for one in others) else None
        if other:
            reason = f"The evidence tells this of «{' '.join(other)}», not of «{' '.join(name)}»."
            yield Finding(kind=ProblemKind.NAME, words=" ".join(name), reason=reason)
            return


def _best_apart(rest: Sequence[str], named: frozenset[int], parts: Source) -> int | None:
    """The statement that tells the rest, when those with the name clearly tell less of it."""
    scores = scores_of(rest, parts)
    best = max(range(len(scores)), key=scores.__getitem__)
    apart = scores[best] >= _TOLD and all(scores[index] <= scores[best] - _SURER for index in named)
    return best if apart else None


@lru_cache(512)
def _statements(sentence: str) -> Source:
    return index_afresh((), statement_texts(sentence))


def _people(words: tuple[str, ...]) -> list[Name]:
    return [words[person.start : person.end] for person in persons_in(words)]


def _places(words: tuple[str, ...]) -> list[Name]:
    return [
        (word,)
        for before, word in zip(("", *words), words, strict=False)
        if word not in STOP_WORDS and word.isalpha() and (is_place(word) or _is_place_kind(before, word))
    ]


def _is_place_kind(before: str, word: str) -> bool:
    """«بلدة حلفا», «البلدة حلفا», and not «البلدة القديمة»."""
    return before.removeprefix("ال") in _PLACE_KINDS and not (before[:2] == word[:2] == "ال")


def _told_of(
    name: Name, clause: Clause, source: Source, names_in: Callable[[Name], list[Name]]
) -> Name | None:
    """Of whom the source tells the rest of the clause, when no sentence with the name tells half as much."""
    rest = [word for word in clause.content if word not in name and not office_in(word)]
    if len(rest) < _FEWEST or source.support_anywhere(name[0]) < SAME_ROOT:
        return None
    scores = scores_of(rest, source)
    best = max(range(source.titles, len(scores)), key=scores.__getitem__)
    named = _sentences_with(name, source)
    if scores[best] < _TOLD or any(scores[index] > scores[best] - _SURER for index in named):
        return None
    given = source.sentences[best].words
    others = [other for other in names_in(given) if other != given[:1]]  # a dateline is no rival
    if len(name) == 1:
        if any(state_is_told(name[0], f" {other[0]} ") for other in others):
            return None  # «الرباط» for «المغرب»
        others = [other for other in others if is_nationality(other[0]) == is_nationality(name[0])]
        at_home = _sets_the_scene(name[0], named, source) or _keeps_neighbour(name[0], clause, named, source)
        return None if at_home else _left_out(others, clause)
    told = [other for other in others if _is_told(other, clause)]
    if told:  # right only if «he» of that sentence may be who was named shortly before it
        near = named & {*range(source.titles), best - 2, best - 1}
        return _left_out(others, clause) if near else told[0]
    other = _left_out([*others, *_other_offices(given, named, source)], clause)
    alone = _is_far(best, named, scores, source) and not _is_called_so(clause, best, named, source)
    return other or (_opening(given) if alone else None)


def _is_far(best: int, named: frozenset[int], scores: Sequence[float], source: Source) -> bool:
    """One sentence tells nearly all the rest, and neither it nor those before it have the name."""
    near = {*range(source.titles), *range(best - _FAR, best + 1)}
    return scores[best] >= _NEARLY_ALL and not named & near and all(scores[at] <= _HARDLY for at in named)


def _is_called_so(clause: Clause, best: int, named: frozenset[int], source: Source) -> bool:
    """«المدير» of the one sentence is he whom another one calls «المدير … سرمد الخزرجي»."""
    offices = (source.support(word) for word in clause.content if office_in(word))
    return any(best in where and not named.isdisjoint(where) for where in offices)


def _opening(words: Name) -> Name:
    return tuple(word for word in words if word not in STOP_WORDS)[:2]


def _other_offices(words: Name, named: frozenset[int], source: Source) -> list[Name]:
    """Offices in a sentence that no sentence with the name has: «الوزيرة» is not the deputy."""
    offices = dict.fromkeys((word,) for word in words if office_in(word))
    return [
        office
        for office in offices
        if not any(source.support(office[0]).get(index, 0.0) >= SAME_ROOT for index in named)
    ]


def _sentences_with(name: Name, source: Source) -> frozenset[int]:
    parts = [word for word in name if word not in STOP_WORDS]
    return frozenset(
        index for word in parts for index, sure in source.support(word).items() if sure >= SAME_ROOT
    )


def _sets_the_scene(place: str, named: frozenset[int], source: Source) -> bool:
    """A place of the title or the first sentence holds for the whole article, a capital for its state."""
    return min(named) <= source.titles or capital_stands_for(place, source.flat)


def _keeps_neighbour(place: str, clause: Clause, named: frozenset[int], source: Source) -> bool:
    """«زلزال لشبونة» of another sentence is one thing of several that the clause lists."""
    at = clause.words.index(place)
    beside = [
        word for word in clause.words[max(0, at - 2) : at + 2] if word in clause.content and word != place
    ]
    return any(source.best_support(word, named) >= SAME_ROOT and word not in _PLACE_KINDS for word in beside)


def _left_out(others: Sequence[Name], clause: Clause) -> Name | None:
    return next((other for other in others if not _is_told(other, clause)), None)


def _is_told(name: Name, clause: Clause) -> bool:
    return any(is_related_word(one, mine) for one in name for mine in clause.whole)
