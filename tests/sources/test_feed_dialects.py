"""Feeds are read as their newsrooms meant them, in every dialect and however they break its rules."""

import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from bot.core.errors import Refusal, SourceError
from bot.sources.http import HttpClient
from bot.sources.parsing.feeds import read_feed
from tests.builders import MONDAY
from tests.sources.newsroom import Newsroom
from tests.sources.rss_feed import DATED, LINK, TITLE, WHOLE, a_feed, an_item, articles_of

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
