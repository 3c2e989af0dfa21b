"""Manners towards other people's servers: one request at a time for each host, pauses between, robots.txt obeyed.

For what the bot reads by itself; a page that a person asks for is fetched at once.
"""

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit, urlunsplit

from protego import Protego

from bot.core.errors import Refusal, SourceError
from bot.sources.etiquette import TOO_MANY
from bot.sources.http import LARGEST_BODY, Fetcher, Response

logger = logging.getLogger(__name__)

AGENT = "Mujaz"
PAUSE = 2.0  # seconds between two requests to one host
LONGEST_PAUSE = 20.0  # of a Crawl-delay; a longer one would keep an edition waiting
LARGEST_ROBOTS = 500_000  # bytes; what follows is not read (RFC 9309)
ROBOTS_KEPT = 24 * 3600.0  # seconds
ROBOTS_FAILED_KEPT = 3600.0
MOST_HOSTS = 2_000


@dataclass(slots=True)
class _Host:
    """What is remembered of one host."""

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    next_request: float = 0.0
    pause: float = PAUSE
    rules: Protego | None = None
    rules_until: float = 0.0
    out_of_order: bool = False


class PoliteClient:
    """Fetches like HttpClient, but never presses one host."""

    def __init__(self, http: Fetcher, pause: float = PAUSE) -> None:
        self._http = http
        self._pause = pause
        self._hosts: dict[str, _Host] = {}

    async def get(
        self, url: str, headers: dict[str, str] | None = None, *, largest: int = LARGEST_BODY
    ) -> Response:
        """Return the response at this address when the host's turn has come. Raises SourceError."""
        async with self._turn(self._host(url)):
            return await self._http.get(url, headers, largest=largest)

    async def require_allowed(self, url: str) -> None:
        """Raises SourceError for a page that robots.txt does not let us read."""
        host = self._host(url)
        if time.monotonic() >= host.rules_until:
            async with self._turn(host):
                await self._read_robots(url, host)
        name = urlsplit(url).hostname or ""
        if host.out_of_order:
            raise SourceError(Refusal.NOT_ALLOWED, f"{name} does not say what may be read")
        if host.rules is not None and not host.rules.can_fetch(url, AGENT):
            raise SourceError(Refusal.NOT_ALLOWED, name, permanent=True)

    def _host(self, url: str) -> _Host:
        name = urlsplit(url).netloc.lower()
        if name not in self._hosts:
            if len(self._hosts) >= MOST_HOSTS:
                del self._hosts[next(iter(self._hosts))]
            self._hosts[name] = _Host(pause=self._pause)
        return self._hosts[name]

    @asynccontextmanager
    async def _turn(self, host: _Host) -> AsyncIterator[None]:
        async with host.turn:
            await asyncio.sleep(max(host.next_request - time.monotonic(), 0))
            try:
                yield
            finally:
                host.next_request = time.monotonic() + host.pause

    async def _read_robots(self, url: str, host: _Host) -> None:
        """A missing file allows all; a server that cannot say is left alone for an hour (RFC 9309)."""
        if time.monotonic() < host.rules_until:
            return  # another page of this host asked while we waited for the turn
        parts = urlsplit(url)
        text, host.out_of_order = "", False
        try:
            response = await self._http.get(urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", "")))
        except SourceError as error:
            logger.info("robots.txt could not be read.", extra={"host": parts.hostname, "reason": str(error)})
            host.out_of_order = not error.permanent
        else:
            host.out_of_order = response.status >= 500 or response.status == TOO_MANY
            text = response.body[:LARGEST_ROBOTS].decode("utf-8", "replace") if response.status == 200 else ""
        host.rules = Protego.parse(text) if text else None
        host.rules_until = time.monotonic() + (ROBOTS_FAILED_KEPT if host.out_of_order else ROBOTS_KEPT)
        asked = host.rules.crawl_delay(AGENT) if host.rules else None
        host.pause = min(max(self._pause, asked or 0), max(LONGEST_PAUSE, self._pause))


class PolitePages:
    """A polite client for pages that the bot reads by itself: robots.txt has the first word."""

    def __init__(self, polite: PoliteClient) -> None:
        self._polite = polite

    async def get(
        self, url: str, headers: dict[str, str] | None = None, *, largest: int = LARGEST_BODY
    ) -> Response:
        """Return a page that robots.txt lets us read. Raises SourceError."""
        await self._polite.require_allowed(url)
        return await self._polite.get(url, headers, largest=largest)
