"""What the bot may send: markup, lengths, keyboards and replies, with Telegram's own refusals."""

from __future__ import annotations

from typing import Any

import pytest

from bot.simulator import Simulator, User
from tests.simulator.wire import Api, StandingClock

BAD_HTML = {
    "unclosed": ("<b>عاجل", """Can't find end tag corresponding to start tag "b\""""),
    "unknown-tag": ("<p>عاجل</p>", 'Unsupported start tag "p" at byte offset 0'),
    "bare-less-than": ("3 < 5", 'Unsupported start tag "" at byte offset 2'),
    "crossed": ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
    "lonely-end": ("</b>", "Unexpected end tag at byte offset 0"),
    "line-break": ("<br>", 'Unsupported start tag "br" at byte offset 0'),
    "plain-span": ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
}
BUTTON = {"text": "المزيد", "callback_data": "more"}


@pytest.mark.parametrize(("text", "reason"), BAD_HTML.values(), ids=BAD_HTML.keys())
async def test_html_is_refused_in_telegrams_words_when_it_is_wrong(
    api: Api, reader: User, text: str, reason: str
) -> None:
    """Markup that Telegram refuses is refused here, with the same words."""
    refusal = await api.refusal("sendMessage", chat_id=reader.id, text=text, parse_mode="HTML")

    assert refusal == (400, f"Bad Request: can't parse entities: {reason}")


async def test_markdown_is_refused_when_a_full_stop_is_not_escaped(api: Api, reader: User) -> None:
    """MarkdownV2 is read by Telegram's rules, too."""
    refusal = await api.refusal("sendMessage", chat_id=reader.id, text="خبر.", parse_mode="MarkdownV2")

    reason = "Character '.' is reserved and must be escaped with the preceding '\\'"
    assert refusal == (400, f"Bad Request: can't parse entities: {reason}")


async def test_entities_count_utf16_units_when_the_text_has_emoji(api: Api, reader: User) -> None:
    """Offsets are UTF-16 units: an emoji counts twice."""
    sent = await api("sendMessage", chat_id=reader.id, text="🗞 <b>نشرة</b>", parse_mode="HTML")

    assert sent["result"]["entities"] == [{"type": "bold", "offset": 3, "length": 4}]


async def test_dates_and_expandable_quotes_come_back_as_entities(api: Api, reader: User) -> None:
    """The newest markup our digests use is understood."""
    html = '<blockquote expandable>شاهد</blockquote><tg-time unix="1795492800" format="wDt">07:00</tg-time>'

    sent = await api("sendMessage", chat_id=reader.id, text=html, parse_mode="HTML")

    date = {"type": "date_time", "offset": 4, "length": 5, "unix_time": 1795492800, "date_time_format": "wDt"}
    assert sent["result"]["entities"] == [{"type": "expandable_blockquote", "offset": 0, "length": 4}, date]


async def test_blanks_at_both_ends_go_away_and_entities_move_along(api: Api, reader: User) -> None:
    """Telegram trims a text; its entities go on covering the same letters."""
    sent = await api("sendMessage", chat_id=reader.id, text="\n <b>خبر</b>\u202e عاجل \n", parse_mode="HTML")

    assert sent["result"]["text"] == "خبر عاجل"
    assert sent["result"]["entities"] == [{"type": "bold", "offset": 0, "length": 3}]


async def test_links_inside_code_are_not_links(api: Api, reader: User) -> None:
    """What Telegram finds by itself never reaches into code or links."""
    text = "<code>https://a.example</code> https://b.example"

    sent = await api("sendMessage", chat_id=reader.id, text=text, parse_mode="HTML")

    assert [entity["type"] for entity in sent["result"]["entities"]] == ["code", "url"]


