"""The timetable: a few fixed jobs that knock; each calls one service. What is due is in the database."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.core.errors import MujazError

logger = logging.getLogger(__name__)

SECONDS_TO_DRAIN = 8.0  # who stops a bot waits for 10 at most


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One service's verb, called every so many seconds."""

    name: str
    verb: Callable[[], Awaitable[object]]
    every: float


class Timetable:
    """Knocks on time; a slow job is never run twice at once, and one that failed is tried at its next turn."""

    def __init__(self, jobs: tuple[Job, ...]) -> None:
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._running: set[str] = set()
        self._idle = asyncio.Event()
        self._idle.set()
        for job in jobs:
            # The library's default drops a run that is one second late; a late edition must still go out.
            self._scheduler.add_job(
                self._knock,
                "interval",
                args=(job,),
                seconds=job.every,
                id=job.name,
                coalesce=True,
                max_instances=1,
                misfire_grace_time=None,
            )
            self._scheduler.add_job(
                self._knock, "date", args=(job,), misfire_grace_time=None
            )  # once, at start

    @property
    def running(self) -> bool:
        return bool(self._scheduler.running)

    def start(self) -> None:
        self._scheduler.start()

    async def stop(self) -> None:
        """Start nothing new and let running jobs finish: the library itself would cancel them halfway."""
        if not self.running:
            return
        self._scheduler.pause()
        try:
            await asyncio.wait_for(self._idle.wait(), SECONDS_TO_DRAIN)
        except TimeoutError:
            logger.warning("A job is still running at the end.", extra={"jobs": sorted(self._running)})
        self._scheduler.shutdown(wait=False)

    async def _knock(self, job: Job) -> None:
        if job.name in self._running:
            return
        self._running.add(job.name)
        self._idle.clear()
        try:
            await job.verb()
        except MujazError as error:
            logger.error(
                "A job failed; it is tried again at its next turn.",
                extra={"job": job.name, "reason": str(error)},
            )
        except Exception:  # the outermost place of a job: one bad turn must not end the timetable
            logger.exception("A job failed; it is tried again at its next turn.", extra={"job": job.name})
        finally:
            self._running.discard(job.name)
            if not self._running:
                self._idle.set()
