"""The Watchman."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.errors import DeliveryError
from bot.core.figures import Figures, worries
from bot.core.visiting import Health
from bot.services.watch import TOLD_AGAIN_AFTER, Watchman
from tests.builders import MONDAY, FixedClock
from tests.fakes import FakeMessenger

FINE = Figures(
    at=MONDAY,
    subscriptions=1,
    late=0,
    deliveries={},
    due=0,
    lag=timedelta(0),
    sources={Health.FINE: 3},
    articles_today=1,
)
LATE = replace(FINE, late=4)
OPERATOR = 77


class Scene:
    """A watchman, what he sees, and what he said."""

    def __init__(self, operator_id: int | None = OPERATOR) -> None:
        self.figures, self.messenger, self.clock = FINE, FakeMessenger(), FixedClock()
        self.watchman = Watchman(self._read, self.messenger, operator_id, self.clock)

    async def _read(self) -> dict[str, str]:
        return worries(self.figures)

    async def look(self, figures: Figures, times: int = 1) -> None:
        self.figures = figures
        for _ in range(times):
            self.clock.advance(minutes=1)
            await self.watchman.look()

    @property
    def said(self) -> list[str]:
        return [message.html for _, message in self.messenger.sent]


async def test_operator_is_told_once_what_lasts_and_once_that_it_is_over() -> None:
    """One message for a night of trouble, not one a minute."""
    scene = Scene()

    await scene.look(LATE, times=30)
    await scene.look(FINE, times=5)

    assert len(scene.said) == 2
    assert "4 subscriptions" in scene.said[0]
    assert "over" in scene.said[1]


async def test_what_passes_by_itself_wakes_nobody() -> None:
    """One bad minute is no news."""
    scene = Scene()

    await scene.look(LATE)
    await scene.look(FINE)

    assert scene.said == []


async def test_trouble_that_stays_is_told_again_the_next_day() -> None:
    """A message can be overlooked."""
    scene = Scene()
    await scene.look(LATE, times=2)

    scene.clock.now += TOLD_AGAIN_AFTER
    await scene.look(LATE)

    assert len(scene.said) == 2


@pytest.mark.parametrize("operator_id", [None, OPERATOR], ids=["no operator", "unreachable operator"])
async def test_watch_goes_on_when_nobody_can_be_told(operator_id: int | None) -> None:
    """An alarm that cannot ring breaks nothing; the log has it."""
    scene = Scene(operator_id)
    scene.messenger.errors[OPERATOR] = [DeliveryError("blocked", permanent=True)]

    await scene.look(LATE, times=2)

    assert scene.said == []
