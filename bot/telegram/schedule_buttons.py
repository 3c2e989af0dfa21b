"""The payloads of the buttons behind «المزيد»; buttons.py packs them like all others."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from bot.core.timetable import Hush, NothingNew, TimeToLive, Weekend


class Page(StrEnum):
    """The pages of a chat's settings that are not on its first panel."""

    MORE = "more"
    WEEKEND = "weekend"
    QUIET = "quiet"
    RAMADAN = "ramadan"
    PAUSE = "pause"
    NOTHING_NEW = "nothing"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class ShowPage:
    """Show one of the pages."""

    chat_id: int
    page: Page


@dataclass(frozen=True, slots=True)
class SetWeekend:
    """Let these days have times of their own."""

    chat_id: int
    weekend: Weekend


@dataclass(frozen=True, slots=True)
class ToggleWeekendTime:
    """Add a time to the weekend or take it away."""

    chat_id: int
    at: time


@dataclass(frozen=True, slots=True)
class ToggleRamadanTime:
    """Add a time to the days of Ramadan or take it away."""

    chat_id: int
    at: time


@dataclass(frozen=True, slots=True)
class SetRamadanShift:
    """Let Ramadan begin so many days later than in the calendar."""

    chat_id: int
    days: int


@dataclass(frozen=True, slots=True)
class SetQuietStart:
    """Begin the quiet hours at this time."""

    chat_id: int
    at: time


@dataclass(frozen=True, slots=True)
class SetQuietEnd:
    """End the quiet hours at this time."""

    chat_id: int
    at: time


@dataclass(frozen=True, slots=True)
class SetHush:
    """Let editions of quiet hours come without a sound, or later."""

    chat_id: int
    hush: Hush


@dataclass(frozen=True, slots=True)
class EndQuiet:
    """Have no quiet hours."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class PauseUntil:
    """Publish nothing before this date."""

    chat_id: int
    day: date


@dataclass(frozen=True, slots=True)
class EndPause:
    """Publish again from now on."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class SetNothingNew:
    """Say so, or say nothing, when nothing is new."""

    chat_id: int
    nothing_new: NothingNew


@dataclass(frozen=True, slots=True)
class SetTimeToLive:
    """Send no edition that is later than this."""

    chat_id: int
    time_to_live: TimeToLive


@dataclass(frozen=True, slots=True)
class EndTimeToLive:
    """Leave it to the operator how late an edition may come."""

    chat_id: int


SchedulePayload = (
    ShowPage
    | SetWeekend
    | ToggleWeekendTime
    | ToggleRamadanTime
    | SetRamadanShift
    | SetQuietStart
    | SetQuietEnd
    | SetHush
    | EndQuiet
    | PauseUntil
    | EndPause
    | SetNothingNew
    | SetTimeToLive
    | EndTimeToLive
)

PREFIXES: dict[type, str] = {
    ShowPage: "sp",
    SetWeekend: "sw",
    ToggleWeekendTime: "tw",
    ToggleRamadanTime: "tr",
    SetRamadanShift: "sr",
    SetQuietStart: "qs",
    SetQuietEnd: "qe",
    SetHush: "sh",
    EndQuiet: "qx",
    PauseUntil: "pu",
    EndPause: "px",
    SetNothingNew: "sn",
    SetTimeToLive: "st",
    EndTimeToLive: "tx",
}
