"""mujaz migrate: what it refuses, and what it says when it is done."""

import asyncio
from pathlib import Path

import pytest

from bot.storage.database import Database
from bot.storage.lock import alone_with
from bot.storage.migrate import migrate
from tests.cli.terminal import Mujaz
from tests.postgres import new_database


@pytest.fixture
def old_file(tmp_path: Path) -> Path:
    path = tmp_path / "data" / "mujaz.db"
    asyncio.run(_make(f"sqlite:///{path}"))
    return path


async def _make(url: str) -> None:
    database = Database(url)
    await migrate(database)
    await database.close()


@pytest.mark.usefixtures("old_file")
def test_operator_sees_what_is_copied_and_what_to_do_next(mujaz: Mujaz, postgres_url: str) -> None:
    """One command, then one line in .env."""
    ran = mujaz("migrate", "--to", new_database(postgres_url))

    assert ran.code == 0
    assert "subscriptions: 0" in ran.out
    assert "DATABASE_URL" in ran.out


def test_missing_file_is_named_and_not_made(mujaz: Mujaz, tmp_path: Path) -> None:
    """A mistyped path is not an empty newsroom."""
    ran = mujaz("migrate", "--to", "postgresql://localhost/new")

    assert (ran.code, "mujaz.db" in ran.err) == (2, True)
    assert not (tmp_path / "data" / "mujaz.db").exists()


@pytest.mark.usefixtures("old_file")
def test_target_must_be_postgresql(mujaz: Mujaz) -> None:
    """The other direction does not exist."""
    ran = mujaz("migrate", "--to", "sqlite:///other.db")

    assert (ran.code, "postgresql://" in ran.err) == (2, True)


def test_running_bot_must_be_stopped_first(mujaz: Mujaz, old_file: Path) -> None:
    """What a bot writes while it is copied would be lost."""
    with alone_with(f"sqlite:///{old_file}"):
        ran = mujaz("migrate", "--to", "postgresql://localhost/new")

    assert (ran.code, "another mujaz is running" in ran.err) == (1, True)


@pytest.mark.parametrize("command", ["bot", "worker"])
def test_processes_that_share_work_need_postgresql(
    mujaz: Mujaz, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """On a file there is one process, and it says which command starts it."""
    monkeypatch.setenv("BOT_TOKEN", "123456789:AAExampleTokenThatOpensNothing-00000")

    ran = mujaz(command)

    assert (ran.code, "mujaz run" in ran.err) == (2, True)


def test_unknown_queue_is_refused_with_the_known_ones(mujaz: Mujaz) -> None:
    """A typing mistake does not start a worker that does nothing."""
    ran = mujaz("worker", "--queues", "collect,publsh")

    assert (ran.code, "collect,digest,publish,deliver" in ran.err) == (2, True)
