"""Feeds: every dialect is read, politely and once; what an item lacks comes from its page."""

import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from bot.core.errors import Refusal, SourceError
from bot.core.models import Article, FetchState, Source, SourceKind
from bot.core.ports import Visit
from bot.sources.feed import ITEMS_A_VISIT, FeedReader
from bot.sources.http import HttpClient
from bot.sources.page import PageReader
from bot.sources.parsing.feeds import read_feed
from tests.builders import HARBOUR, MONDAY, FixedClock, a_state
from tests.sources.newsroom import Newsroom, WorkshopInside, a_page

TITLE = "صحار تفتتح «رصيفًا» جديدًا"
TEASER = "افتتحت هيئة الموانئ في مدينة صحار اليوم رصيفًا جديدًا بطول 400 متر."
WHOLE = " ".join([HARBOUR.replace("\n", " ")] * 2)
LINK = "https://news.example/harbour"
DATED = "Sun, 22 Nov 2026 09:00:00 +0300"


def an_item(
    *, title: str = TITLE, text: str = WHOLE, link: str = LINK, guid: str = "", date: str = DATED
) -> str:
    mark = f"<guid isPermaLink='false'>{guid}</guid>" if guid else ""
    parts = f"<title>{title}</title><link>{link}</link>{mark}<description>{text}</description>"
    return f"<item>{parts}<pubDate>{date}</pubDate></item>"


