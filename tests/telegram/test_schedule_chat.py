"""What is behind «المزيد» of the settings, by taps: the real bot over the local Telegram."""

from datetime import date, time

from bot.core.models import Subscription
from bot.core.timetable import Hush, NothingNew, QuietHours, Schedule, TimeToLive, Weekend
from bot.simulator import Message
from tests.running import Scene

MORE, WEEKEND, QUIET = "⚙️ المزيد", "🛋 نهاية الأسبوع", "🤫 ساعات الهدوء"
RAMADAN, PAUSE, NOTHING_NEW, BACK = "🌙 رمضان", "⏸ إيقاف مؤقت حتى…", "📭 إن لم يوجد جديد", "↩️ رجوع"
LATE = "⌛ إن تأخّرت النشرة"
ISOLATES = str.maketrans("", "", "\u2068\u2069")


async def page(scene: Scene, name: str) -> Message:
    """Subscribe at 20:00 and open a page of the settings."""
    panel = await scene.say("/subscribe 20:00")
    return await scene.tap(await scene.tap(panel, MORE), name)


async def kept(scene: Scene) -> Subscription:
    found = await scene.mujaz.registrar.find(scene.reader.id)
    assert found is not None
    return found


async def schedule_of(scene: Scene) -> Schedule:
    return (await kept(scene)).schedule


def shown(message: Message) -> str:
    return message.text.translate(ISOLATES)


async def test_more_shows_everything_and_leads_back(scene: Scene) -> None:
    """One page tells where all further settings stand; the first panel stays as short as it was."""
    panel = await scene.say("/subscribe 20:00")

    more = await scene.tap(panel, MORE)
    back = await scene.tap(more, BACK)

    assert "نهاية الأسبوع: كسائر الأيام" in shown(more)
    assert "ساعات الهدوء: غير محددة" in shown(more)
    assert "في رمضان: المواعيد المعتادة" in shown(more)
    assert "إن لم يوجد جديد: أقول" in shown(more)
    assert "نهاية الأسبوع" not in shown(back)
    assert "✅ 20:00" in back.buttons


async def test_weekend_is_chosen_and_gets_its_times(scene: Scene) -> None:
    """Friday and Saturday free by one tap, with their own time by another."""
    weekend = await page(scene, WEEKEND)
    free = await scene.tap(weekend, "الجمعة والسبت")
    later = await scene.tap(free, "11:00")

    schedule = await schedule_of(scene)

    assert "11:00" not in weekend.buttons
    assert "نهاية الأسبوع: الجمعة والسبت، بلا نشرات" in shown(free)
    assert "نهاية الأسبوع: الجمعة والسبت، 11:00" in shown(later)
    assert (schedule.weekend, schedule.weekend_times) == (Weekend.FRIDAY_SATURDAY, (time(11),))
    assert schedule.times == (time(20),)


async def test_quiet_hours_are_set_end_by_end_and_taken_away(scene: Scene) -> None:
    """The night is shown in words, with what becomes of an edition in it."""
    quiet = await page(scene, QUIET)
    night = await scene.tap(await scene.tap(quiet, "من 23:00"), "إلى 06:00")
    waiting = await scene.tap(night, "⏳ تنتظر آخرها")
    chosen = (await schedule_of(scene)).quiet
    none = await scene.tap(waiting, "بلا ساعات هدوء")

    assert "من 23:00 إلى 06:00، والنشرة تصل فيها صامتة" in shown(night)
    assert "من 23:00 إلى 06:00، والنشرة تنتظر آخرها" in shown(waiting)
    assert chosen == QuietHours(start=time(23), end=time(6), hush=Hush.POSTPONED)
    assert "✅ بلا ساعات هدوء" in none.buttons
    assert (await schedule_of(scene)).quiet is None


async def test_ramadan_has_its_own_times_and_says_when_it_is(scene: Scene) -> None:
    """A reader sees which month is meant, and can say that the crescent is seen a day later."""
    ramadan = await page(scene, RAMADAN)
    evening = await scene.tap(await scene.tap(ramadan, "03:00"), "21:00")
    later = await scene.tap(evening, "بعد بيوم")

    schedule = await schedule_of(scene)

    assert "من الاثنين 8 فبراير 2027 إلى الاثنين 8 مارس 2027" in shown(ramadan)
    assert "في رمضان: 03:00، 21:00" in shown(evening)
    assert "من الثلاثاء 9 فبراير 2027" in shown(later)
    assert (schedule.ramadan_times, schedule.ramadan_shift) == ((time(3), time(21)), 1)


