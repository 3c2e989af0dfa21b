"""How good digests are: against human ones, against the lead, in what they cover, and in their form."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import mean

from bot.core.arabic import stems
from bot.core.evaluation.cases import Case
from bot.core.evaluation.rouge import Rouge, mean_rouge, rouge
from bot.core.extract.opening import stands_alone
from bot.core.extract.weights import Profile, closest, profiles
from bot.core.faithfulness import find_problems
from bot.core.lengths import FORMS
from bot.core.models import Digest

ORACLE_LOOKS_AT = 15  # sentences; the best pair of later ones never wins in practice


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestScores:
    """Means over all digests; shares are 0 to 1.

    coverage: share of the article's salient terms (twice in the text or in the title) that text and points hold.
    redundancy: how alike each claim is to the claim most like it. dangling: points whose subject is gone.
    form: digests with the sentences, words and points of their length (lengths.py), of articles long enough.
    lead: as many first sentences as the text has; lead_of_size: first sentences nearest to the text in words.
    """

    count: int
    faithful: float
    text: Rouge
    lead: Rouge
    lead_of_size: Rouge
    oracle: Rouge
    coverage: float
    redundancy: float
    dangling: float
    form: float


def score_digests(pairs: Iterable[tuple[Case, Digest]]) -> DigestScores:
    """Score digests of cases; those without a human digest count in all but ROUGE."""
    every = list(pairs)
    told = [(case, digest) for case, digest in every if case.references]
    points = [point.text for _, digest in every for point in digest.key_points]
    long = [digest for _, digest in every if len(digest.sentences) >= 8]
    return DigestScores(
        count=len(every),
        faithful=_mean(find_problems(digest).faithful for _, digest in every),
        text=mean_rouge([_best(case, _text(digest)) for case, digest in told]),
        lead=mean_rouge([_best(case, _lead(digest)) for case, digest in told]),
        lead_of_size=mean_rouge([_best(case, _lead_of_size(digest)) for case, digest in told]),
        oracle=mean_rouge([_oracle(case, digest) for case, digest in told]),
        coverage=_mean(_coverage(digest) for _, digest in every),
        redundancy=_mean(_redundancy(digest) for _, digest in every),
        dangling=_mean(not stands_alone(point) for point in points),
        form=_mean(_is_well_formed(digest) for digest in long),
    )


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return mean(listed) if listed else 0.0


def _text(digest: Digest) -> str:
    return " ".join(claim.text for claim in digest.text)


def _lead(digest: Digest) -> str:
    return " ".join(sentence.text for sentence in digest.sentences[: len(digest.text)])


def _lead_of_size(digest: Digest) -> str:
    """The first sentences whose words together come nearest to those of the text: a longer lead scores higher."""
    size = len(_text(digest).split())
    chosen: list[str] = []
    for sentence in digest.sentences:
        longer = [*chosen, sentence.text]
        if chosen and _apart(longer, size) >= _apart(chosen, size):
            break
        chosen = longer
    return " ".join(chosen)


def _apart(sentences: Sequence[str], size: int) -> int:
    return abs(len(" ".join(sentences).split()) - size)


def _best(case: Case, text: str) -> Rouge:
    return mean_rouge([rouge(text, reference) for reference in case.references])


def _oracle(case: Case, digest: Digest) -> Rouge:
    """Greedily the sentences that score best: what no extractive engine can pass."""
    chosen: list[str] = []
    left = [sentence.text for sentence in digest.sentences[:ORACLE_LOOKS_AT]]
    for _ in digest.text:
        if left:
            best = max(left, key=lambda one: _best(case, " ".join([*chosen, one])).one)
            chosen.append(best)
            left.remove(best)
    return _best(case, " ".join(chosen))


def _coverage(digest: Digest) -> float:
    counts = Counter(term for sentence in digest.sentences for term in stems(sentence.text))
    in_title = set(stems(digest.story.lead.title))
    salient = {term: count for term, count in counts.items() if count >= 2 or term in in_title}
    held = {term for claim in (*digest.text, *digest.key_points) for term in stems(claim.text)}
    total = sum(salient.values())
    return sum(count for term, count in salient.items() if term in held) / total if total else 1.0


def _redundancy(digest: Digest) -> float:
    claims = [claim.text for claim in (*digest.text, *digest.key_points)]
    if len(claims) < 2:
        return 0.0
    seen = profiles(claims, digest.story.lead.title)
    return mean(closest(one, _others(seen, at)) for at, one in enumerate(seen))


def _others(items: Sequence[Profile], at: int) -> Sequence[Profile]:
    return [*items[:at], *items[at + 1 :]]


def _is_well_formed(digest: Digest) -> bool:
    form = FORMS[digest.length]
    found = (len(digest.text), len(_text(digest).split()), len(digest.key_points))
    bounds = (form.sentences, form.words, form.points)
    return all(low <= count <= high for count, (low, high) in zip(found, bounds, strict=True))
