"""Courier: deliveries -> chats. Renders nothing and decides nothing: core/retry says what becomes of a failure."""

import asyncio
import logging
from datetime import datetime, timedelta

from bot.core.errors import DeliveryError, StorageError
from bot.core.limits import Permits
from bot.core.models import Delivery, DeliveryState
from bot.core.ports import Clock, Messenger, Outbox, Subscriptions
from bot.core.quiet import as_sent
from bot.core.retry import DeliveryRules, after_failure, arrived, put_back, resend_abandoned_at
from bot.services.gate import Gate
from bot.services.outcomes import outcome
from bot.services.places import Place, Places
from bot.services.settle import Settler

logger = logging.getLogger(__name__)

AT_ONCE = 32  # the client's connections get slower, not faster, above this
TOGETHER = 0.01  # seconds of messages claimed together; after a crash what had not left is in doubt as well
MARGIN = 1.5  # times the longest claim lately: of so many seconds when the database is slow
FORGETTING = 0.9  # of that longest time, at each claim
SLOWEST = 0.3  # seconds; a claim that took longer was held up by something else
SOON = 0.1  # seconds; a claimed delivery that must wait longer for its place is put back
LONGEST_WAIT = 5.0  # seconds until a place: who must wait longer comes back later
NAP = 1.0  # seconds between two looks whether this is the end
LONGEST_SEND = 50.0  # seconds; a claim as old as DOUBT_DELAY is a dead process's, so the living end before
LONGEST_SLEEP = 5.0  # seconds; a process that was stopped for longer may have lost its claims
LOOK_BACK_EVERY = timedelta(seconds=5)


