"""Feeds are asked only for what is new, each report is read once, and what an item lacks comes from its page."""

from datetime import timedelta
from email.utils import format_datetime

import pytest

from bot.sources.feed import ITEMS_A_VISIT
from bot.sources.http import HttpClient
from tests.builders import HARBOUR, MONDAY, FixedClock
from tests.sources.newsroom import Newsroom, a_page
from tests.sources.rss_feed import LINK, TEASER, TITLE, a_feed, a_reader, an_item, articles_of, read


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
