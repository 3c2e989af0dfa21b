"""The Courier in virtual time: as fast as is allowed, not faster, and what it started it finishes."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.core.errors import DeliveryError, StorageError
from bot.core.models import DeliveryState, Message
from bot.services.deliver import LONGEST_SEND, LONGEST_WAIT, Courier
from tests.builders import MONDAY, a_delivery
from tests.fakes import FakeOutbox, FakePermits
from tests.services.courier import a_courier
from tests.virtual_time import run_in_virtual_time

RATE = 25.0
TICK = 1.0


def loop_clock() -> datetime:
    """The wall clock of virtual time."""
    return MONDAY + timedelta(seconds=asyncio.get_running_loop().time())


@dataclass
class SlowTelegram:
    """Answers after a while; notes when each message left, and when the last answer came."""

    latency: float = 0.08
    left: list[tuple[float, int]] = field(default_factory=list)
    refusals: dict[int, DeliveryError] = field(default_factory=dict)

    async def send(self, chat_id: int, message: Message) -> int:
        self.left.append((asyncio.get_running_loop().time(), chat_id))
        await asyncio.sleep(self.latency)
        if chat_id in self.refusals:
            raise self.refusals.pop(chat_id)
        return len(self.left)


@dataclass
class Broadcast:
    """So many chats that are owed one message each, and a Courier that is called at every tick."""

    chats: int
    telegram: SlowTelegram = field(default_factory=SlowTelegram)
    outbox: FakeOutbox = field(default_factory=lambda: FakeOutbox(slow=0.01))
    permits: FakePermits = field(default_factory=lambda: FakePermits(rate=RATE))

    def __post_init__(self) -> None:
        self.outbox.waiting.extend(a_delivery(edition_id=str(n), chat_id=n) for n in range(self.chats))

    def courier(self) -> Courier:
        return a_courier(self.outbox, FakeSubscriptions(), self.telegram, loop_clock, permits=self.permits)

    async def run(self) -> None:
        courier = self.courier()
        while self.outbox.waiting:
            await courier.deliver()
            await asyncio.sleep(TICK)

    @property
    def worst_second(self) -> int:
        times = [at for at, _ in self.telegram.left]
        return max(sum(start <= at < start + 1 for at in times) for start in times)

    @property
    def longest_claim(self) -> float:
        """How long a message was claimed before it left."""
        claimed_at = self.outbox.claimed_at
        return max(at - (claimed_at[chat_id] - MONDAY).total_seconds() for at, chat_id in self.telegram.left)

    def in_doubt(self, chats: range) -> list[float]:
        """How many seconds the message of each chat was claimed and its result not saved."""
        claimed_at, settled_at = self.outbox.claimed_at, self.outbox.settled_at
        return [(settled_at[chat] - claimed_at[chat]).total_seconds() for chat in chats]

    @property
    def share(self) -> float:
        """The share of the allowed rate that was used between the first and the last message."""
        times = [at for at, _ in self.telegram.left]
        return (len(times) - 1) / (times[-1] - times[0]) / RATE


class FakeSubscriptions:
    """Nobody is paused here, nobody moves."""

    def __getattr__(self, name: str) -> Any:  # whatever the port has
        raise AssertionError(f"nobody should ask for {name}")


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


def test_answer_that_never_comes_holds_up_nobody() -> None:
    """One request that hangs costs its own reader a minute, not those who are due while it hangs."""
    broadcast = Broadcast(chats=1, telegram=SlowTelegram(latency=3600))

    async def another_comes_due() -> None:
        due = a_delivery(edition_id="later", chat_id=7)
        asyncio.get_running_loop().call_later(10, broadcast.outbox.waiting.append, due)
        await broadcast.run()

    run_in_virtual_time(another_comes_due())

    assert [round(at) for at, chat_id in broadcast.telegram.left if chat_id == 7] in ([10], [11])


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
