"""A queue of its own for each test, in a real PostgreSQL."""

from collections.abc import AsyncIterator

import pytest
from procrastinate import App

from bot.queue.work_queue import opened_queue
from tests.postgres import new_database


@pytest.fixture
def address(postgres_url: str) -> str:
    """The address of an empty database."""
    return new_database(postgres_url)


@pytest.fixture
async def app(address: str) -> AsyncIterator[App]:
    async with opened_queue(address) as opened:
        yield opened
