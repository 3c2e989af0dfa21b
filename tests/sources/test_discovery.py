"""What can be followed behind any link: a newsroom on this machine is asked as a reader's link would be."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.core.errors import Refusal
from bot.core.models import SourceKind
from bot.sources.discovery import MOST_FOUND, MOST_TRIED, Discovery
from bot.sources.http import Policy
from bot.sources.telegram_channel import ChannelReader
from bot.sources.workshop import Workshop
from tests.builders import FixedClock
from tests.sources.channel_page import NO_CHANNEL, a_channel, a_post
from tests.sources.newsroom import Newsroom, a_client, a_page, open_newsroom, refusal_of

HTML = "text/html; charset=utf-8"


# One loop for the whole file, so that all its tests share one worker: starting it takes a second.
pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def workshop() -> AsyncIterator[Workshop]:
    opened = Workshop(workers=1, seconds=4)
    yield opened
    await opened.close()


@pytest_asyncio.fixture(loop_scope="module")
async def newsroom() -> AsyncIterator[Newsroom]:
    async with open_newsroom() as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="module")
async def discovery(newsroom: Newsroom, workshop: Workshop, clock: FixedClock) -> AsyncIterator[Discovery]:
    client = a_client()
    yield Discovery(client, workshop, ChannelReader(client, workshop, clock, newsroom.url), clock)
    await client.close()


def a_feed(title: str = "صحيفة الساحل", *headlines: str) -> str:
    items = "".join(
        f"<item><title>{headline}</title><link>https://news.example/{n}</link>"
        "<pubDate>Mon, 23 Nov 2026 05:00:00 GMT</pubDate><description>نص الخبر</description></item>"
        for n, headline in enumerate(
            headlines or ("صحار تفتتح رصيفًا جديدًا", "أمطار على الساحل", "فوز فريق الميناء")
        )
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'


def a_home(*links: str, foot: str = "") -> str:
    return a_page("أخبار الساحل", head="".join(links)).replace("</body>", f"{foot}</body>")


def alternate(href: str, title: str = "") -> str:
    return f'<link rel="alternate" type="application/rss+xml" href="{href}" title="{title}">'


async def test_a_feed_is_found_when_the_link_is_one(newsroom: Newsroom, discovery: Discovery) -> None:
    """The feed's own title names it, and its newest articles can be shown."""
    url = newsroom.says("/feed", a_feed())

    (found,) = await discovery.find(url)

    assert (found.source.kind, found.source.location, found.source.title) == (
        SourceKind.FEED,
        url,
        "صحيفة الساحل",
    )
    assert [article.title for article in found.latest][:1] == ["صحار تفتتح رصيفًا جديدًا"]
    assert newsroom.asked == ["/feed"]


async def test_a_json_feed_is_found_and_other_json_is_none(newsroom: Newsroom, discovery: Discovery) -> None:
    """An answer in JSON is a feed only when it says so."""
    item = '{"id":"1","title":"خبر","url":"https://n.example/1","content_text":"نص"}'
    feed = newsroom.says(
        "/f", f'{{"version":"https://jsonfeed.org/version/1.1","title":"ساحل","items":[{item}]}}'
    )
    other = newsroom.says("/api", '{"articles": []}')

    assert (await discovery.find(feed))[0].source.title == "ساحل"
    assert (await refusal_of(discovery.find(other))).refusal is Refusal.NO_FEED


async def test_the_sites_feeds_are_found_when_its_page_names_them(
    newsroom: Newsroom, discovery: Discovery
) -> None:
    """The main feed comes first, another one is offered too, comments and dead links are not."""
    newsroom.says("/rss", a_feed("الساحل"))
    newsroom.says("/sport/rss", a_feed("الساحل - رياضة"))
    newsroom.says("/comments/feed", a_feed("تعليقات"))
    home = newsroom.says(
        "/",
        a_home(alternate("/comments/feed"), alternate("/sport/rss"), alternate("/gone"), alternate("/rss")),
        content_type=HTML,
    )

    found = await discovery.find(home)

    assert [one.source.title for one in found] == ["الساحل", "الساحل - رياضة"]
    assert "/comments/feed" not in newsroom.asked


