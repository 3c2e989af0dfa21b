"""Brings the tables up to date. The steps themselves are in migrations/versions."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util.exc import CommandError
from sqlalchemy import Connection

from bot.core.errors import StorageError
from bot.storage.database import Database

MIGRATIONS = Path(__file__).parent / "migrations"


async def migrate(database: Database) -> None:
    """Apply all migrations that this database has not seen. Raises StorageError."""
    try:
        async with database.writing() as connection:
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
