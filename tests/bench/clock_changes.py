"""Every edition of 20 years in every zone that changes its clock: python -m tests.bench.clock_changes [minutes]

Walks from slot to slot as the Publisher does, from 2026 to 2045, for a daily edition at each time of day that is so
many minutes after the last (30 when left out), and counts what is missing or doubled. Also says what a step costs.
"""

import sys
import time
from collections import Counter
from datetime import date, timedelta
from datetime import time as time_of_day
from zoneinfo import ZoneInfo

from bot.core.schedule import moment_of, next_slot
from bot.core.timetable import Schedule, SlotKey
from tests.zones import FIRST, LAST, zones_that_change

A_DAY = timedelta(days=1)


def editions_of(zone: str, at: time_of_day) -> Counter[SlotKey]:
    """Return how often each slot of these years comes up."""
    schedule, seen = Schedule(times=(at,), zone=zone), Counter[SlotKey]()
    slot = next_slot(schedule, FIRST)
    while slot is not None and slot.due_at < LAST:
        seen[slot.key] += 1
        slot = next_slot(schedule, slot.due_at)
    return seen


def wanted_of(zone: str, at: time_of_day) -> list[SlotKey]:
    """Return the slots that a calendar names for these years."""
    days = (date(2025, 12, 31) + n * A_DAY for n in range(366 * 21))
    return [(day, at) for day in days if FIRST < moment_of(day, at, ZoneInfo(zone)) < LAST]


def main() -> int:
    """Return 1 when a slot is missing or doubled, as an exit code."""
    step = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    times = [time_of_day(n // 60, n % 60) for n in range(0, 24 * 60, step)]
    began, count, missing, doubled = time.process_time(), 0, 0, 0
    for zone in zones_that_change():
        for at in times:
            seen, wanted = editions_of(zone, at), wanted_of(zone, at)
            count += len(wanted)
            missing += sum(1 for key in wanted if not seen[key])
            doubled += sum(1 for key in seen if seen[key] > 1) + len(set(seen) - set(wanted))
    cost = (time.process_time() - began) / count * 1e6
    sys.stdout.write(
        f"{len(zones_that_change())} zones, {count} editions: missing {missing}, doubled {doubled}; "
        f"{cost:.0f} µs of CPU an edition, checks included\n"
    )
    return int(missing + doubled > 0)


if __name__ == "__main__":
    sys.exit(main())
