"""Typed button payloads of at most 64 bytes. unpack() refuses what pack() did not make."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date, time
from enum import StrEnum
from typing import Any, TypeVar

from bot.core.errors import Mistake, UserMistake
from bot.core.models import Length, SourceKind
from bot.core.timetable import Hush, NothingNew, TimeToLive, Weekend
from bot.telegram import schedule_buttons

LONGEST_PAYLOAD = 64  # bytes
SEPARATOR = "|"


@dataclass(frozen=True, slots=True)
class Retry:
    """Do again what the message above asked for."""


@dataclass(frozen=True, slots=True)
class ShowEvidence:
    """Show the sentences that prove a digest."""

    digest_key: str


@dataclass(frozen=True, slots=True)
class Retell:
    """Tell the story of a digest again, at another length."""

    digest_key: str
    length: Length


@dataclass(frozen=True, slots=True)
class OpenPanel:
    """Show the schedule of a chat."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class ToggleTime:
    """Add a time of day to a chat's schedule or take it away."""

    chat_id: int
    at: time


@dataclass(frozen=True, slots=True)
class AskTime:
    """Tell how to type any other time."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class ShowZones:
    """Show the time zones to choose from."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class SetZone:
    """Move a chat's schedule to a time zone."""

    chat_id: int
    zone: str


@dataclass(frozen=True, slots=True)
class ShowDays:
    """Show the weekdays to choose from."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class ToggleDay:
    """Add a weekday (Monday is 0) or take it away."""

    chat_id: int
    weekday: int


@dataclass(frozen=True, slots=True)
class SetLength:
    """Write a chat's digests shorter or longer."""

    chat_id: int
    length: Length


@dataclass(frozen=True, slots=True)
class Leave:
    """End a chat's subscription."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class ShowSources:
    """Show a page (the first is 0) of what the bot reads."""

    page: int


@dataclass(frozen=True, slots=True)
class AskSource:
    """Tell how to add a source."""


@dataclass(frozen=True, slots=True)
class FindChannel:
    """Show what following this public channel would bring."""

    name: str


@dataclass(frozen=True, slots=True)
class FindLink:
    """Show what can be followed behind the link in the message above."""


@dataclass(frozen=True, slots=True)
class Follow:
    """Add the source whose link stands at this place (the first is 0) in the message."""

    kind: SourceKind
    place: int


@dataclass(frozen=True, slots=True)
class ImportList:
    """Add the sources that the file above lists."""


@dataclass(frozen=True, slots=True)
class Decline:
    """Add nothing."""


@dataclass(frozen=True, slots=True)
class ShowRemovable:
    """Show a page of the sources that this person may remove."""

    page: int


@dataclass(frozen=True, slots=True)
class AskRemove:
    """Ask whether a source is to be removed."""

    source_id: str


@dataclass(frozen=True, slots=True)
class Remove:
    """Remove a source."""

    source_id: str


Payload = (
    Retry
    | ShowEvidence
    | Retell
    | OpenPanel
    | ToggleTime
    | AskTime
    | ShowZones
    | SetZone
    | ShowDays
    | ToggleDay
    | SetLength
    | Leave
    | ShowSources
    | AskSource
    | FindChannel
    | FindLink
    | Follow
    | ImportList
    | Decline
    | ShowRemovable
    | AskRemove
    | Remove
    | schedule_buttons.SchedulePayload
)
PayloadType = TypeVar("PayloadType", bound=Payload)

PREFIXES: dict[type, str] = {
    Retry: "r",
    ShowEvidence: "e",
    Retell: "l",
    OpenPanel: "p",
    ToggleTime: "t",
    AskTime: "a",
    ShowZones: "z",
    SetZone: "s",
    ShowDays: "d",
    ToggleDay: "w",
    SetLength: "n",
    Leave: "x",
    ShowSources: "o",
    AskSource: "q",
    FindChannel: "h",
    FindLink: "i",
    Follow: "f",
    ImportList: "m",
    Decline: "c",
    ShowRemovable: "y",
    AskRemove: "u",
    Remove: "v",
    **schedule_buttons.PREFIXES,
}
_READERS: dict[type, Callable[[str], Any]] = {
    int: int,
    str: str,
    time: time.fromisoformat,
    date: date.fromisoformat,
    **{kind: kind for kind in (Length, SourceKind, Weekend, Hush, NothingNew, TimeToLive)},
    schedule_buttons.Page: schedule_buttons.Page,
}


def pack(payload: Payload) -> str:
    """Return the payload as Telegram carries it."""
    values = [PREFIXES[type(payload)], *(_written(getattr(payload, f.name)) for f in fields(payload))]
    packed = SEPARATOR.join(values)
    assert len(packed.encode()) <= LONGEST_PAYLOAD, packed
    return packed


def unpack(kind: type[PayloadType], packed: str) -> PayloadType:
    """Return the payload of this kind. Raises UserMistake when the button is from another version."""
    prefix, *values = packed.split(SEPARATOR)
    wanted = fields(kind)
    if prefix != PREFIXES.get(kind) or len(values) != len(wanted):
        raise UserMistake(Mistake.STALE_BUTTON)
    try:
        read = [_READERS[_type_of(f.type)](value) for f, value in zip(wanted, values, strict=True)]
    except ValueError as error:
        raise UserMistake(Mistake.STALE_BUTTON) from error
    return kind(*read)


def pattern(kind: type[Payload]) -> str:
    """Return the regular expression that matches the payloads of this kind."""
    return rf"^{PREFIXES[kind]}(?:\{SEPARATOR}|$)"


def _type_of(declared: Any) -> type:  # a dataclass field's type is untyped by its library
    assert isinstance(declared, type)
    return declared


def _written(value: int | str | time | date | StrEnum) -> str:
    return value.strftime("%H:%M") if isinstance(value, time) else str(value)
