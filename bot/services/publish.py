"""Publisher: due subscriptions -> editions -> deliveries. Sends nothing: the Courier does."""

import asyncio
import logging
from datetime import datetime, timedelta

from bot.core.catching_up import CATCH_UP, first_date_that_matters, slot_to_publish
from bot.core.errors import MujazError
from bot.core.models import Delivery, Digest, Edition, Message, Story, Subscription
from bot.core.ports import Clock, EditionToPublish, Library, Outbox, RenderEdition, Subscriptions
from bot.core.quiet import hushed
from bot.core.ranking import STORIES_PER_EDITION, Told, choose_stories, told_until
from bot.core.schedule import next_slot
from bot.core.stories import story_fingerprint
from bot.core.timetable import Slot
from bot.services.digest import Digester
from bot.services.newsstand import Newsstand
from bot.services.outcomes import outcomes

logger = logging.getLogger(__name__)

AT_ONCE = 4  # editions
FIRST_EDITION_WINDOW = timedelta(hours=24)
LONGEST_WINDOW = timedelta(hours=72)
RECENT = timedelta(seconds=5)


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
        due = await self._subscriptions.due(self._clock())
        newsstand = Newsstand(self._library, self._clock() - LONGEST_WINDOW)
        results = await outcomes(
            [self._publish_one(subscription, newsstand) for subscription in due], AT_ONCE
        )
        for subscription, result in zip(due, results, strict=True):
            if isinstance(result, Exception):
                logger.error(
                    "An edition could not be published; the others are.",
                    extra={"subscription": subscription.id, "reason": str(result)},
                    exc_info=None if isinstance(result, MujazError) else result,
                )
        return results.count(True)

    async def publish_one(self, subscription_id: str) -> bool:
        """Publish the edition of this subscription, if it is due still; true when it was new. Raises MujazError."""
        subscription = await self._subscriptions.due_one(subscription_id, self._clock())
        return subscription is not None and await self._publish_one(subscription, self._recent_newsstand())

    def _recent_newsstand(self) -> Newsstand:
        """Return one for all who are published in these seconds: to look through three days takes long."""
        now = self._clock()
        if self._shared is None or now - self._shared[0] > RECENT:
            self._shared = now, Newsstand(self._library, now - LONGEST_WINDOW)
        return self._shared[1]

    async def _publish_one(self, subscription: Subscription, newsstand: Newsstand) -> bool:
        assert subscription.next_due is not None, "a due subscription has a due time"
        now = self._clock()
        schedule = subscription.schedule
        since = first_date_that_matters(now, self._catch_up)
        published = await self._subscriptions.published(subscription.id, since)
        slot = slot_to_publish(schedule, subscription.next_due, now, published, self._catch_up)
        if slot is None:
            return await self._leave_out(subscription, next_slot(schedule, now, published))
        stories = await newsstand.stories(_window_start(subscription, now), subscription.topics)
        told = await self._outbox.stories_told(subscription.id)
        chosen = await asyncio.to_thread(choose_stories, stories, told, STORIES_PER_EDITION)
        digests = await self._digester.digest_all(chosen, subscription.length)
        edition = _edition(subscription, slot, digests, _told_before(chosen, told))
        messages = hushed(self._render(edition, subscription), schedule, self._clock())
        upcoming = next_slot(schedule, now, published | {slot.key})
        intent = EditionToPublish(
            edition=edition,
            subscription=subscription,
            deliveries=_deliveries(edition, subscription.chat_id, messages, now),
            next_due=upcoming.due_at if upcoming else None,
            told=_digested(chosen, digests),
        )
        new = await self._outbox.add(intent)
        logger.info(
            "An edition was published.",
            extra={"edition": edition.id, "stories": len(digests), "messages": len(messages), "new": new},
        )
        return new

    async def _leave_out(self, subscription: Subscription, upcoming: Slot | None) -> bool:
        """What is so late is no news any more; the reader waits for the next hour."""
        await self._subscriptions.move_on(subscription, upcoming.due_at if upcoming else None)
        logger.warning("An edition was missed for too long.", extra={"subscription": subscription.id})
        return False


def _window_start(subscription: Subscription, now: datetime) -> datetime:
    """Look back to before the last edition, since `sent` tells what it held; a pause of weeks is not caught up."""
    start = (subscription.last_due or now) - FIRST_EDITION_WINDOW
    return max(start, now - LONGEST_WINDOW)


def _edition(
    subscription: Subscription, slot: Slot, digests: tuple[Digest, ...], told_before: frozenset[str]
) -> Edition:
    """A digest may be kept from before its story was merged with others: it is known by its texts."""
    edition_id = f"{subscription.id}:{slot.local_date.isoformat()}:{slot.local_time:%H:%M}"
    return Edition(
        id=edition_id,
        subscription_id=subscription.id,
        slot=slot,
        digests=digests,
        developed=frozenset(
            digest.story.id for digest in digests if story_fingerprint(digest.story) in told_before
        ),
    )


def _told_before(chosen: tuple[Story, ...], told: Told) -> frozenset[str]:
    return frozenset(story_fingerprint(story) for story in chosen if told_until(story, told) is not None)


def _digested(chosen: tuple[Story, ...], digests: tuple[Digest, ...]) -> tuple[Story, ...]:
    written = {story_fingerprint(digest.story) for digest in digests}
    return tuple(story for story in chosen if story_fingerprint(story) in written)


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