class Courier:
    """Brings what is owed to its chats, as fast as is allowed and not faster."""

    def __init__(
        self,
        outbox: Outbox,
        subscriptions: Subscriptions,
        messenger: Messenger,
        permits: Permits,
        clock: Clock,
        rules: DeliveryRules,
        at_once: int = AT_ONCE,
    ) -> None:
        self._outbox = outbox
        self._subscriptions = subscriptions
        self._messenger = messenger
        self._places = Places(permits)
        self._clock = clock
        self._rules = rules
        self._settler = Settler(outbox, clock)
        self._gate = Gate()
        self._at_once, self._hands = at_once, asyncio.Semaphore(at_once)
        self._under_way, self._one_is_done = 0, asyncio.Event()
        self._took = self._usually_took = self._last_took = 0.0
        self._looked_back: datetime | None = None
        self._arrived = 0
        self._failures: list[Exception] = []
        self._closing = False

    def close(self) -> None:
        """Claim nothing more; what is under way is finished."""
        self._closing = True

    async def deliver(self) -> int:
        """Send until nothing more is due; return how many messages arrived. Raises StorageError."""
        self._arrived, self._failures = 0, []
        await self._settler.flush()  # what an unreachable database left over
        async with asyncio.TaskGroup() as sends:
            # An error must not get out here: it would cancel the sends, and one broken off halfway is a doubt.
            self._note_failure(await outcome(self._send_until_all_are_answered(sends)))
        await self._settler.flush()
        if self._failures:
            raise self._failures[0]
        return self._arrived

    async def _send_until_all_are_answered(self, sends: asyncio.TaskGroup) -> None:
        """What comes due while an answer is long in coming does not wait for it."""
        await self._send_all_due(sends)
        while self._under_way and not self._closing:
            self._one_is_done.clear()
            try:
                async with asyncio.timeout(NAP):
                    await self._one_is_done.wait()
            except TimeoutError:
                await self._send_all_due(sends)

    async def _send_all_due(self, sends: asyncio.TaskGroup) -> None:
        await self._look_back()
        if self._places.next() is None and not await self._is_anything_due(sends):
            return
        while places := await self._coming_places():
            claimed = await self._claim(len(places))
            self._places.give_back(places[len(claimed) :])
            self._send_all(sends, claimed, places[: len(claimed)])
            if len(claimed) < len(places):
                return

    async def _is_anything_due(self, sends: asyncio.TaskGroup) -> bool:
        """Claim one message before any place is booked; unless its place comes soon, it is claimed again then."""
        claimed = () if self._closing else await self._claim(1)
        if not claimed:
            return False
        try:
            place = await self._places.first(self._together)
        except StorageError:
            self._put_back(claimed)
            raise
        if place.at > asyncio.get_running_loop().time() + SOON:
            self._put_back(claimed)
            await self._settler.flush()
        else:
            self._send_all(sends, claimed, self._places.take(1, self._together))
        return True

    async def _coming_places(self) -> list[Place]:
        """Wait until the next place comes; return it and those right after it, none when that would take long."""
        loop = asyncio.get_running_loop()
        while not self._closing:
            await self._look_back()
            room = await self._room()
            place = await self._places.first(self._together)
            await asyncio.sleep(0)  # what was claimed last takes its turn at the gate
            wait = self._gate.turn(place.at, place.interval) - self._usually_took - loop.time()
            if wait > LONGEST_WAIT:
                break
            self._settler.expect_claim(loop.time() + wait)
            await asyncio.sleep(min(wait, NAP))
            if wait <= NAP and (places := self._places.take(room, self._together)):
                return places
        await self._settler.flush()  # no claim comes that would take the results with it
        return []

    @property
    def _together(self) -> float:
        return max(TOGETHER, MARGIN * self._took)

    async def _claim(self, wanted: int) -> tuple[Delivery, ...]:
        loop = asyncio.get_running_loop()
        began = loop.time()
        claimed = await self._settler.claim(wanted)
        took = min(loop.time() - began, SLOWEST)
        lasting = min(took, self._last_took)  # one that was held up alone says nothing of the next
        self._last_took = took
        self._took = max(lasting, self._took * FORGETTING)
        self._usually_took += (lasting - self._usually_took) * (1 - FORGETTING)
        self._under_way += len(claimed)
        return claimed

    async def _look_back(self) -> None:
        """Find what was left behind or got too old: often enough, not at every turn."""
        now = self._clock()
        if self._looked_back is not None and abs(now - self._looked_back) < LOOK_BACK_EVERY:
            return
        self._looked_back = now
        again_at = resend_abandoned_at(now, self._rules.on_doubt)
        abandoned = await self._outbox.recover(now, again_at)
        if abandoned:
            logger.warning("A process ended while it was sending.", extra={"deliveries": abandoned})
        while expired := await self._outbox.expire(now, self._rules.time_to_live):
            for edition in expired:
                logger.error("An edition got too old before it was sent.", extra={"edition": edition})

    async def _room(self) -> int:
        """Return how many may be claimed: no more than can soon leave, however slowly Telegram answers."""
        while self._under_way >= self._at_once:
            self._one_is_done.clear()
            await self._one_is_done.wait()
        return self._at_once - self._under_way

    def _let_go(self, count: int) -> None:
        self._under_way -= count
        self._one_is_done.set()

    def _put_back(self, claimed: tuple[Delivery, ...]) -> None:
        now = self._clock()
        self._settler.note(*(put_back(delivery, now, "did not leave yet") for delivery in claimed))
        self._let_go(len(claimed))

    def _send_all(self, sends: asyncio.TaskGroup, claimed: tuple[Delivery, ...], places: list[Place]) -> None:
        for delivery, place in zip(claimed, places, strict=True):
            sends.create_task(self._send_one(delivery, place))

    async def _send_one(self, delivery: Delivery, place: Place) -> None:
        """A failure here must break off no other send; `deliver` raises it in the end."""
        self._note_failure(await outcome(self._deliver_one(delivery, place)))

    def _note_failure(self, result: Exception | None) -> None:
        if result is not None:
            self._failures.append(result)

    async def _deliver_one(self, delivery: Delivery, place: Place) -> None:
        try:
            message_id = await self._send(delivery, place)
        except DeliveryError as error:
            await self._settle_failure(delivery, error)
        else:
            self._arrived += 1
            told = {"edition": delivery.edition_id, "delivery": delivery.id, "message": message_id}
            logger.debug("A delivery arrived.", extra=told)
            self._settler.note(arrived(delivery, message_id))
        await self._settler.flush_soon()

    async def _send(self, delivery: Delivery, place: Place) -> int:
        try:
            await self._gate.leave(place.at, place.interval)
            async with self._hands:
                return await self._send_now(delivery, place)
        except TimeoutError as error:
            raise DeliveryError("no answer in time", doubtful=True) from error
        finally:
            self._let_go(1)

    async def _send_now(self, delivery: Delivery, place: Place) -> int:
        if asyncio.get_running_loop().time() > place.at + LONGEST_SLEEP:
            raise DeliveryError("did not leave in time: its claim may be lost", retry_after=0)
        message = as_sent(delivery.message, self._clock())
        async with asyncio.timeout(LONGEST_SEND):
            return await self._messenger.send(delivery.chat_id, message)

    async def _settle_failure(self, delivery: Delivery, error: DeliveryError) -> None:
        settled = after_failure(error, delivery, self._clock(), self._rules.on_doubt)
        logger.log(
            logging.INFO if settled.state is DeliveryState.PENDING else logging.WARNING,
            "A delivery did not arrive.",
            extra={"delivery": settled.id, "state": settled.state.value, "reason": settled.last_error},
        )
        try:
            if error.new_chat_id is not None:
                await self._subscriptions.move_chat(delivery.chat_id, error.new_chat_id)
            if error.chat_gone:
                await self._leave_chat(delivery, error)
        finally:
            self._settler.note(settled)

    async def _leave_chat(self, delivery: Delivery, error: DeliveryError) -> None:
        """Whoever looks after the owners of lost chats (services/tell_owners.py) finds it in the database."""
        await self._subscriptions.pause(delivery.chat_id, self._clock())
        await self._outbox.give_up(delivery.chat_id, str(error))