async def test_pause_is_set_moved_by_a_day_and_ended(scene: Scene) -> None:
    """Any date is reached by taps, and the message says when the next edition comes."""
    pause = await page(scene, PAUSE)
    week = await scene.tap(pause, "أسبوعًا")
    longer = await scene.tap(week, "➕ يوم")
    chosen = (await schedule_of(scene)).paused_until
    ended = await scene.tap(longer, "▶️ استأنف الآن")

    assert "▶️ استأنف الآن" not in pause.buttons
    assert "وتعود الاثنين 30 نوفمبر 2026" in shown(week)
    assert "النشرة القادمة: الثلاثاء 1 ديسمبر 2026 20:00" in shown(longer)
    assert chosen == date(2026, 12, 1)
    assert "النشرة القادمة: الاثنين 23 نوفمبر 2026 20:00" in shown(ended)
    assert (await schedule_of(scene)).paused_until is None


async def test_hour_without_news_is_told_or_not(scene: Scene) -> None:
    """A reader is told unless silence was chosen; a channel's audience is not."""
    own = await page(scene, NOTHING_NEW)
    silent = await scene.tap(own, "🔇 لا ترسل شيئًا")
    channel, panel = await scene.open_channel("قناة الميناء")
    of_channel = await scene.tap(await scene.tap(panel, MORE), NOTHING_NEW)

    assert "✅ 💬 قل «لا جديد مهمًّا»" in own.buttons
    assert "إن لم يوجد جديد: لا أرسل شيئًا" in shown(silent)
    assert (await kept(scene)).nothing_new is NothingNew.SILENCE
    assert "✅ 🔇 لا ترسل شيئًا" in of_channel.buttons
    assert (await scene.mujaz.registrar.find(channel.id)) is not None


async def test_late_edition_is_wanted_for_as_long_as_was_chosen(scene: Scene) -> None:
    """A reader and a channel's owner say after how long it is no news; until then the operator's rule holds."""
    late = await page(scene, LATE)
    chosen = await scene.tap(late, "3 ساعات")
    of_reader = (await kept(scene)).time_to_live
    first_panel = await scene.tap(await scene.tap(chosen, BACK), BACK)
    channel, panel = await scene.open_channel("قناة الميناء")
    of_channel = await scene.tap(await scene.tap(await scene.tap(panel, MORE), LATE), "يوم")
    usual = await scene.tap(of_channel, "الحدّ المعتاد")

    assert "✅ الحدّ المعتاد" in late.buttons
    assert "إن تأخّرت النشرة: الحدّ المعتاد" in shown(late)
    assert "✅ 3 ساعات" in chosen.buttons
    assert "إن تأخّرت النشرة أكثر من 3 ساعات: لا أرسلها" in shown(first_panel)
    assert of_reader is TimeToLive.THREE_HOURS
    assert "إن تأخّرت النشرة أكثر من يوم: لا أرسلها" in shown(of_channel)
    assert "✅ الحدّ المعتاد" in usual.buttons
    found = await scene.mujaz.registrar.find(channel.id)
    assert found is not None
    assert found.time_to_live is None


async def test_what_is_chosen_shows_on_the_first_panel(scene: Scene) -> None:
    """Who has a weekend or quiet hours sees them where the times are."""
    weekend = await scene.tap(await page(scene, WEEKEND), "الجمعة وحدها")
    quiet = await scene.tap(await scene.tap(weekend, BACK), QUIET)
    more = await scene.tap(await scene.tap(quiet, "من 22:00"), BACK)

    panel = await scene.tap(more, BACK)

    assert "نهاية الأسبوع: الجمعة وحدها، بلا نشرات" in shown(panel)
    assert "ساعات الهدوء: من 22:00 إلى 07:00" in shown(panel)
    assert "في رمضان" not in shown(panel)


async def test_edition_in_quiet_hours_arrives_without_a_sound(scene: Scene) -> None:
    """The edition of 23:00 is there in the morning, and woke nobody."""
    panel = await scene.say("/subscribe 23:00")
    quiet = await scene.tap(await scene.tap(panel, MORE), QUIET)
    await scene.tap(quiet, "من 22:00")
    before = scene.last_id(scene.reader.id)

    scene.clock.advance(hours=14, minutes=1)
    edition = await scene.answer(scene.reader.id, after=before)

    sent = scene.telegram.calls_of("sendMessage")[-1]
    assert "نشرة المساء" in edition.text
    assert sent.parameters.get("disable_notification") in (True, "true", "True")


async def test_stranger_cannot_change_a_channels_quiet_hours(scene: Scene) -> None:
    """A forwarded panel gives nobody power over a channel."""
    stranger = scene.telegram.add_user("غريب", started=True)
    await scene.say("/start")
    channel, panel = await scene.open_channel("قناة الميناء")
    quiet = await scene.tap(await scene.tap(panel, MORE), QUIET)
    tap = scene.telegram.tap(quiet.chat_id, stranger.id, quiet.id, "من 22:00")

    answer = await scene.telegram.wait_for(lambda: scene.telegram.tap_answer(tap).answer, timeout=15)

    assert "لمشرفي القناة أو المجموعة" in answer["text"]
    found = await scene.mujaz.registrar.find(channel.id)
    assert found is not None
    assert found.schedule.quiet is None
