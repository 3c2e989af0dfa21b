"""The outgoing client: how it follows redirects, how much it takes, how long it waits, what it tells."""

import asyncio
import gzip
import logging
import socket
import threading
import tracemalloc
import zlib

import pytest

from bot.core.errors import Refusal, SourceError
from bot.sources.http import LARGEST_BODY, HttpClient, Policy, require_success, resolve
from tests.sources.newsroom import Newsroom, a_client, drip, refusal_of


async def test_redirects_are_followed_when_they_are_relative_or_arabic(
    newsroom: Newsroom, client: HttpClient
) -> None:
    """A moved page is found, also when the newsroom writes its new address in raw Arabic."""
    newsroom.says("/old", "", status=301, location="/أخبار/new")
    newsroom.says("/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/new", "وصلنا")

    response = await client.get(newsroom.url + "/old")

    assert response.body.decode() == "وصلنا"
    assert response.url.endswith("/new")


@pytest.mark.parametrize(
    ("location", "refusal"),
    [
        ("/again", Refusal.UNREACHABLE),
        ("http://169.254.169.254/latest", Refusal.FORBIDDEN_ADDRESS),
        ("http://localhost/", Refusal.FORBIDDEN_ADDRESS),
        ("file:///etc/passwd", Refusal.FORBIDDEN_ADDRESS),
        ("http://[::1", Refusal.UNREACHABLE),
    ],
    ids=["a loop", "metadata", "localhost", "a file", "no address"],
)
async def test_a_redirect_is_refused_when_it_leads_nowhere_good(
    newsroom: Newsroom, client: HttpClient, location: str, refusal: Refusal
) -> None:
    """Each step of a redirect is checked like the first, and there are not many of them."""
    url = newsroom.says("/again", "", status=302, location=location)

    error = await refusal_of(client.get(url))

    assert error.refusal is refusal
    assert error.permanent
    assert len(newsroom.asked) <= 6


async def test_a_redirect_is_refused_when_it_drops_encryption() -> None:
    """A page asked for over https is never fetched over http."""
    import httpx2

    from bot.sources.http import _next_url

    with pytest.raises(SourceError) as caught:
        _next_url(httpx2.URL("https://news.example.com/a"), "http://news.example.com/a")

    assert caught.value.refusal is Refusal.FORBIDDEN_ADDRESS


async def test_a_body_is_refused_when_it_is_too_large(newsroom: Newsroom, client: HttpClient) -> None:
    """A page has a few megabytes at most; no more is read."""
    url = newsroom.says("/large", b"x" * (LARGEST_BODY + 1))

    error = await refusal_of(client.get(url))

    assert error.refusal is Refusal.TOO_LARGE


async def test_a_bomb_is_refused_when_a_small_answer_unpacks_to_a_gigabyte(
    newsroom: Newsroom, client: HttpClient
) -> None:
    """A kilobyte that becomes a gigabyte costs neither memory nor time."""
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    zeros = b"\0" * 1_000_000
    megabytes = [packer.compress(zeros) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2)]
    bomb = megabytes[0] + 1000 * megabytes[1]
    url = newsroom.says("/bomb", bomb, content_encoding="gzip")

    tracemalloc.start()
    error = await refusal_of(client.get(url))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert error.refusal is Refusal.TOO_LARGE
    assert peak < 5 * LARGEST_BODY


