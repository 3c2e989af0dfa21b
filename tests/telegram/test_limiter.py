"""The limiter of all calls to Telegram, in virtual time; then on the wire, with the real library."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

import pytest
from telegram.error import RetryAfter
from telegram.ext import ExtBot

from bot.core.errors import DeliveryError
from bot.core.models import Message
from bot.simulator import Fault, Simulator, serve
from bot.telegram.application import Server, build_application
from bot.telegram.limiter import LONGEST_WAIT, MANY_CHATS, TRIES, Lane, TelegramLimiter
from bot.telegram.messenger import TelegramMessenger
from tests.builders import FixedClock
from tests.fakes import FakePermits
from tests.virtual_time import run_in_virtual_time

TOKEN = "123456789:AAExampleTokenThatOpensNothing-00000"
READER, GROUP = 501, -1001


@pytest.fixture(autouse=True)
def _numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library gives a timedelta, as it will always do one day."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@dataclass
class Line:
    """A limiter with a Telegram behind it that refuses as told and notes when calls came."""

    permits: FakePermits = field(default_factory=FakePermits)
    refusals: list[float] = field(default_factory=list)
    came: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.limiter = TelegramLimiter(self.permits)

    async def answer(self, chat_id: int = READER, endpoint: str = "sendMessage") -> None:
        await self._call(chat_id, endpoint, None)

    async def broadcast(self, chat_id: int = READER) -> None:
        await self._call(chat_id, "sendMessage", Lane.BROADCAST)

    async def _call(self, chat_id: int, endpoint: str, lane: Lane | None) -> None:
        data = {"chat_id": chat_id}
        await self.limiter.process_request(self._telegram, (), {}, endpoint, data, lane)

    async def _telegram(self) -> bool:
        self.came.append(asyncio.get_running_loop().time())
        if self.refusals:
            raise RetryAfter(timedelta(seconds=self.refusals.pop(0)))
        return True


def _at_once(calls: list[Callable[[], Awaitable[None]]]) -> None:
    async def run() -> None:
        await asyncio.gather(*(call() for call in calls))

    run_in_virtual_time(run())


def test_answers_may_come_in_a_short_burst_then_one_a_second() -> None:
    """A reader who taps quickly is answered quickly, as far as Telegram allows."""
    line = Line()

    _at_once([line.answer] * 8)

    assert line.came == pytest.approx([0, 0, 0, 0, 0, 1, 2, 3])


def test_group_gets_no_more_than_20_messages_a_minute() -> None:
    """However many readers ask in a group at once."""
    line = Line()

    async def one_after_the_other() -> None:
        for _ in range(60):
            await line.answer(GROUP)

    run_in_virtual_time(one_after_the_other())

    assert max(sum(start <= at < start + 60 for at in line.came) for start in line.came) <= 20


def test_answers_do_not_wait_behind_a_broadcast() -> None:
    """A bucket that is booked for a minute by editions costs a reader nothing."""
    line = Line(permits=FakePermits(rate=25, booked_until=60))

    _at_once([line.answer])

    assert line.came == [0]


def test_answers_beyond_the_reserve_take_their_turn() -> None:
    """A wave of readers gets the reserve at once and the rest at the bot's own rate."""
    line = Line(permits=FakePermits(rate=10, reserved=2))

    _at_once([partial(line.answer, chat_id) for chat_id in range(1, 6)])

    assert sorted(line.came) == pytest.approx([0, 0, 0, 0.1, 0.2])


def test_answers_go_out_when_the_database_is_away() -> None:
    """A reader must still be told that something is out of order."""
    line = Line(permits=FakePermits(broken=True))

    _at_once([line.answer])

    assert line.came == [0]


@pytest.mark.parametrize("endpoint", ["answerCallbackQuery", "sendChatAction", "editMessageText"])
def test_calls_that_send_no_message_take_no_place(endpoint: str) -> None:
    """A tap is answered at once, whatever was sent before."""
    line = Line(permits=FakePermits(reserved=0, booked_until=60))

    _at_once([lambda: line.answer(endpoint=endpoint)] * 20)

    assert line.came == [0] * 20


@pytest.mark.parametrize("endpoint", ["sendMessage", "editMessageText"])
def test_answer_that_is_refused_for_a_while_is_sent_when_it_may_be(endpoint: str) -> None:
    """A flood delays an answer; it does not lose it."""
    line = Line(refusals=[5.0])

    _at_once([lambda: line.answer(endpoint=endpoint)])

    assert line.came == pytest.approx([0, 5])


def test_answer_that_would_come_too_late_is_given_up() -> None:
    """Nobody waits for an answer for hours, and no handler is kept busy with it."""
    line = Line(refusals=[3600.0])

    with pytest.raises(RetryAfter):
        _at_once([line.answer])

    assert line.came == [0]


