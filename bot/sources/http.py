"""The one outgoing HTTP client for untrusted addresses: checks where it connects, how long and how much."""

import asyncio
import socket
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any, Protocol

import httpcore2
import httpx2

from bot.core.errors import Refusal, SourceError
from bot.sources.address import (
    PUBLIC_PORTS,
    forbidden,
    is_address,
    is_public,
    require_clean,
    require_public_name,
)

LARGEST_BODY = 5 * 1024 * 1024  # bytes after decompression
MOST_REDIRECTS = 5
MOST_CONNECTIONS = 100  # fewer, and slow servers keep the others waiting until they time out
SECONDS_TO_RESOLVE = 5
CHUNK = 65_536
REDIRECTS = frozenset({301, 302, 303, 307, 308})
FOR_GOOD = frozenset({301, 308})
ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json;q=.9,*/*;q=.1"
# A name server that hangs keeps a thread busy long after we gave up: threads of their own, so that it is nobody else's.
_RESOLVERS = ThreadPoolExecutor(MOST_CONNECTIONS, thread_name_prefix="resolve")


async def resolve(host: str, port: int) -> list[str]:
    """Return all addresses of a host. Raises OSError when it has none."""
    ask = partial(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
    async with asyncio.timeout(SECONDS_TO_RESOLVE):
        answers = await asyncio.get_running_loop().run_in_executor(_RESOLVERS, ask)
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Where the client may connect; tests and newsrooms with an intranet give their own."""

    allows: Callable[[str], bool] = is_public
    ports: frozenset[int] | None = PUBLIC_PORTS  # None: any
    resolve: Callable[[str, int], Awaitable[list[str]]] = resolve


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What came back: the final address, headers in lower case, the whole body.

    moved_to: the final address when every redirect on the way there was for good.
    """

    status: int
    url: str
    headers: dict[str, str]
    body: bytes
    moved_to: str = ""

    @property
    def charset(self) -> str:
        """The charset of the Content-Type header, or nothing."""
        _, _, charset = self.headers.get("content-type", "").lower().partition("charset=")
        return charset.split(";")[0].strip(" \"'")


class Fetcher(Protocol):
    """Whatever fetches: the client itself, or one with manners."""

    async def get(
        self, url: str, headers: dict[str, str] | None = None, *, largest: int = LARGEST_BODY
    ) -> Response:
        """Return the response at this address. Raises SourceError."""
        ...


class HttpClient:
    """Fetches public pages and feeds; no cookies, no proxies, no private address at any redirect."""

    def __init__(self, *, timeout: float, contact: str, policy: Policy | None = None) -> None:
        self._timeout = timeout
        self._policy = policy or Policy()
        transport = httpx2.AsyncHTTPTransport(
            trust_env=False,
            limits=httpx2.Limits(max_connections=MOST_CONNECTIONS, max_keepalive_connections=0),
        )
        # The library has no public way to give a network backend; a test fails if this stops working.
        transport._pool._network_backend = _CheckedNetwork(self._policy)  # noqa: SLF001 - see above
        self._client = httpx2.AsyncClient(
            transport=transport,
            trust_env=False,
            follow_redirects=False,
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            timeout=httpx2.Timeout(timeout, connect=min(timeout, 10)),
            headers={
                "user-agent": f"Mujaz/1.0 (+{contact})",
                "accept-encoding": "gzip",
                "accept": ACCEPT,
            },
        )

    async def get(
        self, url: str, headers: dict[str, str] | None = None, *, largest: int = LARGEST_BODY
    ) -> Response:
        """Return the response at this address, of at most so many bytes, redirects followed. Raises SourceError."""
        try:
            async with asyncio.timeout(self._timeout):
                return await self._follow(url, headers or {}, largest)
        except (TimeoutError, httpx2.TimeoutException) as error:
            raise SourceError(Refusal.TIMEOUT, _host_of(url)) from error
        except httpx2.HTTPError as error:
            raise _transport_error(error, url) from error

    async def close(self) -> None:
        await self._client.aclose()

    async def _follow(self, url: str, headers: dict[str, str], largest: int) -> Response:
        redirects: list[int] = []
        for _ in range(MOST_REDIRECTS + 1):
            checked = self._checked(url)
            async with self._client.stream("GET", checked, headers=headers) as response:
                location = response.headers.get("location")
                if response.status_code in REDIRECTS and location:
                    url = _next_url(checked, location)
                    redirects.append(response.status_code)
                    continue
                body = await _read(response, largest)
                return Response(
                    status=response.status_code,
                    url=str(checked),
                    headers={name.lower(): value for name, value in response.headers.items()},
                    body=body,
                    moved_to=str(checked) if redirects and FOR_GOOD.issuperset(redirects) else "",
                )
        raise SourceError(Refusal.UNREACHABLE, "too many redirects", permanent=True)

    def _checked(self, url: str) -> httpx2.URL:
        require_clean(url)
        try:
            parsed = httpx2.URL(url)
        except (httpx2.InvalidURL, ValueError) as error:
            raise forbidden("not an address") from error
        if parsed.scheme not in {"http", "https"} or parsed.userinfo or not parsed.host:
            raise forbidden("only http and https, without a name and password")
        default_port = 443 if parsed.scheme == "https" else 80
        _require_port(self._policy, default_port if parsed.port is None else parsed.port)
        host = parsed.raw_host.decode("ascii").lower().rstrip(".").strip("[]")
        if is_address(host):
            _require_allowed(self._policy, [host])
        else:
            require_public_name(host)
        return parsed


class _CheckedNetwork(httpcore2.AsyncNetworkBackend):
    """Resolves a name once, checks every answer and connects to the checked address: no rebinding."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._network = httpcore2.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the shape of the library's method
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        _require_port(self._policy, port)
        addresses = await _addresses(self._policy, host, port)
        _require_allowed(self._policy, addresses)
        failure: Exception = httpcore2.ConnectError("no address")
        for address in addresses[:4]:
            try:
                return await self._network.connect_tcp(address, port, timeout, local_address, socket_options)
            except httpcore2.ConnectError as error:
                failure = error
        raise failure

    async def connect_unix_socket(self, *_args: Any, **_options: Any) -> httpcore2.AsyncNetworkStream:
        raise forbidden("a local socket")

    async def sleep(self, seconds: float) -> None:
        await self._network.sleep(seconds)


async def _addresses(policy: Policy, host: str, port: int) -> list[str]:
    try:
        return await policy.resolve(host, port)
    except (OSError, UnicodeError) as error:
        raise httpcore2.ConnectError(f"{host} has no address") from error


def _require_port(policy: Policy, port: int) -> None:
    if policy.ports is not None and port not in policy.ports:
        raise forbidden(f"port {port}")


def _require_allowed(policy: Policy, addresses: list[str]) -> None:
    """One private answer refuses the name: the next request might get just that one."""
    if not addresses or not all(policy.allows(address) for address in addresses):
        raise forbidden("a private or special address")


def _next_url(current: httpx2.URL, location: str) -> str:
    try:
        target = current.join(location)
    except (httpx2.InvalidURL, ValueError) as error:
        raise SourceError(Refusal.UNREACHABLE, "a redirect to no address", permanent=True) from error
    if current.scheme == "https" and target.scheme == "http":
        raise forbidden("a redirect from https to http")
    return str(target)


async def _read(response: httpx2.Response, largest: int) -> bytes:
    encoding = response.headers.get("content-encoding", "").strip().lower()
    if encoding not in {"", "identity", "gzip", "x-gzip"}:
        raise SourceError(Refusal.NOT_TEXT, f"encoding {encoding}", permanent=True)
    body = bytearray()
    async for piece in _unpacked(response, is_gzip="gzip" in encoding):
        body += piece
        if len(body) > largest:
            raise SourceError(Refusal.TOO_LARGE, f"more than {largest} bytes", permanent=True)
    return bytes(body)


async def _unpacked(response: httpx2.Response, *, is_gzip: bool) -> AsyncIterator[bytes]:
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    async for raw in response.aiter_raw():
        if not is_gzip:
            yield raw
            continue
        for piece in _unpack(unpacker, raw):
            yield piece
    if is_gzip:
        yield unpacker.flush()


def _unpack(unpacker: "zlib._Decompress", raw: bytes) -> Iterator[bytes]:
    """Unpack in small steps: a kilobyte of gzip can hold a gigabyte of zeros."""
    try:
        while raw:
            yield unpacker.decompress(raw, CHUNK)
            raw = unpacker.unconsumed_tail
    except zlib.error as error:
        raise SourceError(Refusal.NOT_TEXT, "broken gzip") from error


def _transport_error(error: httpx2.HTTPError, url: str) -> SourceError:
    return SourceError(Refusal.UNREACHABLE, f"{_host_of(url)}: {type(error).__name__}")


def _host_of(url: str) -> str:
    """Only the host goes into errors and logs: paths and queries may hold private things."""
    try:
        return httpx2.URL(url).host
    except (httpx2.InvalidURL, ValueError):
        return "?"


def require_success(response: Response) -> None:
    """Raises SourceError for an answer that holds no page."""
    if response.status in {404, 410}:
        raise SourceError(Refusal.NOT_FOUND, str(response.status), permanent=True)
    if response.status in {401, 402}:
        raise SourceError(Refusal.PAYWALL, str(response.status), permanent=True)
    if not 200 <= response.status < 300:
        raise SourceError(Refusal.SERVER_ERROR, str(response.status))
