"""Publisher: due subscriptions -> editions -> deliveries. Sends nothing: the Courier does."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache

from bot.core.catching_up import CATCH_UP, first_date_that_matters, longest_delay, slot_to_publish
from bot.core.errors import MujazError
from bot.core.models import Length, Story, Subscription
from bot.core.ports import Clock, EditionToPublish, Library, Outbox, RenderEdition, Subscriptions
from bot.core.schedule import next_slot
from bot.core.work import may_wait
from bot.services.assemble import (
    LONGEST_WINDOW,
    Assembler,
    Choice,
    Group,
    Owed,
    alike,
    all_stories,
    digests_by_texts,
)
from bot.services.digest import Digester
from bot.services.newsstand import Newsstand, Newsstands
from bot.services.orders import DigestOrders
from bot.services.outcomes import outcomes

logger = logging.getLogger(__name__)

AT_ONCE = 4  # groups of readers who are owed the same
BATCH = 200  # subscriptions: as many as can be saved without holding up the readers who talk to the bot


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
        self._subscriptions = subscriptions
        self._outbox = outbox
        self._digester = digester
        self._render = render
        self._clock = clock
        self._catch_up = catch_up
        self._newsstands = Newsstands(library, clock, LONGEST_WINDOW)

    async def publish(self) -> int:
        """Publish all editions that are due; return how many were new. Raises StorageError."""
        return await self._publish(self._newsstands.new())

    async def publish_shard(self, shard: str, orders: DigestOrders | None = None) -> int:
        """Publish what is due of the subscriptions whose id begins so; return how many. Raises StorageError.

        orders: who has digests written elsewhere; an edition waits for them a little.
        """
        return await self._publish(self._newsstands.recent(), shard, orders)

    async def _publish(
        self, newsstand: Newsstand, shard: str = "", orders: DigestOrders | None = None
    ) -> int:
        count = 0
        last: Subscription | None = None
        while due := await self._subscriptions.due(self._clock(), BATCH, last, shard):
            groups = alike(due)
            results = await outcomes(
                [self._publish_group(group, newsstand, orders) for group in groups], AT_ONCE
            )
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

    async def _publish_group(
        self, group: Group, newsstand: Newsstand, orders: DigestOrders | None = None
    ) -> int:
        now = self._clock()
        stories = await newsstand.stories(now - LONGEST_WINDOW, group[0].topics)
        owed = await self._owed(group, stories, now)
        assembler = Assembler(stories, self._render, now)
        choices = await asyncio.to_thread(assembler.choose, owed)
        pairs = list(zip(owed, choices, strict=True))
        if orders is not None:
            pairs = await self._complete(pairs, group[0].length, orders, now)
        owed, choices = [one for one, _ in pairs], [choice for _, choice in pairs]
        at_hand = orders is not None
        digests = await self._digester.digest_all(all_stories(choices), group[0].length, at_hand=at_hand)
        # Not in a thread as well: it takes some milliseconds, and each thread would keep memory of its own.
        intents = assembler.assemble(owed, choices, digests_by_texts(digests))
        if not intents:
            return 0
        new = await self._outbox.add(*intents)
        _log(intents, len(digests), new)
        return new

    async def _complete(
        self, pairs: list[tuple[Owed, Choice]], length: Length, orders: DigestOrders, now: datetime
    ) -> list[tuple[Owed, Choice]]:
        """Have missing digests written elsewhere; whose edition may wait for them is left for a later tick."""
        patient = [choice for one, choice in pairs if may_wait(one.slot.due_at, now)]
        ordered = await orders.place(all_stories(patient), length)
        return [
            (one, choice)
            for one, choice in pairs
            if not may_wait(one.slot.due_at, now) or ordered.isdisjoint(story.id for story in choice.stories)
        ]

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


def _log(intents: Sequence[EditionToPublish], stories: int, new: int) -> None:
    for intent in intents:
        stories_told = " ".join(digest.story.id for digest in intent.edition.digests)
        logger.debug("An edition is made.", extra={"edition": intent.edition.id, "stories": stories_told})
    told = {"first": intents[0].edition.id, "editions": len(intents), "stories": stories, "new": new}
    logger.info("Editions were published.", extra=told)
