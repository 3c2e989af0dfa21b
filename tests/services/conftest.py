"""A post of its own for each test, on a database of each kind."""

import pytest

from bot.storage.database import Database
from tests.builders import FixedClock
from tests.services.post import Post


@pytest.fixture
def post(database: Database, clock: FixedClock) -> Post:
    return Post(database, clock)
