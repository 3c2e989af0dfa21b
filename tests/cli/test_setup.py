"""mujaz doctor, run, sources: what is set up wrongly is said clearly, and nothing secret with it."""

import json
import socket
from pathlib import Path

import pytest

from bot.app import seed_sources
from bot.settings import Settings
from tests.cli.terminal import Mujaz

TOKEN = "123456789:AAabcdefghijklmnopqrstuvwxyz0123456"


NEWSROOM = """
[[source]]
title = "صحيفة الساحل"
url = "http://127.0.0.1/feed"
topic = "general"
country = "om"
"""


@pytest.fixture
def seeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Seeds with one newsroom, at an address that is refused: no command leaves this machine."""
    folder = tmp_path / "seeds"
    (folder / "articles").mkdir(parents=True)
    (folder / "sources.toml").write_text(NEWSROOM, encoding="utf-8")
    monkeypatch.setenv("SEEDS_DIR", str(folder))
    return folder


@pytest.fixture
def closed_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def test_doctor_says_what_is_missing_when_there_is_no_token(mujaz: Mujaz) -> None:
    """A new operator learns what to do next; all else is well on a fresh machine."""
    ran = mujaz("doctor", "--json")

    checks = {check["check"]: check for check in map(json.loads, ran.out.splitlines())}
    assert ran.code == 1
    assert [name for name, check in checks.items() if check["error"]] == ["bot token"]
    assert "@BotFather" in checks["bot token"]["error"]


def test_doctor_goes_on_when_the_database_is_out_of_reach(
    mujaz: Mujaz, monkeypatch: pytest.MonkeyPatch, closed_port: int
) -> None:
    """Each check speaks for itself, on one line, and no password is shown."""
    monkeypatch.setenv("DATABASE_URL", f"postgresql://mujaz:geheim@127.0.0.1:{closed_port}/mujaz")

    ran = mujaz("doctor")

    lines = ran.out.splitlines()
    assert ran.code == 1
    assert [line[0] for line in lines] == ["✓", "✗", "✓", "✓", "✓", "✓", "✓", "✓", "✗"]
    assert "geheim" not in ran.out + ran.err


def test_doctor_keeps_secrets_when_servers_are_out_of_reach(
    mujaz: Mujaz, monkeypatch: pytest.MonkeyPatch, closed_port: int
) -> None:
    """Neither token nor key appears in what an operator may paste into a bug report."""
    monkeypatch.setenv("LOG_LEVEL", "DEBUG")
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    monkeypatch.setenv("TELEGRAM_API_URL", f"http://127.0.0.1:{closed_port}")
    monkeypatch.setenv("LLM_BASE_URL", f"http://127.0.0.1:{closed_port}/v1")
    monkeypatch.setenv("LLM_API_KEY", "sk-secret-key-0123456789")
    monkeypatch.setenv("LLM_RETRIES", "0")

    ran = mujaz("doctor")

    assert ran.code == 1
    assert "✗ model" in ran.out
    assert "✗ bot token" in ran.out
    assert TOKEN.split(":")[1] not in ran.out + ran.err
    assert "sk-secret" not in ran.out + ran.err


def test_run_refuses_when_there_is_no_token(mujaz: Mujaz) -> None:
    """Without a token there is nothing to run, but there is a demo."""
    ran = mujaz("run")

    assert (ran.code, ran.out) == (2, "")
    assert "BOT_TOKEN is not set" in ran.err
    assert "mujaz demo" in ran.err
    assert ran.err.count("\n") == 1


def test_one_clear_line_is_said_when_the_database_cannot_be_opened(
    mujaz: Mujaz, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A folder that cannot be made is named, without a trace."""
    (tmp_path / "file").touch()
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/file/mujaz.db")

    ran = mujaz("sources", "list")

    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("mujaz: ")
    assert ran.err.count("\n") == 1


def test_sources_are_listed_when_the_bot_is_new(mujaz: Mujaz) -> None:
    """A new bot shows the seeds it starts with, each with all its fields."""
    ran = mujaz("sources", "list", "--json")

    listed = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.code == 0
    assert {one["location"] for one in listed} >= {source.location for source in seed_sources(Settings())}
    assert set(listed[0]) == {
        "id", "kind", "location", "title", "topic", "country", "failures", "last_error", "last_success",
    }  # fmt: skip


def test_a_source_is_not_added_when_it_cannot_be_read(mujaz: Mujaz, seeds: Path) -> None:
    """Only what was read once becomes a source."""
    ran = mujaz("sources", "add", "http://127.0.0.1/wrong")

    assert (ran.code, ran.out) == (1, "")
    assert "was not added" in ran.err
    assert "/wrong" not in mujaz("sources", "list", "--json").out


def test_a_source_is_gone_for_good_when_it_was_removed(mujaz: Mujaz, seeds: Path) -> None:
    """Removing works once, the second time says that there is none, and no later command brings it back."""
    with (seeds / "sources.toml").open("a", encoding="utf-8") as listed:
        listed.write(NEWSROOM.replace("/feed", "/other"))
    first, second = (json.loads(line) for line in mujaz("sources", "list", "--json").out.splitlines())

    removed, again = (mujaz("sources", "remove", first["id"]) for _ in range(2))

    assert (removed.code, removed.out) == (0, f"removed {first['id']}\n")
    assert again.code == 1
    assert "there is no source" in again.err
    assert [json.loads(line) for line in mujaz("sources", "list", "--json").out.splitlines()] == [second]


def test_sources_are_checked_when_asked(mujaz: Mujaz, seeds: Path) -> None:
    """A source that cannot be read makes the check fail and says why."""
    bad = mujaz("sources", "check", "--json")

    assert bad.code == 1
    assert "forbidden_address" in json.loads(bad.out)["error"]


@pytest.mark.parametrize("call", [("frob",), ("digest", "--frob"), ("sources", "frob"), ("sources", "add")])
def test_the_call_is_wrong_when_a_word_is_unknown(mujaz: Mujaz, call: tuple[str, ...]) -> None:
    """A wrong call is told from a failure."""
    ran = mujaz(*call)

    assert (ran.code, ran.out) == (2, "")


def test_the_version_is_shown_when_asked_for(mujaz: Mujaz) -> None:
    """A bug report starts with the version."""
    ran = mujaz("--version")

    assert ran.code == 0
    assert ran.out.startswith("mujaz 0.")
