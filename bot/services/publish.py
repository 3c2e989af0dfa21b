"""Publisher: due subscriptions -> editions -> deliveries. Sends nothing: the Courier does."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache

from bot.core.catching_up import CATCH_UP, first_date_that_matters, longest_delay, slot_to_publish
from bot.core.errors import MujazError
from bot.core.models import Length, Story, Subscription
from bot.core.ports import Clock, Library, Outbox, RenderEdition, Subscriptions
from bot.core.schedule import next_slot
from bot.services.assemble import LONGEST_WINDOW, Assembler, Choice, Owed, digests_by_texts
from bot.services.digest import Digester
from bot.services.newsstand import Newsstand
from bot.services.outcomes import outcomes

logger = logging.getLogger(__name__)

AT_ONCE = 4  # groups of readers who are owed the same
BATCH = 200  # subscriptions: as many as can be saved without holding up the readers who talk to the bot
RECENT = timedelta(seconds=5)

Group = tuple[Subscription, ...]
"""Readers who follow the same topics in the same length."""


class Publisher:
    """Makes the editions that are due, each exactly once."""

    def __init__(
        self,
        library: Library,
        subscriptions: Subscriptions,
        outbox: Outbox,
        digester: Digester,
        render: RenderEdition,
        clock: Clock,
        catch_up: timedelta = CATCH_UP,
    ) -> None:
        self._library = library
        self._subscriptions = subscriptions
        self._outbox = outbox
        self._digester = digester
        self._render = render
        self._clock = clock
        self._catch_up = catch_up
        self._shared: tuple[datetime, Newsstand] | None = None

    async def publish(self) -> int:
        """Publish all editions that are due; return how many were new. Raises StorageError."""
        return await self._publish(Newsstand(self._library, self._clock() - LONGEST_WINDOW))

    async def publish_shard(self, shard: str) -> int:
        """Publish what is due of the subscriptions whose id begins so; return how many. Raises StorageError."""
        return await self._publish(self._recent_newsstand(), shard)

    def _recent_newsstand(self) -> Newsstand:
        """Return one for all who are published in these seconds: to look through three days takes long."""
        now = self._clock()
        if self._shared is None or now - self._shared[0] > RECENT:
            self._shared = now, Newsstand(self._library, now - LONGEST_WINDOW)
        return self._shared[1]

    async def _publish(self, newsstand: Newsstand, shard: str = "") -> int:
        count = 0
        last: Subscription | None = None
        while due := await self._subscriptions.due(self._clock(), BATCH, last, shard):
            groups = _alike(due)
            results = await outcomes([self._publish_group(group, newsstand) for group in groups], AT_ONCE)
            for group, result in zip(groups, results, strict=True):
                if isinstance(result, Exception):
                    count += await self._publish_singly(group, newsstand)
                else:
                    count += result
            last = due[-1]
        return count

    async def _publish_singly(self, group: Group, newsstand: Newsstand) -> int:
        """A reader whose edition cannot be published must not keep it from others."""
        results = await outcomes([self._publish_group((one,), newsstand) for one in group], AT_ONCE)
        for subscription, result in zip(group, results, strict=True):
            if isinstance(result, Exception):
                logger.error(
                    "An edition could not be published; the others are.",
                    extra={"subscription": subscription.id, "reason": str(result)},
                    exc_info=None if isinstance(result, MujazError) else result,
                )
        return sum(result for result in results if not isinstance(result, Exception))

    async def _publish_group(self, group: Group, newsstand: Newsstand) -> int:
        now = self._clock()
        stories = await newsstand.stories(now - LONGEST_WINDOW, group[0].topics)
        owed = await self._owed(group, stories, now)
        assembler = Assembler(stories, self._render, now)
        choices = await asyncio.to_thread(assembler.choose, owed)
        digests = await self._digester.digest_all(_all_stories(choices), group[0].length)
        # Not in a thread as well: it takes some milliseconds, and each thread would keep memory of its own.
        intents = assembler.assemble(owed, choices, digests_by_texts(digests))
        new = await self._outbox.add(*intents) if intents else 0
        for intent in intents:
            stories_told = " ".join(digest.story.id for digest in intent.edition.digests)
            logger.debug("An edition is made.", extra={"edition": intent.edition.id, "stories": stories_told})
        logger.info(
            "Editions were published.",
            extra={
                "first": intents[0].edition.id if intents else None,
                "editions": len(intents),
                "stories": len(digests),
                "new": new,
            },
        )
        return new

    async def _owed(self, group: Group, stories: tuple[Story, ...], now: datetime) -> list[Owed]:
        """Find what each reader is owed; who is so late that it is no news any more waits for the next hour."""
        ids = tuple(subscription.id for subscription in group)
        since = first_date_that_matters(now, self._catch_up)
        published = await self._subscriptions.published(ids, since)
        story_ids = tuple({story_id for story in stories for story_id in story.ids})
        told = await self._outbox.stories_told(ids, story_ids)
        slot_of, next_of = cache(slot_to_publish), cache(next_slot)  # most readers have the same schedule
        owed = []
        for subscription in group:
            assert subscription.next_due is not None, "a due subscription has a due time"
            schedule, out = subscription.schedule, published.get(subscription.id, frozenset())
            delay = longest_delay(subscription.time_to_live, self._catch_up)
            slot = slot_of(schedule, subscription.next_due, now, out, delay)
            upcoming = next_of(schedule, now, out if slot is None else out | {slot.key})
            next_due = upcoming.due_at if upcoming else None
            if slot is None:
                await self._leave_out(subscription, next_due)
                continue
            known = told.get(subscription.id, {})
            owed.append(Owed(subscription=subscription, slot=slot, next_due=next_due, told=known))
        return owed

    async def _leave_out(self, subscription: Subscription, next_due: datetime | None) -> None:
        await self._subscriptions.move_on(subscription, next_due)
        logger.warning("An edition was missed for too long.", extra={"subscription": subscription.id})


def _alike(due: Sequence[Subscription]) -> list[Group]:
    groups: dict[tuple[tuple[str, ...], Length], list[Subscription]] = defaultdict(list)
    for subscription in due:
        groups[subscription.topics, subscription.length].append(subscription)
    return [tuple(group) for group in groups.values()]


def _all_stories(choices: Sequence[Choice]) -> tuple[Story, ...]:
    """Every story that somebody is told, once."""
    return tuple({story.id: story for choice in choices for story in choice.stories}.values())
