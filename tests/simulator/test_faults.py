"""What goes wrong on purpose, as python-telegram-bot meets it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import httpx2
import pytest
from telegram import Bot
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.simulator import Fault, Simulator, User
from tests.simulator.wire import TOKEN, Api, StandingClock


@pytest.fixture
async def bot(url: str) -> AsyncIterator[Bot]:
    async with Bot(TOKEN, base_url=f"{url}/bot", base_file_url=f"{url}/file/bot") as bot:
        yield bot


FAILURES = {
    "429": (Fault.TOO_MANY_REQUESTS, RetryAfter),
    "500": (Fault.SERVER_ERROR, NetworkError),
    "502-page": (Fault.BAD_GATEWAY, NetworkError),
    "200-page": (Fault.NOT_JSON, TelegramError),
    "reset": (Fault.RESET, NetworkError),
}


@pytest.mark.parametrize(("fault", "error"), FAILURES.values(), ids=FAILURES.keys())
async def test_nothing_is_stored_when_the_call_fails_before(
    bot: Bot, simulator: Simulator, reader: User, fault: Fault, error: type[Exception]
) -> None:
    """The bot sees its library's error, nobody sees a message, and the next call works."""
    simulator.faults.add(fault, method="sendMessage", seconds=3)

    with pytest.raises(TelegramError) as caught:
        await bot.send_message(reader.id, "خبر")

    assert caught.type is error
    assert simulator.messages(reader.id) == ()
    await bot.send_message(reader.id, "خبر")


async def test_retry_after_tells_the_seconds(bot: Bot, simulator: Simulator, reader: User) -> None:
    """The wait Telegram asks for reaches the bot."""
    simulator.faults.add(Fault.TOO_MANY_REQUESTS, seconds=3)

    with pytest.raises(RetryAfter) as caught:
        await bot.send_message(reader.id, "خبر")

    assert caught.value.retry_after == timedelta(seconds=3)


async def test_one_message_is_there_when_it_is_delivered_and_the_answer_dropped(
    bot: Bot, simulator: Simulator, reader: User
) -> None:
    """The bot cannot know, but the reader has the message: exactly one."""
    simulator.faults.add(Fault.DELIVER_THEN_DROP, method="sendMessage")

    with pytest.raises(NetworkError):
        await bot.send_message(reader.id, "خبر")

    assert [message.text for message in simulator.messages(reader.id)] == ["خبر"]
    assert simulator.calls_of("sendMessage")[0].answer is None


async def test_a_slow_answer_times_out_after_the_message_was_stored(
    bot: Bot, simulator: Simulator, reader: User
) -> None:
    """A time-out does not mean that nothing was sent."""
    simulator.faults.add(Fault.SLOW, method="sendMessage", seconds=60)

    with pytest.raises(TimedOut):
        await bot.send_message(reader.id, "خبر", read_timeout=0.05)

    assert len(simulator.messages(reader.id)) == 1


async def test_a_stalled_call_times_out_and_stores_nothing(
    bot: Bot, simulator: Simulator, reader: User
) -> None:
    """A server that never answers has not always taken the message."""
    simulator.faults.add(Fault.STALL, method="sendMessage")

    with pytest.raises(TimedOut):
        await bot.send_message(reader.id, "خبر", read_timeout=0.05)

    assert simulator.messages(reader.id) == ()


async def test_only_the_chat_and_the_number_of_calls_ordered_fail(
    bot: Bot, simulator: Simulator, reader: User
) -> None:
    """Another chat is spared, and after `times` failures all is well."""
    other = simulator.add_user("ليلى", started=True)
    simulator.faults.add(Fault.SERVER_ERROR, chat_id=reader.id, times=2)

    await bot.send_message(other.id, "خبر")
    for _ in range(2):
        with pytest.raises(NetworkError):
            await bot.send_message(reader.id, "خبر")
    await bot.send_message(reader.id, "خبر")

    assert len(simulator.messages(reader.id)) == len(simulator.messages(other.id)) == 1


async def test_refusals_become_the_librarys_errors(bot: Bot, simulator: Simulator, reader: User) -> None:
    """Blocked, unknown, moved and a wrong token: each has its own error class."""
    group = simulator.add_group("غرفة", members=(reader.id,))
    moved = simulator.migrate(group.id)
    simulator.block(reader.id)

    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(reader.id, "خبر")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(42, "خبر")
    with pytest.raises(ChatMigrated) as caught:
        await bot.send_message(group.id, "خبر")

    assert caught.value.new_chat_id == moved.id


async def test_a_wrong_token_is_an_invalid_token(url: str) -> None:
    """The library recognises our 401."""
    with pytest.raises(InvalidToken):
        async with Bot("999:NO", base_url=f"{url}/bot"):
            pass


async def test_flood_limits_refuse_only_when_switched_on(
    api: Api, simulator: Simulator, reader: User, clock: StandingClock
) -> None:
    """A fourth message in a burst to one chat must wait; later it passes."""
    before = [(await api("sendMessage", chat_id=reader.id, text=str(number)))["ok"] for number in range(10)]
    simulator.flood_limits.enabled = True

    burst = [(await api("sendMessage", chat_id=reader.id, text=str(number)))["ok"] for number in range(3)]
    refused = await api("sendMessage", chat_id=reader.id, text="زائدة")
    clock.advance(seconds=refused["parameters"]["retry_after"])
    later = await api("sendMessage", chat_id=reader.id, text="لاحقة")

    assert all(before)
    assert all(burst)
    assert refused["error_code"] == 429
    assert refused["description"] == f"Too Many Requests: retry after {refused['parameters']['retry_after']}"
    assert later["ok"] is True


FLOODS = {"overall-30-a-second": (40, 1, 30), "group-20-a-minute": (1, 40, 20)}


@pytest.mark.parametrize(("chats", "each", "passed"), FLOODS.values(), ids=FLOODS.keys())
async def test_telegrams_published_limits_hold(
    api: Api, simulator: Simulator, reader: User, clock: StandingClock, chats: int, each: int, passed: int
) -> None:
    """30 messages a second overall; 20 a minute in a group, however evenly they come."""
    simulator.flood_limits.enabled = True
    groups = [simulator.add_group(f"غرفة {number}", members=(reader.id,)).id for number in range(chats)]

    taken = 0
    for number in range(each):
        for chat_id in groups:
            taken += (await api("sendMessage", chat_id=chat_id, text=str(number)))["ok"]
        clock.advance(seconds=1.2)

    assert taken == passed


async def test_a_broken_connection_is_a_network_error_for_any_client(
    api: Api, simulator: Simulator, reader: User
) -> None:
    """Dropping is done on the wire: a bare client sees it, too."""
    simulator.faults.add(Fault.RESET)

    with pytest.raises(httpx2.TransportError):
        await api("sendMessage", chat_id=reader.id, text="خبر")
