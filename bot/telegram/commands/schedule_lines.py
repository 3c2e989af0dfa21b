"""A chat's schedule in words, line by line. Pure layout: decides nothing, offers no button."""

import html
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.core.models import Subscription
from bot.core.timetable import NothingNew, Schedule, Weekend
from bot.telegram.bidi import isolate
from bot.telegram.commands.layout import clock_time, hour_in
from bot.telegram.texts import Texts

WEEK = (5, 6, 0, 1, 2, 3, 4)  # Saturday first, as in most Arab calendars


def page_text(subscription: Subscription, lines: tuple[str, ...], hint: str, texts: Texts) -> str:
    """Return the text of a panel: whose it is, where things stand, what to do."""
    title = f"<b>{html.escape(texts.panel_title(subscription.title))}</b>"
    return "\n".join((title, *lines, f"<i>{hint}</i>"))


def main_lines(subscription: Subscription, now: datetime, texts: Texts) -> tuple[str, ...]:
    """Return what everybody has, and of the rest only what was chosen: the first panel stays short."""
    schedule = subscription.schedule
    times = _shown(schedule.times)
    zone = next((name for key, name in texts.zones if key == schedule.zone), schedule.zone)
    lines = [
        texts.panel_times(times) if times else texts.panel_no_times,
        html.escape(texts.panel_zone(zone, isolate(hour_in(schedule.zone, now)))),
        days_line(schedule, texts),
        *([weekend_line(schedule, texts)] if schedule.weekend is not Weekend.NONE else []),
        *([ramadan_line(schedule, texts)] if schedule.ramadan_times else []),
        *([quiet_line(schedule, texts)] if schedule.quiet else []),
        *([late_line(subscription, texts)] if subscription.time_to_live else []),
        texts.panel_length(texts.lengths[subscription.length]),
        *([pause_line(schedule, now, texts)] if paused_until(schedule, now) else []),
    ]
    return (*lines, *next_line(subscription, now, texts))


def more_lines(subscription: Subscription, now: datetime, texts: Texts) -> tuple[str, ...]:
    """Return all that can be chosen behind «المزيد», chosen or not."""
    schedule = subscription.schedule
    return (
        days_line(schedule, texts),
        weekend_line(schedule, texts),
        quiet_line(schedule, texts),
        ramadan_line(schedule, texts),
        pause_line(schedule, now, texts),
        nothing_new_line(subscription, texts),
        late_line(subscription, texts),
        *next_line(subscription, now, texts),
    )


def next_line(subscription: Subscription, now: datetime, texts: Texts) -> tuple[str, ...]:
    """Return when the next edition comes, if any does."""
    if subscription.next_due is None:
        return ()
    if subscription.next_due <= now:
        return (texts.schedule.soon,)
    local = subscription.next_due.astimezone(ZoneInfo(subscription.schedule.zone))
    return (texts.panel_next(f"{texts.long_date(local.date())} {isolate(clock_time(local.time()))}"),)


def days_line(schedule: Schedule, texts: Texts) -> str:
    """Return the days of the week that have editions."""
    if len(schedule.weekdays) == len(WEEK):
        return texts.panel_days(texts.every_day)
    return texts.panel_days("، ".join(texts.weekdays[day] for day in WEEK if day in schedule.weekdays))


def weekend_line(schedule: Schedule, texts: Texts) -> str:
    """Return which days have their own times, and which."""
    if schedule.weekend is Weekend.NONE:
        return texts.schedule.no_weekend
    days = texts.schedule.weekends[schedule.weekend]
    return texts.schedule.weekend(days, _shown(schedule.weekend_times))


def ramadan_line(schedule: Schedule, texts: Texts) -> str:
    """Return the times in Ramadan."""
    times = _shown(schedule.ramadan_times)
    return texts.schedule.ramadan(times) if times else texts.schedule.usual_ramadan


def quiet_line(schedule: Schedule, texts: Texts) -> str:
    """Return when nothing rings, and what becomes of an edition then."""
    words, quiet = texts.schedule, schedule.quiet
    if quiet is None:
        return words.no_quiet
    ends = isolate(clock_time(quiet.start)), isolate(clock_time(quiet.end))
    return words.quiet(*ends, words.hushes[quiet.hush])


def pause_line(schedule: Schedule, now: datetime, texts: Texts) -> str:
    """Return when editions come again."""
    day = paused_until(schedule, now)
    return texts.schedule.paused(texts.long_date(day)) if day else texts.schedule.not_paused


def nothing_new_line(subscription: Subscription, texts: Texts) -> str:
    """Return what the chat hears at an hour without news."""
    return texts.schedule.nothing_new[heard(subscription)]


def late_line(subscription: Subscription, texts: Texts) -> str:
    """Return how late an edition may come."""
    words, chosen = texts.schedule, subscription.time_to_live
    return words.late(words.delays[chosen]) if chosen else words.usual_late


def heard(subscription: Subscription) -> NothingNew:
    """Return what the chat hears at an hour without news, chosen or not."""
    return NothingNew.TELL if subscription.tells_nothing_new else NothingNew.SILENCE


def paused_until(schedule: Schedule, now: datetime) -> date | None:
    """Return the date on which editions come again; None when they come."""
    day = schedule.paused_until
    return day if day and day > local_date(schedule, now) else None


def local_date(schedule: Schedule, now: datetime) -> date:
    """Return the reader's date."""
    return now.astimezone(ZoneInfo(schedule.zone)).date()


def _shown(times: tuple[time, ...]) -> tuple[str, ...]:
    return tuple(isolate(clock_time(at)) for at in times)
