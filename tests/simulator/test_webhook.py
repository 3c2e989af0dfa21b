"""Updates by webhook: the secret, order, repeats after failures, and what Telegram tells about it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.simulator import Simulator, User
from bot.simulator.server import running
from tests.simulator.wire import Api


class Hook:
    """A bot's webhook that answers as told and remembers what it was given."""

    def __init__(self) -> None:
        self.answers: list[int] = []
        self.heard: list[tuple[str, dict[str, Any]]] = []

    async def take(self, request: Request) -> Response:
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        self.heard.append((secret, await request.json()))
        return Response(status_code=self.answers.pop(0) if self.answers else HTTPStatus.OK)


@pytest.fixture
def hook() -> Hook:
    return Hook()


@pytest.fixture
async def hook_url(hook: Hook) -> AsyncIterator[str]:
    app = Starlette(routes=[Route("/hook", hook.take, methods=["POST"])])
    async with running(app) as address:
        yield f"{address}/hook"


async def test_updates_arrive_in_order_with_the_secret(
    api: Api, simulator: Simulator, reader: User, hook: Hook, hook_url: str
) -> None:
    """Each update is posted once, with the secret header, and is gone from the queue."""
    await api("setWebhook", url=hook_url, secret_token="s3cret")

    for text in ("١", "٢"):
        simulator.send_text(reader.id, reader.id, text)
    await simulator.wait_for(lambda: not simulator.state.updates.pending)

    assert [(secret, update["message"]["text"]) for secret, update in hook.heard] == [
        ("s3cret", "١"),
        ("s3cret", "٢"),
    ]
    assert (await api("getWebhookInfo"))["result"]["pending_update_count"] == 0


async def test_an_update_comes_again_until_it_is_taken(
    api: Api, simulator: Simulator, reader: User, hook: Hook, hook_url: str
) -> None:
    """A failing webhook is tried again, and getWebhookInfo tells the error."""
    hook.answers = [500, 503]
    await api("setWebhook", url=hook_url)

    simulator.send_text(reader.id, reader.id, "خبر")
    await simulator.wait_for(lambda: not simulator.state.updates.pending)

    told = (await api("getWebhookInfo"))["result"]
    assert len({update["update_id"] for _, update in hook.heard}) == 1
    assert len(hook.heard) == 3
    assert told["last_error_message"] == "Wrong response from the webhook: 503 Service Unavailable"


async def test_deleting_the_webhook_gives_polling_back(
    api: Api, simulator: Simulator, reader: User, hook: Hook, hook_url: str
) -> None:
    """After deleteWebhook, getUpdates works; dropped updates are gone."""
    simulator.send_text(reader.id, reader.id, "قديم")
    await api("setWebhook", url=hook_url, drop_pending_updates=True)

    await api("deleteWebhook")
    simulator.send_text(reader.id, reader.id, "جديد")

    updates = (await api("getUpdates"))["result"]
    assert [update["message"]["text"] for update in updates] == ["جديد"]
    assert hook.heard == []


async def test_a_webhook_outside_this_machine_is_refused(api: Api) -> None:
    """The local Telegram speaks to nobody else."""
    code, reason = await api.refusal("setWebhook", url="https://example.com/hook")

    assert code == 400
    assert reason.startswith("Bad Request: bad webhook")


async def test_a_secret_with_strange_letters_is_refused(api: Api, hook_url: str) -> None:
    """Only letters, digits, _ and - may be in a secret."""
    refusal = await api.refusal("setWebhook", url=hook_url, secret_token="سر")

    assert refusal == (400, "Bad Request: secret token contains unallowed characters")
