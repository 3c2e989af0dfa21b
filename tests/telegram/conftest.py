"""The real bot over the local Telegram and a reader who has not met it yet, with or without a newsroom."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.builders import FixedClock
from tests.running import Scene, running_bot
from tests.telegram.town import Town, open_town


@pytest.fixture
async def scene(tmp_path: Path, clock: FixedClock) -> AsyncIterator[Scene]:
    async with running_bot(tmp_path, clock) as scene:
        yield scene
        assert scene.telegram.violations == (), "a call that the Bot API does not know"


@pytest.fixture
async def town(tmp_path: Path, clock: FixedClock) -> AsyncIterator[Town]:
    async with open_town(tmp_path, clock) as opened:
        yield opened
