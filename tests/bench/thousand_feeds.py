"""A thousand feeds on one process, and what a reader who writes meanwhile would notice:

    python -m tests.bench.thousand_feeds --feeds 1000 --slow 50 --broken 50 --teasers 20

Each feed is a host of its own on this machine, in another process; slow ones drip until we hang up, broken ones answer
500, and the items of some are teasers whose pages must be read. Measures three rounds of the real Collector on SQLite:
everything new, nothing changed, one new item in each. Prints how long they took and how long the event loop was busy.
"""

import argparse
import asyncio
import html
import random
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

from bot.app import Mujaz, opened
from bot.core.models import Source, SourceKind
from bot.settings import Settings
from bot.sources.http import Policy
from tests.bench.grouping import a_stream
from tests.sources.newsroom import a_page

ITEMS = 10
START = datetime(2026, 11, 23, tzinfo=UTC)
A_DAY = timedelta(hours=25)


class Clock:
    """Runs like any other, and can be moved forward."""

    def __init__(self) -> None:
        self.ahead = START - datetime.now(UTC)  # noqa: TID251 - seconds are what is measured

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead  # noqa: TID251 - as above


class Lag:
    """How late a task that only wants to wake up a hundred times a second gets its turn."""

    def __init__(self) -> None:
        self.late: list[float] = []

    @asynccontextmanager
    async def watched(self) -> AsyncIterator[None]:
        async with asyncio.TaskGroup() as group:
            task = group.create_task(self._watch())
            yield
            task.cancel()

    async def _watch(self) -> None:
        while True:
            before = time.perf_counter()
            await asyncio.sleep(0.01)
            self.late.append(time.perf_counter() - before - 0.01)

    def __str__(self) -> str:
        ranked = sorted(self.late)
        return (
            f"event loop late by {1000 * ranked[len(ranked) // 2]:.0f} ms (median),"
            f" {1000 * ranked[len(ranked) * 99 // 100]:.0f} ms (99 of 100), {1000 * ranked[-1]:.0f} ms (most)"
        )


class Newsrooms:
    """Says what each host's feed and pages say; the third time a feed is asked for, it has one more item."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._options = options
        self._asked: dict[int, int] = {}
        self._articles = a_stream(options.feeds * (ITEMS + 1))

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        path = request.split()[1]
        number = int(request.partition("host: feed")[2].partition(".")[0])
        try:
            if path == "/feed":
                await self._feed(number, request, writer)
            elif path == "/robots.txt":
                _say(writer, 404, b"")
            else:
                _say(writer, 200, self._page(number, int(path.removeprefix("/"))))
            await writer.drain()
        except ConnectionError:
            return  # hung up, as is to be expected of one who is made to wait
        finally:
            writer.close()

    async def _feed(self, number: int, request: str, writer: asyncio.StreamWriter) -> None:
        if number < self._options.slow:
            writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n")
            while True:
                writer.write(b" ")
                await writer.drain()
                await asyncio.sleep(0.5)
        if number < self._options.slow + self._options.broken:
            _say(writer, 500, b"")
            return
        self._asked[number] = self._asked.get(number, 0) + 1
        count = ITEMS if self._asked[number] < 3 else ITEMS + 1
        if f'"{count}"' in request:
            _say(writer, 304, b"")
        else:
            _say(writer, 200, self._rss(number, count).encode(), f'etag: "{count}"')

    def _rss(self, number: int, count: int) -> str:
        teasers = number >= self._options.feeds - self._options.teasers
        items = "".join(self._item(number, place, teaser=teasers) for place in range(count))
        return f'<rss version="2.0"><channel><title>صحيفة {number}</title>{items}</channel></rss>'

    def _item(self, number: int, place: int, *, teaser: bool) -> str:
        article = self._articles[number * ITEMS + place]
        text = " ".join(article.text.split()[:12]) if teaser else html.escape(article.text)
        at = format_datetime(START - timedelta(hours=ITEMS - place))
        link = f"http://feed{number}.example:{self._options.port}/{place}"
        told = f"<title>{article.title}</title><link>{link}</link><description>{text}</description>"
        return f"<item>{told}<pubDate>{at}</pubDate></item>"

    def _page(self, number: int, place: int) -> bytes:
        article = self._articles[number * ITEMS + place]
        words = article.text.split()
        return a_page(" ".join(words[:60]), " ".join(words[60:]), title=article.title).encode()


def _say(writer: asyncio.StreamWriter, status: int, body: bytes, *headers: str) -> None:
    lines = [f"HTTP/1.1 {status} Said", f"content-length: {len(body)}", "connection: close", *headers]
    writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + body)


async def serve(options: argparse.Namespace) -> None:
    server = await asyncio.start_server(Newsrooms(options).answer, "127.0.0.1", options.port)
    async with server:
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        await server.serve_forever()


async def measure(options: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(database_url=f"sqlite:///{Path(folder) / 'bench.db'}")
        clock = Clock()
        async with _newsrooms(options), opened(settings, clock, _this_machine()) as mujaz:
            await mujaz.curator.add_all(_sources(options))
            for title in ("all new", "nothing changed", "one new item each"):
                await _round(mujaz, title)
                clock.ahead += A_DAY


async def _round(mujaz: Mujaz, title: str) -> None:
    lag, began = Lag(), time.perf_counter()
    async with lag.watched():
        collected = await mujaz.collector.collect()
    took = time.perf_counter() - began
    sys.stdout.write(
        f"{title}: {collected.sources} feeds in {took:.0f} s, {collected.articles} articles,"
        f" {len(collected.failed)} failed; {lag}\n"
    )


@asynccontextmanager
async def _newsrooms(options: argparse.Namespace) -> AsyncIterator[None]:
    told = [f"--{name}={getattr(options, name)}" for name in ("feeds", "slow", "broken", "teasers", "port")]
    command = (sys.executable, "-m", "tests.bench.thousand_feeds", "--serve", *told)
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None, "started with a pipe"
    try:
        await process.stdout.readline()
        yield
    finally:
        process.kill()
        await process.wait()


def _this_machine() -> Policy:
    async def resolve(_host: str, _port: int) -> list[str]:
        return ["127.0.0.1"]

    return Policy(allows=lambda address: address == "127.0.0.1", ports=None, resolve=resolve)


def _sources(options: argparse.Namespace) -> list[Source]:
    numbers = list(range(options.feeds))
    random.Random(4).shuffle(numbers)
    return [
        Source(
            id=f"feed-{number}",
            kind=SourceKind.FEED,
            location=f"http://feed{number}.example:{options.port}/feed",
            title=f"صحيفة {number}",
        )
        for number in numbers
    ]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    for name, usual in (("feeds", 1000), ("slow", 50), ("broken", 50), ("teasers", 20), ("port", 8765)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    parser.add_argument("--serve", action="store_true")
    options = parser.parse_args()
    asyncio.run(serve(options) if options.serve else measure(options))
