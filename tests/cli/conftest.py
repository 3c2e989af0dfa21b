"""The command line as a fixture; what it changes about logging is put back."""

from collections.abc import Iterator

import pytest

from tests.cli.terminal import KeptLogs, Mujaz, a_terminal


@pytest.fixture(autouse=True)
def _logs_put_back() -> Iterator[None]:
    kept = KeptLogs()
    yield
    kept.put_back()


@pytest.fixture
def mujaz(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Mujaz:
    return a_terminal(monkeypatch, capsysbinary)
