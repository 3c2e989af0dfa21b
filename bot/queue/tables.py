"""The engine's own tables in our database, brought up to date at start. Ours are in bot/storage."""

from importlib.resources import files

import psycopg
from procrastinate.schema import SchemaManager

from bot.core.errors import StorageError

LOCK = 5_310_008  # any number of our own: replicas that start together take turns
APPLIED = "CREATE TABLE IF NOT EXISTS queue_steps (name text PRIMARY KEY)"


async def prepare_tables(address: str) -> None:
    """Make the engine's tables, or apply the steps that its installed version brought. Raises StorageError."""
    try:
        async with await psycopg.AsyncConnection.connect(address) as connection:
            await connection.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
            await connection.execute(APPLIED)
            await _apply_missing(connection)
    except psycopg.Error as error:
        raise StorageError(f"the work queue's tables cannot be prepared: {error}") from error


async def _apply_missing(connection: psycopg.AsyncConnection) -> None:
    rows = await (await connection.execute("SELECT name FROM queue_steps")).fetchall()
    applied = {str(row[0]) for row in rows}
    steps = _steps()
    if not applied:
        await connection.execute(SchemaManager.get_schema())  # holds all steps already
    for name in sorted(set(steps) - applied):
        if applied:
            await connection.execute(steps[name].encode())
        await connection.execute("INSERT INTO queue_steps VALUES (%s)", (name,))


def _steps() -> dict[str, str]:
    folder = files("procrastinate.sql") / "migrations"
    found = [step for step in folder.iterdir() if step.name.endswith(".sql")]
    return {step.name: step.read_text(encoding="utf-8") for step in found}
