"""Registrar: follow, leave, say when editions come. Asks nobody for permission: the caller did."""

import uuid
from dataclasses import replace
from datetime import date, time, timedelta

from bot.core.catching_up import CATCH_UP, first_date_that_matters, slot_after_change
from bot.core.errors import Mistake, UserMistake
from bot.core.models import Length, Subscription, SubscriptionState
from bot.core.ports import Clock, Subscriptions
from bot.core.schedule import is_zone, next_slot
from bot.core.timetable import Hush, NothingNew, QuietHours, Schedule, TimeToLive, Weekend

MOST_TIMES = 12
USUAL_NIGHT = QuietHours(start=time(22), end=time(7))


class Registrar:
    """Keeps each chat's subscription as its owner wants it."""

    def __init__(
        self,
        subscriptions: Subscriptions,
        clock: Clock,
        default_zone: str,
        catch_up: timedelta = CATCH_UP,
    ) -> None:
        self._subscriptions = subscriptions
        self._clock = clock
        self._default_zone = default_zone
        self._catch_up = catch_up

    async def find(self, chat_id: int) -> Subscription | None:
        """Return the subscription of this chat, if any."""
        return await self._subscriptions.of_chat(chat_id)

    async def managed_by(self, owner_id: int) -> tuple[Subscription, ...]:
        """Return all subscriptions this person manages."""
        return await self._subscriptions.of_owner(owner_id)

    async def open(self, chat_id: int, owner_id: int, title: str) -> Subscription:
        """Return the subscription of this chat; a new one has no times yet and gets nothing."""
        found = await self._subscriptions.of_chat(chat_id)
        if found is not None:
            return found
        new = Subscription(
            id=uuid.uuid4().hex[:16],
            chat_id=chat_id,
            owner_id=owner_id,
            title=title,
            schedule=Schedule(times=(), zone=self._default_zone),
        )
        await self._subscriptions.save(new)
        return new

    async def add_time(self, chat_id: int, at: time) -> Subscription:
        """Add a time of day. Raises UserMistake."""
        current = await self._existing(chat_id)
        times = _with_room((*current.schedule.times, at))
        return await self._reschedule(current, replace(current.schedule, times=times))

    async def toggle_time(self, chat_id: int, at: time) -> Subscription:
        """Add a time of day, or take it away when it is there. Raises UserMistake."""
        current = await self._existing(chat_id)
        times = _toggled(current.schedule.times, at)
        return await self._reschedule(current, replace(current.schedule, times=times))

    async def set_zone(self, chat_id: int, zone: str) -> Subscription:
        """Keep the local times and move them to another time zone. Raises UserMistake."""
        if not is_zone(zone):
            raise UserMistake(Mistake.BAD_ZONE)
        current = await self._existing(chat_id)
        return await self._reschedule(current, replace(current.schedule, zone=zone))

    async def toggle_weekday(self, chat_id: int, weekday: int) -> Subscription:
        """Add a weekday (Monday is 0), or take it away; the last one stays. Raises UserMistake."""
        current = await self._existing(chat_id)
        weekdays = tuple(sorted(set(current.schedule.weekdays) ^ {weekday})) or current.schedule.weekdays
        return await self._reschedule(current, replace(current.schedule, weekdays=weekdays))

    async def set_weekend(self, chat_id: int, weekend: Weekend) -> Subscription:
        """Let these days have times of their own, none at first. Raises UserMistake."""
        current = await self._existing(chat_id)
        return await self._reschedule(current, replace(current.schedule, weekend=weekend))

    async def toggle_weekend_time(self, chat_id: int, at: time) -> Subscription:
        """Add a time to the weekend, or take it away; its days count again if they did not. Raises UserMistake."""
        current = await self._existing(chat_id)
        schedule = current.schedule
        weekdays = tuple(sorted({*schedule.weekdays, *schedule.weekend.days}))
        times = _toggled(schedule.weekend_times, at)
        return await self._reschedule(current, replace(schedule, weekend_times=times, weekdays=weekdays))

    async def toggle_ramadan_time(self, chat_id: int, at: time) -> Subscription:
        """Add a time to the days of Ramadan, or take it away. Raises UserMistake."""
        current = await self._existing(chat_id)
        times = _toggled(current.schedule.ramadan_times, at)
        return await self._reschedule(current, replace(current.schedule, ramadan_times=times))

    async def set_ramadan_shift(self, chat_id: int, days: int) -> Subscription:
        """Let Ramadan begin so many days later than in the calendar of Umm al-Qura. Raises UserMistake."""
        current = await self._existing(chat_id)
        return await self._reschedule(current, replace(current.schedule, ramadan_shift=days))

    async def set_quiet(
        self, chat_id: int, start: time | None = None, end: time | None = None
    ) -> Subscription:
        """Begin or end the quiet hours at this time; what is not said stays as it is. Raises UserMistake."""
        current = await self._existing(chat_id)
        quiet = current.schedule.quiet or USUAL_NIGHT
        quiet = replace(quiet, start=start or quiet.start, end=end or quiet.end)
        return await self._reschedule(current, replace(current.schedule, quiet=quiet))

    async def set_hush(self, chat_id: int, hush: Hush) -> Subscription:
        """Say what becomes of an edition in quiet hours. Raises UserMistake."""
        current = await self._existing(chat_id)
        quiet = replace(current.schedule.quiet or USUAL_NIGHT, hush=hush)
        return await self._reschedule(current, replace(current.schedule, quiet=quiet))

    async def end_quiet(self, chat_id: int) -> Subscription:
        """Have no quiet hours. Raises UserMistake."""
        current = await self._existing(chat_id)
        return await self._reschedule(current, replace(current.schedule, quiet=None))

    async def pause_until(self, chat_id: int, day: date | None) -> Subscription:
        """Publish nothing before this local date; None: publish again from now on. Raises UserMistake."""
        current = await self._existing(chat_id)
        return await self._reschedule(current, replace(current.schedule, paused_until=day))

    async def set_nothing_new(self, chat_id: int, nothing_new: NothingNew) -> Subscription:
        """Say what this chat hears at an hour without news. Raises UserMistake."""
        return await self._save(replace(await self._existing(chat_id), nothing_new=nothing_new))

    async def set_time_to_live(self, chat_id: int, time_to_live: TimeToLive | None) -> Subscription:
        """Say how late editions may come; None: as the operator says. What waits already stays as it is.

        Raises UserMistake.
        """
        return await self._save(replace(await self._existing(chat_id), time_to_live=time_to_live))

    async def set_length(self, chat_id: int, length: Length) -> Subscription:
        """Write digests for this chat so long from now on. Raises UserMistake."""
        return await self._save(replace(await self._existing(chat_id), length=length))

    async def leave(self, chat_id: int) -> None:
        """End the subscription of this chat. Raises UserMistake."""
        if not await self._subscriptions.remove(chat_id):
            raise UserMistake(Mistake.NOT_SUBSCRIBED)

    async def pause(self, chat_id: int) -> Subscription | None:
        """Stop serving a chat that cannot be reached, keeping its settings; nothing when it was not served.

        Whoever gets the subscription is the first to know.
        """
        return await self._subscriptions.pause(chat_id, self._clock())

    async def welcome_back(self, chat_id: int) -> Subscription | None:
        """Serve a paused chat again with the settings it had; nothing when it was not paused."""
        current = await self._subscriptions.of_chat(chat_id)
        if current is None or current.state is not SubscriptionState.PAUSED:
            return None
        upcoming = next_slot(current.schedule, self._clock())
        return await self._subscriptions.resume(chat_id, upcoming.due_at if upcoming else None)

    async def _existing(self, chat_id: int) -> Subscription:
        found = await self._subscriptions.of_chat(chat_id)
        if found is None:
            raise UserMistake(Mistake.NOT_SUBSCRIBED)
        return found

    async def _save(self, changed: Subscription) -> Subscription:
        return await self._reschedule(changed, changed.schedule)

    async def _reschedule(self, current: Subscription, schedule: Schedule) -> Subscription:
        """Save the new schedule with what it owes next: no change may cost or double an edition."""
        now = self._clock()
        since = first_date_that_matters(now, self._catch_up)
        published = (await self._subscriptions.published((current.id,), since)).get(current.id, frozenset())
        upcoming = slot_after_change(
            current.schedule, current.next_due, schedule, now, published, self._catch_up
        )
        saved = replace(
            current,
            schedule=schedule,
            next_due=upcoming.due_at if upcoming else None,
            state=SubscriptionState.ACTIVE,
        )
        await self._subscriptions.save(saved)
        return saved


def _toggled(times: tuple[time, ...], at: time) -> tuple[time, ...]:
    return _with_room(tuple(set(times) ^ {at}))


def _with_room(times: tuple[time, ...]) -> tuple[time, ...]:
    if len(set(times)) > MOST_TIMES:
        raise UserMistake(Mistake.TOO_MANY_TIMES)
    return tuple(sorted(set(times)))
