"""A Courier with what tests do not care about filled in."""

from bot.core.limits import Permits
from bot.core.ports import Clock, Messenger, Outbox, Subscriptions
from bot.core.retry import DeliveryRules
from bot.services.deliver import Courier
from tests.fakes import FakePermits


def a_courier(
    outbox: Outbox,
    subscriptions: Subscriptions,
    messenger: Messenger,
    clock: Clock,
    *,
    permits: Permits | None = None,
    rules: DeliveryRules | None = None,
    at_once: int = 32,
) -> Courier:
    return Courier(
        outbox,
        subscriptions,
        messenger,
        permits or FakePermits(),
        clock,
        rules or DeliveryRules(),
        at_once,
    )
