"""The express lane, on both databases: all of a transaction or nothing of it, and it gets up again by itself."""

import asyncio

import pytest
from sqlalchemy import bindparam, insert, literal_column, select, text, update

from bot.core.errors import StorageError
from bot.storage.database import Database
from bot.storage.express import Step
from bot.storage.schema import send_limits

FIRST = {"key": "a", "booked_until": 1.0, "share": 1.0, "slowed_at": 0.0}
ADDED = (
    update(send_limits)
    .values(booked_until=send_limits.c.booked_until + 1)
    .returning(send_limits.c.booked_until)
)


@pytest.fixture
async def added(database: Database) -> Step:
    """A row, and a step that adds one to it and tells what it holds then."""
    async with database.writing() as connection:
        await connection.execute(insert(send_limits), [FIRST])
    return Step(database.prepared(ADDED.where(send_limits.c.key == bindparam("its_key"))), [{"its_key": "a"}])


async def kept(database: Database) -> float:
    async with database.reading() as connection:
        return float((await connection.execute(select(send_limits.c.booked_until))).scalar_one())


async def test_what_was_carried_out_is_kept(database: Database, added: Step) -> None:
    """Each is a transaction, and who comes at the same time takes turns."""
    rows = await asyncio.gather(*(database.at_once(added) for _ in range(5)))

    assert sorted(value for ((value,),) in rows) == [2, 3, 4, 5, 6]
    assert await kept(database) == 6


async def test_statement_that_fails_is_our_error_and_spoils_nothing(database: Database, added: Step) -> None:
    """One refused statement is not the end of sending."""
    refused = Step(
        database.prepared(select(literal_column("1").label("x")).where(literal_column("nothing") == 1)), [{}]
    )

    with pytest.raises(StorageError, match="refused"):
        await database.at_once(refused)

    assert list(await database.at_once(added)) == [(2,)]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_steps_are_carried_out_together_or_not_at_all(database: Database, added: Step) -> None:
    """Where a round is several statements, a failure undoes those before it; on PostgreSQL it is one."""
    refused = Step(database.prepared(insert(send_limits)), [FIRST])

    with pytest.raises(StorageError):
        await database.at_once(added, refused)

    assert await kept(database) == 1


async def test_lane_opens_again_after_it_was_closed(database: Database, added: Step) -> None:
    """Closing gives the connection back; the next transaction takes another."""
    await database.at_once(added)
    await database.close()

    assert list(await database.at_once(added)) == [(3,)]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_only_what_is_said_to_be_light_may_be_undone_by_a_cut_of_power(
    database: Database, added: Step
) -> None:
    """A claim is on the disk before its message leaves; a result may wait for the next claim to take it there."""
    pragma = Step(database.prepared(text("PRAGMA synchronous")), [{}])
    light, full = await database.at_once(added, pragma, lightly=True), await database.at_once(added, pragma)

    assert (list(light), list(full)) == ([(1,)], [(2,)])
    assert await kept(database) == 3
