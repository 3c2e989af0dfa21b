"""Quiet hours."""

from datetime import UTC, datetime, time

import pytest

from bot.core.models import Message
from bot.core.quiet import as_sent, hushed
from bot.core.timetable import QuietHours, Schedule

NIGHT = QuietHours(start=time(22), end=time(7))  # in Riyadh: from 19:00 to 04:00 UTC
REST = QuietHours(start=time(13), end=time(16))


@pytest.mark.parametrize(
    ("quiet", "utc", "silent"),
    [
        pytest.param(NIGHT, "18:59", False, id="a minute before the night"),
        pytest.param(NIGHT, "19:00", True, id="at its beginning"),
        pytest.param(NIGHT, "00:30", True, id="after midnight"),
        pytest.param(NIGHT, "03:59", True, id="a minute before its end"),
        pytest.param(NIGHT, "04:00", False, id="at its end"),
        pytest.param(REST, "11:00", True, id="an afternoon"),
        pytest.param(REST, "20:00", False, id="an evening, with a quiet afternoon"),
        pytest.param(QuietHours(start=time(7), end=time(7)), "04:00", False, id="no time at all"),
        pytest.param(None, "00:30", False, id="no quiet hours"),
    ],
)
def test_nothing_rings_in_quiet_hours(quiet: QuietHours | None, utc: str, silent: bool) -> None:
    """Whatever leaves between the two local times comes without a sound; before and after it rings."""
    schedule = Schedule(times=(), zone="Asia/Riyadh", quiet=quiet)

    messages = hushed((Message(html="a"), Message(html="b")), schedule, _at(utc))

    assert [as_sent(message, _at(utc)).silent for message in messages] == [silent, silent]


@pytest.mark.parametrize(
    ("published", "sent", "silent"),
    [("18:59", "19:01", True), ("03:59", "04:01", False), ("12:00", "12:10", False)],
    ids=["delayed into the night", "delayed out of the night", "delayed by day"],
)
def test_it_counts_when_a_message_leaves_not_when_it_was_published(
    published: str, sent: str, silent: bool
) -> None:
    """A flood that holds an evening edition back for minutes wakes nobody at night."""
    schedule = Schedule(times=(), zone="Asia/Riyadh", quiet=NIGHT)

    (message,) = hushed((Message(html="a"),), schedule, _at(published))

    assert as_sent(message, _at(sent)).silent is silent


def test_silent_part_stays_silent_by_day() -> None:
    """Only the first part of an edition rings."""
    schedule = Schedule(times=(), zone="Asia/Riyadh", quiet=NIGHT)

    (part,) = hushed((Message(html="b", silent=True),), schedule, _at("12:00"))

    assert as_sent(part, _at("12:00")).silent


def _at(utc: str) -> datetime:
    return datetime.combine(datetime(2026, 11, 23, tzinfo=UTC), time.fromisoformat(utc), tzinfo=UTC)
