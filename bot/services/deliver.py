"""Courier: deliveries -> chats. Renders nothing and decides nothing: core/retry says what becomes of a failure."""

import logging
from datetime import timedelta

from bot.core.errors import DeliveryError
from bot.core.models import Delivery
from bot.core.ports import Clock, Messenger, Outbox, Subscriptions
from bot.core.retry import after_failure
from bot.services.outcomes import outcomes

logger = logging.getLogger(__name__)

AT_A_TIME = 25  # a tick comes every second, so this keeps below Telegram's 30 messages a second
STALE_AFTER = timedelta(seconds=120)  # longer than any request may take: its process is dead


class Courier:
    """Brings what is owed to its chats."""

    def __init__(
        self, outbox: Outbox, subscriptions: Subscriptions, messenger: Messenger, clock: Clock
    ) -> None:
        self._outbox = outbox
        self._subscriptions = subscriptions
        self._messenger = messenger
        self._clock = clock

    async def deliver(self) -> int:
        """Send what is due now; return how many messages arrived. Raises StorageError."""
        await self._outbox.recover(self._clock() - STALE_AFTER)
        claimed = await self._outbox.claim(self._clock(), AT_A_TIME)
        results = await outcomes([self._deliver_one(delivery) for delivery in claimed], AT_A_TIME)
        failure = next((result for result in results if isinstance(result, Exception)), None)
        if failure is not None:
            raise failure  # only now: a send that is broken off halfway would be a doubt
        return results.count(True)

    async def _deliver_one(self, delivery: Delivery) -> bool:
        try:
            message_id = await self._messenger.send(delivery.chat_id, delivery.message)
        except DeliveryError as error:
            await self._settle_failure(delivery, error)
            return False
        await self._outbox.mark_sent(delivery, message_id, self._clock())
        return True

    async def _settle_failure(self, delivery: Delivery, error: DeliveryError) -> None:
        if error.new_chat_id is not None:
            await self._subscriptions.move_chat(delivery.chat_id, error.new_chat_id)
        outcome = after_failure(error, delivery, self._clock())
        await self._outbox.mark_failed(delivery, outcome)
        if error.chat_gone:
            await self._subscriptions.pause(delivery.chat_id)
        logger.warning(
            "A delivery did not arrive.",
            extra={"delivery": delivery.id, "state": outcome.state.value, "reason": outcome.reason},
        )
