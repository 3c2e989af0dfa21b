"""The bot's bucket of messages, one row for all its processes. How fast it may flow is said by core/limits.py."""

import hashlib
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Double, bindparam, case, literal_column, select, type_coerce, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.dml import ReturningUpdate

from bot.core.limits import (
    FARTHEST,
    SECONDS_TO_RECOVER,
    Booking,
    Pace,
    Rates,
    booked_from,
    slowed,
)
from bot.storage.database import Database
from bot.storage.express import Step
from bot.storage.schema import send_limits

# Both databases tell the time themselves: machines whose clocks differ still share one bucket.
SQLITE_NOW = "((julianday('now') - 2440587.5) * 86400.0)"
POSTGRESQL_NOW = "extract(epoch from clock_timestamp())::float8"


Moment: TypeAlias = ColumnElement[float]
"""Seconds since 1970, as the database counts them."""


class SqlPermits:
    """The Permits port on a database."""

    def __init__(self, database: Database, token: str, rates: Rates) -> None:
        self._database = database
        bot = hashlib.sha256(token.encode()).hexdigest()[:32]
        self._broadcasts, self._answers = f"{bot}:broadcasts", f"{bot}:answers"
        self._rates = rates
        self._now: Moment = literal_column(SQLITE_NOW if database.is_sqlite else POSTGRESQL_NOW, Double)
        booking = _booking(self._now)
        self._booking = database.prepared(booking)
        self._taking = database.prepared(booking.where(~_is_booked(self._now)))
        self._rows_exist = False

    async def book(self, count: int) -> Booking:
        await self._make_rows()
        asked = {"its_key": self._broadcasts, "seconds": count / self._rates.broadcasts}
        ((booked_until, seconds, now),) = await self._database.at_once(Step(self._booking, [asked]))
        return Booking(wait=max(0.0, booked_until - seconds - now), interval=seconds / count)

    async def take_reserved(self) -> bool:
        await self._make_rows()
        asked = {"its_key": self._answers, "seconds": 1 / self._rates.answers}
        return bool(await self._database.at_once(Step(self._taking, [asked])))

    async def hold(self, seconds: float) -> None:
        await self._make_rows()
        async with self._database.writing() as connection:
            for key in (self._broadcasts, self._answers):
                await self._hold_one(connection, key, seconds)

    async def _hold_one(self, connection: AsyncConnection, key: str, seconds: float) -> None:
        mine = send_limits.c.key == key
        query = select(send_limits, self._now.label("now")).where(mine).with_for_update()
        row = (await connection.execute(query)).one()
        pace = slowed(Pace(share=row.share, slowed_at=row.slowed_at), row.now)
        booked_until = max(booked_from(row.booked_until, row.now), row.now + seconds)
        changes = {"booked_until": booked_until, "share": pace.share, "slowed_at": pace.slowed_at}
        await connection.execute(update(send_limits).where(mine).values(changes))

    async def _make_rows(self) -> None:
        if self._rows_exist:
            return
        rows = [
            {"key": key, "booked_until": 0.0, "share": 1.0, "slowed_at": 0.0}
            for key in (self._broadcasts, self._answers)
        ]
        async with self._database.writing() as connection:
            await self._database.insert_new(connection, send_limits, rows)
        self._rows_exist = True


def _booking(now: Moment) -> ReturningUpdate[Any]:
    """core/limits.booked_from and share_at as one statement: no process can come in between."""
    regained = send_limits.c.share + (now - send_limits.c.slowed_at) / SECONDS_TO_RECOVER
    share = case(
        (send_limits.c.slowed_at > now, send_limits.c.share),  # a clock was set back
        (regained < 1.0, regained),
        else_=1.0,
    )
    seconds = type_coerce(bindparam("seconds", type_=Double) / share, Double)
    start = case((_is_booked(now), send_limits.c.booked_until), else_=now)
    return (
        update(send_limits)
        .where(send_limits.c.key == bindparam("its_key"))
        .values(booked_until=start + seconds)
        .returning(send_limits.c.booked_until, seconds.label("seconds"), now.label("now"))
    )


def _is_booked(now: Moment) -> ColumnElement[bool]:
    return send_limits.c.booked_until.between(now, now + FARTHEST)
