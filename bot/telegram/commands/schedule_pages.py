"""The pages behind «المزيد», each one message with buttons. Pure layout: reads no message, saves nothing."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

from bot.core.hijri import ramadan_from
from bot.core.models import Button, Message, Subscription
from bot.core.timetable import Hush, NothingNew, TimeToLive, Weekend
from bot.telegram import buttons, schedule_buttons
from bot.telegram.commands import schedule_lines as lines
from bot.telegram.commands.layout import button, choice, clock_time, rows
from bot.telegram.schedule_buttons import Page, ShowPage
from bot.telegram.texts import Texts

WEEKEND_TIMES = tuple(time(hour) for hour in (7, 8, 9, 10, 11, 12, 14, 16, 18, 20, 21, 22))
RAMADAN_TIMES = tuple(time(hour) for hour in (0, 2, 3, 4, 9, 12, 15, 17, 20, 21, 22, 23))
QUIET_STARTS = tuple(time(hour) for hour in (20, 21, 22, 23, 0, 1))
QUIET_ENDS = tuple(time(hour) for hour in (5, 6, 7, 8, 9, 10))
TIMES_A_ROW = 4

LayOut = Callable[[Subscription, datetime, Texts], Message]


def more_page(subscription: Subscription, now: datetime, texts: Texts) -> Message:
    """Return the page that shows all further settings and leads to each."""
    days = button(texts.days_button, buttons.ShowDays(subscription.chat_id))
    others = [
        button(texts.schedule.buttons[page], ShowPage(subscription.chat_id, page))
        for page in Page
        if page is not Page.MORE
    ]
    back = button(texts.back, buttons.OpenPanel(subscription.chat_id))
    text = lines.page_text(
        subscription, lines.more_lines(subscription, now, texts), texts.schedule.hints[Page.MORE], texts
    )
    return Message(html=text, buttons=(*rows([days, *others], 2), (back,)))


def weekend_page(subscription: Subscription, now: datetime, texts: Texts) -> Message:
    """Return the page that offers weekends and, once there is one, its times."""
    chat_id, schedule = subscription.chat_id, subscription.schedule
    weekends = [
        choice(
            texts.schedule.weekends[weekend],
            schedule_buttons.SetWeekend(chat_id, weekend),
            chosen=weekend is schedule.weekend,
        )
        for weekend in Weekend
    ]
    offered = (
        sorted({*WEEKEND_TIMES, *schedule.weekend_times}) if schedule.weekend is not Weekend.NONE else []
    )
    times = [
        choice(
            clock_time(at),
            schedule_buttons.ToggleWeekendTime(chat_id, at),
            chosen=at in schedule.weekend_times,
        )
        for at in offered
    ]
    state = (lines.weekend_line(schedule, texts), *lines.next_line(subscription, now, texts))
    return _page(subscription, Page.WEEKEND, state, (*rows(weekends, 2), *rows(times, TIMES_A_ROW)), texts)


def ramadan_page(subscription: Subscription, now: datetime, texts: Texts) -> Message:
    """Return the page that offers times for Ramadan, and says when it is."""
    chat_id, schedule, words = subscription.chat_id, subscription.schedule, texts.schedule
    times = [
        choice(
            clock_time(at),
            schedule_buttons.ToggleRamadanTime(chat_id, at),
            chosen=at in schedule.ramadan_times,
        )
        for at in sorted({*RAMADAN_TIMES, *schedule.ramadan_times})
    ]
    shifts = [
        choice(
            words.ramadan_shifts[days],
            schedule_buttons.SetRamadanShift(chat_id, days),
            chosen=days == schedule.ramadan_shift,
        )
        for days in words.ramadan_shifts
    ]
    ramadan = ramadan_from(lines.local_date(schedule, now), schedule.ramadan_shift)
    days = (
        [words.ramadan_days(texts.long_date(ramadan.first), texts.long_date(ramadan.last))] if ramadan else []
    )
    state = (lines.ramadan_line(schedule, texts), *days, *lines.next_line(subscription, now, texts))
    return _page(subscription, Page.RAMADAN, state, (*rows(times, TIMES_A_ROW), *rows(shifts, 3)), texts)


def quiet_page(subscription: Subscription, _now: datetime, texts: Texts) -> Message:
    """Return the page that offers when quiet hours begin and end, and what becomes of editions in them."""
    chat_id, quiet, words = subscription.chat_id, subscription.schedule.quiet, texts.schedule
    starts = [
        choice(
            words.quiet_start(clock_time(at)),
            schedule_buttons.SetQuietStart(chat_id, at),
            chosen=quiet is not None and quiet.start == at,
        )
        for at in QUIET_STARTS
    ]
    ends = [
        choice(
            words.quiet_end(clock_time(at)),
            schedule_buttons.SetQuietEnd(chat_id, at),
            chosen=quiet is not None and quiet.end == at,
        )
        for at in QUIET_ENDS
    ]
    hushes = [
        choice(
            words.hush_buttons[hush],
            schedule_buttons.SetHush(chat_id, hush),
            chosen=quiet is not None and quiet.hush is hush,
        )
        for hush in Hush
    ]
    none = choice(words.end_quiet, schedule_buttons.EndQuiet(chat_id), chosen=quiet is None)
    state = (lines.quiet_line(subscription.schedule, texts),)
    keys = (*rows(starts, 3), *rows(ends, 3), *rows(hushes, 2), (none,))
    return _page(subscription, Page.QUIET, state, keys, texts)


def pause_page(subscription: Subscription, now: datetime, texts: Texts) -> Message:
    """Return the page that offers dates on which editions come again; any date is reached day by day."""
    chat_id, words = subscription.chat_id, texts.schedule
    today = lines.local_date(subscription.schedule, now)
    until = lines.paused_until(subscription.schedule, now)
    pauses = [
        choice(
            words.pauses[days],
            schedule_buttons.PauseUntil(chat_id, today + timedelta(days=days)),
            chosen=until == today + timedelta(days=days),
        )
        for days in words.pauses
    ]
    steps: list[Button] = []
    if until is not None:
        less, more = until - timedelta(days=1), until + timedelta(days=1)
        steps = [
            button(words.day_less, schedule_buttons.PauseUntil(chat_id, less)),
            button(words.day_more, schedule_buttons.PauseUntil(chat_id, more)),
            button(words.end_pause, schedule_buttons.EndPause(chat_id)),
        ]
    state = (lines.pause_line(subscription.schedule, now, texts), *lines.next_line(subscription, now, texts))
    return _page(subscription, Page.PAUSE, state, (*rows(pauses, 3), *rows(steps, 2)), texts)


def nothing_new_page(subscription: Subscription, _now: datetime, texts: Texts) -> Message:
    """Return the page that asks what to say when there is nothing to say."""
    choices = [
        choice(
            texts.schedule.nothing_new_buttons[option],
            schedule_buttons.SetNothingNew(subscription.chat_id, option),
            chosen=option is lines.heard(subscription),
        )
        for option in NothingNew
    ]
    state = (lines.nothing_new_line(subscription, texts),)
    return _page(subscription, Page.NOTHING_NEW, state, rows(choices, 1), texts)


def late_page(subscription: Subscription, _now: datetime, texts: Texts) -> Message:
    """Return the page that asks after how long an edition is not worth sending any more."""
    chat_id, words = subscription.chat_id, texts.schedule
    delays = [
        choice(
            words.delays[option],
            schedule_buttons.SetTimeToLive(chat_id, option),
            chosen=option is subscription.time_to_live,
        )
        for option in TimeToLive
    ]
    usual = choice(
        words.usual_delay,
        schedule_buttons.EndTimeToLive(chat_id),
        chosen=subscription.time_to_live is None,
    )
    state = (lines.late_line(subscription, texts),)
    return _page(subscription, Page.LATE, state, (*rows(delays, 3), (usual,)), texts)


PAGES: dict[Page, LayOut] = {
    Page.MORE: more_page,
    Page.WEEKEND: weekend_page,
    Page.RAMADAN: ramadan_page,
    Page.QUIET: quiet_page,
    Page.PAUSE: pause_page,
    Page.NOTHING_NEW: nothing_new_page,
    Page.LATE: late_page,
}


def _page(
    subscription: Subscription,
    page: Page,
    state: tuple[str, ...],
    keys: tuple[tuple[Button, ...], ...],
    texts: Texts,
) -> Message:
    back = (button(texts.back, ShowPage(subscription.chat_id, Page.MORE)),)
    text = lines.page_text(subscription, state, texts.schedule.hints[page], texts)
    return Message(html=text, buttons=(*keys, back))
