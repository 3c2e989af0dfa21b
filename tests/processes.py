"""Real processes of the program, to be killed: what a signal does cannot be seen from inside one process."""

import asyncio
import os
import signal
import sys
import uuid
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.simulator.server import running
from tests.running import TOKEN

LONGEST_TEST = 60  # seconds
NEWSROOM = """
[[source]]
title = "صحيفة الساحل"
url = "http://127.0.0.1/feed"
topic = "general"
country = "om"
"""


@dataclass
class Program:
    """One `mujaz …` that runs, and what it wrote to its log."""

    process: Process
    log: Path

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)

    def end(self) -> None:
        self.process.send_signal(signal.SIGTERM)

    async def ended(self) -> int:
        async with asyncio.timeout(LONGEST_TEST):
            return await self.process.wait()

    async def says(self, words: str) -> None:
        """Wait until the log holds these words."""
        for _ in range(LONGEST_TEST * 20):
            if words in self.said:
                return
            await asyncio.sleep(0.05)
        raise AssertionError(f"never said {words!r}: {self.said}")

    @property
    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")


@asynccontextmanager
async def mujaz(folder: Path, *arguments: str, **settings: object) -> AsyncIterator[Program]:
    """Start `mujaz` with these settings and the test's token; when the block ends, so does the process."""
    log = folder / f"{'-'.join(arguments)}-{uuid.uuid4().hex[:6]}.log"
    chosen = {
        "bot_token": TOKEN,
        "seeds_dir": _seeds(folder),
        "collect_every": 1,
        "publish_every": 0.5,
        "deliver_every": 0.5,
    } | settings
    environment = {name.upper(): str(value) for name, value in chosen.items()}
    passed_on = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}  # noqa: TID251 - for a child
    with log.open("wb") as file:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "bot", *arguments),
            cwd=folder,
            env=passed_on | environment | {"PYTHONPATH": str(Path(__file__).parent.parent)},
            stdout=file,
            stderr=file,
        )
    try:
        yield Program(process=process, log=log)
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


def _seeds(folder: Path) -> Path:
    """Seeds whose one newsroom is refused: no process of a test leaves this machine."""
    seeds = folder / "seeds"
    (seeds / "articles").mkdir(parents=True, exist_ok=True)
    (seeds / "sources.toml").write_text(NEWSROOM, encoding="utf-8")
    return seeds


class SlowModel:
    """A model's server that does not answer until it is told; then it fails, and the offline engine writes."""

    def __init__(self) -> None:
        self.asked = 0
        self.go = asyncio.Event()

    async def answer(self, _request: Request) -> Response:
        self.asked += 1
        await self.go.wait()
        return Response(status_code=500)

    async def is_asked(self, times: int = 1) -> None:
        for _ in range(LONGEST_TEST * 20):
            if self.asked >= times:
                return
            await asyncio.sleep(0.05)
        raise AssertionError(f"asked {self.asked} times, not {times}")


@asynccontextmanager
async def slow_model() -> AsyncIterator[tuple[SlowModel, dict[str, object]]]:
    """The server, and the settings that name it."""
    model = SlowModel()
    app = Starlette(routes=[Route("/v1/chat/completions", model.answer, methods=["POST"])])
    async with running(app) as address:
        try:
            yield model, {"llm_base_url": f"{address}/v1", "llm_retries": 0, "llm_timeout": 600}
        finally:
            model.go.set()
