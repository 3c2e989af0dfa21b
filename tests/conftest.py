"""What all tests share: no network beyond this machine, no settings from the developer's shell, a clock that stands."""

import socket
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import hypothesis  # noqa: F401 - its plugin would load it at the very end, where Python 3.11 may not parse any more
import pytest

from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.migrate import migrate
from tests.builders import FixedClock

LOOPBACK = ("127.0.0.1", "::1", "localhost")


class NetworkRefusedError(RuntimeError):
    """A test tried to leave this machine."""


@pytest.fixture(autouse=True)
def _only_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A call to a model, a newsroom or Telegram in a test is a mistake, and must not pass unseen."""
    connect = socket.socket.connect

    def checked_connect(self: socket.socket, address: object) -> None:
        if isinstance(address, tuple) and address[0] not in LOOPBACK:
            raise NetworkRefusedError(str(address[0]))
        connect(self, address)  # type: ignore[arg-type] # whatever the caller gave

    monkeypatch.setattr(socket.socket, "connect", checked_connect)


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A developer's environment or .env must not change a result."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A real PostgreSQL, started once; each test gets a database of its own."""
    from tests.postgres import running_postgres

    with running_postgres() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    """An empty, migrated database of each kind."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'mujaz.db'}"
    else:
        from tests.postgres import new_database

        url = new_database(request.getfixturevalue("postgres_url"))
    opened = Database(url)
    await migrate(opened)
    yield opened
    await opened.close()
