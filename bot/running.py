"""Starts and stops the processes: the bot (readers and ticks) and the workers. Builds no service: app.py does."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from bot.app import Mujaz, sample_of
from bot.core.errors import DeliveryError
from bot.core.figures import worries
from bot.core.retry import growing_delay
from bot.core.work import WorkKind, WorkQueue
from bot.jobs import Job, Timetable
from bot.services.announce import Announcer
from bot.services.deliver import Courier
from bot.services.prune import ContentPruner, Pruner
from bot.services.tell_owners import OwnerTeller
from bot.services.watch import Watchman
from bot.storage.due import SqlDueWork
from bot.storage.inbox import SqlInbox
from bot.storage.ledger import SqlLedger
from bot.storage.limits import SqlPermits
from bot.storage.old_content import SqlOldContent
from bot.telegram.application import (
    BotApplication,
    Server,
    add_commands,
    build_application,
    connect,
    introduce,
)
from bot.telegram.commands import Services
from bot.telegram.hearing import drain, listen, poll
from bot.telegram.intake import Intake
from bot.telegram.limiter import TelegramLimiter
from bot.telegram.messenger import TelegramMessenger, word_to_owner
from bot.telegram.texts import texts_for
from bot.web import HOOK_PATH, Hook, serving, web_app

if TYPE_CHECKING:
    from procrastinate import App

logger = logging.getLogger(__name__)

FIRST_KNOCK, LONGEST_KNOCK = timedelta(seconds=1), timedelta(minutes=1)
SECONDS_BETWEEN_WATCHES = 60.0
SECONDS_BETWEEN_PRUNES = 120.0
SECONDS_BETWEEN_LOOKS = 10.0  # at the updates that wait for an answer
SECONDS_BETWEEN_WORDS = 5.0  # to the owners of lost chats
SECONDS_BETWEEN_PREPARATIONS = 60.0  # of editions that come soon
AT_ONCE = {
    WorkKind.COLLECT: 8,
    WorkKind.DIGEST: 8,
    WorkKind.PUBLISH: 4,
    WorkKind.DELIVER: 1,  # a Courier is many hands by itself
}
TEXTS = texts_for("ar")


async def run_bot(mujaz: Mujaz, server: Server, stop: asyncio.Event, queue: WorkQueue | None = None) -> None:
    """Serve readers until `stop` is set; what is due is done here, or by workers when there is a queue.

    Raises SettingsError when Telegram does not know the token or refuses the webhook.
    """
    intake = Intake(SqlInbox(mujaz.database), mujaz.clock)
    application, courier = _telegram(mujaz, server, intake)
    messenger, word = TelegramMessenger(application.bot), word_to_owner(TEXTS)
    teller = OwnerTeller(mujaz.subscriptions, messenger, word, mujaz.clock)
    services = _services(mujaz, teller)
    add_commands(application, services)
    work = _done_here(mujaz, courier) if queue is None else _announced(mujaz, queue)
    looks = Job(name="updates", verb=partial(intake.look_after, application.bot), every=SECONDS_BETWEEN_LOOKS)
    owners = Job(name="owners", verb=teller.tell, every=SECONDS_BETWEEN_WORDS)
    timetable = Timetable((*work, looks, owners, _watch(mujaz, application), *_prune(mujaz)))
    async with _pages(mujaz, lambda: application.running, _hook(mujaz, intake, application)):
        if not await _knock(partial(connect, application), stop):
            return
        try:
            await introduce(application, services)
            await application.start()
            await _hear(mujaz, application, intake, stop)
            timetable.start()
            logger.info("The bot is running.", extra={"bot": application.bot.username})
            await stop.wait()
        finally:
            courier.close()
            intake.close()
            await _stop(application, timetable)


async def run_worker(
    mujaz: Mujaz, server: Server, stop: asyncio.Event, app: "App", kinds: tuple[WorkKind, ...]
) -> None:
    """Do work of these kinds until `stop` is set. Raises SettingsError when Telegram does not know the token."""
    from bot.queue.work_queue import PostgresQueue  # here: only workers wait for the engine to be loaded
    from bot.queue.worker import Duty, Worker

    application, courier = _telegram(mujaz, server)
    orders, preparer = mujaz.digest_work(PostgresQueue(app))
    do: dict[WorkKind, Callable[[str], Awaitable[object]]] = {
        WorkKind.COLLECT: mujaz.collector.collect_one,
        WorkKind.DIGEST: preparer.do,
        WorkKind.PUBLISH: partial(mujaz.publisher.publish_shard, orders=orders),
        WorkKind.DELIVER: lambda _key: courier.deliver(),
    }
    worker = Worker(app, tuple(Duty(kind=kind, do=do[kind], at_once=AT_ONCE[kind]) for kind in kinds))
    timetable = Timetable((_watch(mujaz, application, ("model",)),))
    async with _pages(mujaz, lambda: worker.is_ready):
        if WorkKind.DELIVER in kinds and not await _knock(partial(connect, application), stop):
            return
        logger.info("The worker is running.", extra={"kinds": ",".join(kinds)})
        timetable.start()
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(worker.work(stop))
                await stop.wait()
                courier.close()
        finally:
            await timetable.stop()
            await application.shutdown()


def _telegram(mujaz: Mujaz, server: Server, intake: Intake | None = None) -> tuple[BotApplication, Courier]:
    settings = mujaz.settings
    permits = SqlPermits(mujaz.database, server.token, settings.rates)
    application = build_application(server, TelegramLimiter(permits), intake)
    messenger = TelegramMessenger(application.bot, paid=settings.paid_broadcast > 0)
    rules = settings.delivery_rules
    courier = Courier(mujaz.outbox, mujaz.subscriptions, messenger, permits, mujaz.clock, rules)
    return application, courier


def _watch(mujaz: Mujaz, application: BotApplication, kinds: tuple[str, ...] = ()) -> Job:
    """Look at everything, or only at what this process alone can know."""

    async def read() -> dict[str, str]:
        found = worries(await mujaz.figures())
        return {kind: text for kind, text in found.items() if not kinds or kind in kinds}

    messenger, operator_id = TelegramMessenger(application.bot), mujaz.settings.operator_id
    watchman = Watchman(read, messenger, operator_id, mujaz.clock)
    return Job(name="watch", verb=watchman.look, every=SECONDS_BETWEEN_WATCHES)


def _prune(mujaz: Mujaz) -> tuple[Job, ...]:
    keep_ledger = timedelta(days=mujaz.settings.keep_ledger)
    keep_articles = timedelta(days=mujaz.settings.keep_articles)
    pruner = Pruner(SqlLedger(mujaz.database), mujaz.clock, keep_ledger)
    content = ContentPruner(SqlOldContent(mujaz.database), mujaz.clock, keep_articles)
    jobs = (
        Job(name="prune", verb=pruner.prune, every=SECONDS_BETWEEN_PRUNES),
        Job(name="prune content", verb=content.prune, every=SECONDS_BETWEEN_PRUNES),
    )
    return tuple(job for job, keep in zip(jobs, (keep_ledger, keep_articles), strict=True) if keep)


def _services(mujaz: Mujaz, teller: OwnerTeller) -> Services:
    return Services(
        answerer=mujaz.answerer,
        registrar=mujaz.registrar,
        curator=mujaz.curator,
        texts=TEXTS,
        clock=mujaz.clock,
        sample=sample_of(mujaz.settings),
        name=mujaz.settings.bot_name,
        figures=mujaz.figures,
        operator_id=mujaz.settings.operator_id,
        tell_owners=teller.tell,
    )


def _done_here(mujaz: Mujaz, courier: Courier) -> tuple[Job, ...]:
    settings = mujaz.settings
    return (
        Job(name="collect", verb=mujaz.collector.collect, every=settings.collect_every),
        Job(name="publish", verb=mujaz.publisher.publish, every=settings.publish_every),
        Job(name="deliver", verb=courier.deliver, every=settings.deliver_every),
    )


def _announced(mujaz: Mujaz, queue: WorkQueue) -> tuple[Job, ...]:
    settings = mujaz.settings
    announcer = Announcer(SqlDueWork(mujaz.database), queue, mujaz.clock)
    paces = {
        WorkKind.COLLECT: settings.collect_every,
        WorkKind.PUBLISH: settings.publish_every,
        WorkKind.DELIVER: settings.deliver_every,
    }
    if settings.has_model:  # without one a digest takes no longer than to find out what is needed
        paces[WorkKind.DIGEST] = SECONDS_BETWEEN_PREPARATIONS
    return tuple(
        Job(name=kind.value, verb=partial(announcer.announce, kind), every=every)
        for kind, every in paces.items()
    )


@asynccontextmanager
async def _pages(mujaz: Mujaz, is_ready: Callable[[], bool], hook: Hook | None = None) -> AsyncIterator[None]:
    """Show how this process is doing from its first to its last moment, if there is a port for it."""
    settings = mujaz.settings
    if not settings.web_port:
        yield
        return
    async with serving(web_app(mujaz.figures, is_ready, hook), settings.web_host, settings.web_port):
        yield


def _hook(mujaz: Mujaz, intake: Intake, application: BotApplication) -> Hook | None:
    settings = mujaz.settings
    if not settings.webhook_url:
        return None
    return Hook(secret=settings.webhook_password, hear=partial(intake.hear, application.bot))


async def _hear(mujaz: Mujaz, application: BotApplication, intake: Intake, stop: asyncio.Event) -> None:
    """Answer what was left unanswered, then hear what is new."""
    settings = mujaz.settings
    await intake.take_over(application.bot, alone=not settings.webhook_url)
    if settings.webhook_url:
        address = settings.webhook_url + HOOK_PATH
        await _knock(partial(listen, application, address, settings.webhook_password), stop)
    else:
        await poll(application)


async def _knock(at_telegram: Callable[[], Awaitable[None]], stop: asyncio.Event) -> bool:
    """Knock at Telegram until it opens: a bot that starts before its network must not end there."""
    attempts = 0
    while not stop.is_set():
        try:
            await at_telegram()
        except DeliveryError as error:
            attempts += 1
            pause = growing_delay(FIRST_KNOCK, LONGEST_KNOCK, attempts).total_seconds()
            logger.warning("Telegram is not there yet.", extra={"reason": str(error), "again_in": pause})
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), pause)
        else:
            return True
    return False


async def _stop(application: BotApplication, timetable: Timetable) -> None:
    """Nothing new comes in while what is being done is finished, for a few seconds at most."""
    async with asyncio.TaskGroup() as group:
        group.create_task(drain(application))
        group.create_task(timetable.stop())
    await application.shutdown()
