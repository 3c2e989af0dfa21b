"""The faithfulness set in seeds/eval: what its README promises. Does not run the rules on it."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import TypedDict

import pytest

FOLDER = Path(__file__).parent.parent / "seeds" / "eval"
FIELDS = {"politics", "economy", "sport", "science", "courts", "weather", "conflict"}
REGIONS = {"gulf", "levant", "egypt_sudan", "maghreb", "iraq", "international"}
HOW = {"verbatim-like", "merged", "shortened", "paraphrase", "digits", "spelling"}
COMMON_TYPES = {"role", "speaker", "certainty", "number_swapped", "name_swapped", "extra"}
OTHER_TYPES = {
    *{"number", "unit", "percent", "sign", "date", "weekday", "month", "name", "place", "place_swapped"},
    *{"nationality", "speaker_new", "quote", "negation", "antonym", "time_order", "cause", "scope"},
    *{"sum", "sequel", "title", "outcome"},
}


class Faithful(TypedDict):
    """A sentence that the article supports."""

    text: str
    how: str


class Unfaithful(TypedDict):
    """A sentence that the article does not support, and in what it differs."""

    text: str
    type: str


class Case(TypedDict):
    """One article with sentences about it."""

    id: str
    field: str
    region: str
    part: str
    title: str
    text: str
    ok: list[Faithful]
    bad: list[Unfaithful]
    refs: list[str]


def _cases() -> list[Case]:
    lines = (FOLDER / "faithfulness.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


CASES = _cases()


def _sentences(case: Case) -> list[str]:
    return [*(claim["text"] for claim in case["ok"]), *(claim["text"] for claim in case["bad"])]


def _bad_types(cases: list[Case]) -> Counter[str]:
    return Counter(claim["type"] for case in cases for claim in case["bad"])


def test_set_is_large_enough_to_measure_with() -> None:
    """A rate told from it has a small error: hundreds of sentences of both sorts."""
    assert len(CASES) >= 40
    assert sum(len(case["ok"]) for case in CASES) >= 300
    assert sum(len(case["bad"]) for case in CASES) >= 300


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_article_is_complete(case: Case) -> None:
    """Each line has every key, words that we know, a news article's length and enough sentences."""
    assert set(case) == set(Case.__annotations__)
    assert case["field"] in FIELDS
    assert case["region"] in REGIONS
    assert case["part"] in {"open", "held"}
    assert case["title"].strip()
    assert 90 <= len(case["text"].split()) <= 180
    assert len(case["ok"]) >= 8
    assert len(case["bad"]) >= 6
    assert all(20 <= len(reference.split()) <= 60 for reference in case["refs"])
    assert case["refs"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_sentence_is_labelled_and_of_a_digest_length(case: Case) -> None:
    """Every sentence could stand in a digest, and says how it was made."""
    lengths = [len(text.split()) for text in _sentences(case)]

    assert {claim["how"] for claim in case["ok"]} <= HOW
    assert {claim["type"] for claim in case["bad"]} <= COMMON_TYPES | OTHER_TYPES
    assert 8 <= min(lengths) <= max(lengths) <= 30


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_false_sentence_is_not_in_its_article(case: Case) -> None:
    """What the article says word for word cannot be false about it."""
    said = [claim["text"] for claim in case["bad"] if claim["text"].rstrip(".") in case["text"]]

    assert said == []


def test_nothing_is_counted_twice() -> None:
    """Ids name one article, and no sentence appears twice, neither as true nor as false."""
    ids = Counter(case["id"] for case in CASES)
    sentences = Counter(text for case in CASES for text in _sentences(case))

    assert [name for name, times in ids.items() if times > 1] == []
    assert [text for text, times in sentences.items() if times > 1] == []


def test_every_kind_of_mistake_is_there() -> None:
    """Each type often enough to tell something, the mistakes that models make most more often."""
    types = _bad_types(CASES)

    assert [kind for kind in OTHER_TYPES if types[kind] < 6] == []
    assert [kind for kind in COMMON_TYPES if types[kind] < 15] == []


def test_third_of_the_articles_is_held_back_in_every_field_and_region() -> None:
    """What is kept until the end looks like what is open."""
    held = [case for case in CASES if case["part"] == "held"]

    assert len(held) * 3 == len(CASES)
    assert {case["field"] for case in held} == FIELDS
    assert {case["region"] for case in held} == REGIONS
    assert set(_bad_types(held)) == COMMON_TYPES | OTHER_TYPES


def test_readme_tells_the_true_counts() -> None:
    """The table of types in the README is the set's own."""
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (\d+) \| (\d+) \|", readme, re.MULTILINE)
    everywhere = _bad_types(CASES)
    held = _bad_types([case for case in CASES if case["part"] == "held"])

    assert {kind: (int(a), int(b)) for kind, a, b in rows} == {k: (n, held[k]) for k, n in everywhere.items()}
