"""The words about when editions come, beyond times and days. Holds no words itself."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.core.timetable import Hush, NothingNew, TimeToLive, Weekend
from bot.telegram.schedule_buttons import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleWords:
    """One language's words about weekends, Ramadan, quiet hours, pauses; the functions get words ready to be shown."""

    buttons: dict[Page, str]
    hints: dict[Page, str]
    soon: str

    weekends: dict[Weekend, str]
    weekend: Callable[[str, tuple[str, ...]], str]
    no_weekend: str

    ramadan: Callable[[tuple[str, ...]], str]
    usual_ramadan: str
    ramadan_days: Callable[[str, str], str]
    ramadan_shifts: dict[int, str]

    quiet: Callable[[str, str, str], str]
    no_quiet: str
    quiet_start: Callable[[str], str]
    quiet_end: Callable[[str], str]
    end_quiet: str
    hushes: dict[Hush, str]
    hush_buttons: dict[Hush, str]

    paused: Callable[[str], str]
    not_paused: str
    pauses: dict[int, str]
    day_less: str
    day_more: str
    end_pause: str

    nothing_new: dict[NothingNew, str]
    nothing_new_buttons: dict[NothingNew, str]

    late: Callable[[str], str]
    usual_late: str
    delays: dict[TimeToLive, str]
    usual_delay: str
