"""The migration that remembers until when a reader knows a story."""

from datetime import UTC, datetime
from pathlib import Path

from alembic import command
from sqlalchemy import Connection, text

from bot.storage.database import Database
from bot.storage.migrate import alembic_config, migrate
from bot.storage.outbox import SqlOutbox


def _to_before(connection: Connection) -> None:
    command.upgrade(alembic_config(connection), "0003")


async def test_what_was_told_before_the_migration_stays_told(tmp_path: Path) -> None:
    """After an update of the program no reader gets yesterday's stories again."""
    database = Database(f"sqlite:///{tmp_path / 'old.db'}")
    async with database.writing() as connection:
        await connection.run_sync(_to_before)
        await connection.execute(
            text(
                "INSERT INTO editions VALUES ('e', 'sub-1', '2026-11-23', '09:00', '2026-11-23 06:00:00.000000')"
            )
        )
        await connection.execute(text("INSERT INTO edition_stories VALUES ('e', 'story-1', 'sub-1')"))

    await migrate(database)

    told = await SqlOutbox(database).stories_told(("sub-1",), ("story-1",))
    await database.close()
    assert told == {"sub-1": {"story-1": datetime(2026, 11, 23, 6, tzinfo=UTC)}}
