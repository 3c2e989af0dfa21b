"""The guard on sentences made false by rule: needs no labels, so any set of articles will do."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from bot.core.arabic import matching_key
from bot.core.evaluation.cases import Case
from bot.core.evaluation.corruptions import CORRUPTIONS, Ground
from bot.core.evaluation.guard_scores import Tally, tally_of, total
from bot.core.evaluation.variants import varied
from bot.core.extract import sentences_of
from bot.core.faithfulness.source import index_source
from bot.core.faithfulness.verdict import problems_of
from bot.core.models import KeyPoint

SEED = 5
WORDS = range(8, 46)
FIRST, OTHERS = 3, 3  # sentences of an article: what digests are made of, and a sample of the rest
TRIES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class AutomaticScores:
    """Refused sentences: false ones by kind, without and with cited evidence, and true ones told in another dress."""

    caught: dict[str, Tally]
    caught_when_cited: dict[str, Tally]
    varied: Tally
    varied_when_cited: Tally

    @property
    def recall(self) -> Tally:
        return total(self.caught.values())

    @property
    def recall_when_cited(self) -> Tally:
        return total(self.caught_when_cited.values())


@dataclass(frozen=True, slots=True)
class _Trial:
    kind: str  # '' for a faithful sentence
    refused: bool
    refused_when_cited: bool


def score_automatically(cases: Sequence[Case]) -> AutomaticScores:
    """Make sentences of each article false and let the guard judge them; the same cases give the same figures."""
    dice = Random(SEED)  # noqa: S311 - figures must repeat; nothing here is a secret
    own = [[sentence.text for sentence in sentences_of(case.story)] for case in cases]
    trials = [trial for at in range(len(cases)) for trial in _trials(cases[at], own, at, dice)]
    false: dict[str, list[_Trial]] = defaultdict(list)
    for trial in trials:
        false[trial.kind].append(trial)
    faithful = false.pop("", [])
    return AutomaticScores(
        caught={kind: tally_of(one.refused for one in false[kind]) for kind in CORRUPTIONS},
        caught_when_cited={
            kind: tally_of(one.refused_when_cited for one in false[kind]) for kind in CORRUPTIONS
        },
        varied=tally_of(one.refused for one in faithful),
        varied_when_cited=tally_of(one.refused_when_cited for one in faithful),
    )


def _trials(case: Case, own: Sequence[Sequence[str]], at: int, dice: Random) -> Iterator[_Trial]:
    sentences = own[at]
    fit = [(index, text) for index, text in enumerate(sentences) if len(text.split()) in WORDS]
    if not fit:
        return
    titles = [article.title for article in case.story.articles if article.title]
    source = index_source(titles, sentences)
    elsewhere = own[(at + 1) % len(own)] if len(own) > 1 else ()
    ground = Ground(source=source, elsewhere=elsewhere)

    def judged(kind: str, text: str, index: int) -> _Trial:
        free, cited = KeyPoint(text=text), KeyPoint(text=text, evidence=(index,))
        return _Trial(kind, bool(problems_of(free, source)), bool(problems_of(cited, source)))

    base = fit[:FIRST] + dice.sample(fit[FIRST:], min(OTHERS, len(fit[FIRST:])))
    for index, text in base:
        yield judged("", varied(text, dice), index)
    for kind, corrupt in CORRUPTIONS.items():
        for index, text in dice.sample(base, min(TRIES, len(base))):
            false = corrupt(text, ground, dice)
            if false and matching_key(false) != matching_key(text):
                yield judged(kind, false, index)
                break
