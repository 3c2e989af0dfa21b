"""Lists of sources: what feed readers export comes in, what we export comes back, and no list is a bomb."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.errors import Refusal, SourceError
from bot.core.following import source_id
from bot.core.models import Source, SourceKind
from bot.sources.opml import read_opml, write_opml

FEED = '<outline type="rss" text="صحيفة الساحل" xmlUrl="https://news.example/feed"/>'


def opml(body: str, before: str = '<?xml version="1.0"?>') -> bytes:
    return f'{before}<opml version="2.0"><head><title>t</title></head><body>{body}</body></opml>'.encode()


def a_source(
    location: str, title: str, topic: str = "general", *, kind: SourceKind = SourceKind.FEED
) -> Source:
    return Source(
        id=source_id(location), kind=kind, location=location, title=title, topic=topic, country="om"
    )


def test_sources_are_read_when_a_reader_exported_them() -> None:
    """A folder is a topic, the nearest one counts, and a feed outside of all folders is of general interest."""
    inner = '<outline title="اقتصاد" text="x"><outline xmlUrl="https://b.example/" title="ب"/></outline>'
    nested = f'<outline text="World">{inner}</outline>'

    general, economy = read_opml(opml(FEED + nested))

    assert (general.title, general.location, general.topic) == (
        "صحيفة الساحل",
        "https://news.example/feed",
        "general",
    )
    assert (economy.title, economy.topic, economy.kind) == ("ب", "اقتصاد", SourceKind.FEED)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            '<outline xmlUrl="https://a.example/?x=1&y=2" text="أ & ب"/>',
            ("https://a.example/?x=1&y=2", "أ & ب"),
        ),
        ('<outline xmlurl="https://a.example/" text="&laquo;أ&raquo;"/>', ("https://a.example/", "«أ»")),
        ('<outline XMLURL="feed://a.example/rss"/>', ("https://a.example/rss", "https://a.example/rss")),
        ('<outline xmlUrl="feed:https://a.example/rss" title="أ"/>', ("https://a.example/rss", "أ")),
        ('<outline xmlUrl="a.example/rss" title="أ"/>', ("https://a.example/rss", "أ")),
        ('<!-- one --><OUTLINE xmlUrl="https://a.example/" title="أ"/>', ("https://a.example/", "أ")),
        ('<outline xmlUrl="https://a.example/" title="أ">', ("https://a.example/", "أ")),
        ('<outline xmlUrl="https://t.me/s/Sahel_News" title="أ"/>', ("https://t.me/sahel_news", "أ")),
    ],
    ids=[
        "bare ampersands",
        "html entities",
        "feed scheme",
        "feed prefix",
        "no scheme",
        "capitals",
        "cut off",
        "channel",
    ],
)
def test_a_source_is_read_when_its_list_is_careless(body: str, expected: tuple[str, str]) -> None:
    """Lists written by hand and by old programs are read as they are meant."""
    (source,) = read_opml(opml(body))

    assert (source.location, source.title) == expected


def test_a_list_is_read_when_a_server_put_its_warnings_before_it() -> None:
    """What stands before the list is no part of it."""
    (source,) = read_opml(opml(FEED, "<b>Warning</b>: something <br /> is old\n<?xml version='1.0'?>"))

    assert source.title == "صحيفة الساحل"


def test_a_source_comes_once_when_a_list_repeats_it() -> None:
    """A feed in two folders is one source."""
    assert len(read_opml(opml(FEED + f'<outline text="x">{FEED.replace("https", "http")}</outline>'))) == 1


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "ftp://a.example/x",
        "https://t.me/+secret",
        "https://a b",
        "https://" + "a" * 3000,
    ],
)
def test_an_address_is_left_out_when_it_is_none_of_the_web(address: str) -> None:
    """A list cannot make the bot open files, invitations or what is no address."""
    (source,) = read_opml(opml(FEED + f'<outline xmlUrl="{address}"/>'))

    assert source.location == "https://news.example/feed"


def test_what_was_exported_is_imported_when_it_comes_back() -> None:
    """Moving to another machine loses no source, no topic and no country; files of this machine stay here."""
    kept = (
        a_source("https://news.example/feed?a=1&b=<2>", 'صحيفة "الساحل" <و> البحر'),
        a_source("https://t.me/sahel_news", "قناة الساحل", "sport", kind=SourceKind.CHANNEL),
        a_source("https://b.example/", "ب", "sport"),
    )
    local = a_source("/home/someone/articles", "ملفاتي", kind=SourceKind.FILE)

    assert read_opml(write_opml((*kept, local), "موجز")) == kept


@given(st.lists(st.tuples(st.text(max_size=30), st.text(max_size=30)), max_size=5))
def test_any_title_is_exported_when_it_holds_strange_letters(named: list[tuple[str, str]]) -> None:
    """No title and no topic breaks the file of the others."""
    sources = tuple(
        replace(a_source(f"https://a.example/{n}", title), topic=topic)
        for n, (title, topic) in enumerate(named)
    )

    listed = read_opml(write_opml(sources, "موجز")) if sources else ()

    assert {one.location for one in listed} == {one.location for one in sources}


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"hello",
        "مرحبا".encode(),
        b"\x89PNG\r\n\x1a\n",
        opml(""),
        opml('<outline text="folder"/>'),
        b"<html><body>no</body></html>",
        b"<opml",
        b"<opml>" + b"<outline" * 100,
    ],
    ids=["empty", "text", "arabic", "picture", "no outline", "no feed", "page", "broken", "more broken"],
)
def test_a_file_is_refused_when_it_is_no_list(raw: bytes) -> None:
    """One clear answer, whatever was sent."""
    with pytest.raises(SourceError) as refused:
        read_opml(raw)

    assert refused.value.refusal in {Refusal.NOT_A_LIST, Refusal.NOT_TEXT}


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE opml [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + '<!ENTITY x SYSTEM "file:///etc/passwd">]>'
)


@pytest.mark.parametrize(
    "entity", ["&i;", "&x;"], ids=["a thousand million letters", "a file of this machine"]
)
def test_an_entity_is_never_expanded_when_a_list_defines_it(entity: str) -> None:
    """A list of one kilobyte stays one, and nothing of this machine gets into it."""
    (source,) = read_opml(
        opml(f'<outline xmlUrl="https://a.example/" title="ب{entity}">{entity}</outline>', BOMB)
    )

    assert source.title == f"ب{entity}"


@pytest.mark.parametrize(
    "body",
    [
        '<outline text="x">' * 100_000,
        '<outline xmlUrl="https://a.example/"/>' * 50_000,
        "<outline " + 'a="1" ' * 400_000,
        "x" * 3_000_000,
    ],
    ids=["nested", "endless", "attributes", "huge"],
)
def test_a_list_is_refused_when_it_is_a_flood(body: str) -> None:
    """Floods end with a refusal, at once."""
    with pytest.raises(SourceError) as refused:
        read_opml(opml(body))

    assert refused.value.refusal in {Refusal.TOO_LARGE, Refusal.NOT_A_LIST}
