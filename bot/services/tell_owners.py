"""OwnerTeller: a channel or a group is lost -> its owner hears it. Who finds it out only pauses the chat."""

import logging
from collections.abc import Callable
from datetime import timedelta

from bot.core.errors import DeliveryError
from bot.core.models import Message, Subscription
from bot.core.ports import Clock, Messenger, Subscriptions

logger = logging.getLogger(__name__)

AGAIN_AFTER = timedelta(minutes=1)  # longer than a message takes: only a process that died is made up for


class OwnerTeller:
    """Tells each owner once; twice if its process dies in the moment between the message and the note of it."""

    def __init__(
        self,
        subscriptions: Subscriptions,
        messenger: Messenger,
        word: Callable[[Subscription], Message],
        clock: Clock,
    ) -> None:
        self._subscriptions = subscriptions
        self._messenger = messenger
        self._word = word
        self._clock = clock

    async def tell(self) -> None:
        """Tell all owners who do not know yet. Raises StorageError."""
        now = self._clock()
        for lost in await self._subscriptions.take_untold(now, now + AGAIN_AFTER):
            if await self._is_done(lost):
                await self._subscriptions.told(lost.chat_id)

    async def _is_done(self, lost: Subscription) -> bool:
        try:
            await self._messenger.send(lost.owner_id, self._word(lost))
        except DeliveryError as error:
            logger.warning("An owner could not be told that a chat is lost.", extra={"reason": str(error)})
            return error.permanent
        return True
