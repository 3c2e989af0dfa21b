"""Who subscribes by words and taps gets what was set, if it is theirs to set: the real bot over the local Telegram."""

import pytest

from bot.core.models import SubscriptionState
from bot.simulator import Fault
from tests.running import Scene


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
