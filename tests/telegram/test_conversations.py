"""What a reader writes and taps, and what the bot answers: the real bot over the local Telegram."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.core.models import SubscriptionState
from bot.simulator import Fault
from tests.builders import HARBOUR, FixedClock
from tests.running import Scene, running_bot

TITLE = "صحار تفتتح رصيفًا جديدًا لسفن الحاويات"


@pytest.fixture
async def scene(tmp_path: Path, clock: FixedClock) -> AsyncIterator[Scene]:
    async with running_bot(tmp_path, clock) as scene:
        yield scene
        assert scene.telegram.violations == (), "a call that the Bot API does not know"


async def test_start_welcomes_and_shows_a_sample_at_once(scene: Scene) -> None:
    """A newcomer sees what the bot does before reading how it works."""
    welcome = await scene.say("/start")
    sample = await scene.answer(scene.reader.id, after=welcome.id)

    assert "لا أضيف شيئًا ليس في الخبر" in welcome.text
    assert "مثال على موجز" in sample.text
    assert "قمة ألاسكا" in sample.text


async def test_menu_has_arabic_descriptions(scene: Scene) -> None:
    """The command menu speaks Arabic."""
    menu = scene.telegram.calls_of("setMyCommands")[-1].parameters["commands"]

    assert {"summary", "subscribe", "settings", "sources", "unsubscribe", "help", "start"} == {
        command["command"] for command in menu
    }
    assert all(re.search("[ء-ي]", command["description"]) for command in menu)


async def test_long_text_in_private_is_digested_without_a_command(scene: Scene) -> None:
    """Pasting the article is enough."""
    answer = await scene.say(f"{TITLE}\n{HARBOUR}")

    assert answer.text.startswith(TITLE)
    assert "النقاط الرئيسة" in answer.text


async def test_reply_with_summary_digests_the_message_it_answers(scene: Scene) -> None:
    """In a group, one word under an article is enough."""
    group = scene.telegram.add_group("غرفة التحرير", members=(scene.reader.id,))
    await scene.answer(group.id, after=0)
    article = scene.telegram.send_text(group.id, scene.reader.id, f"{TITLE}\n{HARBOUR}")
    command = scene.telegram.send_text(group.id, scene.reader.id, "/summary", reply_to=article.id)

    answer = await scene.answer(group.id, after=command.id)

    assert answer.text.startswith(TITLE)
    assert answer.reply_to == article.id


async def test_forwarded_post_is_digested(scene: Scene) -> None:
    """Forwarding a channel's post asks for its digest."""
    post = scene.telegram.forward(
        scene.reader.id, scene.reader.id, text=f"{TITLE}\n{HARBOUR}", origin_title="قناة الساحل"
    )

    answer = await scene.answer(scene.reader.id, after=post.id)

    assert answer.text.startswith(TITLE)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("خبر.txt", f"{TITLE}\n\n{HARBOUR}"),
        ("خبر.md", f"# {TITLE}\n\n{HARBOUR}"),
        (
            "خبر.html",
            f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>"
            + "".join(f"<p>{line}</p>" for line in HARBOUR.split("\n"))
            + "</article></body></html>",
        ),
    ],
    ids=["text", "markdown", "html"],
)
async def test_file_is_digested(scene: Scene, name: str, content: str) -> None:
    """A document is as good as a text."""
    sent = scene.telegram.send_file(scene.reader.id, scene.reader.id, name=name, content=content.encode())

    answer = await scene.answer(scene.reader.id, after=sent.id)

    assert "400" in answer.text


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("صورة.png", b"\x89PNG\r\n", "لا أقرأ هذا النوع"),
        ("فارغ.txt", b"", "أقصر من أن"),
        ("ثنائي.txt", bytes(range(256)) * 40, "ليس نصًّا"),
    ],
    ids=["picture", "empty", "binary"],
)
async def test_unreadable_file_is_refused_with_the_reason(
    scene: Scene, name: str, content: bytes, says: str
) -> None:
    """A reader learns why, and what to send instead."""
    sent = scene.telegram.send_file(scene.reader.id, scene.reader.id, name=name, content=content)

    answer = await scene.answer(scene.reader.id, after=sent.id)

    assert says in answer.text


@pytest.mark.parametrize(
    "url",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://127.0.0.1:8080/admin",
        "http://[::1]/",
        "http://printer.local/",
        "file:///etc/passwd",
    ],
)
async def test_private_address_is_refused_politely(scene: Scene, url: str) -> None:
    """The bot opens no door into its own network."""
    answer = await scene.say(f"/summary {url}")

    assert "تعذّر إعداد الموجز" in answer.text or "أقصر من أن" in answer.text
    assert answer.buttons == ()