def a_feed(*items: str) -> str:
    return f'<rss version="2.0"><channel><title>الساحل</title>{"".join(items)}</channel></rss>'


ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>الساحل</title><entry><title>{TITLE}</title>
<id>1</id><link href="{LINK}"/><updated>2026-11-22T06:00:00Z</updated><content type="text">{WHOLE}</content>
</entry></feed>"""
RDF = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>الساحل</title></channel>
<item rdf:about="{LINK}"><title>{TITLE}</title><link>{LINK}</link><description>{WHOLE}</description>
<dc:date>2026-11-22T06:00:00Z</dc:date></item></rdf:RDF>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "الساحل",
        "items": [
            {
                "id": "1",
                "url": LINK,
                "title": TITLE,
                "content_text": WHOLE,
                "date_published": "2026-11-22T06:00:00Z",
            }
        ],
    }
)
PLAIN = a_feed(an_item())
DIALECTS: dict[str, str | bytes] = {
    "RSS 2.0": PLAIN,
    "RSS 0.91 with a document type": f'<?xml version="1.0"?><!-- <b> --><!DOCTYPE rss SYSTEM "x">{PLAIN}'.replace(
        '"2.0"', '"0.91"'
    ),
    "Atom": ATOM,
    "RDF": RDF,
    "JSON Feed": JSON,
    "a warning before it": f"<b>Warning</b>: mysql in line 3\n\n{PLAIN}",
    "a mark and blanks before it": f"\ufeff \n{PLAIN}",
    "rubbish after it": f"{PLAIN}\n<!-- cached --><script>x</script>",
    "entities": PLAIN.replace("«", "&laquo;").replace("»", "&raquo;"),
    "entities twice": PLAIN.replace("«", "&amp;laquo;").replace("»", "&amp;#187;"),
    "CDATA": PLAIN.replace(TITLE, f"<![CDATA[{TITLE}]]>"),
    "a control letter": PLAIN.replace("جديدًا</title>", "جديدًا\x0b</title>"),
    "cut off": PLAIN[: PLAIN.index("</item>")],
    "windows-1256, said to be utf-8": f'<?xml version="1.0" encoding="utf-8"?>{PLAIN}'.encode("cp1256"),
    "utf-8, said to be windows-1256": f'<?xml version="1.0" encoding="windows-1256"?>{PLAIN}',
    "utf-16": PLAIN.encode("utf-16"),
}


BROKEN = {
    "capitals": f"<RSS><CHANNEL><TITLE>الساحل</TITLE><ITEM><TITLE>{TITLE}</TITLE><LINK>{LINK}</LINK>"
    f"<DESCRIPTION>{WHOLE}</DESCRIPTION><PUBDATE>{DATED}</PUBDATE></ITEM></CHANNEL></RSS>",
    "no channel": f"<rss>{an_item()}</rss>",
    "items outside the channel": f"<rss><channel><title>الساحل</title></channel>{an_item()}</rss>",
    "Atom without a namespace": ATOM.replace(' xmlns="http://www.w3.org/2005/Atom"', ""),
    "RSS 0.90": RDF.replace("http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/"),
    "version without quotes": PLAIN.replace('version="2.0"', "version=2.0"),
}
PICTURES = {
    "media": '<media:content url="https://news.example/q.jpg" medium="image"/>',
    "thumbnail": '<media:thumbnail url="https://news.example/q.jpg"/>',
    "enclosure": '<enclosure url="https://news.example/q.jpg" type="image/jpeg" length="1"/>',
    "in the text": "<content:encoded><![CDATA[<p><img src='/q.jpg'></p>]]></content:encoded>",
    "after a film": '<enclosure url="https://news.example/q.mp4" type="video/mp4" length="1"/>'
    '<media:content url="https://news.example/q.jpg" type="image/jpeg"/>',
}


async def read(reader: FeedReader, url: str, state: FetchState | None = None) -> Visit:
    source = Source(id="coast", kind=SourceKind.FEED, location=url, title="صحيفة الساحل")
    return await reader.read(source, state or a_state())


def a_reader(client: HttpClient, clock: FixedClock) -> FeedReader:
    workshop = WorkshopInside()
    return FeedReader(client, workshop, clock, PageReader(client, workshop, clock))


async def articles_of(newsroom: Newsroom, client: HttpClient, feed: str | bytes) -> tuple[Article, ...]:
    url = newsroom.says("/feed", feed)
    return (await read(a_reader(client, FixedClock()), url)).articles


@pytest.mark.parametrize("feed", (DIALECTS | BROKEN).values(), ids=(DIALECTS | BROKEN).keys())
async def test_an_article_is_read_when_a_feed_speaks_any_dialect(
    newsroom: Newsroom, client: HttpClient, feed: str | bytes
) -> None:
    """Feeds are read right as newsrooms really write them, also where they break the rules."""
    (article,) = await articles_of(newsroom, client, feed)

    assert article.title == TITLE
    assert article.text == WHOLE
    assert (article.url, article.outlet) == (LINK, "صحيفة الساحل")
    assert article.published_at == datetime(2026, 11, 22, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    "body",
    ["", "<html><body>404</body></html>", "{", "{}", '{"items": 5}', '{"a":' * 5000, "<rss/>", "نص عادي"],
    ids=["empty", "a page", "broken json", "no items", "wrong items", "deep json", "empty rss", "text"],
)
async def test_a_feed_is_refused_when_it_is_none(newsroom: Newsroom, client: HttpClient, body: str) -> None:
    """An address without a feed is said to be so."""
    with pytest.raises(SourceError) as caught:
        await articles_of(newsroom, client, body)

    assert caught.value.refusal is Refusal.NOT_A_FEED


async def test_no_entity_is_expanded_when_a_feed_defines_some(newsroom: Newsroom, client: HttpClient) -> None:
    """A feed can neither grow in memory nor read our files."""
    entities = '<!DOCTYPE rss [<!ENTITY a "كبر"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    feed = entities + a_feed(an_item(title=f"{TITLE} &a; &f;"))

    (article,) = await articles_of(newsroom, client, feed)

    assert article.title == f"{TITLE} &a; &f;"


async def test_the_feed_is_asked_only_for_news_when_it_was_read_before(
    newsroom: Newsroom, client: HttpClient, clock: FixedClock
) -> None:
    """What the server told us is sent back to the letter; «nothing new» costs nothing and forgets nothing."""
    told = {"etag": 'W/"a-1"', "last_modified": "Sun, 22 Nov 2026 09:00:00 GMT"}
    url = newsroom.says("/feed", a_feed(an_item()), etag=told["etag"], last_modified=told["last_modified"])
    reader = a_reader(client, clock)
    first = await read(reader, url)
    newsroom.says("/feed", b"", status=304)
    clock.advance(minutes=15)

    second = await read(reader, url, first.state)

    assert newsroom.headers[-1]["if-none-match"] == told["etag"].lower()
    assert newsroom.headers[-1]["if-modified-since"] == told["last_modified"].lower()
    assert second.articles == ()
    assert (second.state.etag, second.state.last_modified) == (told["etag"], told["last_modified"])
    assert second.state.last_success == clock.now
    assert second.state.next_visit > clock.now


async def test_the_whole_text_is_read_when_an_item_holds_a_teaser(
    newsroom: Newsroom, client: HttpClient
) -> None:
    """A digest is made from the article, not from the two lines that the feed shows."""
    newsroom.says("/harbour", a_page(*HARBOUR.split("\n")))

    (article,) = await articles_of(newsroom, client, a_feed(an_item(text=TEASER, link="/harbour")))

    assert article.text == HARBOUR
    assert article.url == newsroom.url + "/harbour"


async def test_the_teaser_is_used_when_the_page_cannot_be_read(
    newsroom: Newsroom, client: HttpClient
) -> None:
    """A closed page leaves what the feed itself says."""
    newsroom.says("/harbour", "", status=500)

    (article,) = await articles_of(newsroom, client, a_feed(an_item(text=TEASER, link="/harbour")))

    assert article.text == TEASER


async def test_no_page_is_fetched_again_when_a_feed_is_read_twice(
    newsroom: Newsroom, client: HttpClient, clock: FixedClock
) -> None:
    """Newsrooms are asked for each page once, whether it held an article or not; the answer stays the same."""
    newsroom.says("/harbour", a_page(*HARBOUR.split("\n")))
    gone = an_item(title="خبر لا صفحة له بعد اليوم", text="", link="/gone", guid="2")
    items = (an_item(text=TEASER, link="/harbour"), gone)
    url = newsroom.says("/feed", a_feed(*items))
    reader = a_reader(client, clock)

    first, second = await read(reader, url), await read(reader, url)

    assert first.articles == second.articles
    assert len(first.articles) == 1
    assert newsroom.asked.count("/harbour") == 1
    assert newsroom.asked.count("/gone") == 1


async def test_an_item_is_tried_again_when_its_page_was_out_of_order(
    newsroom: Newsroom, client: HttpClient, clock: FixedClock
) -> None:
    """A server that is down for a minute costs no reader a story."""
    newsroom.says("/harbour", "", status=503)
    url = newsroom.says("/feed", a_feed(an_item(text="", link="/harbour")))
    reader = a_reader(client, clock)
    first = await read(reader, url)
    newsroom.says("/harbour", a_page(*HARBOUR.split("\n")))

    second = await read(reader, url)

    assert first.articles == ()
    assert [article.text for article in second.articles] == [HARBOUR]


async def test_the_whole_feed_is_asked_for_again_when_a_page_was_out_of_order(
    newsroom: Newsroom, client: HttpClient, clock: FixedClock
) -> None:
    """«Nothing new» must not hide the story that could not be read the last time."""
    newsroom.says("/harbour", "", status=503)
    url = newsroom.says("/feed", a_feed(an_item(text="", link="/harbour")), etag='"1"')
    reader = a_reader(client, clock)
    first = await read(reader, url)

    await read(reader, url, first.state)

    assert (first.state.etag, first.state.failures) == ("", 0)
    assert "if-none-match" not in newsroom.headers[-2]


async def test_an_item_is_left_out_when_it_has_no_title_or_no_text(
    newsroom: Newsroom, client: HttpClient
) -> None:
    """Half an item is no article."""
    items = (an_item(title=""), an_item(text="", link="", guid="2"), an_item(guid="3"))

    articles = await articles_of(newsroom, client, a_feed(*items))

    assert len(articles) == 1


@pytest.mark.parametrize(
    ("date", "kept"),
    [
        (format_datetime(MONDAY - timedelta(hours=2)), MONDAY - timedelta(hours=2)),
        (format_datetime(MONDAY + timedelta(minutes=30)), MONDAY + timedelta(minutes=30)),
        (format_datetime(MONDAY + timedelta(days=2)), None),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("٢٣ نوفمبر ٢٠٢٦", datetime(2026, 11, 23, tzinfo=UTC)),
        ("1447-06-02", None),
        ("", None),
    ],
    ids=["past", "a clock that runs ahead", "future", "1970", "Arabic", "Hijri", "none"],
)
async def test_a_date_is_kept_when_it_can_be_true(
    newsroom: Newsroom, client: HttpClient, date: str, kept: datetime | None
) -> None:
    """A date that cannot be true is no date; the article is kept all the same."""
    (article,) = await articles_of(newsroom, client, a_feed(an_item(date=date)))

    assert article.published_at == kept


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("AT&T &amp; &nbsp; «الساحل»", "AT&T & «الساحل»"),
        ("غزة &nbsp; تحت القصف", "غزة تحت القصف"),
        ("5 &lt; 7 و 9 &gt; 3", "5 < 7 و 9 > 3"),
        ("&lt;b&gt;عاجل&lt;/b&gt;: خبر", "عاجل: خبر"),
        ("<![CDATA[<i>عاجل</i> &amp; خبر]]>", "عاجل & خبر"),
        ("سعر &#8364;5 &#0; &#x1F; &euro;6", "سعر €5 €6"),
        ("\n  سطر\n  آخر \t ", "سطر آخر"),
    ],
)
async def test_a_title_is_read_whole_when_it_holds_entities_or_marks(
    newsroom: Newsroom, client: HttpClient, written: str, shown: str
) -> None:
    """No headline is cut at an entity, and none shows one."""
    (article,) = await articles_of(newsroom, client, a_feed(an_item(title=written)))

    assert article.title.replace("\ufffd", "").replace("  ", " ") == shown


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "http://[broken"])
async def test_a_link_is_dropped_when_it_is_no_web_address(
    newsroom: Newsroom, client: HttpClient, link: str
) -> None:
    """A reader never gets a link that runs code; the article is kept without it."""
    (article,) = await articles_of(newsroom, client, a_feed(an_item(link=link)))

    assert article.url is None


async def test_only_the_newest_are_read_when_a_feed_is_very_long(
    newsroom: Newsroom, client: HttpClient
) -> None:
    """A feed with its whole archive gives today's items, wherever they stand in it."""
    dates = [MONDAY - timedelta(hours=999 - hour) for hour in range(1000)]
    items = [
        an_item(title=f"الخبر رقم {n} من الأرشيف", link=f"/{n}", date=format_datetime(date))
        for n, date in enumerate(dates)
    ]

    articles = await articles_of(newsroom, client, a_feed(*items))

    assert [article.published_at for article in articles] == dates[::-1][:ITEMS_A_VISIT]


