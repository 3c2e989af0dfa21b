"""How the bot gets its updates by polling: offsets, limits, kinds and conflicts."""

from __future__ import annotations

import asyncio

from bot.simulator import Simulator, User
from tests.simulator.wire import Api

OTHER = "terminated by other getUpdates request; make sure that only one bot instance is running"
ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


async def _texts(api: Api, **parameters: object) -> list[str]:
    return [update["message"]["text"] for update in (await api("getUpdates", **parameters))["result"]]


def _say(simulator: Simulator, reader: User, *texts: str) -> None:
    for text in texts:
        simulator.send_text(reader.id, reader.id, text)


async def test_updates_come_again_until_they_are_confirmed(
    api: Api, simulator: Simulator, reader: User
) -> None:
    """Reading does not confirm; the next offset does."""
    _say(simulator, reader, "١", "٢", "٣")

    first, again, after_one = await _texts(api), await _texts(api, offset=1), await _texts(api, offset=2)

    assert first == again == ["١", "٢", "٣"]
    assert after_one == ["٢", "٣"]
    assert await _texts(api, offset=4) == []


async def test_a_negative_offset_counts_from_the_end_and_forgets_the_rest(
    api: Api, simulator: Simulator, reader: User
) -> None:
    """offset=-1 gives the last update only, and those before it are gone."""
    _say(simulator, reader, "١", "٢", "٣")

    assert await _texts(api, offset=-1) == ["٣"]
    assert await _texts(api, offset=1) == ["٣"]


async def test_no_more_than_the_limit_comes_at_once(api: Api, simulator: Simulator, reader: User) -> None:
    """limit caps one answer and loses nothing."""
    _say(simulator, reader, "١", "٢", "٣")

    assert await _texts(api, limit=2) == ["١", "٢"]
    assert await _texts(api, offset=3) == ["٣"]


async def test_a_hasty_poller_is_given_one_update_only(api: Api, simulator: Simulator, reader: User) -> None:
    """The same offset again at once: Telegram lowers the limit to one."""
    simulator.state.updates.penalty = 30
    _say(simulator, reader, "١", "٢")

    assert await _texts(api, offset=1) == ["١", "٢"]
    assert await _texts(api, offset=1) == ["١"]


async def test_a_long_poll_ends_as_soon_as_something_happens(
    api: Api, simulator: Simulator, reader: User
) -> None:
    """A waiting poll is answered by the next message, not by its time-out."""
    async with asyncio.timeout(5), asyncio.TaskGroup() as tasks:
        poll = tasks.create_task(_texts(api, timeout=50))
        await simulator.wait_for(lambda: simulator.is_polled)
        _say(simulator, reader, "عاجل")

    assert poll.result() == ["عاجل"]


async def test_only_the_kinds_asked_for_are_queued(api: Api, simulator: Simulator, reader: User) -> None:
    """allowed_updates holds from the call on, until another list is given."""
    await api("getUpdates", allowed_updates=["callback_query"])
    _say(simulator, reader, "لا تصل")
    await api("getUpdates", offset=1, allowed_updates=[])
    _say(simulator, reader, "تصل")

    assert await _texts(api, offset=-10) == ["تصل"]


async def test_the_first_poller_is_thrown_out_when_a_second_one_comes(
    api: Api, simulator: Simulator, reader: User
) -> None:
    """Two instances of a bot cannot poll at once."""
    async with asyncio.timeout(5), asyncio.TaskGroup() as tasks:
        first = tasks.create_task(api.refusal("getUpdates", timeout=50))
        await simulator.wait_for(lambda: simulator.is_polled)
        second = tasks.create_task(api("getUpdates", offset=1, timeout=50))
        await asyncio.wait({first})
        _say(simulator, reader, "خبر")

    assert first.result() == (409, f"Conflict: {OTHER}")
    assert len(second.result()["result"]) == 1


async def test_polling_is_refused_while_a_webhook_is_set(api: Api, simulator: Simulator) -> None:
    """Both ways at once are a conflict; setting a webhook ends a waiting poll."""
    async with asyncio.timeout(5), asyncio.TaskGroup() as tasks:
        waiting = tasks.create_task(api.refusal("getUpdates", timeout=50))
        await simulator.wait_for(lambda: simulator.is_polled)
        await api("setWebhook", url="http://127.0.0.1:9/hook")

    assert waiting.result() == (409, "Conflict: terminated by setWebhook request")
    assert await api.refusal("getUpdates") == (409, f"Conflict: {ACTIVE}")


async def test_a_poll_nobody_waits_for_is_forgotten(api: Api, simulator: Simulator, reader: User) -> None:
    """A poller that hung up causes no conflict for the next one."""
    async with asyncio.TaskGroup() as tasks:
        poll = tasks.create_task(api("getUpdates", timeout=50))
        await simulator.wait_for(lambda: simulator.is_polled)
        poll.cancel()
    await simulator.wait_for(lambda: not simulator.is_polled)
    _say(simulator, reader, "خبر")

    assert await _texts(api, offset=1) == ["خبر"]
    assert [
        call.answer for call in simulator.calls_of("getUpdates") if call.answer and not call.answer["ok"]
    ] == []


async def test_the_token_must_be_right_and_the_method_known(api: Api) -> None:
    """401 for a stranger, 404 for no method, 501 for one that is not simulated."""
    stranger = await api.client.get(f"{api.url}/bot999:NO/getMe")

    assert stranger.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}
    assert await api.refusal("sendTelepathy") == (404, "Not Found: method not found")
    code, reason = await api.refusal("sendPoll")
    assert (code, reason) == (501, "Not Implemented: sendPoll is not part of the local Telegram")
