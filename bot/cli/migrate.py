"""mujaz migrate: moves a SQLite installation to PostgreSQL. The old file stays as it is."""

import asyncio
from typing import Annotated

import typer

from bot.cli.logs import set_up_logs
from bot.core.errors import SettingsError
from bot.settings import read_settings
from bot.storage.database import Database
from bot.storage.lock import alone_with, file_of
from bot.storage.transfer import transfer


def migrate(
    to: Annotated[str, typer.Option(help="The empty database: postgresql://user:password@host/name")],
) -> None:
    """Copy everything from the SQLite database of DATABASE_URL to PostgreSQL."""
    settings = read_settings()
    set_up_logs(settings.log_level, settings.log_format)
    _require_sqlite(settings.database_url)
    if not to.startswith("postgres"):
        raise SettingsError("--to takes a PostgreSQL address: postgresql://user:password@host/name")
    with alone_with(settings.database_url):
        asyncio.run(_migrate(settings.database_url, to))
    typer.echo("Everything was copied. Set DATABASE_URL to the new address; the old file can be kept.")


async def _migrate(old_url: str, new_url: str) -> None:
    old, new = Database(old_url), Database(new_url)
    try:
        await transfer(old, new, _tell)
    finally:
        await old.close()
        await new.close()


def _tell(table: str, rows: int) -> None:
    typer.echo(f"{table}: {rows:,}")


def _require_sqlite(database_url: str) -> None:
    path = file_of(database_url)
    if path is None:
        raise SettingsError("DATABASE_URL is the database to move, and must be a SQLite file")
    if not path.is_file():
        raise SettingsError(f"DATABASE_URL names {path}, and there is no such file")
