"""Manners towards other people's servers."""

import asyncio
import time
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from bot.core.errors import Refusal
from bot.sources.etiquette import conditions, require_feed, retry_after, wait_asked
from bot.sources.http import HttpClient, Response
from bot.sources.politeness import PoliteClient, PolitePages
from tests.builders import MONDAY, a_state
from tests.sources.newsroom import Newsroom, a_client, a_page, drip, refusal_of

ROBOTS = "User-agent: *\nDisallow: /private/\nAllow: /\n"


@pytest.fixture
def polite(client: HttpClient) -> PoliteClient:
    return PoliteClient(client, pause=0.0)


async def test_page_that_robots_may_not_read_is_not_read(polite: PoliteClient, newsroom: Newsroom) -> None:
    """A newsroom says what programs may read, and is obeyed without a request."""
    newsroom.says("/robots.txt", ROBOTS)
    closed, opened = newsroom.says("/private/1", a_page("نص")), newsroom.says("/news/1", a_page("نص"))

    refused = await refusal_of(PolitePages(polite).get(closed))

    assert refused.refusal is Refusal.NOT_ALLOWED
    assert (await PolitePages(polite).get(opened)).status == 200
    assert newsroom.asked == ["/robots.txt", "/news/1"]


async def test_rules_are_read_once_for_many_pages(polite: PoliteClient, newsroom: Newsroom) -> None:
    """Manners cost one request a day, not one a page."""
    newsroom.says("/robots.txt", ROBOTS)
    urls = [newsroom.says(f"/news/{number}", a_page("نص")) for number in range(5)]

    await asyncio.gather(*(PolitePages(polite).get(url) for url in urls))

    assert newsroom.asked.count("/robots.txt") == 1


@pytest.mark.parametrize(
    ("status", "may"), [(404, True), (403, True), (429, False), (500, False), (503, False)], ids=str
)
async def test_missing_rules_allow_and_broken_ones_wait(
    polite: PoliteClient, newsroom: Newsroom, status: int, may: bool
) -> None:
    """No file: no wish. A server that fails does not want to be read just now."""
    newsroom.says("/robots.txt", "", status=status)
    url = newsroom.says("/news/1", a_page("نص"))

    if may:
        assert (await PolitePages(polite).get(url)).status == 200
    else:
        refused = await refusal_of(PolitePages(polite).get(url))
        assert (refused.refusal, refused.permanent) == (Refusal.NOT_ALLOWED, False)


async def test_rules_that_cannot_be_reached_are_waited_for(newsroom: Newsroom) -> None:
    """Whoever does not answer when asked what may be read is not read."""
    newsroom.pages["/robots.txt"] = drip
    url = newsroom.says("/news/1", a_page("نص"))
    polite = PoliteClient(a_client(timeout=0.3), pause=0.0)

    refused = await refusal_of(PolitePages(polite).get(url))

    assert (refused.refusal, refused.permanent) == (Refusal.NOT_ALLOWED, False)
    assert newsroom.asked == ["/robots.txt"]


async def test_host_is_asked_one_request_at_a_time_with_pauses(
    client: HttpClient, newsroom: Newsroom
) -> None:
    """Twenty items of one newsroom do not fall on it at once."""
    polite, moments = PoliteClient(client, pause=0.05), []

    async def note(writer: asyncio.StreamWriter) -> None:
        moments.append(time.monotonic())
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
        await writer.drain()

    newsroom.pages["/feed"] = note
    await asyncio.gather(*(polite.get(newsroom.url + "/feed") for _ in range(4)))

    gaps = [later - earlier for earlier, later in pairwise(moments)]
    assert min(gaps) >= 0.05


async def test_hostile_rules_harm_nobody(polite: PoliteClient, newsroom: Newsroom) -> None:
    """A bomb of wildcards is read in no time."""
    newsroom.says("/robots.txt", "User-agent: *\nDisallow: /" + "*a" * 200_000)
    url = newsroom.says("/" + "a" * 200, a_page("نص"))

    async with asyncio.timeout(20):
        await PolitePages(polite).get(url)


