"""Updates kept until they are answered. What an answered one said is deleted at once, its mark a day later."""

from datetime import datetime, timedelta

from sqlalchemy import delete, null, or_, update

from bot.core.inbox import HeardUpdate, Leftovers
from bot.storage.database import Database
from bot.storage.schema import updates

REMEMBERED = timedelta(hours=24)  # as long as Telegram itself may repeat an update
MOST_ATTEMPTS = 2  # an update that ends the process twice is not tried a third time


class SqlInbox:
    """The Inbox port on a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, update: HeardUpdate, now: datetime) -> bool:
        row = {
            "mark": update.mark,
            "number": update.number,
            "repeatable": update.repeatable,
            "held_at": now,
            "attempts": 1,
            "content": dict(update.content),
        }
        async with self._database.writing() as connection:
            return await self._database.insert_new(connection, updates, [row]) == 1

    async def hold(self, marks: tuple[str, ...], now: datetime) -> None:
        held = update(updates).where(updates.c.mark.in_(marks)).values(held_at=now)
        async with self._database.writing() as connection:
            await connection.execute(held)

    async def answered(self, mark: str, now: datetime) -> None:
        settled = update(updates).where(updates.c.mark == mark).values(content=null(), held_at=now)
        async with self._database.writing() as connection:
            await connection.execute(settled)

    async def take_over(self, held_until: datetime, now: datetime) -> Leftovers:
        left = updates.c.content.is_not(null()), updates.c.held_at <= held_until
        beyond_help = or_(~updates.c.repeatable, updates.c.attempts >= MOST_ATTEMPTS)
        lost = update(updates).where(*left, beyond_help).values(content=null(), held_at=now)
        again = update(updates).where(*left).values(held_at=now, attempts=updates.c.attempts + 1)
        old = delete(updates).where(updates.c.content.is_(null()), updates.c.held_at < now - REMEMBERED)
        async with self._database.writing() as connection:
            count = (await connection.execute(lost)).rowcount
            rows = (await connection.execute(again.returning(updates))).all()
            await connection.execute(old)
        heard = [
            HeardUpdate(mark=row.mark, number=row.number, content=row.content, repeatable=row.repeatable)
            for row in rows
        ]
        return Leftovers(again=tuple(sorted(heard, key=lambda one: one.number)), lost=count)
