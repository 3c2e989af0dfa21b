"""mujaz eval."""

import json
from pathlib import Path

import pytest

from tests.builders import HARBOUR
from tests.cli.terminal import Mujaz

CASE = {
    "id": "1",
    "title": "صحار تفتتح رصيفًا جديدًا لسفن الحاويات",
    "text": HARBOUR,
    "part": "open",
    "ok": ["كلّف الرصيف 12 مليون ريال."],
    "bad": [{"text": "كلّف الرصيف 44 مليون ريال.", "type": "number"}],
    "refs": ["افتتحت هيئة الموانئ في صحار رصيفًا بطول 400 متر."],
}


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    path = tmp_path / "cases.jsonl"
    path.write_text(json.dumps(CASE, ensure_ascii=False) + "\n\n", encoding="utf-8")
    return path


def test_figures_come_as_json(mujaz: Mujaz, cases: Path) -> None:
    """Another program can compare engines by these figures."""
    ran = mujaz("eval", cases, "--json")

    figures = json.loads(ran.out)
    assert ran.code == 0
    assert figures["articles"] == 1
    assert figures["guard"]["recall_by_kind"] == {"number": 100.0}
    assert figures["guard"]["false_alarms"] == 0
    assert figures["digests"]["written"] == 1
    assert figures["digests"]["faithful"] == 100
    assert figures["digests"]["rouge"][0] > 0


def test_any_articles_test_the_guard_without_labels(mujaz: Mujaz, cases: Path) -> None:
    """An operator's own articles are enough: sentences are made false by rule."""
    bare = {"id": "1", "title": CASE["title"], "text": HARBOUR}
    cases.write_text(json.dumps(bare, ensure_ascii=False), encoding="utf-8")

    figures = json.loads(mujaz("eval", cases, "--json").out)["corruptions"]

    assert figures["false_sentences"] >= 4
    assert figures["recall_by_kind"]["number: new"] == 100
    assert figures["faithful_sentences"] == len(HARBOUR.split("\n"))


def test_figures_come_as_a_picture(mujaz: Mujaz, cases: Path, tmp_path: Path) -> None:
    """A picture of the figures can be laid beside that of another engine."""
    picture = tmp_path / "figures.png"

    ran = mujaz("eval", cases, "--plot", picture)

    assert ran.code == 0
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_picture_that_cannot_be_written_is_explained(mujaz: Mujaz, cases: Path, tmp_path: Path) -> None:
    """A wrong path is said in one line."""
    ran = mujaz("eval", cases, "--plot", tmp_path / "nowhere" / "figures.png")

    assert ran.code == 2
    assert "cannot be written" in ran.err


def test_figures_come_as_tables_with_the_misses(mujaz: Mujaz, cases: Path) -> None:
    """A person sees the figures, and on demand the sentences behind them."""
    wrong = json.dumps(CASE | {"bad": ["كلّف الرصيف 12 مليون ريال."]}, ensure_ascii=False)
    cases.write_text(wrong, encoding="utf-8")

    ran = mujaz("eval", cases, "--misses")

    assert "recall" in ran.out
    assert "missed [other] كلّف الرصيف 12 مليون ريال." in ran.out


def test_only_the_part_asked_for_is_measured(mujaz: Mujaz, cases: Path) -> None:
    """What is held back stays out unless it is asked for."""
    assert mujaz("eval", cases, "--part", "open", "--json").code == 0
    refused = mujaz("eval", cases, "--part", "held")

    assert refused.code == 2
    assert "no article of part held" in refused.err


def test_bad_line_is_named(mujaz: Mujaz, cases: Path) -> None:
    """A broken set is refused with the line to look at."""
    cases.write_text('{"id": "1"}\n', encoding="utf-8")

    ran = mujaz("eval", cases)

    assert ran.code == 2
    assert "line 1" in ran.err