def test_answer_is_not_tried_for_ever() -> None:
    """A chat that is refused again and again costs a few calls."""
    line = Line(refusals=[1.0] * 50)

    with pytest.raises(RetryAfter):
        _at_once([line.answer])

    assert len(line.came) == TRIES


def test_broadcast_to_a_chat_that_just_had_messages_waits_for_its_second() -> None:
    """Parts of an edition never use the short bursts that answers may."""
    line = Line()

    async def after_two_answers() -> None:
        await line.answer()
        await line.answer()
        await line.broadcast()
        await line.broadcast()

    run_in_virtual_time(after_two_answers())

    assert line.came == pytest.approx([0, 0, 2, 3])


def test_broadcast_waits_for_no_place_of_the_bot() -> None:
    """The Courier has booked it already; booking twice would halve the rate."""
    line = Line(permits=FakePermits(reserved=0, booked_until=60))

    _at_once([line.broadcast])

    assert line.came == [0]
    assert line.permits.booked_until == 60


def test_flooded_chat_is_left_alone_and_nobody_else_is() -> None:
    """retry_after is obeyed by broadcasts and answers to that chat; the others do not notice."""
    line = Line(refusals=[30.0])

    async def story() -> None:
        with pytest.raises(RetryAfter):
            await line.broadcast(READER)
        with pytest.raises(DeliveryError) as held:
            await line.broadcast(READER)
        with pytest.raises(RetryAfter):
            await line.answer(READER)
        assert held.value.retry_after == pytest.approx(30)
        await line.broadcast(502)
        await asyncio.sleep(30)
        await line.answer(READER)

    run_in_virtual_time(story())

    assert line.came == pytest.approx([0, 0, 30])
    assert line.permits.holds == []


def test_many_flooded_chats_hold_the_whole_bot_until_one_message_is_accepted() -> None:
    """A flood of the bot's own: everybody waits a little, then longer; the first success ends it."""
    line = Line(refusals=[30.0] * 4)

    async def story() -> None:
        for chat_id in range(1, 5):
            with pytest.raises(RetryAfter):
                await line.broadcast(chat_id)
        await line.broadcast(5)
        line.refusals = [30.0]
        with pytest.raises(RetryAfter):
            await line.broadcast(6)

    run_in_virtual_time(story())

    assert line.permits.holds == [1, 4]


def test_memory_stays_small_over_many_chats() -> None:
    """A broadcast to hundreds of thousands leaves nothing behind."""
    line = Line()

    async def to_many() -> None:
        for chat_id in range(1, 3 * MANY_CHATS):
            await line.broadcast(chat_id)
            line.limiter._chats.hold(chat_id, 1)
            await asyncio.sleep(0.001)

    run_in_virtual_time(to_many())

    assert len(line.limiter._chats._chats) <= MANY_CHATS + 1
    assert len(line.limiter._chats._holds) <= MANY_CHATS + 1


async def test_broadcast_on_the_wire_says_whether_it_is_paid() -> None:
    """Stars are spent only when the operator wants that; the limiter leaves no trace in the call."""
    telegram = Simulator(token=TOKEN, bot_username="mujaz_test_bot", bot_name="موجز", clock=FixedClock())
    reader = telegram.add_user("سارة", started=True)
    async with serve(telegram) as url:
        application = build_application(Server(token=TOKEN, base_url=url), TelegramLimiter(FakePermits()))
        async with application.bot:
            bot: ExtBot[Lane] = application.bot
            await TelegramMessenger(bot).send(reader.id, Message(html="نشرة"))
            await asyncio.sleep(1)
            await TelegramMessenger(bot, paid=True).send(reader.id, Message(html="نشرة"))

    free, paid = (call.parameters for call in telegram.calls_of("sendMessage"))
    assert "allow_paid_broadcast" not in free
    assert paid["allow_paid_broadcast"]
    assert set(paid) - set(free) == {"allow_paid_broadcast"}


async def test_flood_on_the_wire_becomes_a_waiting_delivery() -> None:
    """The library's own words for a flood are understood by the messenger."""
    telegram = Simulator(token=TOKEN, bot_username="mujaz_test_bot", bot_name="موجز", clock=FixedClock())
    reader = telegram.add_user("سارة", started=True)
    async with serve(telegram) as url:
        telegram.faults.add(Fault.TOO_MANY_REQUESTS, method="sendMessage", seconds=int(2 * LONGEST_WAIT))
        application = build_application(Server(token=TOKEN, base_url=url), TelegramLimiter(FakePermits()))
        async with application.bot:
            with pytest.raises(DeliveryError) as refused:
                await TelegramMessenger(application.bot).send(reader.id, Message(html="نشرة"))

    assert refused.value.retry_after == 2 * LONGEST_WAIT
    assert not refused.value.doubtful
