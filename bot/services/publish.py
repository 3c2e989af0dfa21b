"""Publisher: due subscriptions -> editions -> deliveries. Sends nothing: the Courier does."""

import logging
from datetime import datetime, timedelta

from bot.core.errors import MujazError
from bot.core.models import Delivery, Digest, Edition, Message, Slot, Subscription
from bot.core.ports import Clock, EditionToPublish, Library, Outbox, RenderEdition, Subscriptions
from bot.core.ranking import STORIES_PER_EDITION, choose_stories
from bot.core.schedule import next_slot, slot_due_at
from bot.services.digest import Digester
from bot.services.outcomes import outcomes

logger = logging.getLogger(__name__)

AT_ONCE = 4  # editions
FIRST_EDITION_WINDOW = timedelta(hours=24)
LONGEST_WINDOW = timedelta(hours=72)


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
    ) -> None:
        self._library = library
        self._subscriptions = subscriptions
        self._outbox = outbox
        self._digester = digester
        self._render = render
        self._clock = clock

    async def publish(self) -> int:
        """Publish all editions that are due; return how many were new. Raises StorageError."""
        due = await self._subscriptions.due(self._clock())
        results = await outcomes([self._publish_one(subscription) for subscription in due], AT_ONCE)
        for subscription, result in zip(due, results, strict=True):
            if isinstance(result, Exception):
                logger.error(
                    "An edition could not be published; the others are.",
                    extra={"subscription": subscription.id, "reason": str(result)},
                    exc_info=None if isinstance(result, MujazError) else result,
                )
        return results.count(True)

    async def _publish_one(self, subscription: Subscription) -> bool:
        assert subscription.next_due is not None, "a due subscription has a due time"
        now = self._clock()
        slot = slot_due_at(subscription.schedule, subscription.next_due)
        digests = await self._digests_for(subscription, now)
        edition = _edition(subscription, slot, digests)
        messages = self._render(edition, subscription)
        upcoming = next_slot(subscription.schedule, max(now, subscription.next_due))
        intent = EditionToPublish(
            edition=edition,
            subscription=subscription,
            deliveries=_deliveries(edition, subscription.chat_id, messages, now),
            next_due=upcoming.due_at if upcoming else None,
        )
        new = await self._outbox.add(intent)
        logger.info(
            "An edition was published.",
            extra={"edition": edition.id, "stories": len(digests), "messages": len(messages), "new": new},
        )
        return new

    async def _digests_for(self, subscription: Subscription, now: datetime) -> tuple[Digest, ...]:
        stories = await self._library.stories_since(_window_start(subscription, now), subscription.topics)
        sent = await self._outbox.stories_sent(subscription.id)
        chosen = choose_stories(stories, sent, STORIES_PER_EDITION)
        return await self._digester.digest_all(chosen, subscription.length)


def _window_start(subscription: Subscription, now: datetime) -> datetime:
    """Look back to before the last edition, since `sent` tells what it held; a pause of weeks is not caught up."""
    start = (subscription.last_due or now) - FIRST_EDITION_WINDOW
    return max(start, now - LONGEST_WINDOW)


def _edition(subscription: Subscription, slot: Slot, digests: tuple[Digest, ...]) -> Edition:
    edition_id = f"{subscription.id}:{slot.local_date.isoformat()}:{slot.local_time:%H:%M}"
    return Edition(id=edition_id, subscription_id=subscription.id, slot=slot, digests=digests)


def _deliveries(
    edition: Edition, chat_id: int, messages: tuple[Message, ...], now: datetime
) -> tuple[Delivery, ...]:
    return tuple(
        Delivery(
            id=f"{edition.id}:{part}",
            edition_id=edition.id,
            chat_id=chat_id,
            part=part,
            message=message,
            next_attempt=now,
        )
        for part, message in enumerate(messages, start=1)
    )