async def test_an_article_keeps_its_id_when_its_title_changes(newsroom: Newsroom, client: HttpClient) -> None:
    """A corrected headline is the same article, not a second one."""
    (first,) = await articles_of(newsroom, client, a_feed(an_item(guid="7")))
    (second,) = await articles_of(newsroom, client, a_feed(an_item(guid="7", title="عنوان مصحح للخبر")))

    assert first.id == second.id


@pytest.mark.parametrize(
    "other",
    [
        an_item(guid="2", link=f"{LINK}?utm_source=rss", title="عنوان مصحح للخبر نفسه"),
        an_item(guid="2", link="https://news.example/harbour-quay"),
        an_item(guid="1"),
        an_item(guid="2", title=TITLE.replace("ً", ""), link="https://news.example/2"),
    ],
    ids=["same address", "same headline", "same item", "same headline, written otherwise"],
)
async def test_a_report_is_read_once_when_its_feed_repeats_it(
    newsroom: Newsroom, client: HttpClient, other: str
) -> None:
    """Feeds repeat an item when its headline changes; a reader gets it once."""
    articles = await articles_of(newsroom, client, a_feed(an_item(guid="1"), other))

    assert len(articles) == 1


async def test_two_reports_stay_two_when_they_have_little_in_common(
    newsroom: Newsroom, client: HttpClient
) -> None:
    """A headline of one word, the same mark for all, or the same headline a week later make no report the same."""
    items = (
        an_item(guid="1", title="عاجل", link="/1"),
        an_item(guid="1", title="عاجل", link="/2", date="Sun, 22 Nov 2026 08:00:00 +0300"),
        an_item(guid="1", title="أسعار الذهب في مسقط اليوم", link="/3"),
        an_item(
            guid="1", title="أسعار الذهب في مسقط اليوم", link="/4", date="Sun, 15 Nov 2026 08:00:00 +0300"
        ),
    )

    articles = await articles_of(newsroom, client, a_feed(*items))

    assert len({article.id for article in articles}) == len(items)