async def test_few_questions_are_asked_when_a_page_names_ten_thousand_feeds(
    newsroom: Newsroom, discovery: Discovery
) -> None:
    """A hostile page costs a handful of requests, and a reader is not shown a wall of feeds."""
    names = [f"/feed/{n}" for n in range(10_000)]
    for name in names[:10]:
        newsroom.says(name, a_feed(name))
    home = newsroom.says("/", a_home(*(alternate(name) for name in names)), content_type=HTML)

    found = await discovery.find(home)

    assert len(found) == MOST_FOUND
    assert len(newsroom.asked) <= 1 + MOST_TRIED


async def test_few_questions_are_asked_when_all_named_feeds_are_dead(
    newsroom: Newsroom, discovery: Discovery
) -> None:
    """A search that finds nothing ends soon, for the site's sake and the reader's."""
    dead = [f"/gone/{n}" for n in range(100)]
    foot = "".join(f'<a href="{name}/rss">RSS</a>' for name in dead)
    home = newsroom.says("/", a_home(*(alternate(name) for name in dead), foot=foot), content_type=HTML)

    assert (await refusal_of(discovery.find(home))).refusal is Refusal.NO_FEED
    assert len(newsroom.asked) <= 1 + 2 * MOST_TRIED + 10


async def test_a_feed_at_the_foot_is_found_when_the_head_names_none(
    newsroom: Newsroom, discovery: Discovery
) -> None:
    """Many newsrooms only have a little «RSS» that people can click."""
    newsroom.says("/rssFeed/1", a_feed())
    home = newsroom.says("/", a_home(foot='<a href="/rssFeed/1">RSS</a>'), content_type=HTML)

    assert (await discovery.find(home))[0].source.location == f"{newsroom.url}/rssFeed/1"


