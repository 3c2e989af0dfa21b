"""Couriers in processes of their own, killed without warning: nothing is lost, and only doubts are doubled.

tests/bench/delivery.py is the long version.
"""

import argparse
import asyncio
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from bot.core.retry import DOUBT_DELAY
from bot.storage.database import Database
from bot.storage.outbox import SqlOutbox
from bot.storage.subscriptions import SqlSubscriptions
from tests.bench.delivery import ledger, owe, start
from tests.bench.delivery_worker import FileTelegram
from tests.builders import FixedClock
from tests.services.courier import a_courier

CHATS = 90
KILLED_AT = (20, 50)  # messages that Telegram saw
LONGEST = 60.0


def seen(sink: Path) -> list[int]:
    """Return the chats whose messages came, in order."""
    return [int(line.split()[1]) for line in sink.read_text().splitlines()] if sink.exists() else []


async def kill_after(url: str, sink: Path, messages: int) -> None:
    """Let a worker send until Telegram saw so many messages in all, and kill it in the middle of the next ones."""
    asked = argparse.Namespace(rate=100.0, latency=0.3, lost_answers=0.1, at_once=32, seconds=LONGEST)
    worker = start(asked, url, sink)
    until = time.monotonic() + LONGEST
    while len(seen(sink)) < messages and time.monotonic() < until:
        assert worker.poll() is None, "the worker ended before it could be killed"
        await asyncio.sleep(0.01)
    worker.kill()
    worker.communicate()


async def finish(database: Database, sink: Path) -> None:
    """Let a process that lives a few minutes later send what is left."""
    for minutes in (2, 4, 6):
        later = datetime.now(UTC) + minutes * DOUBT_DELAY  # noqa: TID251 - the killed ones lived on the real clock
        outbox, telegram = SqlOutbox(database), FileTelegram(sink, latency=0, lost=0)
        await a_courier(outbox, SqlSubscriptions(database), telegram, FixedClock(later)).deliver()


async def test_killed_processes_lose_nothing_and_double_only_what_was_in_doubt(
    database: Database, tmp_path: Path
) -> None:
    """Killed twice in the middle of a broadcast, with answers lost on top: every reader gets the edition."""
    sink, url = tmp_path / "came.txt", database.url.render_as_string(hide_password=False)
    await owe(url, range(1, CHATS + 1))
    for messages in KILLED_AT:
        await kill_after(url, sink, messages)

    await finish(database, sink)

    came = Counter(seen(sink))
    rows = await ledger(url)
    assert sorted(came) == sorted(chat_id for chat_id, _, _ in rows) == list(range(1, CHATS + 1))
    assert {state for _, state, _ in rows} <= {"sent", "doubt"}
    assert [chat_id for chat_id, _, doubts in rows if came[chat_id] > 1 + doubts] == []
    assert any(doubts for _, _, doubts in rows)
