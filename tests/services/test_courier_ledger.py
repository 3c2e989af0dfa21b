"""The Courier in virtual time settles all that it took on, and leaves nothing in doubt for longer than it must."""

import asyncio
from datetime import timedelta

import pytest

from bot.core.errors import StorageError
from bot.core.models import DeliveryState
from bot.services.deliver import LONGEST_SEND
from tests.builders import MONDAY
from tests.fakes import FakeOutbox, FakePermits
from tests.services.broadcast import RATE, Broadcast, SlowTelegram
from tests.virtual_time import run_in_virtual_time


def test_message_whose_place_passed_long_ago_is_put_back() -> None:
    """A process that slept for a minute may have lost its claims, so it sends nothing of them before it claims anew."""
    broadcast = Broadcast(chats=100)

    async def with_a_sleep() -> None:
        loop = asyncio.get_running_loop()
        loop.call_later(1.035, lambda: setattr(loop, "now", loop.time() + 61))  # claimed, about to leave
        await broadcast.run()

    run_in_virtual_time(with_a_sleep())

    assert any(one.state is DeliveryState.PENDING for one in broadcast.outbox.settled)
    assert len(broadcast.telegram.left) == 100
    assert broadcast.longest_claim < 1


@pytest.mark.parametrize("latency", [0.01, 0.08, 0.5])
@pytest.mark.parametrize("processes", [1, 4])
def test_nothing_is_in_doubt_much_longer_than_telegram_takes(processes: int, latency: float) -> None:
    """What is claimed and has not left yet, or has arrived and is not saved yet, is in doubt after a crash as well."""
    broadcast = Broadcast(chats=500, telegram=SlowTelegram(latency=latency))

    async def all_of_them() -> None:
        await asyncio.gather(*(broadcast.run() for _ in range(processes)))

    run_in_virtual_time(all_of_them())

    in_doubt = broadcast.in_doubt(range(500))
    assert broadcast.share >= 0.97
    assert sum(in_doubt) / 500 <= latency + 0.015
    assert max(in_doubt) <= latency + 0.2


def test_claim_that_was_held_up_makes_no_doubts_of_those_after_it() -> None:
    """Once the database has hung for a moment, messages are claimed as late as before."""
    broadcast = Broadcast(chats=300)

    async def with_a_hitch() -> None:
        loop = asyncio.get_running_loop()
        loop.call_later(3, setattr, broadcast.outbox, "slow", 0.3)
        loop.call_later(3.1, setattr, broadcast.outbox, "slow", 0.01)
        await broadcast.run()

    run_in_virtual_time(with_a_hitch())

    after_it = broadcast.in_doubt(range(100, 300))
    assert max(after_it) <= broadcast.telegram.latency + 0.05


def test_closing_finishes_what_was_started() -> None:
    """At the end of the program no message is left in doubt, and no new one is begun."""
    broadcast = Broadcast(chats=1000)

    async def closed_halfway() -> float:
        courier = broadcast.courier()
        asyncio.get_running_loop().call_later(5, courier.close)
        await courier.deliver()
        return asyncio.get_running_loop().time()

    ended = run_in_virtual_time(closed_halfway())

    assert ended < 6
    assert len(broadcast.telegram.left) == len(broadcast.outbox.settled)
    assert 100 < len(broadcast.outbox.settled) < 150


def test_results_survive_a_database_that_is_away() -> None:
    """What arrived is remembered until it can be saved: forgetting it would send it again."""
    broadcast = Broadcast(chats=60, outbox=FakeOutbox(slow=0.01, settling_fails=3))

    async def with_an_outage() -> None:
        courier = broadcast.courier()
        with pytest.raises(StorageError):
            await courier.deliver()
        await courier.deliver()

    run_in_virtual_time(with_an_outage())

    assert sorted(one.chat_id for one in broadcast.outbox.settled) == list(range(60))


def test_claimed_are_put_back_when_no_place_can_be_booked() -> None:
    """Nothing stays in doubt that never left."""
    broadcast = Broadcast(chats=5, permits=FakePermits(rate=RATE, broken=True))

    async def without_permits() -> None:
        with pytest.raises(StorageError):
            await broadcast.courier().deliver()

    run_in_virtual_time(without_permits())

    assert broadcast.telegram.left == []
    assert [one.state for one in broadcast.outbox.settled] == [DeliveryState.PENDING]


def test_answer_that_never_comes_is_a_doubt() -> None:
    """No send holds a hand for ever, and the ledger says what is not known."""
    broadcast = Broadcast(chats=1, telegram=SlowTelegram(latency=3600))

    run_in_virtual_time(broadcast.run())

    (settled,) = broadcast.outbox.settled
    assert settled.state is DeliveryState.DOUBT
    assert settled.next_attempt is not None
    assert settled.next_attempt >= MONDAY + timedelta(seconds=60 + LONGEST_SEND)


def test_all_that_is_stale_is_given_up_before_anything_is_sent() -> None:
    """However many editions got too old, none of them slips out while the first ones are being given up."""
    broadcast = Broadcast(chats=1)
    broadcast.outbox.stale.extend([("old-1", "old-2"), ("old-3",), ("old-4",)])

    run_in_virtual_time(broadcast.courier().deliver())

    assert not broadcast.outbox.stale
