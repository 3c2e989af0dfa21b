"""The bot's bucket, on SQLite and on a real PostgreSQL: one for all processes."""

import asyncio
from itertools import pairwise

import pytest
from sqlalchemy import select, update

from bot.core.limits import FARTHEST, LONGEST_HOLD, SECONDS_TO_RECOVER, Rates
from bot.storage.database import Database
from bot.storage.limits import SqlPermits
from bot.storage.schema import send_limits

TOKEN = "123456789:AAExampleTokenThatOpensNothing-00000"
SLOW = Rates(broadcasts=1 / 1000, answers=1 / 1000)  # so slow that the time the test takes does not matter
SOON = 60.0


async def test_places_follow_one_another_at_the_allowed_rate(database: Database) -> None:
    """Whoever asks later gets later places, and each place has its interval."""
    permits = SqlPermits(database, TOKEN, Rates(broadcasts=0.1, answers=1))

    first = await permits.book(5)
    second = await SqlPermits(database, TOKEN, Rates(broadcasts=0.1, answers=1)).book(3)
    third = await permits.book(1)

    assert first.wait == 0
    assert 40 < second.wait <= 50
    assert 70 < third.wait <= 80
    assert first.interval == second.interval == pytest.approx(10)


async def test_bots_do_not_share_and_the_token_is_not_kept(database: Database) -> None:
    """Another bot's broadcast costs this one nothing; nobody reads a token in the database."""
    await SqlPermits(database, TOKEN, SLOW).book(1)

    other = await SqlPermits(database, "another", SLOW).book(1)

    async with database.reading() as connection:
        keys = " ".join((await connection.execute(select(send_limits.c.key))).scalars())
    assert other.wait == 0
    assert TOKEN not in keys
    assert TOKEN.split(":")[1] not in keys


async def test_answers_have_their_own_places(database: Database) -> None:
    """A broadcast that booked far ahead does not make a reader wait; the reserve is not endless either."""
    permits = SqlPermits(database, TOKEN, Rates(broadcasts=0.1, answers=0.1))
    await permits.book(30)

    taken = [await permits.take_reserved(), await permits.take_reserved()]

    assert taken == [True, False]


async def test_hold_stops_everybody_and_slows_down_afterwards(database: Database) -> None:
    """After a flood of the whole bot all processes wait, then use half of their rate."""
    permits = SqlPermits(database, TOKEN, Rates(broadcasts=10, answers=10))
    await permits.book(1)

    await permits.hold(100)

    booking = await SqlPermits(database, TOKEN, Rates(broadcasts=10, answers=10)).book(1)
    assert 90 < booking.wait <= 100
    assert booking.interval == pytest.approx(0.2, rel=0.1)
    assert not await permits.take_reserved()


async def test_pace_is_whole_again_after_a_while(database: Database) -> None:
    """A flood does not slow the bot down for ever."""
    permits = SqlPermits(database, TOKEN, Rates(broadcasts=10, answers=10))
    await permits.hold(1)
    async with database.writing() as connection:
        past = send_limits.c.slowed_at - SECONDS_TO_RECOVER
        await connection.execute(update(send_limits).values(slowed_at=past))

    assert (await permits.book(1)).interval == pytest.approx(0.1)


async def test_bucket_booked_by_a_clock_that_was_set_back_is_free(database: Database) -> None:
    """An hour's jump of the clock costs no hour of silence."""
    permits = SqlPermits(database, TOKEN, Rates(broadcasts=10, answers=10))
    await permits.book(1)
    async with database.writing() as connection:
        ahead = send_limits.c.booked_until + FARTHEST + SOON
        await connection.execute(update(send_limits).values(booked_until=ahead))

    assert (await permits.book(1)).wait == 0
    assert await permits.take_reserved()


async def test_longest_hold_is_believed(database: Database) -> None:
    """What Telegram asks for is not mistaken for a clock that jumped."""
    permits = SqlPermits(database, TOKEN, Rates(broadcasts=10, answers=10))

    await permits.hold(LONGEST_HOLD)

    assert (await permits.book(1)).wait > LONGEST_HOLD - SOON


async def test_places_asked_for_at_once_are_all_different(database: Database) -> None:
    """Ten that book at the same moment get ten places, not one ten times."""
    permits = [SqlPermits(database, TOKEN, Rates(broadcasts=0.1, answers=1)) for _ in range(10)]
    await permits[0].book(1)

    bookings = await asyncio.gather(*(one.book(1) for one in permits))

    waits = sorted(booking.wait for booking in bookings)
    assert all(later - earlier > 9 for earlier, later in pairwise(waits))
