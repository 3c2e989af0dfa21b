"""A reader's subscription without a database: what is published for it as time passes and the schedule changes."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from bot.core.catching_up import slot_after_change, slot_to_publish
from bot.core.schedule import next_slot
from bot.core.timetable import Schedule, SlotKey

TODAY, TOMORROW = date(2026, 11, 23), date(2026, 11, 24)
RIYADH = Schedule(times=(time(9),), zone="Asia/Riyadh")  # due at 06:00 UTC, which is MONDAY
A_TICK = timedelta(minutes=5)


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