async def test_failure_that_may_pass_offers_another_try(scene: Scene) -> None:
    """A site that is down gets an honest reason and a button, which asks again for the same thing."""
    answer = await scene.say("/summary https://no-such-site.example/news/1")
    assert "لم أصل إلى الموقع" in answer.text

    again = await scene.tap(answer, "🔄 أعد المحاولة")
    settled = await scene.telegram.wait_for(
        lambda: scene.now(again) if "لم أصل" in scene.now(again).text else None, timeout=15
    )

    assert "🔄 أعد المحاولة" in settled.buttons


async def test_evidence_button_shows_the_sentence_behind_each_point(scene: Scene) -> None:
    """Every point can be traced to the article's own words."""
    digest = await scene.say("/summary")
    scene.telegram.tap(digest.chat_id, scene.reader.id, digest.id, "🔎 الشواهد")

    proof = await scene.answer(scene.reader.id, after=digest.id)

    assert "شواهد النقاط من الخبر" in proof.text
    assert any(entity["type"] == "blockquote" for entity in proof.entities)


@pytest.mark.parametrize("typed", ["07:30", "٠٧:٣٠", "7.30"], ids=["latin", "arabic digits", "a dot"])
async def test_time_typed_alone_subscribes(scene: Scene, typed: str) -> None:
    """Typing a time is enough, in any digits."""
    await scene.say(typed)

    subscription = await scene.mujaz.registrar.find(scene.reader.id)

    assert subscription is not None
    assert [at.isoformat("minutes") for at in subscription.schedule.times] == ["07:30"]


async def test_quick_taps_are_all_kept(scene: Scene) -> None:
    """Three taps faster than the bot answers are three times, not one."""
    panel = await scene.say("/subscribe")
    taps = [
        scene.telegram.tap(panel.chat_id, scene.reader.id, panel.id, at) for at in ("06:00", "12:00", "20:00")
    ]
    await scene.telegram.wait_for(
        lambda: all(scene.telegram.tap_answer(tap).answer is not None for tap in taps), timeout=15
    )

    subscription = await scene.mujaz.registrar.find(scene.reader.id)

    assert subscription is not None
    assert [at.hour for at in subscription.schedule.times] == [6, 12, 20]


@pytest.mark.parametrize("typed", ["/subscribe 25:00", "/subscribe غدا", "/subscribe 7"])
async def test_wrong_time_says_how_to_write_it(scene: Scene, typed: str) -> None:
    """A typing mistake costs one more try, not an edition."""
    assert "07:30 أو 21:05" in (await scene.say(typed)).text


async def test_buttons_add_and_remove_times_days_and_zone(scene: Scene) -> None:
    """The whole schedule is set by taps, and the message shows where it stands."""
    panel = await scene.say("/subscribe")
    panel = await scene.tap(panel, "08:00")
    assert "✅ 08:00" in panel.buttons
    panel = await scene.tap(panel, "✅ 08:00")
    panel = await scene.tap(panel, "20:00")
    zones = await scene.tap(panel, "🌍 المنطقة الزمنية")
    cairo = next(button for button in zones.buttons if button.startswith("القاهرة"))
    panel = await scene.tap(zones, cairo)
    days = await scene.tap(await scene.tap(panel, "⚙️ المزيد"), "📅 الأيام")
    await scene.tap(days, "✅ الجمعة")

    subscription = await scene.mujaz.registrar.find(scene.reader.id)

    assert subscription is not None
    assert [at.hour for at in subscription.schedule.times] == [20]
    assert subscription.schedule.zone == "Africa/Cairo"
    assert 4 not in subscription.schedule.weekdays


async def test_typed_time_for_a_channel_goes_to_the_channel(scene: Scene) -> None:
    """An answer to the question about a channel does not change the reader's own schedule."""
    telegram, reader = scene.telegram, scene.reader
    await scene.say("/start")
    channel, panel = await scene.open_channel("قناة الميناء")
    telegram.tap(reader.id, reader.id, panel.id, "🕐 وقت آخر")
    question = await scene.answer(reader.id, after=panel.id)

    await scene.say("21:05", reply_to=question.id)

    subscription = await scene.mujaz.registrar.find(channel.id)
    assert subscription is not None
    assert [at.isoformat("minutes") for at in subscription.schedule.times] == ["21:05"]
    assert await scene.mujaz.registrar.find(reader.id) is None


async def test_settings_lists_the_channels_that_a_reader_manages(scene: Scene) -> None:
    """A channel's schedule is found again, opened by a tap, and ended by another."""
    reader = scene.reader
    await scene.say("/start")
    channel, _panel = await scene.open_channel("قناة الميناء")

    own = await scene.say("/settings")
    listed = await scene.answer(reader.id, after=own.id)
    panel = await scene.tap(listed, "قناة الميناء")
    ended = await scene.tap(panel, "🔕 أوقف النشرة")

    assert "محادثتك الخاصة" in own.text
    assert listed.buttons == ("قناة الميناء",)
    assert "موعد النشرة · قناة الميناء" in panel.text
    assert "أوقفتُ النشرة" in ended.text
    assert await scene.mujaz.registrar.find(channel.id) is None


