"""The page's routes: what a person sees and does there, and who may not call them."""

from __future__ import annotations

from typing import Any

import pytest

from bot.simulator import Simulator
from tests.simulator.wire import Api


async def _do(api: Api, action: str, **asked: object) -> dict[str, Any]:
    answer = await api.client.post(f"{api.url}/page/do/{action}", json=asked)
    told: dict[str, Any] = answer.json()
    assert answer.status_code == 200, told
    return told


async def _view(api: Api) -> dict[str, Any]:
    view: dict[str, Any] = (await api.client.get(f"{api.url}/page/state")).json()
    return view


FILES = ["/", "/style.css", "/chat.js", "/actions.js", "/api.js", "/dialogs.js"]
FILES += ["/entities.js", "/keyboards.js", "/message.js", "/nodes.js", "/shared.js"]


@pytest.mark.parametrize("path", FILES)
async def test_the_page_has_all_its_files(api: Api, path: str) -> None:
    """Everything the page needs comes from here and may run nothing else."""
    answer = await api.client.get(f"{api.url}{path}")

    assert answer.status_code == 200
    assert "script-src 'self'" in answer.headers["content-security-policy"]


async def test_a_persons_first_message_starts_the_bot(api: Api, simulator: Simulator) -> None:
    """The private chat is there from the start; writing opens it for the bot."""
    you = simulator.you.id
    before = await _view(api)

    await _do(api, "send", chat_id=you, text="/start")
    await api("sendMessage", chat_id=you, text="أهلًا")

    after = await _view(api)
    (chat,) = after["chats"]
    assert (before["you"]["started"], after["you"]["started"]) == (False, True)
    assert [(message["own"], message["content"]["text"]) for message in chat["messages"]] == [
        (True, "/start"),
        (False, "أهلًا"),
    ]


async def test_a_long_text_goes_out_in_parts(api: Api, simulator: Simulator) -> None:
    """As in the apps, a pasted article becomes several messages and loses no word."""
    text = " ".join(f"كلمة{number}" for number in range(1500))

    await _do(api, "send", chat_id=simulator.you.id, text=text)

    parts = [message.text for message in simulator.messages(simulator.you.id)]
    assert len(parts) > 1
    assert max(len(part) for part in parts) <= 4096
    assert " ".join(parts) == text


async def test_a_tap_and_its_answer_are_seen(api: Api, simulator: Simulator) -> None:
    """The page gets the tap's number at once and the bot's answer when it comes."""
    you = simulator.you.id
    await _do(api, "send", chat_id=you, text="/start")
    keyboard = {"inline_keyboard": [[{"text": "المزيد", "callback_data": "more"}]]}
    sent = await api("sendMessage", chat_id=you, text="خبر", reply_markup=keyboard)
    place = {"chat_id": you, "message_id": sent["result"]["message_id"]}

    tap = await _do(api, "tap", **place, row=0, column=0)
    await api("answerCallbackQuery", callback_query_id=tap["id"], text="تم", show_alert=True)

    assert (await _view(api))["taps"] == [
        {"id": tap["id"], "answer": {"text": "تم", "alert": True, "url": ""}}
    ]


async def test_a_channel_is_made_and_the_bot_posts_there(api: Api, simulator: Simulator) -> None:
    """Create, add the bot as administrator, post, forward to the bot."""
    channel = (await _do(api, "create", kind="channel", title="قناتي", username="@mine"))["id"]
    await _do(api, "bot", chat_id=channel, rank="administrator")
    post = await _do(api, "send", chat_id=channel, text="منشور")
    await _do(api, "forward", chat_id=channel, message_id=post["id"], to=simulator.you.id)

    told = await api("sendMessage", chat_id="@mine", text="خبر")

    kinds = [
        next(name for name in update if name != "update_id") for update in (await api("getUpdates"))["result"]
    ]
    assert told["ok"] is True
    assert kinds == ["my_chat_member", "channel_post", "message"]


async def test_a_file_is_sent_and_shown(api: Api, simulator: Simulator) -> None:
    """An upload reaches the bot; what comes back may be saved, never run."""
    query = f"chat_id={simulator.you.id}&name=page.html"
    headers = {"Content-Type": "text/html"}
    await api.client.post(f"{api.url}/page/upload?{query}", content=b"<script>1</script>", headers=headers)
    document = simulator.messages(simulator.you.id)[0].content["document"]

    shown = await api.client.get(f"{api.url}/page/file/{document['file_id']}")

    assert (document["file_name"], shown.content) == ("page.html", b"<script>1</script>")
    assert shown.headers["content-type"] == "application/octet-stream"
    assert shown.headers["content-security-policy"] == "sandbox"


async def test_faults_can_be_ordered_from_outside(api: Api, simulator: Simulator) -> None:
    """A test in another process can make a call fail, too."""
    await api.client.post(f"{api.url}/page/faults", json={"fault": "server_error", "method": "getMe"})

    assert (await api("getMe"))["error_code"] == 500
    assert (await api("getMe"))["ok"] is True


async def test_what_is_not_allowed_is_said_and_not_done(api: Api, simulator: Simulator) -> None:
    """Mistakes are answers, not crashes."""
    await _do(api, "block", blocked=True)

    refused = await api.client.post(
        f"{api.url}/page/do/send", json={"chat_id": simulator.you.id, "text": "خبر"}
    )
    broken = await api.client.post(f"{api.url}/page/do/tap", json={"chat_id": simulator.you.id})

    assert (refused.status_code, broken.status_code) == (409, 400)


STRANGERS = {
    "renamed-host": {"Host": "evil.example"},
    "other-site": {"Origin": "https://evil.example"},
    "other-port": {"Origin": "http://127.0.0.1:1"},
    "hidden-site": {"Origin": "null"},
}


@pytest.mark.parametrize("headers", STRANGERS.values(), ids=STRANGERS.keys())
async def test_a_web_site_cannot_drive_the_page(
    api: Api, simulator: Simulator, headers: dict[str, str]
) -> None:
    """Neither by a name that points here nor by a form on another site."""
    asked = {"chat_id": simulator.you.id, "text": "/start"}

    answer = await api.client.post(f"{api.url}/page/do/send", json=asked, headers=headers)

    assert answer.status_code == 403
    assert simulator.messages(simulator.you.id) == ()
