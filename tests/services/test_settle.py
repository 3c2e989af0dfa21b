"""The Settler alone, in virtual time: what was noted is saved at once, and what comes meanwhile right after it."""

import asyncio
from datetime import datetime, timedelta

from bot.core.retry import arrived
from bot.services.settle import APART, Settler
from tests.builders import MONDAY, a_delivery
from tests.fakes import FakeOutbox
from tests.virtual_time import run_in_virtual_time

SAVE = timedelta(seconds=0.01)


def loop_clock() -> datetime:
    return MONDAY + timedelta(seconds=asyncio.get_running_loop().time())


def saved(outbox: FakeOutbox, *moments: float) -> list[timedelta]:
    """Let results come at these moments, while no claim is near; return when the save of each began."""
    settler = Settler(outbox, loop_clock)
    settler.expect_claim(1.0)

    async def comes(chat_id: int, after: float) -> None:
        await asyncio.sleep(after)
        settler.note(arrived(a_delivery(chat_id=chat_id), chat_id))
        await settler.flush_soon()

    async def all_come() -> None:
        await asyncio.gather(*(comes(chat_id, after) for chat_id, after in enumerate(moments)))

    run_in_virtual_time(all_come())
    return [outbox.settled_at[one.chat_id] - MONDAY for one in outbox.settled]


def test_result_that_comes_during_a_save_is_saved_right_after_it() -> None:
    """It waits neither for the next claim nor for the end of the broadcast."""
    outbox = FakeOutbox(slow=SAVE.total_seconds())

    assert saved(outbox, 0.0, 0.005) == [timedelta(), SAVE]


def test_results_that_come_faster_than_saves_pay_go_together() -> None:
    """At hundreds a second a transaction for each would cost more than the moment of doubt is worth."""
    first, second, third = saved(FakeOutbox(), 0.0, APART / 4, APART / 2)

    assert first < second == third
