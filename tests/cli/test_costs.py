"""mujaz costs, and the budget in mujaz doctor, digest and eval."""

import asyncio
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from llmock.pytest_plugin import LLMock

from bot.app import opened, system_clock
from bot.core.models import ModelCall
from bot.core.spending import start_of_day, start_of_month
from bot.settings import read_settings
from tests.builders import HARBOUR, a_call
from tests.cli.terminal import Mujaz

LAST_YEAR = start_of_day(system_clock()) - timedelta(days=400)


@pytest.fixture
def priced(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Prices are set, no budget yet."""
    monkeypatch.setenv("LLM_PRICE_IN", "0.4")
    monkeypatch.setenv("LLM_PRICE_OUT", "1.6")
    return monkeypatch


def _spend(*calls: ModelCall) -> None:
    async def record() -> None:
        async with opened(read_settings()) as mujaz:
            for call in calls:
                await mujaz.spending.record(call)

    asyncio.run(record())


def _checks(out: str) -> dict[str, dict[str, Any]]:
    return {check["check"]: check for check in map(json.loads, out.splitlines())}


def test_costs_and_what_is_left_are_shown_as_json(mujaz: Mujaz, priced: pytest.MonkeyPatch) -> None:
    """Another program can watch the money; amounts are exact, in text."""
    priced.setenv("LLM_BUDGET_PER_DAY", "1")
    now = system_clock()
    _spend(a_call("0.25", at=now), a_call("0.0000005", at=now, model="n"), a_call("7", at=LAST_YEAR))

    ran = mujaz("costs", "--json")

    shown = json.loads(ran.out)
    assert (ran.code, shown["currency"]) == (0, "USD")
    assert (shown["today"]["cost"], shown["today"]["budget"]) == ("0.2500005", "1")
    assert shown["today"]["left"] == "0.7499995"
    assert shown["today"]["models"][1] == {
        "model": "n", "calls": 1, "input_tokens": 1000, "output_tokens": 200, "cost": "0.0000005",
    }  # fmt: skip
    assert (shown["this_month"]["cost"], shown["this_month"]["left"]) == ("0.2500005", None)
    assert shown["all_that_is_kept"]["cost"] == "7.2500005"


def test_month_holds_its_first_moment_and_nothing_of_the_last(
    mujaz: Mujaz, priced: pytest.MonkeyPatch
) -> None:
    """A budget of a month is renewed on the first."""
    priced.setenv("LLM_BUDGET_PER_MONTH", "1")
    first = start_of_month(system_clock())
    _spend(a_call("0.4", at=first), a_call("5", at=first - timedelta(microseconds=1)))

    ran = mujaz("costs", "--json")

    assert json.loads(ran.out)["this_month"]["left"] == "0.6"


def test_costs_are_shown_as_a_table(mujaz: Mujaz, priced: pytest.MonkeyPatch) -> None:
    """A person sees what each model took and what is left; a budget that was passed has nothing left."""
    priced.setenv("LLM_BUDGET_PER_MONTH", "20")
    _spend(a_call("20.5", at=system_clock()))

    ran = mujaz("costs")

    assert "20.5000 USD" in ran.out
    assert "today: 20.5000 USD spent, no limit" in ran.out
    assert "this month: 0.0000 USD left of 20.0000 USD" in ran.out


def test_costs_of_a_new_bot_are_nothing(mujaz: Mujaz) -> None:
    """Without a model the command works and says zero."""
    ran = mujaz("costs")

    assert ran.code == 0
    assert "today: 0.0000 USD spent, no limit" in ran.out


@pytest.mark.parametrize("budget", ["LLM_BUDGET_PER_DAY", "LLM_BUDGET_PER_MONTH"])
def test_doctor_says_when_a_budget_is_spent(
    mujaz: Mujaz, priced: pytest.MonkeyPatch, llmock: LLMock, budget: str
) -> None:
    """An operator who wonders why articles are quoted finds the reason."""
    priced.setenv("LLM_BASE_URL", llmock.base_url())
    priced.setenv(budget, "0.5")
    before = mujaz("doctor", "--json")
    _spend(a_call("0.5", at=system_clock()))

    after = mujaz("doctor", "--json")

    assert _checks(before.out)["budget"]["found"].startswith("spent today 0.00")
    assert budget in _checks(after.out)["budget"]["error"]


def test_doctor_pays_for_its_own_question(mujaz: Mujaz, priced: pytest.MonkeyPatch, llmock: LLMock) -> None:
    """Every call is in the book, the trial call too."""
    priced.setenv("LLM_BASE_URL", llmock.base_url())

    ran = mujaz("doctor", "--json")

    (use,) = json.loads(mujaz("costs", "--json").out)["today"]["models"]
    assert _checks(ran.out)["model"]["error"] == ""
    assert "no limit" in _checks(ran.out)["budget"]["found"]
    assert (use["model"], use["calls"]) == ("gpt-4.1-mini", 1)


REPLY = {
    "sufficient": True,
    "headline": "صحار تفتتح رصيفًا جديدًا",
    "digest": [{"text": "وقال مدير الميناء سالم الكندي إن الرصيف كلّف 12 مليون ريال.", "evidence": [3]}],
    "key_points": [],
}


@pytest.mark.parametrize("command", [("digest", "--jsonl"), ("eval",)], ids=["digest", "eval"])
def test_budget_holds_in_one_run_of_the_command_line(
    mujaz: Mujaz, priced: pytest.MonkeyPatch, llmock: LLMock, tmp_path: Path, command: tuple[str, ...]
) -> None:
    """Ten thousand articles in a file cannot cost more than a day may."""
    priced.setenv("LLM_BASE_URL", llmock.base_url())
    priced.setenv("LLM_BUDGET_PER_DAY", "0.000001")
    llmock.reply(json.dumps(REPLY, ensure_ascii=False), times=None)
    path = tmp_path / "articles.jsonl"
    lines = [json.dumps({"id": str(number), "title": "صحار", "text": HARBOUR}) for number in range(3)]
    path.write_text("\n".join(lines), encoding="utf-8")

    ran = mujaz(*command, path)

    assert ran.code == 0
    assert len(llmock.requests) == 1
