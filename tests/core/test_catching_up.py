"""Which slot is owed after downtime, and when a reader changes the schedule or moves."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.catching_up import CATCH_UP, slot_after_change, slot_to_publish
from bot.core.schedule import next_slot
from bot.core.timetable import Hush, QuietHours, Schedule, SlotKey
from tests.builders import MONDAY

TODAY, TOMORROW = date(2026, 11, 23), date(2026, 11, 24)
RIYADH = Schedule(times=(time(9),), zone="Asia/Riyadh")  # due at 06:00 UTC, which is MONDAY
A_TICK = timedelta(minutes=5)
ZONES = (
    "Asia/Riyadh",
    "Africa/Casablanca",
    "Europe/London",
    "America/New_York",
    "Asia/Kolkata",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
)


@dataclass
class Desk:
    """One reader's subscription and what has been published for it, as Publisher and Registrar keep them."""

    schedule: Schedule
    now: datetime
    published: list[SlotKey] = field(default_factory=list)
    next_due: datetime | None = None

    def open(self) -> None:
        self._wait_for(next_slot(self.schedule, self.now))

    def tick(self) -> None:
        if self.next_due is None or self.next_due > self.now:
            return
        slot = slot_to_publish(self.schedule, self.next_due, self.now, set(self.published))
        if slot is not None:
            self.published.append(slot.key)
        self._wait_for(next_slot(self.schedule, self.now, set(self.published)))

    def change(self, schedule: Schedule) -> None:
        owed = slot_after_change(self.schedule, self.next_due, schedule, self.now, set(self.published))
        self.schedule = schedule
        self._wait_for(owed)

    def advance(self, **by: float) -> None:
        self.now += timedelta(**by)

    def _wait_for(self, slot: object) -> None:
        self.next_due = getattr(slot, "due_at", None)


@pytest.fixture
def desk() -> Desk:
    """A reader of 09:00 in Riyadh, at 08:00."""
    desk = Desk(schedule=RIYADH, now=MONDAY - timedelta(hours=1))
    desk.open()
    return desk


@pytest.mark.parametrize(
    ("late", "published"),
    [(0, [TODAY]), (5.9, [TODAY]), (6, [TODAY]), (6.1, []), (23, []), (24.1, [TOMORROW])],
    ids=["on time", "within the grace", "at its end", "too late", "much too late", "the next one is due"],
)
def test_missed_edition_goes_out_late_within_the_grace_and_not_after(
    desk: Desk, late: float, published: list[date]
) -> None:
    """What a short downtime held back comes late, once; what is hours old is left out."""
    desk.advance(hours=1 + late)

    desk.tick()
    desk.tick()

    assert [day for day, _ in desk.published] == published
    assert desk.next_due is not None
    assert desk.next_due > desk.now


def test_of_several_missed_editions_only_the_latest_goes_out(desk: Desk) -> None:
    """After a morning off, one edition, not three."""
    desk.change(replace(RIYADH, times=(time(9), time(10), time(11))))
    desk.advance(hours=5)

    desk.tick()
    desk.tick()

    assert desk.published == [(TODAY, time(11))]


def test_editions_postponed_to_the_same_morning_are_one(desk: Desk) -> None:
    """Two hours of the night and the first of the morning fall together: one edition goes out."""
    night = QuietHours(start=time(22), end=time(7), hush=Hush.POSTPONED)
    desk.change(Schedule(times=(time(23), time(2), time(7)), zone="Asia/Riyadh", quiet=night))

    for _ in range(25 * 12):
        desk.tick()
        desk.now += A_TICK

    assert desk.published == [(TOMORROW, time(7))]


def test_time_added_after_its_hour_waits_for_tomorrow(desk: Desk) -> None:
    """Who adds 07:00 at 08:00 is not sent an edition at once."""
    desk.change(replace(RIYADH, times=(time(7),)))

    desk.tick()

    assert desk.published == []
    assert desk.next_due == datetime(2026, 11, 24, 4, tzinfo=UTC)


def test_edition_that_is_due_is_not_lost_by_a_tap_on_another_hour(desk: Desk) -> None:
    """A reader who changes something in the second before the edition goes out still gets it."""
    desk.advance(hours=1, seconds=2)
    desk.change(replace(RIYADH, times=(time(9), time(20))))

    desk.tick()

    assert desk.published == [(TODAY, time(9))]


def test_edition_that_is_due_is_dropped_with_its_hour(desk: Desk) -> None:
    """Who takes the hour away does not want it any more."""
    desk.advance(hours=1, seconds=2)
    desk.change(replace(RIYADH, times=(time(20),)))

    desk.tick()

    assert desk.published == []


def test_move_west_after_the_edition_brings_no_second_one(desk: Desk) -> None:
    """09:00 was read in Riyadh; the same date's 09:00 in London is not published again."""
    desk.advance(hours=1)
    desk.tick()
    desk.change(replace(RIYADH, zone="Europe/London"))

    for _ in range(12 * 12):
        desk.now += A_TICK
        desk.tick()

    assert desk.published == [(TODAY, time(9))]
    assert desk.next_due == datetime(2026, 11, 24, 9, tzinfo=UTC)


def test_move_west_before_the_edition_waits_for_the_new_hour(desk: Desk) -> None:
    """The hour has not come there yet."""
    desk.change(replace(RIYADH, zone="Europe/London"))

    desk.advance(hours=1)
    desk.tick()

    assert desk.published == []
    assert desk.next_due == datetime(2026, 11, 23, 9, tzinfo=UTC)


