"""Readers heard by webhook: several bots can share the work, and only Telegram may speak."""

import asyncio
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from bot.core.errors import SettingsError
from bot.settings import Settings, read_settings
from bot.simulator import Simulator, serve
from bot.web import HOOK_PATH, SECRET_HEADER, Hook, web_app
from tests.builders import FixedClock
from tests.running import TOKEN, running
from tests.test_web import FINE


@pytest.fixture
def free_port() -> int:
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        return int(opened.getsockname()[1])


@pytest.fixture
def settings(tmp_path: Path, free_port: int) -> Settings:
    return read_settings(
        bot_token=TOKEN,
        database_url=f"sqlite:///{tmp_path / 'mujaz.db'}",
        webhook_url=f"http://127.0.0.1:{free_port}",
        web_port=free_port,
    )


@pytest.fixture
def telegram(clock: FixedClock) -> Simulator:
    return Simulator(token=TOKEN, bot_username="mujaz_test_bot", bot_name="موجز", clock=clock)


async def test_reader_is_answered_when_telegram_tells_the_bot(
    settings: Settings, telegram: Simulator, clock: FixedClock
) -> None:
    """No polling: Telegram speaks first, and the pages for operators are on the same port."""
    reader = telegram.add_user("سارة")
    async with serve(telegram, port=0) as base_url, running(settings, clock, base_url):
        await telegram.wait_for(lambda: telegram.state.webhook.url, timeout=15)
        async with httpx.AsyncClient() as client:
            ready = await client.get(f"http://127.0.0.1:{settings.web_port}/readyz")
        telegram.send_text(reader.id, reader.id, "/start")
        await telegram.wait_for(lambda: telegram.bot_messages(reader.id), timeout=15)

    assert ready.status_code == 200
    assert not telegram.calls_of("getUpdates")


async def test_ending_bot_leaves_the_webhook_to_the_others(
    settings: Settings, telegram: Simulator, clock: FixedClock
) -> None:
    """One replica less is no reason for Telegram to stop telling the rest."""
    async with serve(telegram, port=0) as base_url:
        async with running(settings, clock, base_url):
            await telegram.wait_for(lambda: telegram.state.webhook.url, timeout=15)

        assert telegram.state.webhook.url == f"{settings.webhook_url}{HOOK_PATH}"


async def test_bot_that_polls_again_takes_the_webhook_away(
    settings: Settings, telegram: Simulator, clock: FixedClock
) -> None:
    """Emptying WEBHOOK_URL is all it takes to go back."""
    polling = settings.model_copy(update={"webhook_url": ""})
    async with serve(telegram, port=0) as base_url:
        async with running(settings, clock, base_url):
            await telegram.wait_for(lambda: telegram.state.webhook.url, timeout=15)
        async with running(polling, clock, base_url):
            await telegram.wait_for(lambda: telegram.is_polled, timeout=15)


async def test_webhook_that_telegram_refuses_ends_the_start_with_its_reason(
    settings: Settings, telegram: Simulator, clock: FixedClock
) -> None:
    """A mistyped address is told to the operator, not tried for ever."""
    elsewhere = settings.model_copy(update={"webhook_url": "https://bot.example.org"})
    async with serve(telegram, port=0) as base_url:
        with pytest.raises(ExceptionGroup) as failure:
            async with running(elsewhere, clock, base_url):
                await asyncio.sleep(15)

    assert failure.group_contains(SettingsError, match="WEBHOOK_URL")


class Listener:
    """Hears what it is told, while it has room."""

    def __init__(self) -> None:
        self.heard: list[bytes] = []
        self.has_room = True

    async def hear(self, told: bytes) -> bool:
        if told == b"nonsense":
            raise ValueError(told)
        if self.has_room:
            self.heard.append(told)
        return self.has_room


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
async def client(listener: Listener) -> AsyncIterator[httpx.AsyncClient]:
    async def figures() -> object:
        return FINE

    app = web_app(figures, lambda: True, Hook(secret="s3cret", hear=listener.hear))  # type: ignore[arg-type] # unused
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bot") as opened:
        yield opened


@pytest.mark.parametrize("headers", [{}, {SECRET_HEADER: "guess"}, {SECRET_HEADER: "سر".encode()}], ids=str)
async def test_stranger_who_does_not_know_the_secret_is_not_heard(
    client: httpx.AsyncClient, listener: Listener, headers: dict[str, str]
) -> None:
    """Nobody but Telegram can speak for a reader."""
    answer = await client.post(HOOK_PATH, content=b"{}", headers=headers)

    assert (answer.status_code, listener.heard) == (403, [])


@pytest.mark.parametrize(
    ("told", "has_room", "status"),
    [(b"{}", True, 200), (b"{}", False, 503), (b"nonsense", True, 400), (b"x" * 1_000_001, True, 413)],
    ids=["taken", "no room", "no update", "too large"],
)
async def test_telegram_learns_what_became_of_an_update(
    client: httpx.AsyncClient, listener: Listener, told: bytes, has_room: bool, status: int
) -> None:
    """503 makes it come again later, to another bot perhaps; what is no update is refused for good."""
    listener.has_room = has_room

    answer = await client.post(HOOK_PATH, content=told, headers={SECRET_HEADER: "s3cret"})

    assert answer.status_code == status


def test_replicas_agree_on_a_secret_that_nobody_set() -> None:
    """It is made from the token, and is not the token."""
    first, second = read_settings(bot_token=TOKEN), read_settings(bot_token=TOKEN)

    assert first.webhook_password == second.webhook_password
    assert TOKEN.partition(":")[2] not in first.webhook_password
    assert read_settings(bot_token=TOKEN, webhook_secret="mine").webhook_password == "mine"
