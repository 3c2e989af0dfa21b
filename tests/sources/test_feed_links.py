"""Which addresses may be a site's feeds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sources.feed_links import (
    MOST_CONSIDERED,
    feeds_linked_in,
    feeds_named_in,
    usual_feeds,
    youtube_feed,
    youtube_feed_named_in,
)

SITE = "https://news.example/"
CHANNEL = "UCabcdefghijklmnopqrstuv"


def alternate(href: str, kind: str = "rss+xml", **more: str) -> str:
    said = "".join(f' {name}="{value}"' for name, value in more.items())
    return f'<link rel="alternate" type="application/{kind}" href="{href}"{said}>'


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ([alternate("/feed/")], ["https://news.example/feed/"]),
        ([alternate("/feed/"), alternate("/comments/feed/")], ["https://news.example/feed/"]),
        ([alternate("/f", title="تعليقات على الخبر"), alternate("/feed")], ["https://news.example/feed"]),
        ([alternate("/wp-json/wp/v2/pages/2", "json"), alternate("/feed")], ["https://news.example/feed"]),
        ([alternate("/sport/rss"), alternate("/rss")], ["https://news.example/rss", "https://news.example/sport/rss"]),
        ([alternate("/en/rss"), alternate("/ar/rss")], ["https://news.example/ar/rss", "https://news.example/en/rss"]),
        (
            [alternate("/a.xml", title="News"), alternate("/b.xml", title="الأخبار")],
            ["https://news.example/b.xml", "https://news.example/a.xml"],
        ),
        ([alternate("/feed.json", "feed+json"), alternate("/rss")], ["https://news.example/rss", "https://news.example/feed.json"]),
        (["<LINK REL='alternate' TYPE='application/atom+xml' HREF='atom.xml'/>"], ["https://news.example/atom.xml"]),
        ([alternate("/rss?a=1&amp;b=2")], ["https://news.example/rss?a=1&b=2"]),
        ([alternate("javascript:alert(1)"), alternate(""), alternate("http://[broken")], []),
        (['<link rel="stylesheet" type="application/rss+xml" href="/x">', '<link rel="alternate" href="/ar">'], []),
    ],
    ids=[
        "one", "comments by address", "comments by title", "wordpress's json", "main first", "arabic by address",
        "arabic by title", "json last", "capitals and quotes", "entities", "no addresses", "no feeds",
    ],
)  # fmt: skip
def test_feeds_are_found_in_their_order_when_a_page_names_them(links: list[str], expected: list[str]) -> None:
    """The main and the Arabic feed come first; comments are no news."""
    assert list(feeds_named_in(f"<html><head>{''.join(links)}</head>", SITE)) == expected


def test_few_are_considered_when_a_page_names_ten_thousand() -> None:
    """A page cannot make the bot run after ten thousand addresses."""
    page = "".join(alternate(f"/feed/{n}") for n in range(10_000))

    assert len(feeds_named_in(page, SITE)) == MOST_CONSIDERED


def test_linked_feeds_are_found_when_a_page_names_none() -> None:
    """Many newsrooms only have an «RSS» at the foot of the page; other sites' and comments' do not count."""
    page = (
        '<a href="/rssFeed/1">خدمة RSS</a><a href="https://feeds.news.example/atom">Atom</a>'
        '<a href="https://other.example/rss">x</a><a href="/comments/feed">y</a><a href="/harbour-feedback">z</a>'
    )

    assert feeds_linked_in(page, SITE) == (
        "https://news.example/rssFeed/1",
        "https://feeds.news.example/atom",
    )


def test_the_section_is_asked_first_when_the_link_is_of_a_section() -> None:
    """Who sends the Arabic section's address wants the Arabic feed."""
    guesses = usual_feeds("https://news.example/ar/world/one.html")

    assert guesses[0] == "https://news.example/ar/feed/"
    assert "https://news.example/feed/" in guesses
    assert len(guesses) <= 10


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (f"https://www.youtube.com/channel/{CHANNEL}", f"https://www.youtube.com/feeds/videos.xml?channel_id={CHANNEL}"),
        (f"https://m.youtube.com/channel/{CHANNEL}/videos", f"https://www.youtube.com/feeds/videos.xml?channel_id={CHANNEL}"),
        ("https://youtube.com/playlist?list=PL0123456789", "https://www.youtube.com/feeds/videos.xml?playlist_id=PL0123456789"),
        ("https://www.youtube.com/@sahel", None),
        (f"https://notyoutube.com/channel/{CHANNEL}", None),
        (f"https://youtube.com.evil.example/channel/{CHANNEL}", None),
    ],
)  # fmt: skip
def test_a_youtube_channel_has_a_feed_when_its_address_names_it(url: str, expected: str | None) -> None:
    """A channel's address is enough, and only YouTube's."""
    assert youtube_feed(url) == expected


def test_a_youtube_channel_is_found_when_its_page_names_it() -> None:
    """Most addresses have a name and no id; the page knows the id."""
    page = f'<script>var x = {{"externalId":"{CHANNEL}"}}</script>'

    assert youtube_feed_named_in(page, "https://www.youtube.com/@sahel") == (
        f"https://www.youtube.com/feeds/videos.xml?channel_id={CHANNEL}"
    )
    assert youtube_feed_named_in(page, SITE) is None


@given(st.text(alphabet="<>=\"' \n\talinkhreftyp/:;&#x0é", max_size=400), st.text(max_size=60))
def test_any_page_is_scanned_when_it_is_broken(page: str, url: str) -> None:
    """No page and no address ends the search with a crash, and only web addresses come out."""
    base = f"https://news.example/{url}"
    found = (*feeds_named_in(page, base), *feeds_linked_in(page, base))

    assert all(one.startswith(("http://", "https://")) for one in found)


@pytest.mark.parametrize(
    "page",
    [
        "<a " * 300_000,
        "<a" + " " * 1_000_000,
        "<link " + 'rel="' * 200_000,
        "<a href=" + "a" * 1_000_000,
        "<a x=" * 200_000,
    ],
    ids=["tags", "blanks", "quotes", "one word", "attributes"],
)
def test_a_flood_is_scanned_when_a_page_is_hostile(page: str) -> None:
    """The cost grows with the page and no faster: a scan of quadratic cost would never end here."""
    assert feeds_named_in(page, SITE) == ()
    assert len(feeds_linked_in(page, SITE)) <= 1
