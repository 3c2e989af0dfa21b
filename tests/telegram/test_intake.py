"""What readers write is answered: once, in their order, and also when the process ends in the middle."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import select
from telegram import Update
from telegram.ext import TypeHandler

from bot.core.errors import StorageError
from bot.core.inbox import HeardUpdate
from bot.simulator import Simulator, serve
from bot.storage.database import Database
from bot.storage.inbox import SqlInbox
from bot.storage.schema import updates
from bot.telegram.application import BotApplication, Server, build_application
from bot.telegram.hearing import drain
from bot.telegram.intake import MOST_IN_HAND, MOST_OF_ONE_READER, Intake
from bot.telegram.turns import TurnsByReader
from tests.builders import FixedClock
from tests.running import TOKEN

SARA, HASAN = 501, 502


@dataclass
class Desk:
    """A bot that answers as the test tells it."""

    application: BotApplication
    intake: Intake
    begun: list[str] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)
    slow: set[str] = field(default_factory=set)
    go: asyncio.Event = field(default_factory=asyncio.Event)

    async def handle(self, update: object, _context: Any) -> None:
        text = _text_of(update)
        self.begun.append(text)
        if text in self.slow:
            await self.go.wait()
        self.answered.append(text)

    async def hear(self, number: int, text: str, reader: int = SARA) -> None:
        await self.intake.queue.put(Update.de_json(a_message(number, text, reader), self.application.bot))

    async def until(self, so: Callable[[], bool]) -> None:
        """Give the others their turns until it is so."""
        for _ in range(1000):
            if so():
                return
            await asyncio.sleep(0.01)
        raise AssertionError(f"begun {self.begun}, answered {self.answered}")


@pytest.fixture
async def base_url(clock: FixedClock) -> AsyncIterator[str]:
    telegram = Simulator(token=TOKEN, bot_username="mujaz_test_bot", bot_name="موجز", clock=clock)
    async with serve(telegram) as url:
        yield url


@asynccontextmanager
async def a_desk(database: Database, base_url: str, clock: FixedClock) -> AsyncIterator[Desk]:
    """One process that answers readers; when the block ends, so does the process, whatever it is doing."""
    intake = Intake(SqlInbox(database), clock)
    application = build_application(Server(token=TOKEN, base_url=base_url), intake=intake)
    desk = Desk(application=application, intake=intake)
    application.add_handler(TypeHandler(Update, desk.handle))
    await application.initialize()
    await application.start()
    try:
        yield desk
    finally:
        await drain(application, seconds=0)
        await application.shutdown()


async def test_message_that_was_being_answered_is_answered_after_a_restart(
    database: Database, base_url: str, clock: FixedClock
) -> None:
    """A crash in the middle of a summary costs the reader some time, not the answer."""
    async with a_desk(database, base_url, clock) as desk:
        desk.slow.add("/summary")
        await desk.hear(1, "/summary")
        await desk.hear(2, "/help", HASAN)
        await desk.until(lambda: desk.answered == ["/help"] and desk.begun.count("/summary") == 1)

    async with a_desk(database, base_url, clock) as again:
        await again.intake.take_over(again.application.bot, alone=True)
        await again.until(lambda: again.answered == ["/summary"])


async def test_message_that_ends_the_process_twice_is_given_up(
    database: Database, base_url: str, clock: FixedClock
) -> None:
    """A poisonous file cannot keep the bot from starting: its reader may send it again, nobody else waits."""
    async with a_desk(database, base_url, clock) as desk:
        desk.slow.add("poison")
        await desk.hear(1, "poison")
        await desk.until(lambda: desk.begun == ["poison"])
    async with a_desk(database, base_url, clock) as second:
        second.slow.add("poison")
        await second.intake.take_over(second.application.bot, alone=True)
        await second.until(lambda: second.begun == ["poison"])

    clock.advance(seconds=1)
    async with a_desk(database, base_url, clock) as third:
        await third.intake.take_over(third.application.bot, alone=True)
        await third.hear(2, "/help")
        await third.until(lambda: third.answered == ["/help"])

    assert third.begun == ["/help"]


async def test_tap_is_never_done_twice(database: Database, base_url: str, clock: FixedClock) -> None:
    """A switch that was turned before the crash is not turned back after it."""
    async with a_desk(database, base_url, clock) as desk:
        desk.slow.add("tap")
        await desk.intake.queue.put(Update.de_json(a_tap(1), desk.application.bot))
        await desk.until(lambda: desk.begun == ["tap"])

    clock.advance(seconds=1)
    async with a_desk(database, base_url, clock) as again:
        await again.intake.take_over(again.application.bot, alone=True)
        await again.intake.queue.put(Update.de_json(a_tap(1), again.application.bot))  # Telegram repeats it
        await again.hear(2, "/help")
        await again.until(lambda: again.answered == ["/help"])

    assert again.begun == ["/help"]


async def test_update_that_telegram_repeats_is_answered_once(
    database: Database, base_url: str, clock: FixedClock
) -> None:
    """An answered command whose receipt was lost comes again, to another replica too; the reader sees one answer."""
    async with a_desk(database, base_url, clock) as desk, a_desk(database, base_url, clock) as other:
        await desk.hear(1, "/start")
        await desk.until(lambda: desk.answered == ["/start"])
        await desk.hear(1, "/start")
        await other.hear(1, "/start")
        await other.hear(2, "/help")
        await other.until(lambda: other.answered == ["/help"])

    assert (desk.answered, other.answered) == (["/start"], ["/help"])


async def test_same_number_with_other_words_is_another_update(
    database: Database, base_url: str, clock: FixedClock
) -> None:
    """Telegram may begin its numbers anew: nothing is mistaken for a repetition."""
    async with a_desk(database, base_url, clock) as desk:
        await desk.hear(1, "/start")
        await desk.hear(1, "/help")
        await desk.until(lambda: desk.answered == ["/start", "/help"])


async def test_living_process_keeps_what_it_is_answering(
    database: Database, base_url: str, clock: FixedClock
) -> None:
    """Another replica takes over from the dead, never from the slow."""
    async with a_desk(database, base_url, clock) as slow, a_desk(database, base_url, clock) as other:
        slow.slow.add("/summary")
        await slow.hear(1, "/summary")
        await slow.until(lambda: slow.begun == ["/summary"])
        for _ in range(6):
            clock.advance(seconds=10)
            await slow.intake.look_after(slow.application.bot)
            await other.intake.look_after(other.application.bot)
        assert other.begun == []

        clock.advance(seconds=60)  # the slow one is dead now: it does not look after anything
        await other.intake.look_after(other.application.bot)
        await other.until(lambda: other.answered == ["/summary"])


async def test_reader_who_floods_delays_nobody(database: Database, base_url: str, clock: FixedClock) -> None:
    """One reader sends a book and two hundred questions; the next reader is answered at once."""
    async with a_desk(database, base_url, clock) as desk:
        _give_places(desk, 2)
        desk.slow.add("book")
        await desk.hear(1, "book")
        for number in range(2, 200):
            await desk.hear(number, f"question {number}")
        await desk.hear(500, "/help", HASAN)
        await desk.until(lambda: desk.answered == ["/help"])
        desk.go.set()
        await desk.until(lambda: len(desk.answered) == 1 + MOST_OF_ONE_READER)

    assert desk.begun[:3] == ["book", "/help", "question 2"]
    assert desk.answered[2:5] == ["question 2", "question 3", "question 4"]


async def test_more_readers_than_places_are_answered_in_turn(
    database: Database, base_url: str, clock: FixedClock
) -> None:
    """Concurrency is bounded, and who waits for a place gets one."""
    async with a_desk(database, base_url, clock) as desk:
        _give_places(desk, 2)
        desk.slow.update({"a", "b", "c"})
        for number, text in enumerate("abc", start=1):
            await desk.hear(number, text, reader=600 + number)
        await desk.until(lambda: len(desk.begun) == 2)
        await asyncio.sleep(0)
        assert desk.begun == ["a", "b"]
        desk.go.set()
        await desk.until(lambda: desk.answered == ["a", "b", "c"])


async def test_webhook_is_told_to_come_later_when_there_is_no_room(
    database: Database, base_url: str, clock: FixedClock
) -> None:
    """Telegram keeps what we cannot hold, and a process that ends leaves it to the others."""
    async with a_desk(database, base_url, clock) as desk:
        desk.intake._room = asyncio.Semaphore(1)
        desk.slow.add("1")
        heard = [
            await desk.intake.hear(desk.application.bot, json.dumps(a_message(n, str(n))).encode())
            for n in (1, 2)
        ]
        desk.go.set()
        await desk.until(lambda: desk.answered == ["1"])
        desk.intake.close()
        heard.append(await desk.intake.hear(desk.application.bot, json.dumps(a_message(3, "3")).encode()))

    assert heard == [True, False, False]
    assert MOST_IN_HAND >= MOST_OF_ONE_READER * 10


async def test_answered_message_leaves_no_words_behind(
    database: Database, base_url: str, clock: FixedClock
) -> None:
    """What readers write is kept while it is needed; a day later nothing of it is left."""
    async with a_desk(database, base_url, clock) as desk:
        await desk.hear(1, "a secret")
        await desk.until(lambda: desk.answered == ["a secret"])
        await drain(desk.application)
        assert await _rows(database) == [None]

        clock.advance(hours=25)
        await desk.intake.look_after(desk.application.bot)

    assert await _rows(database) == []


async def test_reader_is_answered_when_nothing_can_be_kept(
    database: Database, base_url: str, clock: FixedClock
) -> None:
    """A full disk makes the bot forgetful, not silent."""
    async with a_desk(database, base_url, clock) as desk:
        desk.intake._inbox = BrokenInbox(database)
        await desk.hear(1, "/help")
        await desk.until(lambda: desk.answered == ["/help"])


def _give_places(desk: Desk, places: int) -> None:
    turns = desk.application.update_processor
    assert isinstance(turns, TurnsByReader)
    turns._places = asyncio.Semaphore(places)


class BrokenInbox(SqlInbox):
    """Refuses to keep."""

    async def keep(self, update: HeardUpdate, now: object) -> bool:
        raise StorageError("the disk is full")


def a_message(number: int, text: str, reader: int = SARA) -> dict[str, Any]:
    person = {"id": reader, "is_bot": False, "first_name": "سارة"}
    chat = {"id": reader, "type": "private", "first_name": "سارة"}
    message = {"message_id": number, "date": 1_764_000_000, "chat": chat, "from": person, "text": text}
    return {"update_id": number, "message": message}


def a_tap(number: int) -> dict[str, Any]:
    person = {"id": SARA, "is_bot": False, "first_name": "سارة"}
    query = {"id": str(number), "from": person, "chat_instance": "1", "data": "tap"}
    return {"update_id": number, "callback_query": query}


def _text_of(update: object) -> str:
    assert isinstance(update, Update)
    if update.callback_query is not None:
        return str(update.callback_query.data)
    assert update.effective_message is not None
    return update.effective_message.text or ""


async def _rows(database: Database) -> list[Any]:
    async with database.reading() as connection:
        return [row.content for row in await connection.execute(select(updates))]
