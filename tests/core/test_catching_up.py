"""Which slot is owed after downtime, and when a reader changes the hours or comes back from a pause."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.core.timetable import Hush, QuietHours, Schedule
from tests.builders import MONDAY
from tests.core.desk import A_TICK, RIYADH, TODAY, TOMORROW, Desk


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