def test_move_east_over_the_hour_brings_the_edition_at_once(desk: Desk) -> None:
    """At 08:00 in Riyadh it is past 09:00 in Dubai: nobody loses an edition by landing."""
    desk.advance(minutes=30)
    desk.change(replace(RIYADH, zone="Asia/Dubai"))

    desk.tick()

    assert desk.published == [(TODAY, time(9))]


def test_move_east_owes_no_hour_that_was_past_when_it_was_chosen(desk: Desk) -> None:
    """Who chose 07:00 at 08:00 and then says that it is 09:00 here is not sent an edition at once."""
    desk.change(replace(RIYADH, times=(time(7),)))
    desk.change(replace(desk.schedule, zone="Asia/Dubai"))

    desk.tick()

    assert desk.published == []


def test_move_there_and_back_brings_what_was_never_published_and_nothing_else(desk: Desk) -> None:
    """07:00 had passed when it was chosen; landing in New York before it and coming home after it owes that one."""
    desk.change(replace(RIYADH, times=(time(7), time(12))))
    desk.advance(hours=4, minutes=5)
    desk.tick()
    desk.change(replace(desk.schedule, zone="America/New_York"))
    desk.change(replace(desk.schedule, zone="Asia/Riyadh"))

    desk.tick()

    assert desk.published == [(TODAY, time(12)), (TODAY, time(7))]


def test_move_over_more_than_the_grace_waits_for_the_next_hour() -> None:
    """From New York to Tokyo in the evening: an edition ten hours old is left out, the next morning's comes."""
    desk = Desk(schedule=replace(RIYADH, zone="America/New_York"), now=datetime(2026, 11, 23, 10, tzinfo=UTC))
    desk.open()
    desk.change(replace(RIYADH, zone="Asia/Tokyo"))

    desk.tick()

    assert desk.published == []
    assert desk.next_due == datetime(2026, 11, 24, 0, tzinfo=UTC)


def test_paused_reader_is_owed_nothing_of_the_pause(desk: Desk) -> None:
    """Who comes back early starts with the next hour."""
    desk.change(replace(RIYADH, paused_until=TOMORROW))
    desk.advance(hours=2)
    desk.tick()
    desk.change(replace(RIYADH, paused_until=None))

    desk.tick()

    assert desk.published == []
    assert desk.next_due == datetime(2026, 11, 24, 6, tzinfo=UTC)


@pytest.mark.parametrize("saved", [timedelta(hours=-1), timedelta(hours=1)], ids=["too early", "too late"])
def test_edition_is_neither_lost_nor_doubled_when_a_country_changes_its_clock_at_short_notice(
    desk: Desk, saved: timedelta
) -> None:
    """The hour was saved under the old rules of the zone, the bot starts again with the new ones."""
    desk.next_due = MONDAY + saved
    desk.advance(minutes=-30)

    for _ in range(20 * 12):
        desk.tick()
        desk.now += A_TICK

    assert desk.published == [(TODAY, time(9))]


@dataclass(frozen=True)
class Life:
    """A week of a reader: hours, moves (tick, zone) and ticks at which the bot is off."""

    times: tuple[time, ...]
    moves: dict[int, str]
    off: frozenset[int]


def _lives() -> st.SearchStrategy[Life]:
    ticks = st.integers(1, 7 * 288 - 1)
    downtimes = st.lists(st.tuples(ticks, st.integers(1, 200)), max_size=3)
    return st.builds(
        Life,
        times=st.lists(st.integers(0, 287), min_size=1, max_size=12, unique=True).map(_times),
        moves=st.dictionaries(ticks, st.sampled_from(ZONES), max_size=6),
        off=downtimes.map(
            lambda spans: frozenset(n for start, many in spans for n in range(start, start + many))
        ),
    )


def _times(numbers: list[int]) -> tuple[time, ...]:
    return tuple(sorted(time(n // 12, n % 12 * 5) for n in numbers))


@settings(deadline=None)  # a busy machine proves nothing
@given(life=_lives())
def test_reader_who_moves_gets_neither_two_editions_nor_none_for_a_slot(life: Life) -> None:
    """Whatever the moves and downtimes: what goes out is what the clock on the reader's wall asks for, in order."""
    start = datetime(2026, 6, 8, 0, 1, tzinfo=UTC)  # a week in which none of these zones changes its clock
    desk = Desk(schedule=Schedule(times=life.times, zone=ZONES[0]), now=start)
    desk.open()

    for n in range(1, 7 * 288):
        desk.now = start + n * A_TICK
        if n not in life.off:
            if n in life.moves:
                desk.change(replace(desk.schedule, zone=life.moves[n]))
            desk.tick()

    assert desk.published == list(_read_on_the_wall(life, start))
    assert len(set(desk.published)) == len(desk.published)


def _read_on_the_wall(life: Life, start: datetime) -> Iterable[SlotKey]:
    """The same week told by a clock on the wall that a reader sets when landing: knows no slots and no UTC."""
    zone, seen, out = ZONES[0], _wall(start, ZONES[0]), set[SlotKey]()
    for n in range(1, 7 * 288):
        if n in life.off:
            continue
        zone = life.moves.get(n, zone)
        wall = _wall(start + n * A_TICK, zone)
        seen = min(seen, wall)  # set back: what comes again is only new if it was not published
        passed = [key for key in _hours(life.times, seen, wall) if key not in out]
        if passed and wall - datetime.combine(*passed[-1]) <= CATCH_UP:
            out.add(passed[-1])
            yield passed[-1]
        seen = wall


def _wall(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def _hours(times: tuple[time, ...], after: datetime, until: datetime) -> list[SlotKey]:
    days = [after.date() + timedelta(days=n) for n in range((until.date() - after.date()).days + 1)]
    return [(day, at) for day in days for at in times if after < datetime.combine(day, at) <= until]