@pytest.mark.parametrize("size", [0, 10, 65_536, 131_072, 1_000_003])
async def test_a_packed_body_is_whole_when_it_arrives(
    newsroom: Newsroom, client: HttpClient, size: int
) -> None:
    """Unpacking in steps loses no byte, also at the edges of a step."""
    body = b"ab" * (size // 2) + b"c" * (size % 2)
    url = newsroom.says("/packed", gzip.compress(body), content_encoding="gzip")

    response = await client.get(url)

    assert response.body == body


async def test_nothing_that_came_is_lost_when_a_packed_body_lacks_its_end(
    newsroom: Newsroom, client: HttpClient
) -> None:
    """A server that forgets the checksum costs no letter."""
    body = b"a" * 65_542
    without_checksum = gzip.compress(body)[:-8]
    url = newsroom.says("/packed", without_checksum, content_encoding="gzip")

    response = await client.get(url)

    assert response.body == body


@pytest.mark.parametrize(
    ("encoding", "body"),
    [("br", b"\x0b\x02\x80hello\x03"), ("gzip, gzip", b"x"), ("gzip", b"this is not gzip")],
    ids=["brotli", "twice", "broken"],
)
async def test_an_encoding_is_refused_when_it_was_not_asked_for(
    newsroom: Newsroom, client: HttpClient, encoding: str, body: bytes
) -> None:
    """Only gzip is asked for, so nothing else is unpacked."""
    url = newsroom.says("/packed", body, content_encoding=encoding)

    error = await refusal_of(client.get(url))

    assert error.refusal is Refusal.NOT_TEXT
    assert newsroom.headers[0]["accept-encoding"] == "gzip"


async def test_a_drip_is_cut_when_its_total_time_is_over(newsroom: Newsroom) -> None:
    """A server that sends a byte now and then cannot hold us for ever."""

    newsroom.pages["/drip"] = drip
    impatient = a_client(timeout=0.3)

    error = await refusal_of(impatient.get(newsroom.url + "/drip"))

    assert error.refusal is Refusal.TIMEOUT
    assert not error.permanent
    await impatient.close()


@pytest.mark.parametrize(
    ("status", "refusal", "permanent"),
    [
        (404, Refusal.NOT_FOUND, True),
        (410, Refusal.NOT_FOUND, True),
        (401, Refusal.PAYWALL, True),
        (402, Refusal.PAYWALL, True),
        (403, Refusal.SERVER_ERROR, False),
        (429, Refusal.SERVER_ERROR, False),
        (500, Refusal.SERVER_ERROR, False),
        (302, Refusal.SERVER_ERROR, False),
    ],
)
async def test_a_page_is_refused_when_the_status_says_so(
    newsroom: Newsroom, client: HttpClient, status: int, refusal: Refusal, permanent: bool
) -> None:
    """A reader learns why there is no article, and we learn whether to ask again."""
    response = await client.get(newsroom.says("/story", "<p>خطأ</p>", status=status))

    with pytest.raises(SourceError) as caught:
        require_success(response)

    assert (caught.value.refusal, caught.value.permanent) == (refusal, permanent)


async def test_a_source_is_unreachable_when_nobody_listens(client: HttpClient) -> None:
    """A server that is down is asked again later."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    error = await refusal_of(client.get(f"http://127.0.0.1:{port}/"))

    assert (error.refusal, error.permanent) == (Refusal.UNREACHABLE, False)


async def test_a_source_is_unreachable_when_its_name_has_no_address() -> None:
    """A name that cannot be found is asked again later: the resolver may be ill."""

    async def resolve(_host: str, _port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "no such name")

    client = a_client(policy=Policy(resolve=resolve))
    error = await refusal_of(client.get("http://news.example.com/"))

    assert (error.refusal, error.permanent) == (Refusal.UNREACHABLE, False)
    await client.close()


async def test_nobody_else_waits_when_a_name_server_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names that nobody can resolve take no thread from the work for readers."""
    hangs, over = threading.Event(), threading.Event()

    def ask(*_name: object, **_kind: object) -> list[object]:
        hangs.set()
        over.wait(20)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", ask)
    async with asyncio.TaskGroup() as group:
        for number in range(40):
            group.create_task(resolve(f"{number}.example.com", 80))
        await asyncio.to_thread(hangs.wait, 20)
        try:
            async with asyncio.timeout(4):
                done = await asyncio.to_thread(str, "an edition")
        finally:
            over.set()

    assert done == "an edition"


async def test_nothing_private_is_told_when_a_fetch_fails(
    newsroom: Newsroom, caplog: pytest.LogCaptureFixture
) -> None:
    """Paths and queries can hold private things: neither errors nor our log lines repeat them."""
    caplog.set_level(logging.DEBUG, logger="bot")
    impatient = a_client(timeout=0.2)

    newsroom.pages["/private-path"] = drip
    newsroom.says("/moved-private-path", "", status=302, location="http://10.0.0.1/private-path?key=private")
    errors = [
        await refusal_of(impatient.get(newsroom.url + "/private-path?key=private")),
        await refusal_of(impatient.get(newsroom.url + "/moved-private-path?key=private")),
        await refusal_of(impatient.get("http://news.example.com:x/private-path?key=private")),
    ]

    told = " ".join([*map(str, errors), *(record.getMessage() for record in caplog.records)])
    assert "private-path" not in told
    assert "key=" not in told
    await impatient.close()


async def test_no_cookie_is_sent_back_when_a_site_sets_one(newsroom: Newsroom, client: HttpClient) -> None:
    """The bot reads as nobody: a site cannot follow it from page to page."""
    url = newsroom.says("/story", "نص", set_cookie="who=you; Path=/")

    await client.get(url)
    await client.get(url)

    assert all("cookie" not in headers for headers in newsroom.headers)


@pytest.mark.parametrize(
    ("content_type", "charset"),
    [
        ("text/html; charset=Windows-1256", "windows-1256"),
        ('text/html; charset="utf-8"; x=y', "utf-8"),
        ("text/html", ""),
    ],
)
async def test_the_charset_is_read_when_the_server_names_it(
    newsroom: Newsroom, client: HttpClient, content_type: str, charset: str
) -> None:
    """The charset of the header is known to who decodes the body."""
    response = await client.get(newsroom.says("/story", "x", content_type=content_type))

    assert response.charset == charset
