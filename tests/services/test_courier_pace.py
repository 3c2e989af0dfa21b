"""The Courier in virtual time sends as fast as is allowed and not faster, whatever holds it up."""

import asyncio

import pytest

from bot.core.errors import DeliveryError
from bot.core.models import DeliveryState
from bot.services.deliver import LONGEST_WAIT
from tests.builders import a_delivery
from tests.fakes import FakeOutbox, FakePermits
from tests.services.broadcast import RATE, TICK, Broadcast, SlowTelegram
from tests.virtual_time import run_in_virtual_time


@pytest.mark.parametrize("latency", [0.01, 0.08, 0.9], ids=["quick", "usual", "slow"])
def test_broadcast_uses_the_allowed_rate_and_no_more(latency: float) -> None:
    """A thousand readers wait no longer than Telegram makes them wait."""
    broadcast = Broadcast(chats=1000, telegram=SlowTelegram(latency=latency))

    run_in_virtual_time(broadcast.run())

    assert len(broadcast.outbox.settled) == 1000
    assert broadcast.share >= 0.97
    assert broadcast.worst_second <= RATE + 1


def test_slow_database_costs_little_of_the_rate() -> None:
    """The next messages are claimed and booked while the last ones are still leaving."""
    broadcast = Broadcast(chats=500, outbox=FakeOutbox(slow=0.08))

    run_in_virtual_time(broadcast.run())

    assert broadcast.share >= 0.9


def test_database_that_hung_once_slows_nobody_down_afterwards() -> None:
    """Three processes that waited seconds for a claim do not go on to take, and to book, so much at a time."""
    broadcast = Broadcast(chats=2000)

    async def with_a_pause_of_the_database() -> None:
        loop = asyncio.get_running_loop()
        loop.call_later(3, setattr, broadcast.outbox, "slow", 8)
        loop.call_later(4, setattr, broadcast.outbox, "slow", 0.01)
        await asyncio.gather(*(broadcast.run() for _ in range(3)))

    run_in_virtual_time(with_a_pause_of_the_database())

    last, _ = broadcast.telegram.left[-1]
    assert last < 2000 / RATE + 8 + 4
    assert broadcast.worst_second <= RATE + 2


def test_two_processes_keep_to_one_rate() -> None:
    """The limit is the bot's, however many machines send."""
    permits, outbox, telegram = FakePermits(rate=RATE), FakeOutbox(slow=0.01), SlowTelegram()
    broadcast = Broadcast(chats=1000, permits=permits, outbox=outbox, telegram=telegram)

    async def both() -> None:
        await asyncio.gather(broadcast.run(), broadcast.run())

    run_in_virtual_time(both())

    assert broadcast.worst_second <= RATE + 1
    assert broadcast.share >= 0.97
    assert sorted(chat_id for _, chat_id in telegram.left) == list(range(1000))


@pytest.mark.parametrize("processes", [1, 3])
def test_process_that_was_stopped_does_not_make_up_for_it_in_a_burst(processes: int) -> None:
    """A pause of the machine costs time; it never costs a flood."""
    broadcast = Broadcast(chats=300)

    async def with_a_pause() -> None:
        loop = asyncio.get_running_loop()
        loop.call_later(3, lambda: setattr(loop, "now", loop.time() + 2))
        await asyncio.gather(*(broadcast.run() for _ in range(processes)))

    run_in_virtual_time(with_a_pause())

    assert broadcast.worst_second <= RATE + 1
    assert len(broadcast.telegram.left) == 300


def test_chat_that_is_slowed_down_stops_nobody() -> None:
    """One chat's flood is that chat's."""
    telegram = SlowTelegram(refusals={3: DeliveryError("flood", retry_after=43_837)})
    broadcast = Broadcast(chats=200, telegram=telegram)

    run_in_virtual_time(broadcast.run())

    assert broadcast.share >= 0.97
    waiting = [one for one in broadcast.outbox.settled if one.state is DeliveryState.PENDING]
    assert [one.chat_id for one in waiting] == [3]


def test_everybody_rests_while_telegram_refuses_all() -> None:
    """During a hold nothing is kept claimed, and nothing leaves before its end."""
    broadcast = Broadcast(chats=50)
    held_for = 30.0

    async def held() -> None:
        courier = broadcast.courier()
        await broadcast.permits.hold(held_for)
        while asyncio.get_running_loop().time() < held_for - LONGEST_WAIT - TICK:
            await courier.deliver()
            assert len(broadcast.outbox.waiting) == 50
            await asyncio.sleep(TICK)
        await broadcast.run()

    run_in_virtual_time(held())

    assert len(broadcast.telegram.left) == 50
    assert broadcast.telegram.left[0][0] >= held_for


def test_answer_that_never_comes_holds_up_nobody() -> None:
    """One request that hangs costs its own reader a minute, not those who are due while it hangs."""
    broadcast = Broadcast(chats=1, telegram=SlowTelegram(latency=3600))

    async def another_comes_due() -> None:
        due = a_delivery(edition_id="later", chat_id=7)
        asyncio.get_running_loop().call_later(10, broadcast.outbox.waiting.append, due)
        await broadcast.run()

    run_in_virtual_time(another_comes_due())

    assert [round(at) for at, chat_id in broadcast.telegram.left if chat_id == 7] in ([10], [11])
