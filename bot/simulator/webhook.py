"""Webhooks: the methods that set them, and the worker that delivers updates. Loopback addresses only."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import httpx2

from bot.simulator.checks import Parameters
from bot.simulator.errors import bad_request
from bot.simulator.state import State, Webhook
from bot.simulator.updates import WEBHOOK_SET
from bot.simulator.wire import Json, unix

SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")
LOOPBACK = ("127.0.0.1", "localhost", "::1")
LONGEST_PAUSE = 60.0
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header, not a secret


def set_webhook(state: State, given: Parameters) -> bool:
    """setWebhook; where Telegram asks for HTTPS, the local one delivers to this machine only."""
    url = given.text("url")
    if not url:
        return delete_webhook(state, given)
    if urlsplit(url).scheme not in ("http", "https") or urlsplit(url).hostname not in LOOPBACK:
        raise bad_request("bad webhook: the local Telegram delivers to loopback addresses only")
    if not SECRET.fullmatch(given.text("secret_token")):
        raise bad_request("secret token contains unallowed characters")
    state.updates.allow(given)
    connections = given.number("max_connections", 40)
    state.webhook = Webhook(url=url, secret=given.text("secret_token"), max_connections=connections)
    state.updates.webhook_is_set = True
    _drop_if_asked(state, given)
    state.updates.end_poll(WEBHOOK_SET)
    state.bell.ring()
    return True


def delete_webhook(state: State, given: Parameters) -> bool:
    """deleteWebhook."""
    state.webhook = Webhook()
    state.updates.webhook_is_set = False
    _drop_if_asked(state, given)
    state.bell.ring()
    return True


def get_webhook_info(state: State, given: Parameters) -> Json:
    """getWebhookInfo."""
    del given
    hook = state.webhook
    pending = len(state.updates.pending)
    shape: Json = {"url": hook.url, "has_custom_certificate": False, "pending_update_count": pending}
    if hook.url:
        shape["max_connections"] = hook.max_connections
    if state.updates.allowed:
        shape["allowed_updates"] = list(state.updates.allowed)
    if hook.last_error_at is not None:
        shape |= {"last_error_date": unix(hook.last_error_at), "last_error_message": hook.last_error}
    return shape


async def deliver_updates(state: State, first_pause: float) -> None:
    """Send updates to the webhook in order until the server stops; pauses double from `first_pause` s."""
    while state.updates.is_open:
        if state.webhook.url:
            async with httpx2.AsyncClient(timeout=10.0, trust_env=False) as client:
                await _deliver_while_set(state, client, first_pause)
        else:
            await state.bell.wait()


async def _deliver_while_set(state: State, client: httpx2.AsyncClient, first_pause: float) -> None:
    pause = first_pause
    while state.updates.is_open and state.webhook.url:
        if not state.updates.pending:
            await state.bell.wait()
        elif await _delivered(state, client):
            pause = first_pause
        else:
            await state.pause(pause)
            pause = min(pause * 2, LONGEST_PAUSE)


async def _delivered(state: State, client: httpx2.AsyncClient) -> bool:
    hook, update = state.webhook, state.updates.pending[0]
    headers = {SECRET_HEADER: hook.secret} if hook.secret else {}
    try:
        answer = await client.post(hook.url, json=update, headers=headers)
    except httpx2.TransportError as error:
        return _failed(state, hook, f"Connection failed: {type(error).__name__}")
    if not answer.is_success:
        return _failed(
            state, hook, f"Wrong response from the webhook: {answer.status_code} {answer.reason_phrase}"
        )
    state.updates.confirm(update["update_id"] + 1)
    state.bell.ring()
    return True


def _failed(state: State, hook: Webhook, reason: str) -> bool:
    hook.last_error, hook.last_error_at = reason, state.clock()
    state.bell.ring()
    return False


def _drop_if_asked(state: State, given: Parameters) -> None:
    if given.flag("drop_pending_updates"):
        state.updates.pending.clear()
