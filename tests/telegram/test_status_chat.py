"""/status in the chat."""

from pathlib import Path

from tests.builders import FixedClock
from tests.running import running_bot

FIRST_USER = 5000000002  # of the local Telegram


async def test_operator_sees_how_the_bot_is_doing(tmp_path: Path, clock: FixedClock) -> None:
    """The figures of `mujaz status` reach the phone."""
    async with running_bot(tmp_path, clock, operator_id=FIRST_USER) as scene:
        assert scene.reader.id == FIRST_USER
        answer = await scene.say("/status")

    assert "subscriptions: 0 active" in answer.text
    assert "articles in 24 hours: 1" in answer.text


async def test_reader_learns_nothing_from_status(tmp_path: Path, clock: FixedClock) -> None:
    """Figures of the business are the operator's alone."""
    async with running_bot(tmp_path, clock, operator_id=77) as scene:
        answer = await scene.say("/status")

    assert "subscriptions" not in answer.text
    assert "/summary" in answer.text
