"""A database, a messenger and what passes between them, for tests of what becomes of a delivery."""

from sqlalchemy import select

from bot.core.models import Message, Subscription
from bot.core.ports import EditionToPublish
from bot.core.retry import DeliveryRules
from bot.services.tell_owners import OwnerTeller
from bot.storage.database import Database
from bot.storage.outbox import SqlOutbox
from bot.storage.schema import deliveries
from bot.storage.subscriptions import SqlSubscriptions
from tests.builders import FixedClock, a_delivery, a_subscription, an_edition
from tests.fakes import FakeMessenger
from tests.services.courier import a_courier


class Post:
    """A database, a messenger that fails as told, and Couriers that come and go."""

    def __init__(self, database: Database, clock: FixedClock) -> None:
        self.database, self.clock = database, clock
        self.subscriptions = SqlSubscriptions(database)
        self.messenger = FakeMessenger()
        self.rules = DeliveryRules()

    async def owe(
        self, chat_id: int, *, parts: int = 1, owner_id: int | None = None, number: int = 1
    ) -> None:
        name = f"sub{chat_id}"
        edition_id = f"{name}-{number}"
        subscription = a_subscription(
            subscription_id=name,
            chat_id=chat_id,
            owner_id=owner_id,
            title="قناة الميناء",
            next_due=self.clock(),
        )
        await self.subscriptions.save(subscription)
        owed = tuple(a_delivery(part=n, edition_id=edition_id, chat_id=chat_id) for n in range(1, parts + 1))
        edition = an_edition(edition_id=edition_id, subscription_id=name)
        await SqlOutbox(self.database).add(
            EditionToPublish(edition=edition, subscription=subscription, deliveries=owed, next_due=None)
        )

    async def deliver(self) -> int:
        """Let a process come, send what is due, and go."""
        outbox = SqlOutbox(self.database)
        return await a_courier(
            outbox, self.subscriptions, self.messenger, self.clock, rules=self.rules
        ).deliver()

    async def tell_owners(self) -> None:
        """Let a process tell the owners of lost chats, and go."""
        await OwnerTeller(self.subscriptions, self.messenger, _word, self.clock).tell()

    async def die_while_sending(self) -> None:
        """Let a process look after what others left, claim what is due and be killed."""
        outbox, now = SqlOutbox(self.database), self.clock()
        await outbox.recover(now, now)
        assert await outbox.claim(now, 10)

    async def ledger(self) -> list[tuple[int, int, str]]:
        query = select(deliveries.c.chat_id, deliveries.c.part, deliveries.c.state)
        async with self.database.reading() as connection:
            rows = await connection.execute(query.order_by(deliveries.c.chat_id, deliveries.c.part))
            return [(row.chat_id, row.part, row.state) for row in rows]


def _word(lost: Subscription) -> Message:
    return Message(html=f"فقدتُ {lost.title}")
