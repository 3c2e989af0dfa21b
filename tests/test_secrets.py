"""Secrets stay secret: in log lines, in errors and in the database."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli.logs import set_up_logs
from bot.simulator import Fault
from tests.builders import FixedClock
from tests.running import TOKEN, running_bot


@pytest.fixture
def _own_logs() -> Iterator[None]:
    """Log as the program does, and give the test runner its handlers and levels back."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in list(logging.Logger.manager.loggerDict)}
    yield
    root.handlers, root.level = handlers, level
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)


@pytest.mark.usefixtures("_own_logs")
async def test_token_is_in_no_log_line_even_when_everything_fails(
    tmp_path: Path, clock: FixedClock, capfd: pytest.CaptureFixture[str]
) -> None:
    """Telegram's address holds the token, and HTTP clients log addresses: none of it comes out, at any level."""
    set_up_logs("DEBUG")
    async with running_bot(tmp_path, clock) as scene:
        await scene.say("/subscribe 09:01")
        for fault in (Fault.SERVER_ERROR, Fault.RESET, Fault.NOT_JSON, Fault.BAD_GATEWAY):
            scene.telegram.faults.add(fault, method="getUpdates")
            scene.telegram.faults.add(fault, method="sendMessage", chat_id=scene.reader.id)
        clock.advance(minutes=1)
        await scene.advance_until(
            lambda: (
                any("نشرة الصباح" in one.text for one in scene.telegram.bot_messages(scene.reader.id))
                or len(scene.telegram.calls_of("sendMessage")) > 2
            )
        )

    logged = capfd.readouterr()
    assert "A delivery did not arrive." in logged.err
    assert TOKEN.partition(":")[2] not in logged.out + logged.err
    assert TOKEN.partition(":")[2].encode() not in _all_bytes(tmp_path)


def _all_bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())
