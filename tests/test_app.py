"""Starting, not starting, and stopping."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from bot.app import Mujaz, opened
from bot.core.errors import SettingsError, StorageError
from bot.running import run_bot
from bot.settings import read_settings
from bot.simulator import Fault, Simulator, serve
from bot.storage.schema import editions
from bot.telegram.application import Server
from tests.builders import FixedClock
from tests.running import TOKEN, running, running_bot


def _telegram(clock: FixedClock) -> Simulator:
    return Simulator(token=TOKEN, bot_username="mujaz_test_bot", bot_name="موجز", clock=clock, poll_penalty=0)


async def test_wrong_token_ends_the_start_with_what_to_do(tmp_path: Path, clock: FixedClock) -> None:
    """An operator with a mistyped token is sent to BotFather, not to a traceback."""
    settings = read_settings(database_url=f"sqlite:///{tmp_path / 'mujaz.db'}")
    async with serve(_telegram(clock), port=0) as base_url, opened(settings, clock) as mujaz:
        server = Server(token="987654321:AAnother-token-entirely-000000000", base_url=base_url)

        with pytest.raises(SettingsError, match="BotFather"):
            await run_bot(mujaz, server, asyncio.Event())


@pytest.mark.parametrize("method", ["getMe", "setMyCommands"], ids=["out of reach", "without menus"])
async def test_bot_serves_a_telegram_that_fails_at_first(
    tmp_path: Path, clock: FixedClock, method: str
) -> None:
    """Telegram out of reach at start, or a server that cannot set a menu, is no reason to end."""
    telegram = _telegram(clock)
    telegram.faults.add(Fault.SERVER_ERROR, method=method)
    settings = read_settings(database_url=f"sqlite:///{tmp_path / 'mujaz.db'}")
    async with serve(telegram, port=0) as base_url, running(settings, clock, base_url):
        await telegram.wait_for(lambda: telegram.is_polled, timeout=15)


async def test_stop_while_telegram_is_out_of_reach_ends_at_once(tmp_path: Path, clock: FixedClock) -> None:
    """An operator who gives up is not kept waiting."""
    settings = read_settings(database_url=f"sqlite:///{tmp_path / 'mujaz.db'}")
    stop = asyncio.Event()
    async with opened(settings, clock) as mujaz, asyncio.TaskGroup() as group:
        running = group.create_task(run_bot(mujaz, Server(token=TOKEN, base_url="http://127.0.0.1:9"), stop))
        await asyncio.sleep(0.2)
        stop.set()
        await asyncio.wait_for(running, timeout=10)


async def test_real_bot_shows_the_shipped_article_as_a_sample_and_never_as_news(
    tmp_path: Path, clock: FixedClock
) -> None:
    """A newcomer sees a digest before any newsroom was read; a channel does not get an old story as news."""
    telegram = _telegram(clock)
    settings = read_settings(database_url=f"sqlite:///{tmp_path / 'mujaz.db'}")
    stop = asyncio.Event()
    async with (
        serve(telegram, port=0) as base_url,
        opened(settings, clock) as mujaz,
        asyncio.TaskGroup() as group,
    ):
        group.create_task(run_bot(mujaz, Server(token=TOKEN, base_url=base_url), stop))
        reader = telegram.add_user("سارة")
        telegram.send_text(reader.id, reader.id, "/start")
        telegram.send_text(reader.id, reader.id, "/summary")
        await telegram.wait_for(
            lambda: any("لا أخبار لديّ" in one.text for one in telegram.bot_messages(reader.id)), timeout=15
        )
        stop.set()

    assert any("مثال على موجز" in one.text for one in telegram.bot_messages(reader.id))


async def test_folder_that_cannot_be_written_is_named(tmp_path: Path, clock: FixedClock) -> None:
    """A database where no file can be made says which folder and why."""
    (tmp_path / "occupied").write_text("a file, not a folder")
    settings = read_settings(database_url=f"sqlite:///{tmp_path / 'occupied' / 'mujaz.db'}")

    with pytest.raises(StorageError, match="occupied"):
        async with opened(settings, clock):
            pass


async def test_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path, clock: FixedClock) -> None:
    """Pointing the bot at a wrong file destroys nothing."""
    path = tmp_path / "notes.txt"
    path.write_text("my notes " * 200)
    settings = read_settings(database_url=f"sqlite:///{path}")

    with pytest.raises(StorageError, match="not a database"):
        async with opened(settings, clock):
            pass

    assert path.read_text() == "my notes " * 200


async def test_reader_hears_of_a_database_that_refuses(tmp_path: Path, clock: FixedClock) -> None:
    """When nothing can be saved the reader is told so in Arabic, and the bot goes on."""
    async with running_bot(tmp_path, clock) as scene:
        await scene.say("/subscribe 10:00")
        # Beside the loop: the bot may be amid a transaction, which it can only end while the loop runs.
        await asyncio.to_thread(_destroy, tmp_path / "mujaz.db")

        answers = [await scene.say("/subscribe 11:00"), await scene.say("/help")]

    assert "لا أستطيع الحفظ" in answers[0].text
    assert "/summary" in answers[1].text


def _destroy(database: Path) -> None:
    with closing(sqlite3.connect(database, timeout=10)) as connection:
        connection.executescript("DROP TABLE updates; DROP TABLE subscriptions")


@pytest.mark.parametrize(
    ("keep", "left"), [(90, ["young"]), (0, ["old", "young"])], ids=["90 days", "for ever"]
)
async def test_running_bot_forgets_editions_that_are_older_than_the_operator_wants(
    tmp_path: Path, clock: FixedClock, keep: int, left: list[str]
) -> None:
    """The ledger stops growing by itself, unless somebody wants to keep it."""
    ages = {"old": timedelta(days=91), "young": timedelta(days=89)}
    settings = read_settings(database_url=f"sqlite:///{tmp_path / 'mujaz.db'}")
    async with opened(settings, clock) as mujaz, mujaz.database.writing() as connection:
        await connection.execute(insert(editions), [_edition(name, clock() - ages[name]) for name in ages])

    async with running_bot(tmp_path, clock, keep_ledger=keep) as scene:
        panel = await scene.say("/subscribe 09:01")
        await scene.advance_until(
            lambda: scene.last_id(scene.reader.id) > panel.id
        )  # all jobs have had a turn

    async with opened(settings, clock) as mujaz:
        assert [name for name in await _editions(mujaz) if name in ages] == left


def _edition(name: str, due_at: datetime) -> dict[str, object]:
    day = {"local_date": due_at.date(), "slot": "09:00", "due_at": due_at}
    return {"id": name, "subscription_id": name, **day}


async def _editions(mujaz: Mujaz) -> list[str]:
    async with mujaz.database.reading() as connection:
        return sorted((await connection.execute(select(editions.c.id))).scalars())
