"""What happens to readers when processes die, are told to end, or are too many: with real ones."""

import asyncio
import time as real_time
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.app import opened, system_clock
from bot.core.models import Source, SourceKind
from bot.settings import PROJECT, read_settings
from bot.simulator import Simulator, User, serve
from tests.builders import HARBOUR, a_subscription
from tests.postgres import new_database
from tests.processes import LONGEST_TEST, mujaz, slow_model
from tests.running import TOKEN


@pytest.fixture
def telegram() -> Simulator:
    return Simulator(
        token=TOKEN, bot_username="mujaz_test_bot", bot_name="موجز", clock=system_clock, poll_penalty=0
    )


@pytest.fixture
async def base_url(telegram: Simulator) -> AsyncIterator[str]:
    async with serve(telegram) as url:
        yield url


@pytest.fixture
def reader(telegram: Simulator) -> User:
    return telegram.add_user("سارة", started=True)


async def test_command_that_was_heard_is_answered_after_kill_9(
    tmp_path: Path, telegram: Simulator, base_url: str, reader: User
) -> None:
    """A reader asks for a summary, the machine loses its power, and the summary comes all the same: once."""
    async with slow_model() as (model, of_model):
        settings = {"telegram_api_url": base_url} | of_model
        async with mujaz(tmp_path, "run", **settings) as first:
            telegram.send_text(reader.id, reader.id, f"/summary {HARBOUR}")
            await model.is_asked()
            await telegram.wait_for(lambda: telegram.is_polled and not telegram.state.updates.pending)
            first.kill()
            await first.ended()
        model.go.set()
        async with mujaz(tmp_path, "run", **settings):
            await telegram.wait_for(lambda: _summaries(telegram, reader), timeout=LONGEST_TEST)

    assert len(_summaries(telegram, reader)) == 1


async def test_bot_ends_within_seconds_of_sigterm_though_a_model_hangs(
    tmp_path: Path, telegram: Simulator, base_url: str, reader: User
) -> None:
    """Who updates a server is not kept waiting by one summary, and its reader gets it afterwards."""
    async with slow_model() as (model, of_model):
        settings = {"telegram_api_url": base_url} | of_model
        async with mujaz(tmp_path, "run", **settings) as bot:
            telegram.send_text(reader.id, reader.id, f"/summary {HARBOUR}")
            await model.is_asked()
            began = real_time.monotonic()
            bot.end()
            assert await bot.ended() == 0
            took = real_time.monotonic() - began
        assert "Traceback" not in bot.said
        model.go.set()
        async with mujaz(tmp_path, "run", **settings):
            await telegram.wait_for(lambda: _summaries(telegram, reader), timeout=LONGEST_TEST)

    assert took < 10


async def test_second_signal_ends_the_bot_at_once(
    tmp_path: Path, telegram: Simulator, base_url: str, reader: User
) -> None:
    """Who asks twice means it; what is broken off is in the database, so no trace of a crash is shown."""
    async with (
        slow_model() as (model, of_model),
        mujaz(tmp_path, "run", telegram_api_url=base_url, **of_model) as bot,
    ):
        telegram.send_text(reader.id, reader.id, f"/summary {HARBOUR}")
        await model.is_asked()
        bot.end()
        await asyncio.sleep(0.5)
        assert bot.process.returncode is None
        bot.end()
        assert await bot.ended() == -15

    assert "Traceback" not in bot.said


async def test_second_bot_on_the_same_file_is_refused(
    tmp_path: Path, telegram: Simulator, base_url: str
) -> None:
    """Started twice by mistake, the bot does not fight with itself."""
    async with mujaz(tmp_path, "run", telegram_api_url=base_url) as first:
        await telegram.wait_for(lambda: telegram.is_polled, timeout=LONGEST_TEST)
        async with mujaz(tmp_path, "run", telegram_api_url=base_url) as second:
            assert await second.ended() == 1

        assert "another mujaz is running on data/mujaz.db" in second.said
        assert first.process.returncode is None


async def test_work_of_a_dead_worker_is_done_by_another_within_half_a_minute(
    tmp_path: Path, telegram: Simulator, base_url: str, reader: User, postgres_url: str
) -> None:
    """kill -9 of the worker that writes an edition: the reader gets it from the other, by itself, once."""
    address = new_database(postgres_url)
    await make_reader_due(address, reader)
    async with slow_model() as (model, of_model):
        settings = {"telegram_api_url": base_url, "database_url": address} | of_model
        async with (
            mujaz(tmp_path, "bot", **settings),
            mujaz(tmp_path, "worker", "--queues", "collect,publish", **settings) as doomed,
        ):
            await model.is_asked()
            doomed.kill()
            model.go.set()  # for whoever asks next
            began = real_time.monotonic()
            async with mujaz(tmp_path, "worker", **settings):
                await telegram.wait_for(lambda: editions_of(telegram, reader), timeout=LONGEST_TEST)
            took = real_time.monotonic() - began

    assert took < 30
    assert telegram.duplicates() == ()


def _summaries(telegram: Simulator, reader: User) -> list[str]:
    said = [message.text for message in telegram.bot_messages(reader.id)]
    return [text for text in said if "صحار" in text]


def editions_of(telegram: Simulator, reader: User) -> list[str]:
    return [one.text for one in telegram.bot_messages(reader.id) if "نشرة" in one.text]


async def make_reader_due(address: str, reader: User) -> None:
    """The seed article is kept, and a reader's edition has been due for a minute."""
    settings = read_settings(database_url=address)
    async with opened(settings) as parts:
        await parts.curator.add(
            Source(
                id="seeds",
                kind=SourceKind.FILE,
                location=str(PROJECT / "seeds" / "articles"),
                title="موجز",
                topic="",
            )
        )
        await parts.collector.collect()
        due = (system_clock() - timedelta(minutes=1)).replace(second=0, microsecond=0)
        at = due.astimezone(ZoneInfo("Asia/Riyadh")).time()
        await parts.subscriptions.save(a_subscription(chat_id=reader.id, times=(at,), next_due=due))
