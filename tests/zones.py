"""The clock changes of all time zones from 2026 to 2045, found by halves, not minute by minute."""

from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

FIRST, LAST = datetime(2026, 1, 1, tzinfo=UTC), datetime(2046, 1, 1, tzinfo=UTC)
A_WEEK = timedelta(days=7)  # no zone changes its clock twice within one; Morocco does within five
A_SECOND = timedelta(seconds=1)


@cache
def zones_that_change() -> tuple[str, ...]:
    """Each zone that changes its clock, once: a name that is only another name of one changes alike."""
    alike = {tuple((change, _offset(name, change)) for change in changes_of(name)): name for name in _names()}
    return tuple(name for changes, name in alike.items() if changes)


@cache
def changes_of(name: str) -> tuple[datetime, ...]:
    """The first moments after each change of this zone's clock."""
    changes, week = [], FIRST
    while week < LAST:
        if _offset(name, week) != _offset(name, week + A_WEEK):
            changes.append(_change_between(name, week, week + A_WEEK))
        week += A_WEEK
    return tuple(changes)


def _names() -> list[str]:
    return sorted(available_timezones(), reverse=True)  # so that Africa/Cairo is kept, and not Egypt


def _change_between(name: str, before: datetime, after: datetime) -> datetime:
    old = _offset(name, before)
    while after - before > A_SECOND:
        middle = (before + (after - before) / 2).replace(microsecond=0)
        before, after = (middle, after) if _offset(name, middle) == old else (before, middle)
    return after


def _offset(name: str, moment: datetime) -> timedelta | None:
    return moment.astimezone(ZoneInfo(name)).utcoffset()
