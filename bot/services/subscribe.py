"""Registrar: follow, leave, change the hour, the days or the zone. Asks nobody for permission: the caller did."""

import uuid
from dataclasses import replace
from datetime import time

from bot.core.errors import Mistake, UserMistake
from bot.core.models import Length, Schedule, Subscription, SubscriptionState
from bot.core.ports import Clock, Subscriptions
from bot.core.schedule import is_zone, next_slot

MOST_TIMES = 12


class Registrar:
    """Keeps each chat's subscription as its owner wants it."""

    def __init__(self, subscriptions: Subscriptions, clock: Clock, default_zone: str) -> None:
        self._subscriptions = subscriptions
        self._clock = clock
        self._default_zone = default_zone

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
        if at in current.schedule.times:
            return await self._save(current)
        return await self.toggle_time(chat_id, at)

    async def toggle_time(self, chat_id: int, at: time) -> Subscription:
        """Add a time of day, or take it away when it is there. Raises UserMistake."""
        current = await self._existing(chat_id)
        times = set(current.schedule.times) ^ {at}
        if len(times) > MOST_TIMES:
            raise UserMistake(Mistake.TOO_MANY_TIMES)
        return await self._save(_with(current, replace(current.schedule, times=tuple(sorted(times)))))

    async def set_zone(self, chat_id: int, zone: str) -> Subscription:
        """Keep the local times and move them to another time zone. Raises UserMistake."""
        if not is_zone(zone):
            raise UserMistake(Mistake.BAD_ZONE)
        current = await self._existing(chat_id)
        return await self._save(_with(current, replace(current.schedule, zone=zone)))

    async def toggle_weekday(self, chat_id: int, weekday: int) -> Subscription:
        """Add a weekday (Monday is 0), or take it away; the last one stays. Raises UserMistake."""
        current = await self._existing(chat_id)
        weekdays = tuple(sorted(set(current.schedule.weekdays) ^ {weekday})) or current.schedule.weekdays
        return await self._save(_with(current, replace(current.schedule, weekdays=weekdays)))

    async def set_length(self, chat_id: int, length: Length) -> Subscription:
        """Write digests for this chat so long from now on. Raises UserMistake."""
        return await self._save(replace(await self._existing(chat_id), length=length))

    async def leave(self, chat_id: int) -> None:
        """End the subscription of this chat. Raises UserMistake."""
        if not await self._subscriptions.remove(chat_id):
            raise UserMistake(Mistake.NOT_SUBSCRIBED)

    async def pause(self, chat_id: int) -> None:
        """Stop serving a chat that cannot be reached, keeping its settings."""
        await self._subscriptions.pause(chat_id)

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
        upcoming = next_slot(changed.schedule, self._clock())
        due_at = upcoming.due_at if upcoming else None
        saved = replace(changed, next_due=due_at, state=SubscriptionState.ACTIVE)
        await self._subscriptions.save(saved)
        return saved


def _with(subscription: Subscription, schedule: Schedule) -> Subscription:
    return replace(subscription, schedule=schedule)
