"""Quiet hours: when a message must not ring. Moves no edition: schedule.py does."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.core.models import Message
from bot.core.schedule import moment_of
from bot.core.timetable import Schedule

A_DAY = timedelta(days=1)


def hushed(messages: tuple[Message, ...], schedule: Schedule, now: datetime) -> tuple[Message, ...]:
    """Return the messages with the quiet hours they may meet: a broadcast takes time, a flood can hold one back."""
    quiet = _quiet_from(schedule, now)
    return tuple(replace(message, quiet=quiet) for message in messages)


def as_sent(message: Message, now: datetime) -> Message:
    """Return the message as it leaves at this moment: without a sound in the quiet hours of its reader."""
    if message.quiet is None or not message.quiet[0] <= now < message.quiet[1]:
        return message
    return replace(message, silent=True)


def _quiet_from(schedule: Schedule, now: datetime) -> tuple[datetime, datetime] | None:
    """The quiet hours that last now or come next; none when there are none."""
    quiet, zone = schedule.quiet, ZoneInfo(schedule.zone)
    if quiet is None or quiet.start == quiet.end:
        return None
    today = now.astimezone(zone).date()
    for day in (today - A_DAY, today, today + A_DAY):
        last_day = day if quiet.start < quiet.end else day + A_DAY
        until = moment_of(last_day, quiet.end, zone)
        if until > now:
            return moment_of(day, quiet.start, zone), until
    return None