@pytest.mark.parametrize(
    "path", ["/feed/", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/rss/feed.xml"]
)
async def test_a_feed_is_found_when_it_is_where_feeds_usually_are(
    newsroom: Newsroom, discovery: Discovery, path: str
) -> None:
    """A site need not name its feed."""
    newsroom.says(path, a_feed())
    home = newsroom.says("/news/today.html", a_home(), content_type=HTML)

    assert (await discovery.find(home))[0].source.location == newsroom.url + path


async def test_the_home_page_is_no_feed_when_the_site_redirects_to_it(
    newsroom: Newsroom, discovery: Discovery
) -> None:
    """A site that answers every unknown address with its home page has no feed; few addresses are tried."""
    home = newsroom.says("/", a_home(), content_type=HTML)
    for path in ("/feed/", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/rss/feed.xml"):
        newsroom.says(path, "", status=302, location="/")

    refused = await refusal_of(discovery.find(home))

    assert (refused.refusal, refused.permanent) == (Refusal.NO_FEED, True)
    assert len(newsroom.asked) <= 1 + 2 * 7


async def test_a_page_that_shows_a_feeds_source_is_no_feed(newsroom: Newsroom, discovery: Discovery) -> None:
    """A lesson about feeds is a page."""
    page = newsroom.says(
        "/lesson", a_home(foot="<rss><channel><title>x</title><item/></channel></rss>"), content_type=HTML
    )

    assert (await refusal_of(discovery.find(page))).refusal is Refusal.NO_FEED


async def test_an_article_is_no_source_when_its_site_has_no_feed(
    newsroom: Newsroom, discovery: Discovery
) -> None:
    """One article would be followed in vain, so it is said clearly."""
    page = newsroom.says(
        "/harbour", a_page(*["فقرة طويلة من خبر عن الميناء الجديد في المدينة."] * 9), content_type=HTML
    )

    assert (await refusal_of(discovery.find(page))).refusal is Refusal.NO_FEED


async def test_empty_feeds_are_not_offered_when_a_page_names_them(
    newsroom: Newsroom, discovery: Discovery
) -> None:
    """WordPress names a feed for each page, most of them empty."""
    newsroom.says("/empty", '<rss version="2.0"><channel><title>x</title></channel></rss>')
    newsroom.says("/full/rss", a_feed())
    home = newsroom.says("/", a_home(alternate("/empty"), alternate("/full/rss")), content_type=HTML)

    (found,) = await discovery.find(home)

    assert found.source.location == f"{newsroom.url}/full/rss"


@pytest.mark.parametrize("link", ["@Sahel_News", "t.me/Sahel_News", "https://t.me/s/sahel_news/41"])
async def test_a_channel_is_found_when_the_link_is_telegrams(
    newsroom: Newsroom, discovery: Discovery, link: str
) -> None:
    """A channel is known by one address, however it was named."""
    newsroom.says("/s/sahel_news", a_channel(a_post(41)))

    (found,) = await discovery.find(link)

    assert (found.source.kind, found.source.location) == (SourceKind.CHANNEL, "https://t.me/sahel_news")
    assert (found.source.title, len(found.latest)) == ("قناة الساحل", 1)


async def test_a_private_channel_is_refused_when_its_page_shows_nothing(
    newsroom: Newsroom, discovery: Discovery
) -> None:
    """What cannot be read is not followed."""
    newsroom.says("/s/sahel_news", NO_CHANNEL)

    assert (await refusal_of(discovery.find("@sahel_news"))).refusal is Refusal.NO_CHANNEL
    assert (await refusal_of(discovery.find("https://t.me/+AbCdEfGh"))).refusal is Refusal.NO_CHANNEL


async def test_a_youtube_channel_is_found_when_its_page_knows_its_id(
    newsroom: Newsroom, workshop: Workshop, clock: FixedClock
) -> None:
    """A channel's ordinary address leads to its feed."""

    async def resolve(_host: str, _port: int) -> list[str]:
        return ["127.0.0.1"]

    youtube = a_client(
        policy=Policy(allows=lambda address: address == "127.0.0.1", ports=None, resolve=resolve)
    )
    port = newsroom.url.rpartition(":")[2]
    newsroom.says(
        "/@sahel",
        '<html><script>{"externalId":"UCabcdefghijklmnopqrstuv"}</script></html>',
        content_type=HTML,
    )
    newsroom.says("/feeds/videos.xml", a_feed("مرئيات الساحل"))
    discovery = Discovery(youtube, workshop, ChannelReader(youtube, workshop, clock), clock)

    (found,) = await discovery.find(f"http://m.youtube.com:{port}/@sahel")

    await youtube.close()
    assert found.source.title == "مرئيات الساحل"
    assert found.source.location.endswith("/feeds/videos.xml?channel_id=UCabcdefghijklmnopqrstuv")


@pytest.mark.parametrize(
    "target", ["http://10.0.0.1/feed", "http://169.254.169.254/latest", "file:///etc/passwd"]
)
async def test_a_private_address_is_not_opened_when_a_page_leads_there(
    newsroom: Newsroom, discovery: Discovery, target: str
) -> None:
    """Neither a redirect nor a page's own words open a door into the bot's network."""
    redirect = newsroom.says("/jump", "", status=302, location=target)
    home = newsroom.says(
        "/", a_home(alternate(target), foot=f'<a href="{target}">rss</a>'), content_type=HTML
    )

    assert (await refusal_of(discovery.find(redirect))).refusal is Refusal.FORBIDDEN_ADDRESS
    assert (await refusal_of(discovery.find(home))).refusal is Refusal.NO_FEED


@pytest.mark.parametrize(
    ("body", "status", "refusal"),
    [(b"", 404, Refusal.NOT_FOUND), (b"", 500, Refusal.SERVER_ERROR), (b"%PDF-1.7", 200, Refusal.NOT_TEXT)],
    ids=["missing", "broken", "a file"],
)
async def test_the_reason_is_told_when_a_link_cannot_be_read(
    newsroom: Newsroom, discovery: Discovery, body: bytes, status: int, refusal: Refusal
) -> None:
    """A dead link is told as one, not as a site without a feed."""
    assert (await refusal_of(discovery.find(newsroom.says("/x", body, status)))).refusal is refusal


async def test_a_bomb_is_refused_when_the_link_is_one(newsroom: Newsroom, discovery: Discovery) -> None:
    """What would keep a parser busy for a minute costs a worker, and the next link is read."""
    flood = "<rss " + " ".join(f'a{n}="1"' for n in range(300_000)) + "><channel><item/></channel></rss>"
    bomb, feed = newsroom.says("/bomb", flood), newsroom.says("/feed", a_feed())

    refused = await refusal_of(discovery.find(bomb))
    (found,) = await discovery.find(feed)

    assert refused.refusal in {Refusal.TOO_COMPLEX, Refusal.NO_FEED}
    assert found.source.location == feed
