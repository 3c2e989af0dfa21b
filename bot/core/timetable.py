"""What a reader can say about when editions come, as immutable values. What follows from it is in schedule.py."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

SlotKey = tuple[date, time]
"""A slot's name: its local date and the time asked for. It stays the same when its reader moves to another zone."""


class Weekend(StrEnum):
    """Which days have times of their own."""

    NONE = "none"
    FRIDAY_SATURDAY = "friday-saturday"
    SATURDAY_SUNDAY = "saturday-sunday"
    FRIDAY = "friday"

    @property
    def days(self) -> tuple[int, ...]:
        """Its weekdays (Monday is 0)."""
        return {"none": (), "friday-saturday": (4, 5), "saturday-sunday": (5, 6), "friday": (4,)}[self.value]


class NothingNew(StrEnum):
    """What a chat wants to hear at an hour without news; until it says, a reader is told and an audience is not."""

    TELL = "tell"
    SILENCE = "silence"


class TimeToLive(StrEnum):
    """How late an edition may come to a chat: later it is no news; until the chat says, the operator's setting does."""

    HOUR = "1h"
    THREE_HOURS = "3h"
    SIX_HOURS = "6h"
    HALF_A_DAY = "12h"
    DAY = "24h"

    @property
    def length(self) -> timedelta:
        return timedelta(hours=int(self.value.removesuffix("h")))


class Hush(StrEnum):
    """What becomes of an edition that is due in quiet hours: it comes without a sound, or when they end."""

    SILENT = "silent"
    POSTPONED = "postponed"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietHours:
    """Local hours in which nothing rings; `start` is one of them, `end` no longer; they may span midnight."""

    start: time
    end: time
    hush: Hush = Hush.SILENT

    def hold(self, at: time) -> bool:
        """Is this time of day a quiet one? From a time to the same time is no time at all."""
        if self.start <= self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """When a reader wants an edition: local times of day, an IANA time zone, weekdays (Monday is 0).

    weekend_times: the times on the days of the weekend; without any they have no edition.
    ramadan_times: the times in Ramadan; without any they are those of other months.
    ramadan_shift: how many days later than in the Umm al-Qura calendar Ramadan begins where the reader lives.
    paused_until: the first local date that has editions again.
    """

    times: tuple[time, ...]
    zone: str
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)
    weekend: Weekend = Weekend.NONE
    weekend_times: tuple[time, ...] = ()
    ramadan_times: tuple[time, ...] = ()
    ramadan_shift: int = 0
    quiet: QuietHours | None = None
    paused_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One moment a subscription is owed an edition: its local date and the time asked for."""

    local_date: date
    local_time: time
    due_at: datetime

    @property
    def key(self) -> SlotKey:
        return self.local_date, self.local_time