@pytest.mark.parametrize(("asked", "pause"), [(5, 5), (31_536_000, 20)], ids=["five seconds", "a year"])
async def test_pause_that_rules_ask_for_is_kept_within_reason(
    polite: PoliteClient, newsroom: Newsroom, asked: int, pause: float
) -> None:
    """A newsroom may slow us down; nobody may stop us with a number."""
    newsroom.says("/robots.txt", f"User-agent: *\nCrawl-delay: {asked}\nDisallow: /private/")

    await refusal_of(PolitePages(polite).get(newsroom.says("/private/1", a_page("نص"))))

    assert polite._host(newsroom.url).pause == pause


def _response(status: int = 200, body: bytes = b"", **headers: str) -> Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(status=status, url="https://news.example/feed", headers=named, body=body)


@pytest.mark.parametrize(
    ("response", "minutes"),
    [
        pytest.param(_response(), 0, id="nothing asked"),
        pytest.param(_response(cache_control="public, max-age=1800"), 30, id="max-age"),
        pytest.param(_response(body=b"<rss><channel><ttl>45</ttl>"), 45, id="ttl"),
        pytest.param(_response(expires="Mon, 23 Nov 2026 07:00:00 GMT"), 60, id="expires"),
        pytest.param(_response(expires="0", cache_control="no-cache"), 0, id="already old"),
        pytest.param(_response(retry_after="600"), 10, id="retry after"),
        pytest.param(
            _response(cache_control="max-age=60", body=b"<ttl>20</ttl>"), 20, id="the longest counts"
        ),
        pytest.param(_response(cache_control="max-age=soon"), 0, id="nonsense"),
    ],
)
def test_wait_is_what_the_server_asks_for(response: Response, minutes: int) -> None:
    """Whoever pays for the server decides how often it is asked."""
    assert wait_asked(response, MONDAY) // timedelta(minutes=1) == minutes


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("120", 120), ("Mon, 23 Nov 2026 06:05:00 GMT", 300), ("soon", None), ("-5", None), ("", None)],
)
def test_retry_after_is_read_in_both_forms(value: str, seconds: float | None) -> None:
    """Seconds or a date; anything else is no promise."""
    assert retry_after(value, MONDAY) == seconds


@pytest.mark.parametrize(
    ("status", "refusal", "gone"),
    [
        (404, Refusal.NOT_FOUND, False),
        (410, Refusal.NOT_FOUND, True),
        (429, Refusal.TOO_OFTEN, False),
        (503, Refusal.SERVER_ERROR, False),
        (401, Refusal.PAYWALL, False),
    ],
)
async def test_refusal_says_when_to_come_again(status: int, refusal: Refusal, gone: bool) -> None:
    """What a server says about coming again is not lost on the way."""

    async def asked() -> None:
        require_feed(_response(status, retry_after="90"), MONDAY)

    error = await refusal_of(asked())

    assert (error.refusal, error.gone) == (refusal, gone)
    assert error.retry_after == (90 if status in {429, 503} else None)


def test_conditions_are_given_back_byte_for_byte() -> None:
    """A server recognises its own words only."""
    state = replace(a_state(), etag='W/"a-1"', last_modified="Sun, 22 Nov 2026 21:00:00 GMT")

    assert conditions(state) == {"if-none-match": 'W/"a-1"', "if-modified-since": state.last_modified}
    assert conditions(a_state()) == {}


@pytest.mark.parametrize(
    ("statuses", "moved"),
    [((301,), True), ((308, 301), True), ((302,), False), ((301, 302), False)],
    ids=["for good", "twice for good", "for now", "partly for now"],
)
async def test_move_for_good_is_told_from_a_detour(
    client: HttpClient, newsroom: Newsroom, statuses: tuple[int, ...], moved: bool
) -> None:
    """Only a redirect that is meant to stay changes where a source is read."""
    for number, status in enumerate(statuses):
        newsroom.says(f"/{number}", "", status=status, location=f"/{number + 1}")
    target = newsroom.says(f"/{len(statuses)}", "نص")

    response = await client.get(newsroom.url + "/0")

    assert response.url == target
    assert response.moved_to == (target if moved else "")
