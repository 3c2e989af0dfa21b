"""Preparer: editions that come soon -> orders for the digests they will need. Publishes nothing."""

import asyncio
from datetime import datetime

from bot.core.ports import Clock, Library, Outbox, Subscriptions
from bot.core.work import COMING, PREPARED_BEFORE, StoryToDigest
from bot.services.assemble import LONGEST_WINDOW, Chooser, Group, alike, all_stories
from bot.services.newsstand import Newsstands
from bot.services.orders import DigestOrders

BATCH = 200  # subscriptions, as for publishing


class Preparer:
    """Does the work of the queue `digest`: finds the stories that will be needed, and writes each."""

    def __init__(
        self,
        library: Library,
        subscriptions: Subscriptions,
        outbox: Outbox,
        orders: DigestOrders,
        clock: Clock,
    ) -> None:
        self._subscriptions = subscriptions
        self._outbox = outbox
        self._orders = orders
        self._clock = clock
        self._newsstands = Newsstands(library, clock, LONGEST_WINDOW)

    async def do(self, key: str) -> None:
        """Do one piece of work. Raises EngineError, StorageError."""
        if key.startswith(COMING):
            await self.prepare(key.removeprefix(COMING))
        else:
            await self._orders.write(StoryToDigest.read(key))

    async def prepare(self, shard: str) -> None:
        """Order the digests for those whose edition comes soon and whose ids begin so. Raises StorageError."""
        now = self._clock()
        last = None
        while soon := await self._subscriptions.due(now + PREPARED_BEFORE, BATCH, last, shard):
            for group in alike(one for one in soon if one.next_due is not None and one.next_due > now):
                await self._order(group, now)
            last = soon[-1]

    async def _order(self, group: Group, now: datetime) -> None:
        stories = await self._newsstands.recent().stories(now - LONGEST_WINDOW, group[0].topics)
        ids = tuple(subscription.id for subscription in group)
        told = await self._outbox.stories_told(ids, tuple({name for story in stories for name in story.ids}))
        chooser = Chooser(stories, now)
        choices = await asyncio.to_thread(
            lambda: [chooser.choice(one, told.get(one.id, {})) for one in group]
        )
        await self._orders.place_better(all_stories(choices), group[0].length)
