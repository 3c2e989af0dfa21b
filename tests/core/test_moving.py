"""Which slot is owed when a reader moves to another zone: what the clock on the wall asks for, and nothing twice."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.catching_up import CATCH_UP
from bot.core.timetable import Schedule, SlotKey
from tests.core.desk import A_TICK, RIYADH, TODAY, Desk

ZONES = (
    "Asia/Riyadh",
    "Africa/Casablanca",
    "Europe/London",
    "America/New_York",
    "Asia/Kolkata",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
)


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