async def test_channel_that_throws_the_bot_out_is_paused(scene: Scene) -> None:
    """Nothing is sent where the bot is no longer wanted; coming back finds the schedule as it was."""
    telegram, reader = scene.telegram, scene.reader
    await scene.say("/start")
    channel, panel = await scene.open_channel("قناة الميناء")
    await scene.tap(panel, "12:00")

    telegram.remove_bot(channel.id, by=reader.id)
    lost = await scene.answer(reader.id, after=panel.id)
    paused = await scene.mujaz.registrar.find(channel.id)
    telegram.promote_bot(channel.id, by=reader.id)
    await scene.answer(reader.id, after=lost.id)
    served = await scene.mujaz.registrar.find(channel.id)

    assert paused is not None
    assert paused.state is SubscriptionState.PAUSED
    assert served is not None
    assert served.state is SubscriptionState.ACTIVE
    assert [at.hour for at in served.schedule.times] == [12]


async def test_stranger_cannot_change_a_groups_schedule(scene: Scene) -> None:
    """Only administrators decide when a group is written to."""
    stranger = scene.telegram.add_user("غريب")
    group = scene.telegram.add_group("غرفة التحرير", members=(scene.reader.id, stranger.id))
    await scene.answer(group.id, after=0)
    command = scene.telegram.send_text(group.id, stranger.id, "/subscribe 09:00")

    answer = await scene.answer(group.id, after=command.id)

    assert "لمشرفي القناة أو المجموعة" in answer.text
    assert await scene.mujaz.registrar.find(group.id) is None


async def test_channel_without_posting_right_is_explained(scene: Scene) -> None:
    """An administrator who forgot one right is told which."""
    telegram, reader = scene.telegram, scene.reader
    welcome = await scene.say("/start")
    channel = telegram.add_channel("قناة صامتة", owner_id=reader.id)

    telegram.promote_bot(channel.id, by=reader.id, rights=("can_edit_messages",))

    told = await telegram.wait_for(
        lambda: next((one for one in telegram.bot_messages(reader.id) if "قناة صامتة" in one.text), None)
    )
    assert told.id > welcome.id
    assert "بلا إذن النشر" in told.text


async def test_unblocked_reader_gets_the_old_settings_back(scene: Scene) -> None:
    """A block pauses; /start after it restores."""
    telegram, reader = scene.telegram, scene.reader
    await scene.say("/subscribe 10:00")
    telegram.block(reader.id)
    scene.clock.advance(hours=2)
    telegram.unblock(reader.id)

    answer = await scene.say("/start")

    assert "استأنفتُ نشرتك" in answer.text
    subscription = await scene.mujaz.registrar.find(reader.id)
    assert subscription is not None
    assert [at.hour for at in subscription.schedule.times] == [10]


async def test_leaving_is_confirmed_and_leaving_twice_is_explained(scene: Scene) -> None:
    """Nobody wonders whether it worked."""
    await scene.say("/subscribe 10:00")

    first = await scene.say("/unsubscribe")
    second = await scene.say("/unsubscribe")

    assert "أوقفتُ النشرة" in first.text
    assert "لا اشتراك في هذه المحادثة" in second.text


async def test_old_button_is_explained(scene: Scene) -> None:
    """A button of a subscription that ended says what to do."""
    panel = await scene.say("/subscribe")
    await scene.say("/unsubscribe")

    tap = scene.telegram.tap(panel.chat_id, scene.reader.id, panel.id, "08:00")
    answer = await scene.telegram.wait_for(lambda: scene.telegram.tap_answer(tap).answer, timeout=15)

    assert "/subscribe" in answer["text"]


async def test_sources_lists_what_is_read(scene: Scene) -> None:
    """A reader may know where the news comes from."""
    assert "موجز" in (await scene.say("/sources")).text


async def test_small_talk_gets_a_hint(scene: Scene) -> None:
    """Whatever is written, the bot says what it can do."""
    assert "/summary" in (await scene.say("مرحبا")).text


async def test_telegram_that_fails_once_loses_no_edition(scene: Scene) -> None:
    """A 429 and a broken gateway delay an edition and double nothing."""
    telegram, reader = scene.telegram, scene.reader
    await scene.say("/subscribe 09:01")
    telegram.faults.add(Fault.TOO_MANY_REQUESTS, method="sendMessage", chat_id=reader.id, seconds=1)
    scene.clock.advance(minutes=1)
    await telegram.wait_for(
        lambda: any(not (call.answer or {}).get("ok") for call in telegram.calls_of("sendMessage")),
        timeout=15,
    )

    await scene.advance_until(
        lambda: any("نشرة الصباح" in one.text for one in telegram.bot_messages(reader.id))
    )

    editions = [one for one in telegram.bot_messages(reader.id) if "نشرة الصباح" in one.text]
    assert len(editions) == 1
