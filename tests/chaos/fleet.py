"""Processes of one bot that die, freeze, lose their disk and come back. Knows nothing of what they send."""

import asyncio
import multiprocessing
import os
import resource
import signal
import socket
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime, timedelta
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from bot.app import system_clock
from tests.chaos.member import live

# A process that is forked from one that has imported everything already starts within a fraction of a second.
CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.chaos.member"])
LONGEST_WAIT = 60  # seconds
SMALL_DISK = 40_000  # bytes that a file may have


class Fleet:
    """So many processes, each of which starts again when it was killed; their clock can be moved."""

    def __init__(self, folder: Path, roles: Sequence[str], settings: dict[str, object]) -> None:
        self._folder, self.roles, self._settings = folder, roles, settings
        self._shift = CONTEXT.Value("d", 0.0)
        self._ports = [_free_port() for _ in roles]
        self._members: list[ForkServerProcess] = []
        self.kills = 0

    def start(self) -> None:
        self._members = [self._new(place) for place in range(len(self.roles))]

    async def kill(self, place: int) -> None:
        """kill -9, and begin again."""
        self.kills += 1
        self._members[place].kill()
        await asyncio.to_thread(self._members[place].join)
        self._members[place] = self._new(place)

    @contextmanager
    def frozen(self, place: int) -> Iterator[None]:
        """Stop a process in the middle of whatever it does (SIGSTOP), and let it go on (SIGCONT)."""
        os.kill(self._pid(place), signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(self._pid(place), signal.SIGCONT)

    @contextmanager
    def full_disk(self, place: int) -> Iterator[None]:
        """Let no file of a process grow beyond a few pages."""
        before = resource.prlimit(self._pid(place), resource.RLIMIT_FSIZE)
        resource.prlimit(self._pid(place), resource.RLIMIT_FSIZE, (SMALL_DISK, before[1]))
        try:
            yield
        finally:
            resource.prlimit(self._pid(place), resource.RLIMIT_FSIZE, before)

    def move_clock(self, seconds: float) -> None:
        """Set the clock of all processes forward, or back."""
        with self._shift.get_lock():
            self._shift.value += seconds

    def now(self) -> datetime:
        """Return what the clocks of all processes say."""
        return system_clock() + timedelta(seconds=self._shift.value)

    async def says(self, words: str) -> None:
        """Wait until the log of a process holds these words."""
        for _ in range(LONGEST_WAIT * 20):
            if any(words in log.read_text(encoding="utf-8") for log in self._folder.glob("member-*.log")):
                return
            await asyncio.sleep(0.05)
        raise AssertionError(f"no process ever said {words!r}")

    def end(self) -> None:
        for member in self._members:
            member.kill()
            member.join()

    def _pid(self, place: int) -> int:
        pid = self._members[place].pid
        assert pid is not None, "a process that was started has a number"
        return pid

    def _new(self, place: int) -> ForkServerProcess:
        role, port = self.roles[place], self._ports[place]
        own = {"web_port": port, "webhook_url": f"http://127.0.0.1:{port}"} if len(self.roles) > 1 else {}
        log = self._folder / f"member-{place}.log"
        member = CONTEXT.Process(target=live, args=(role, self._settings | own, self._shift, log))
        member.start()
        return member


@asynccontextmanager
async def sailing(folder: Path, roles: Sequence[str], settings: dict[str, object]) -> AsyncIterator[Fleet]:
    """A fleet that ends with the block."""
    fleet = Fleet(folder, roles, settings)
    try:
        fleet.start()
        yield fleet
    finally:
        await asyncio.to_thread(fleet.end)


def _free_port() -> int:
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        return int(opened.getsockname()[1])
