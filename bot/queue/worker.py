"""Does work from the queue in this process, and takes over what a dead worker left behind.

Knows nothing of what the work is: it calls a handler with a key.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from procrastinate import App
from procrastinate.exceptions import ConnectorException
from procrastinate.utils import utcnow
from procrastinate.worker import Worker as Hands

from bot.core.errors import MujazError, StorageError
from bot.core.retry import growing_delay
from bot.core.work import WorkKind
from bot.queue.work_queue import storage_errors

logger = logging.getLogger(__name__)

BEAT = 3.0  # seconds between signs of life, looks for the dead, and looks for work that nobody announced
DEAD_AFTER = 12.0  # seconds without a sign of life; with two beats more, others work on it after 18 at most
SECONDS_TO_DRAIN = 8.0
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=1), timedelta(seconds=15)
NEVER = 1e9  # seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One kind of work, who does it, and how many pieces at once."""

    kind: WorkKind
    do: Callable[[str], Awaitable[object]]
    at_once: int


class Worker:
    """Takes work of some kinds; each kind has hands of its own, so that none waits behind another."""

    def __init__(self, app: App, duties: tuple[Duty, ...]) -> None:
        self._app = app
        self._duties = duties
        self._hands: set[Hands] = set()
        for duty in duties:
            app.task(name=duty.kind.value, queue=duty.kind.value)(_watched(duty))

    @property
    def is_ready(self) -> bool:
        """Whether all kinds are being served."""
        return len(self._hands) == len(self._duties)

    async def work(self, stop: asyncio.Event) -> None:
        """Serve until `stop` is set; then what is being done is finished, for a few seconds at most."""
        async with asyncio.TaskGroup() as group:
            for duty in self._duties:
                group.create_task(self._serve(duty, stop))
            group.create_task(self._look_after(stop))
            await stop.wait()
            for hands in self._hands:
                hands.stop()  # type: ignore[no-untyped-call] # the library's, without hints

    async def _serve(self, duty: Duty, stop: asyncio.Event) -> None:
        failures = 0
        while not stop.is_set():
            hands = self._new_hands(duty)
            self._hands.add(hands)
            try:
                await hands.run()  # type: ignore[no-untyped-call] # the library's, without hints
            except ConnectorException as error:
                failures += 1
                pause = growing_delay(FIRST_PAUSE, LONGEST_PAUSE, failures).total_seconds()
                logger.warning(
                    "The work queue does not answer.",
                    extra={"kind": duty.kind.value, "reason": str(error.__cause__), "again_in": pause},
                )
                await _wait(stop, pause)
            finally:
                self._hands.discard(hands)

    def _new_hands(self, duty: Duty) -> Hands:
        return Hands(
            self._app,
            queues=[duty.kind.value],
            name=duty.kind.value,
            concurrency=duty.at_once,
            fetch_job_polling_interval=BEAT,
            shutdown_graceful_timeout=SECONDS_TO_DRAIN,
            delete_jobs="always",  # what went wrong is still due, so the next tick submits it again
            install_signal_handlers=False,
            # The library's own sign of life ends for good at its first failure, without a word: ours goes on.
            update_heartbeat_interval=NEVER,
            stalled_worker_timeout=DEAD_AFTER,
        )

    async def _look_after(self, stop: asyncio.Event) -> None:
        """Say that this worker lives, and put back what those left who no longer say so."""
        manager = self._app.job_manager
        while not stop.is_set():
            try:
                with storage_errors():
                    for hands in tuple(self._hands):
                        if hands.worker_id is not None:
                            await manager.update_heartbeat(hands.worker_id)
                    await self._rescue()
            except StorageError as error:
                logger.warning("A worker could not say that it lives.", extra={"reason": str(error)})
            await _wait(stop, BEAT)

    async def _rescue(self) -> None:
        manager = self._app.job_manager
        for job in await manager.get_stalled_jobs(seconds_since_heartbeat=DEAD_AFTER):
            logger.warning("A worker died; its work is put back.", extra={"work": job.queueing_lock})
            assert job.id is not None, "a job that was read has an id"
            with suppress(ConnectorException):  # another worker was faster
                await manager.retry_job_by_id_async(job.id, retry_at=utcnow())
        await manager.prune_stalled_workers(DEAD_AFTER)


def _watched(duty: Duty) -> Callable[[str], Awaitable[None]]:
    """Let no failure reach the library: it would log it with all its arguments and in words of its own."""

    async def do(key: str) -> None:
        try:
            await duty.do(key)
        except MujazError as error:
            extra = {"kind": duty.kind.value, "key": key, "reason": str(error)}
            logger.error("A piece of work failed; it is submitted again while it is due.", extra=extra)
        except Exception:  # the outermost place of a piece of work: one bad piece must not end the worker
            extra = {"kind": duty.kind.value, "key": key}
            logger.exception("A piece of work failed; it is submitted again while it is due.", extra=extra)

    return do


async def _wait(stop: asyncio.Event, seconds: float) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)
