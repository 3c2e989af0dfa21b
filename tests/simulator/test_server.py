"""The server as a guest of its program: prompt to stop, quiet about the token, open to this machine only."""

from __future__ import annotations

import asyncio
import logging

import httpx2
import pytest

from bot.simulator import Simulator, User, serve
from bot.simulator.checks import schema
from bot.simulator.methods import GET_UPDATES, METHODS
from tests.simulator.wire import TOKEN, Api


def test_every_method_we_carry_out_is_in_the_schema() -> None:
    """Nothing is simulated that the Bot API does not have."""
    assert set(METHODS) | {GET_UPDATES} <= set(schema())


async def test_the_server_stops_though_a_poll_and_a_page_are_open(simulator: Simulator) -> None:
    """Open polls are answered and event streams end, so that the program can go on."""
    async with (
        asyncio.timeout(4),
        httpx2.AsyncClient(trust_env=False) as client,
        asyncio.TaskGroup() as tasks,
        serve(simulator) as url,
    ):
        asked = {"timeout": 50}
        poll = tasks.create_task(client.post(f"{url}/bot{TOKEN}/getUpdates", json=asked, timeout=60))
        stream = tasks.create_task(client.get(f"{url}/page/events", timeout=60))
        await simulator.wait_for(lambda: simulator.is_polled)

    assert poll.result().json() == {"ok": True, "result": []}
    assert stream.result().text.startswith("data: ")


async def test_a_stopped_server_starts_again_with_its_memory(simulator: Simulator, reader: User) -> None:
    """An outage of Telegram loses nothing: the same simulator can be served again."""
    async with serve(simulator):
        simulator.send_text(reader.id, reader.id, "خبر")

    async with serve(simulator) as url, httpx2.AsyncClient(trust_env=False) as client:
        updates = (await client.get(f"{url}/bot{TOKEN}/getUpdates")).json()["result"]

    assert [update["message"]["text"] for update in updates] == ["خبر"]


async def test_errors_of_the_caller_come_out_as_they_are(simulator: Simulator) -> None:
    """A failing test inside the server block shows its own error, not a group of errors."""
    with pytest.raises(KeyError, match="mine"):
        async with serve(simulator):
            raise KeyError("mine")


async def test_the_token_is_nowhere_in_logs_or_transcript(
    api: Api, reader: User, simulator: Simulator, caplog: pytest.LogCaptureFixture
) -> None:
    """The server logs no addresses, and the transcript holds parameters only."""
    caplog.set_level(logging.DEBUG)

    await api("sendMessage", chat_id=reader.id, text="خبر")

    own = [
        record.getMessage() for record in caplog.records if not record.name.startswith(("httpx2", "httpcore"))
    ]
    assert TOKEN not in "".join(own) + simulator.transcript.tail()
    assert "sendMessage" in simulator.transcript.tail()


async def test_waiting_in_vain_tells_what_the_bot_did(api: Api, simulator: Simulator, reader: User) -> None:
    """A time-out in a test shows the last calls."""
    await api("sendMessage", chat_id=reader.id, text="خبر")

    with pytest.raises(TimeoutError, match=r"sendMessage .*خبر.* -> ok"):
        await simulator.wait_for(lambda: False, timeout=0.01)
