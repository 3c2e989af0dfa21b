"""A newsroom's web server on this machine: says exactly the bytes it was told to say, and notes what was asked."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from bot.core.errors import SourceError
from bot.sources import worker
from bot.sources.content import Answer, Content
from bot.sources.http import HttpClient, Policy
from bot.sources.parsing import page as parsing_page
from bot.sources.workshop import Workshop
from tests.builders import MONDAY

Speak = Callable[[asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Newsroom:
    """Answers each path with what `pages` holds; 404 for the rest."""

    url: str = ""
    pages: dict[str, bytes | Speak] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def says(self, path: str, body: bytes | str, status: int = 200, **headers: str) -> str:
        """Answer this path so from now on; return its whole address."""
        raw = body.encode() if isinstance(body, str) else body
        lines = [f"HTTP/1.1 {status} Said", f"content-length: {len(raw)}", "connection: close"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        self.pages[path] = "\r\n".join(lines).encode() + b"\r\n\r\n" + raw
        return self.url + path

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = (await reader.readuntil(b"\r\n\r\n")).decode()
        first, *lines = request.split("\r\n")
        path = first.split()[1].split("?")[0]
        self.asked.append(path)
        self.headers.append(dict(line.lower().split(": ", 1) for line in lines if line))
        page = self.pages.get(path, b"HTTP/1.1 404 No\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
        try:
            if isinstance(page, bytes):
                writer.write(page)
                await writer.drain()
            else:
                await page(writer)
        except ConnectionError:
            pass  # the client had enough
        finally:
            writer.close()


async def drip(writer: asyncio.StreamWriter) -> None:
    """Begin an answer and never end it."""
    writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n")
    while True:
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.02)


@asynccontextmanager
async def open_newsroom() -> AsyncIterator[Newsroom]:
    newsroom = Newsroom()
    server = await asyncio.start_server(newsroom.answer, "127.0.0.1", 0)
    newsroom.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server:
        yield newsroom


def a_client(*, timeout: float = 5, policy: Policy | None = None) -> HttpClient:
    """A client that may open this machine, unless the policy says otherwise."""
    local = Policy(allows=lambda address: address == "127.0.0.1", ports=None)
    return HttpClient(timeout=timeout, contact="https://mujaz.example", policy=policy or local)


def a_page(*paragraphs: str, title: str = "صحار تفتتح رصيفًا جديدًا", head: str = "") -> str:
    """A newsroom's page with these paragraphs as its article."""
    body = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)
    return (
        f'<!doctype html><html lang="ar"><head><meta charset="utf-8"><title>{title} - صحيفة الساحل</title>{head}'
        f"</head><body><nav><a href='/'>الرئيسية</a></nav><article><h1>{title}</h1>{body}</article></body></html>"
    )


class WorkshopInside(Workshop):
    """Reads as a worker does, in this process: for tests of what is read, not of who reads it."""

    async def _ask(self, raw: bytes, facts: dict[str, str]) -> Answer:
        return worker.answer(raw, facts)


def read_page(page: str | bytes, url: str = "https://news.example/harbour") -> Content:
    """What a page says. Raises SourceError."""
    raw = page.encode() if isinstance(page, str) else page
    return parsing_page.read_page(raw, "", url, MONDAY)


async def refusal_of(reading: Awaitable[object]) -> SourceError:
    """Return the error that this reading must end with."""
    with pytest.raises(SourceError) as caught:
        await reading
    return caught.value
