"""A reader whose edition is an hour away."""

from datetime import timedelta

import pytest

from tests.builders import MONDAY
from tests.core.desk import RIYADH, Desk


@pytest.fixture
def desk() -> Desk:
    """A reader of 09:00 in Riyadh, at 08:00."""
    desk = Desk(schedule=RIYADH, now=MONDAY - timedelta(hours=1))
    desk.open()
    return desk
