"""How many false sentences the guard catches and how many faithful ones it refuses."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.core.evaluation.cases import Case, Labelled
from bot.core.extract import sentences_of
from bot.core.faithfulness.source import Source, index_source
from bot.core.faithfulness.verdict import problems_of
from bot.core.models import KeyPoint

VERBATIM = "verbatim"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many sentences were refused, of how many."""

    refused: int
    of: int

    @property
    def share(self) -> float:
        return self.refused / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardScores:
    """Refused sentences by kind; `missed` and `wronged` list what went wrong, for people to read."""

    false: dict[str, Tally]
    faithful: dict[str, Tally]
    missed: tuple[Labelled, ...]
    wronged: tuple[Labelled, ...]

    @property
    def recall(self) -> Tally:
        return total(self.false.values())

    @property
    def false_alarms(self) -> Tally:
        return total(tally for kind, tally in self.faithful.items() if kind != VERBATIM)


def score_guard(cases: Iterable[Case]) -> GuardScores:
    """Judge every labelled sentence, and every sentence of the articles themselves, without cited evidence."""
    judged = [one for case in cases for one in _judge(case)]
    false = [(label, refused) for is_false, label, refused in judged if is_false]
    faithful = [(label, refused) for is_false, label, refused in judged if not is_false]
    return GuardScores(
        false=_tallies(false),
        faithful=_tallies(faithful),
        missed=tuple(label for label, refused in false if not refused),
        wronged=tuple(label for label, refused in faithful if refused),
    )


def _judge(case: Case) -> Iterator[tuple[bool, Labelled, bool]]:
    sentences = [sentence.text for sentence in sentences_of(case.story)]
    source = index_source([article.title for article in case.story.articles if article.title], sentences)
    verbatim = tuple(Labelled(text=sentence, kind=VERBATIM) for sentence in sentences)
    for label in (*case.faithful, *verbatim):
        yield False, label, _is_refused(label, source)
    for label in case.false:
        yield True, label, _is_refused(label, source)


def _is_refused(label: Labelled, source: Source) -> bool:
    return bool(problems_of(KeyPoint(text=label.text), source))


def _tallies(judged: list[tuple[Labelled, bool]]) -> dict[str, Tally]:
    by_kind: dict[str, list[bool]] = defaultdict(list)
    for label, refused in judged:
        by_kind[label.kind].append(refused)
    return {kind: tally_of(each) for kind, each in sorted(by_kind.items())}


def tally_of(refused: Iterable[bool]) -> Tally:
    """Count refusals."""
    every = list(refused)
    return Tally(refused=sum(every), of=len(every))


def total(tallies: Iterable[Tally]) -> Tally:
    """Add tallies up."""
    every = list(tallies)
    return Tally(refused=sum(tally.refused for tally in every), of=sum(tally.of for tally in every))
