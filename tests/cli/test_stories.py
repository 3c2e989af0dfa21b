"""mujaz stories: articles in, story ids out; in order, with bad lines named."""

import json
from pathlib import Path
from typing import Any

import pytest
from llmock.pytest_plugin import LLMock

from tests.builders import HARBOUR
from tests.cli.terminal import Mujaz

BANK = (
    "رفع البنك المركزي التركي سعر الفائدة الرئيسي 250 نقطة أساس إلى 30 في المئة في محاولة لكبح التضخم.\n"
    "وقالت لجنة السياسة النقدية في أنقرة إن التشديد سيستمر حتى يتحسن أفق الأسعار."
)
PORT = {"id": "port", "title": "صحار تفتتح رصيفًا جديدًا لسفن الحاويات", "text": HARBOUR, "outlet": "الساحل"}
PORT_AGAIN = {
    "id": 7,
    "title": "صحار تفتتح رصيفا جديدا لسفن الحاويات",
    "text": HARBOUR.replace("أ", "ا"),
    "outlet": "موقع",
}
OTHER = {"id": "bank", "title": "المركزي التركي يرفع الفائدة إلى 30%", "text": BANK}


def grouped(mujaz: Mujaz, *lines: object) -> tuple[int, list[dict[str, Any]]]:
    written = [line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines]
    ran = mujaz("stories", "--jsonl", stdin="\n".join(written).encode())
    assert ran.err == ""
    return ran.code, [json.loads(line) for line in ran.out.splitlines()]


def test_articles_of_one_event_get_one_story_id(mujaz: Mujaz) -> None:
    """Another program learns which articles tell the same, line by line."""
    code, answers = grouped(mujaz, PORT, OTHER, PORT_AGAIN)

    assert code == 0
    assert [list(answer) for answer in answers] == [["id", "story", "position"]] * 3
    assert [answer["id"] for answer in answers] == ["port", "bank", "7"]
    assert answers[0]["story"] == answers[2]["story"] != answers[1]["story"]
    assert [answer["position"] for answer in answers] == [0, 0, 1]


def test_lines_are_answered_in_place_when_some_are_bad(mujaz: Mujaz) -> None:
    """One bad line costs no other its answer."""
    bad = ["{broken", {"id": "empty", "text": " "}, {"id": "x", "text": "نص", "published_at": "soon"}, "[]"]

    code, answers = grouped(mujaz, PORT, *bad, PORT_AGAIN)

    assert code == 1
    assert [answer["id"] for answer in answers] == ["port", "", "empty", "x", "", "7"]
    assert [answer.get("line") for answer in answers] == [None, 2, 3, 4, 5, None]
    assert all(answer["error"] for answer in answers[1:5])
    assert answers[0]["story"] == answers[5]["story"]


@pytest.mark.parametrize(
    ("dates", "one"),
    [
        (("2026-11-23T09:00:00Z", "Mon, 23 Nov 2026 11:30:00 GMT"), True),
        (("2026-11-23T09:00:00Z", "2026-11-28T09:00:00Z"), False),
        (("2016-11-23T09:00:00Z", None), True),
    ],
    ids=["two hours apart", "five days apart", "one without a date"],
)
def test_time_between_articles_counts_when_it_is_told(
    mujaz: Mujaz, dates: tuple[str | None, ...], one: bool
) -> None:
    """The same words a week later are another event."""
    _, answers = grouped(mujaz, PORT | {"published_at": dates[0]}, PORT_AGAIN | {"published_at": dates[1]})

    assert (answers[0]["story"] == answers[1]["story"]) is one


def test_a_list_to_read_is_shown_when_no_json_is_asked_for(mujaz: Mujaz) -> None:
    """A person sees the stories, the most reported first, and who reports them."""
    Path("in.jsonl").write_text("\n".join(map(json.dumps, [OTHER, PORT, PORT_AGAIN])), encoding="utf-8")

    ran = mujaz("stories", "in.jsonl")

    assert ran.code == 0
    assert ran.out.splitlines()[0] == "2\tصحار تفتتح رصيفًا جديدًا لسفن الحاويات (الساحل، موقع)"
    assert len(ran.out.splitlines()) == 2


def test_headlines_alone_are_grouped(mujaz: Mujaz) -> None:
    """Whoever has only headlines learns the same."""
    headlines: tuple[dict[str, object], ...] = (dict(PORT), dict(PORT_AGAIN), dict(OTHER))
    titles = [{"title": one["title"]} for one in headlines]

    code, answers = grouped(mujaz, *titles)

    assert code == 0
    assert answers[0]["story"] == answers[1]["story"] != answers[2]["story"]


def test_foreign_article_joins_an_arabic_story_only_when_a_model_is_set_up(
    mujaz: Mujaz, monkeypatch: pytest.MonkeyPatch, llmock: LLMock
) -> None:
    """One event is one story, in whatever language; without a model nothing is guessed."""
    english = {
        "id": "english",
        "title": "Sohar opens a new quay for container ships",
        "text": "The port of Sohar opened a quay of 400 metres.\nIt cost 12 million rials, the director said.",
        "outlet": "Coast Daily",
    }
    told = {
        "sufficient": True,
        "headline": "صحار تفتتح رصيفًا جديدًا لسفن الحاويات",
        "digest": [{"text": "افتتح ميناء صحار رصيفًا طوله 400 متر.", "evidence": [2]}],
        "key_points": [],
    }
    llmock.reply(json.dumps(told, ensure_ascii=False), times=None)

    _, apart = grouped(mujaz, PORT, english)
    monkeypatch.setenv("LLM_BASE_URL", llmock.base_url())
    _, joined = grouped(mujaz, PORT, english)

    assert apart[0]["story"] != apart[1]["story"]
    assert joined[0]["story"] == joined[1]["story"]
    assert [answer["position"] for answer in joined] == [0, 1]
    assert len(llmock.requests) == 1
