"""The schedule of a chat as one message with buttons. Pure layout: reads no message, saves nothing."""

from datetime import datetime, time

from bot.core.models import Button, Length, Message, Subscription
from bot.telegram import buttons
from bot.telegram.commands.layout import button, choice, clock_time, hour_in, rows
from bot.telegram.commands.schedule_lines import WEEK, main_lines, page_text
from bot.telegram.schedule_buttons import Page, ShowPage
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
        choice(clock_time(at), buttons.ToggleTime(chat_id, at), chosen=at in schedule.times) for at in offered
    ]
    lengths = [
        choice(
            texts.lengths[length], buttons.SetLength(chat_id, length), chosen=length is subscription.length
        )
        for length in Length
    ]
    zone = button(texts.zone_button, buttons.ShowZones(chat_id))
    more = button(texts.schedule.buttons[Page.MORE], ShowPage(chat_id, Page.MORE))
    other = button(texts.other_time, buttons.AskTime(chat_id))
    leave = button(texts.leave, buttons.Leave(chat_id))
    keys = (*rows(toggles, TIMES_A_ROW), *rows(lengths, len(lengths)), *rows([zone, more, other, leave], 2))
    return Message(html=_text(subscription, now, texts), buttons=keys)


def zones_panel(subscription: Subscription, now: datetime, texts: Texts) -> Message:
    """Return the panel that offers time zones, each with its hour now."""
    choices = [
        button(f"{name} {hour_in(zone, now)}", buttons.SetZone(subscription.chat_id, zone))
        for zone, name in texts.zones
    ]
    back = (button(texts.back, buttons.OpenPanel(subscription.chat_id)),)
    return Message(html=_text(subscription, now, texts), buttons=(*rows(choices, ZONES_A_ROW), back))


def days_panel(subscription: Subscription, now: datetime, texts: Texts) -> Message:
    """Return the panel that offers weekdays."""
    chat_id, chosen = subscription.chat_id, subscription.schedule.weekdays
    choices = [
        choice(texts.weekdays[day], buttons.ToggleDay(chat_id, day), chosen=day in chosen) for day in WEEK
    ]
    back: tuple[Button, ...] = (button(texts.back, ShowPage(chat_id, Page.MORE)),)
    return Message(html=_text(subscription, now, texts), buttons=(*rows(choices, DAYS_A_ROW), back))


def _text(subscription: Subscription, now: datetime, texts: Texts) -> str:
    is_own = subscription.chat_id == subscription.owner_id
    hint = texts.panel_hint if is_own else texts.panel_hint_elsewhere
    return page_text(subscription, main_lines(subscription, now, texts), hint, texts)
