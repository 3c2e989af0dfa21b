"""Worker processes that read what strangers wrote: a bomb costs one worker and a refusal, never the bot.

Parses nothing itself, and trusts no worker: an answer is JSON of a known shape, or the worker is ended.
"""

import asyncio
import json
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from datetime import datetime

from pydantic import TypeAdapter

from bot.core.errors import Refusal, SourceError
from bot.sources.content import Answer, Content, Feed
from bot.sources.frames import READY, REPLY, REQUEST

SECONDS = 6.5  # a reader waits: a bomb, with the start of the next worker, costs less than 8
SECONDS_TO_START = 60.0  # loading the libraries takes one; a busy machine takes longer
WORKERS = 2
DOCUMENTS = 500  # in a worker's life: what the libraries remember grows
LARGEST_PAGE = 3_000_000  # bytes
LARGEST_FEED = 8_000_000  # bytes; 99 of 100 real feeds have less than 2.2 million
LARGEST_FILE = 20 * 1024 * 1024  # bytes; what Telegram lets a bot download
LONGEST_ANSWER = 64_000_000  # bytes

_ANSWERS = TypeAdapter(Answer)
_BROKEN = (EOFError, ConnectionError, ValueError)  # it died, it was killed, or what it says makes no sense


class Workshop:
    """Has documents read by at most a few worker processes at once; starts them when there is work."""

    def __init__(
        self, *, seconds: float = SECONDS, workers: int = WORKERS, documents: int = DOCUMENTS
    ) -> None:
        self._seconds = seconds
        self._documents = documents
        self._turns = asyncio.Semaphore(workers)
        self._idle: list[_Worker] = []

    async def read_page(self, raw: bytes, label: str, url: str, now: datetime) -> Content:
        """Return what a web page says; `label` is the charset its server claimed. Raises SourceError."""
        _require_size(raw, LARGEST_PAGE)
        return _content_of(await self._answer(raw, _facts("page", now, label=label, url=url)))

    async def read_document(self, raw: bytes, kind: str, now: datetime) -> Content:
        """Return what a file of this kind (.pdf, .docx, .html) says. Raises SourceError."""
        _require_size(raw, LARGEST_FILE)
        return _content_of(await self._answer(raw, _facts("document", now, kind=kind)))

    async def read_feed(self, raw: bytes, label: str, url: str, now: datetime, most: int) -> Feed:
        """Return what a feed says, at most so many items. Raises SourceError."""
        _require_size(raw, LARGEST_FEED)
        return _feed_of(await self._answer(raw, _facts("feed", now, label=label, url=url, most=str(most))))

    async def read_channel(self, raw: bytes, label: str, now: datetime, most: int) -> Feed:
        """Return what the page of a Telegram channel says, at most so many posts. Raises SourceError."""
        _require_size(raw, LARGEST_PAGE)
        return _feed_of(await self._answer(raw, _facts("channel", now, label=label, most=str(most))))

    async def close(self) -> None:
        """End all workers that wait for work; who still works ends after it."""
        self._documents = 0
        while self._idle:
            await self._idle.pop().end()

    async def _answer(self, raw: bytes, facts: dict[str, str]) -> Answer:
        answer = await self._ask(raw, facts)
        if answer.refusal is not None:
            raise SourceError(answer.refusal, answer.detail, permanent=True)
        return answer

    async def _ask(self, raw: bytes, facts: dict[str, str]) -> Answer:
        async with self._turns:
            worker = await self._worker()
            answer = await worker.answer(raw, facts, self._seconds)
            if worker.documents < self._documents:
                self._idle.append(worker)
            else:
                await worker.end()
        return answer

    async def _worker(self) -> "_Worker":
        while self._idle:
            worker = self._idle.pop()
            if worker.lives:
                return worker
        return await _started()


class _Worker:
    """One process and the pipe to it."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self.documents = 0

    @property
    def lives(self) -> bool:
        return self._process.returncode is None

    async def get_ready(self) -> None:
        try:
            async with asyncio.timeout(SECONDS_TO_START):
                await self._said(len(READY))
        except (TimeoutError, *_BROKEN) as error:
            await self.end()
            raise SourceError(Refusal.TIMEOUT, "no worker could be started") from error

    async def answer(self, raw: bytes, facts: dict[str, str], seconds: float) -> Answer:
        """Return the answer; whatever else happens ends the worker. Raises SourceError."""
        self.documents += 1
        answer = None
        try:
            async with asyncio.timeout(seconds):
                answer = await self._ask(raw, facts | {"seconds": str(seconds)})
        except TimeoutError as error:
            raise _too_complex(f"more than {seconds:g} seconds") from error
        except _BROKEN as error:
            raise _too_complex(f"the worker ended: {type(error).__name__}") from error
        finally:
            if answer is None:
                await self.end()
        return answer

    async def end(self) -> None:
        """Kill: a worker keeps nothing that could be lost."""
        with suppress(ProcessLookupError):
            self._process.kill()
        await self._process.wait()

    async def _ask(self, raw: bytes, facts: dict[str, str]) -> Answer:
        assert self._process.stdin is not None, "started with a pipe"
        told = json.dumps(facts).encode()
        self._process.stdin.write(REQUEST.pack(len(told), len(raw)) + told + raw)
        await self._process.stdin.drain()
        (size,) = REPLY.unpack(await self._said(REPLY.size))
        if size > LONGEST_ANSWER:
            raise ValueError("too long an answer")
        return _ANSWERS.validate_json(await self._said(size))

    async def _said(self, size: int) -> bytes:
        assert self._process.stdout is not None, "started with a pipe"
        return await self._process.stdout.readexactly(size)


async def _started() -> _Worker:
    """Start a worker with this program's libraries and nothing else of its surroundings: no setting, no secret."""
    try:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", "bot.sources.worker"),
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            env={"PYTHONPATH": os.pathsep.join(sys.path)},
            start_new_session=True,  # Ctrl-C is for us to answer; we end our workers
        )
    except OSError as error:
        raise SourceError(Refusal.TIMEOUT, f"no worker could be started: {error.strerror}") from error
    worker = _Worker(process)
    await worker.get_ready()
    return worker


def _facts(job: str, now: datetime, **others: str) -> dict[str, str]:
    return {"job": job, "now": now.isoformat()} | others


def _require_size(raw: bytes, largest: int) -> None:
    if len(raw) > largest:
        raise SourceError(Refusal.TOO_LARGE, f"more than {largest} bytes", permanent=True)


def _content_of(answer: Answer) -> Content:
    if answer.content is None:
        raise SourceError(Refusal.NO_ARTICLE, answer.detail, permanent=True)
    return answer.content


def _feed_of(answer: Answer) -> Feed:
    if answer.feed is None:
        raise SourceError(Refusal.NOT_A_FEED, answer.detail, permanent=True)
    return answer.feed


def _too_complex(detail: str) -> SourceError:
    return SourceError(Refusal.TOO_COMPLEX, detail, permanent=True)