@pytest.mark.parametrize(
    ("written", "hour"),
    [
        ("Sun, 22 Nov 2026 10:00:00 AST", 7),
        ("22-11-2026 10:00", 7),
        ("22 تشرين الثاني 2026 - 10:00 ص", 7),
        ("1795330800", 7),
    ],
    ids=["Arabia", "day first", "Levantine", "seconds"],
)
async def test_a_date_is_read_when_an_arab_feed_writes_it(
    newsroom: Newsroom, client: HttpClient, written: str, hour: int
) -> None:
    """What parsers of feeds miss or misread is read as the newsroom meant it."""
    (article,) = await articles_of(newsroom, client, a_feed(an_item(date=written)))

    assert article.published_at == datetime(2026, 11, 22, hour, tzinfo=UTC)


@pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES.keys())
def test_the_picture_is_found_when_an_item_has_one(picture: str) -> None:
    """The picture of a report is told, wherever its feed puts it."""
    spaces = (
        'xmlns:media="http://search.yahoo.com/mrss/" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    )
    feed = a_feed(an_item().replace("</item>", f"{picture}</item>")).replace("<rss", f"<rss {spaces}")

    (item,) = read_feed(feed.encode(), "", "https://news.example/feed", MONDAY, 5).items

    assert item.image == "https://news.example/q.jpg"


def test_a_text_is_mended_when_a_feed_spoiled_it() -> None:
    """Headlines and texts stored in the wrong encoding are read as they were written."""
    item = an_item(title=TITLE.encode().decode("cp1256"), text=WHOLE.encode().decode("cp1256"))

    (read_item,) = read_feed(a_feed(item).encode(), "", LINK, MONDAY, 5).items

    assert (read_item.title, read_item.text) == (TITLE, WHOLE)


def test_links_are_whole_when_a_feed_says_where_they_start() -> None:
    """A feed that is kept elsewhere than its pages still leads to them."""
    feed = ATOM.replace(LINK, "harbour").replace("<feed ", "<feed xml:base='https://news.example/ar/' ")

    (item,) = read_feed(feed.encode(), "", "https://feeds.example/atom", MONDAY, 5).items

    assert item.url == "https://news.example/ar/harbour"


def test_the_picture_is_found_when_a_json_feed_names_it() -> None:
    """Each dialect has its own word for the picture."""
    feed = json.loads(JSON)
    feed["items"][0]["image"] = "/q.jpg"

    (item,) = read_feed(json.dumps(feed).encode(), "", LINK, MONDAY, 5).items

    assert item.image == "https://news.example/q.jpg"


def test_the_link_is_found_when_an_rss_item_has_only_one_of_atoms() -> None:
    """Some programs write RSS with Atom's links; the story still has its page."""
    item = an_item().replace(f"<link>{LINK}</link>", f"<atom:link href='{LINK}'/>")
    feed = a_feed(item).replace("<rss", "<rss xmlns:atom='http://www.w3.org/2005/Atom'")

    (read_item,) = read_feed(feed.encode(), "", "https://news.example/feed", MONDAY, 5).items

    assert read_item.url == LINK
