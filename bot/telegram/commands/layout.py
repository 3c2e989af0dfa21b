"""How panels lay out their buttons: right to left, with a mark on what is chosen. Knows no setting."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from bot.core.models import Button
from bot.telegram import buttons


def clock_time(at: time) -> str:
    """Return a time of day as people type it."""
    return at.strftime("%H:%M")


def hour_in(zone: str, now: datetime) -> str:
    """Return what the clocks of a time zone show."""
    return clock_time(now.astimezone(ZoneInfo(zone)).time())


def button(text: str, payload: buttons.Payload) -> Button:
    """Return a button that sends this payload."""
    return Button(text=text, payload=buttons.pack(payload))


def choice(text: str, payload: buttons.Payload, *, chosen: bool) -> Button:
    """Return a button that shows whether it stands for what is chosen."""
    return button(f"✅ {text}" if chosen else text, payload)


def rows(choices: list[Button], width: int) -> tuple[tuple[Button, ...], ...]:
    """Telegram does not mirror keyboards for right-to-left readers, so each row is reversed here."""
    starts = range(0, len(choices), width)
    return tuple(tuple(reversed(choices[start : start + width])) for start in starts)
