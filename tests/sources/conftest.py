"""A newsroom's server and a client that may open it."""

from collections.abc import AsyncIterator

import pytest

from bot.sources.http import HttpClient
from bot.sources.workshop import Workshop
from tests.sources.newsroom import Newsroom, WorkshopInside, a_client, open_newsroom


@pytest.fixture
async def newsroom() -> AsyncIterator[Newsroom]:
    async with open_newsroom() as opened:
        yield opened


@pytest.fixture
async def client() -> AsyncIterator[HttpClient]:
    opened = a_client()
    yield opened
    await opened.close()


@pytest.fixture
def workshop() -> Workshop:
    return WorkshopInside()
