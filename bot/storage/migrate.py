"""Brings the tables up to date. The steps themselves are in migrations/versions."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util.exc import CommandError
from sqlalchemy import Connection, func, select

from bot.core.errors import StorageError
from bot.storage.database import Database

MIGRATIONS = Path(__file__).parent / "migrations"
LOCK = 5_310_001  # any number of our own: replicas that start together take turns


async def migrate(database: Database) -> None:
    """Apply all migrations that this database has not seen, one process at a time. Raises StorageError."""
    try:
        async with database.writing() as connection:
            if not database.is_sqlite:  # there a writing transaction is alone anyway
                await connection.execute(select(func.pg_advisory_xact_lock(LOCK)))
            await connection.run_sync(_upgrade)
    except CommandError as error:
        raise StorageError(f"this database belongs to another version of Mujaz: {error}") from error


def alembic_config(connection: Connection) -> Config:
    """Return Alembic's settings for this connection; there is no alembic.ini to find or to lose."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _upgrade(connection: Connection) -> None:
    command.upgrade(alembic_config(connection), "head")