LIMITS: dict[str, tuple[dict[str, Any], str]] = {
    "4097-letters": ({"text": "م" * 4097}, "message is too long"),
    "32769-bytes": ({"text": "م" * 16_385}, "text is too long"),
    "no-text": ({"text": ""}, "message text is empty"),
    "only-blanks": ({"text": " \n "}, "text must be non-empty"),
    "unknown-mode": ({"text": "خبر", "parse_mode": "BBCode"}, "unsupported parse_mode"),
    "entity-outside": (
        {"text": "خبر", "entities": [{"type": "bold", "offset": 2, "length": 5}]},
        "entity beginning at UTF-16 offset 2 ends after the end of the text at UTF-16 offset 7",
    ),
    "unknown-parameter": ({"text": "خبر", "reply_to_message_id": 1}, "unknown parameter reply_to_message_id"),
    "reply-to-nothing": (
        {"text": "خبر", "reply_parameters": {"message_id": 99}},
        "message to be replied not found",
    ),
    "wrong-flag": (
        {"text": "خبر", "protect_content": "ربما"},
        "parameter protect_content must be of type Boolean",
    ),
    "markup-no-json": ({"text": "خبر", "reply_markup": "{"}, "can't parse reply_markup JSON object"),
    "payload-of-65-bytes": (
        {"text": "خبر", "reply_markup": {"inline_keyboard": [[BUTTON | {"callback_data": "x" * 65}]]}},
        "BUTTON_DATA_INVALID",
    ),
    "button-without-action": (
        {"text": "خبر", "reply_markup": {"inline_keyboard": [[{"text": "زر"}]]}},
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
}


@pytest.mark.parametrize(("parameters", "reason"), LIMITS.values(), ids=LIMITS.keys())
async def test_a_message_is_refused_when_it_breaks_a_limit(
    api: Api, reader: User, simulator: Simulator, parameters: dict[str, Any], reason: str
) -> None:
    """Nothing is stored when Telegram would refuse it."""
    refusal = await api.refusal("sendMessage", chat_id=reader.id, **parameters)

    assert refusal == (400, f"Bad Request: {reason}")
    assert simulator.bot_messages(reader.id) == ()


async def test_4096_letters_and_64_bytes_pass(api: Api, reader: User, simulator: Simulator) -> None:
    """The limits themselves are still allowed; tags do not count."""
    keyboard = {"inline_keyboard": [[BUTTON | {"callback_data": "x" * 64}]]}
    text = f"<b>{'م' * 4096}</b>"

    told = await api("sendMessage", chat_id=reader.id, text=text, parse_mode="HTML", reply_markup=keyboard)

    assert told["ok"] is True
    assert simulator.messages(reader.id)[0].buttons == ("المزيد",)


async def test_a_missing_parameter_is_a_violation_with_telegrams_words(
    api: Api, reader: User, simulator: Simulator
) -> None:
    """Forgotten parameters are refused and can be listed."""
    refusals = [
        await api.refusal("sendMessage", text="خبر"),
        await api.refusal("sendMessage", chat_id=reader.id),
    ]

    assert refusals == [(400, "Bad Request: chat_id is empty"), (400, "Bad Request: message text is empty")]
    assert len(simulator.violations) == 2


async def test_an_edit_takes_the_keyboard_away_when_it_brings_none(
    api: Api, reader: User, simulator: Simulator
) -> None:
    """editMessageText without reply_markup removes the buttons, as in Telegram."""
    keyboard = {"inline_keyboard": [[BUTTON]]}
    sent = await api("sendMessage", chat_id=reader.id, text="قديم", reply_markup=keyboard)

    await api("editMessageText", chat_id=reader.id, message_id=sent["result"]["message_id"], text="جديد")

    (message,) = simulator.messages(reader.id)
    assert (message.text, message.buttons) == ("جديد", ())


async def test_an_edit_is_refused_when_nothing_changes(api: Api, reader: User) -> None:
    """The same text with the same keyboard is not an edit."""
    keyboard = {"inline_keyboard": [[BUTTON]]}
    sent = await api("sendMessage", chat_id=reader.id, text="خبر", reply_markup=keyboard)
    place = {"chat_id": reader.id, "message_id": sent["result"]["message_id"]}

    code, reason = await api.refusal("editMessageText", **place, text="خبر", reply_markup=keyboard)

    assert code == 400
    assert reason.startswith(
        "Bad Request: message is not modified: specified new message content and reply markup"
    )


MISSING = {
    "edit": ("editMessageText", {"text": "جديد"}, "message to edit not found"),
    "delete": ("deleteMessage", {}, "message to delete not found"),
    "pin": ("pinChatMessage", {}, "message to pin not found"),
    "forward": ("forwardMessage", {"from_chat_id": 0}, "message to forward not found"),
}


@pytest.mark.parametrize(("method", "more", "reason"), MISSING.values(), ids=MISSING.keys())
async def test_a_message_that_is_not_there_is_named_so(
    api: Api, reader: User, method: str, more: dict[str, Any], reason: str
) -> None:
    """Each method has its own words for a missing message."""
    more = {name: reader.id if name == "from_chat_id" else value for name, value in more.items()}

    assert await api.refusal(method, chat_id=reader.id, message_id=99, **more) == (
        400,
        f"Bad Request: {reason}",
    )


async def test_an_old_message_cannot_be_deleted(api: Api, reader: User, clock: StandingClock) -> None:
    """Bots delete messages for 48 hours only."""
    sent = await api("sendMessage", chat_id=reader.id, text="خبر")
    clock.advance(hours=49)

    refusal = await api.refusal("deleteMessage", chat_id=reader.id, message_id=sent["result"]["message_id"])

    assert refusal == (400, "Bad Request: message can't be deleted")


async def test_a_callback_is_answered_once(api: Api, reader: User, simulator: Simulator) -> None:
    """A second answer, and an answer to an unknown tap, come too late."""
    keyboard = {"inline_keyboard": [[BUTTON]]}
    sent = await api("sendMessage", chat_id=reader.id, text="خبر", reply_markup=keyboard)
    tap = simulator.tap(reader.id, reader.id, sent["result"]["message_id"], "المزيد")

    first = await api("answerCallbackQuery", callback_query_id=tap.id, text="تم")
    second = await api.refusal("answerCallbackQuery", callback_query_id=tap.id)
    unknown = await api.refusal("answerCallbackQuery", callback_query_id="1")

    too_old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert first["ok"] is True
    assert simulator.tap_answer(tap).answer == {"text": "تم", "alert": False, "url": ""}
    assert second == unknown == (400, too_old)


async def test_a_forward_names_its_channel_and_a_copy_does_not(
    api: Api, reader: User, simulator: Simulator
) -> None:
    """Forwards carry where they come from; copies do not."""
    channel = simulator.add_channel("قناة الأخبار", owner_id=reader.id)
    simulator.promote_bot(channel.id, by=reader.id)
    post = simulator.send_text(channel.id, reader.id, "خبر")
    place = {"chat_id": reader.id, "from_chat_id": channel.id, "message_id": post.id}

    forwarded = await api("forwardMessage", **place)
    await api("copyMessage", **place)

    origin = forwarded["result"]["forward_origin"]
    assert (origin["type"], origin["chat"]["title"], origin["message_id"]) == (
        "channel",
        "قناة الأخبار",
        post.id,
    )
    assert "forward_origin" not in simulator.messages(reader.id)[-1].content


async def test_typing_and_drafts_end_when_the_message_comes(
    api: Api, reader: User, simulator: Simulator
) -> None:
    """A sent message replaces the typing sign and the draft."""
    await api("sendChatAction", chat_id=reader.id, action="typing")
    await api("sendMessageDraft", chat_id=reader.id, draft_id=1, text="يكتب")
    before = (reader.id in simulator.state.actions, reader.id in simulator.state.drafts)

    await api("sendMessage", chat_id=reader.id, text="خبر")

    assert before == (True, True)
    assert reader.id not in simulator.state.actions
    assert reader.id not in simulator.state.drafts


async def test_what_was_said_twice_is_found(api: Api, reader: User, simulator: Simulator) -> None:
    """The finder of duplicates names the chat and the text."""
    for text in ("مرة", "مرتين", "مرتين"):
        await api("sendMessage", chat_id=reader.id, text=text)

    assert simulator.duplicates() == ((reader.id, "مرتين"),)
