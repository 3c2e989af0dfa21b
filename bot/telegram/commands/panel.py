"""The schedule of a chat as one message with buttons. Pure layout: reads no message, saves nothing."""

import html
from datetime import datetime, time
from zoneinfo import ZoneInfo

from bot.core.models import Button, Length, Message, Subscription
from bot.telegram import buttons
from bot.telegram.bidi import isolate
from bot.telegram.texts import Texts

OFFERED_TIMES = tuple(time(hour) for hour in (5, 6, 7, 8, 9, 12, 14, 16, 18, 20, 21, 22))
TIMES_A_ROW = 4
ZONES_A_ROW = 3
DAYS_A_ROW = 4


def times_panel(subscription: Subscription, now: datetime, texts: Texts) -> Message:
    """Return the panel that shows a schedule and offers times."""
    chat_id, schedule = subscription.chat_id, subscription.schedule
    offered = sorted({*OFFERED_TIMES, *schedule.times})
    toggles = [
        Button(
            text=_checked(clock_time(at), at in schedule.times),
            payload=buttons.pack(buttons.ToggleTime(chat_id, at)),
        )
        for at in offered
    ]
    more = (
        Button(text=texts.zone_button, payload=buttons.pack(buttons.ShowZones(chat_id))),
        Button(text=texts.days_button, payload=buttons.pack(buttons.ShowDays(chat_id))),
    )
    last = (
        Button(text=texts.leave, payload=buttons.pack(buttons.Leave(chat_id))),
        Button(text=texts.other_time, payload=buttons.pack(buttons.AskTime(chat_id))),
    )
    lengths = [
        Button(
            text=_checked(texts.lengths[length], length is subscription.length),
            payload=buttons.pack(buttons.SetLength(chat_id, length)),
        )
        for length in Length
    ]
    rows = (*_rows(toggles, TIMES_A_ROW), *_rows(lengths, len(lengths)), more, last)
    return Message(html=_describe(subscription, now, texts), buttons=rows)


def zones_panel(subscription: Subscription, now: datetime, texts: Texts) -> Message:
    """Return the panel that offers time zones, each with its hour now."""
    choices = [
        Button(
            text=f"{name} {_hour_in(zone, now)}",
            payload=buttons.pack(buttons.SetZone(subscription.chat_id, zone)),
        )
        for zone, name in texts.zones
    ]
    rows = (*_rows(choices, ZONES_A_ROW), (_back(subscription.chat_id, texts),))
    return Message(html=_describe(subscription, now, texts), buttons=rows)


def days_panel(subscription: Subscription, now: datetime, texts: Texts) -> Message:
    """Return the panel that offers weekdays, Saturday first as in most Arab calendars."""
    chosen = subscription.schedule.weekdays
    choices = [
        Button(
            text=_checked(texts.weekdays[day], day in chosen),
            payload=buttons.pack(buttons.ToggleDay(subscription.chat_id, day)),
        )
        for day in (5, 6, 0, 1, 2, 3, 4)
    ]
    rows = (*_rows(choices, DAYS_A_ROW), (_back(subscription.chat_id, texts),))
    return Message(html=_describe(subscription, now, texts), buttons=rows)


def clock_time(at: time) -> str:
    """Return a time of day as people type it."""
    return at.strftime("%H:%M")


def _describe(subscription: Subscription, now: datetime, texts: Texts) -> str:
    schedule = subscription.schedule
    zone = next((name for key, name in texts.zones if key == schedule.zone), schedule.zone)
    times = tuple(isolate(clock_time(at)) for at in schedule.times)
    lines = [
        f"<b>{html.escape(texts.panel_title(subscription.title))}</b>",
        texts.panel_times(times) if times else texts.panel_no_times,
        html.escape(texts.panel_zone(zone, isolate(_hour_in(schedule.zone, now)))),
        texts.panel_days(_days(schedule.weekdays, texts)),
        texts.panel_length(texts.lengths[subscription.length]),
    ]
    if subscription.next_due is not None:
        local = subscription.next_due.astimezone(ZoneInfo(schedule.zone))
        lines.append(texts.panel_next(f"{texts.long_date(local.date())} {isolate(clock_time(local.time()))}"))
    is_own = subscription.chat_id == subscription.owner_id
    hint = texts.panel_hint if is_own else texts.panel_hint_elsewhere
    return "\n".join((*lines, f"<i>{hint}</i>"))


def _days(weekdays: tuple[int, ...], texts: Texts) -> str:
    if len(weekdays) == 7:
        return texts.every_day
    return "، ".join(texts.weekdays[day] for day in (5, 6, 0, 1, 2, 3, 4) if day in weekdays)


def _hour_in(zone: str, now: datetime) -> str:
    return clock_time(now.astimezone(ZoneInfo(zone)).time())


def _checked(text: str, chosen: bool) -> str:  # noqa: FBT001 - whether the choice is made is what it shows
    return f"✅ {text}" if chosen else text


def _back(chat_id: int, texts: Texts) -> Button:
    return Button(text=texts.back, payload=buttons.pack(buttons.OpenPanel(chat_id)))


def _rows(choices: list[Button], width: int) -> list[tuple[Button, ...]]:
    """Telegram does not mirror keyboards for right-to-left readers, so each row is reversed here."""
    starts = range(0, len(choices), width)
    return [tuple(reversed(choices[start : start + width])) for start in starts]
