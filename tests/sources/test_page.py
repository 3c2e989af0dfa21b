"""A web page: its article, title, outlet and date come out; a page without an article says so."""

import logging

import pytest

from bot.core.errors import Refusal, SourceError
from bot.core.models import Source, SourceKind
from bot.core.ports import Visit
from bot.sources.http import HttpClient
from bot.sources.page import PageReader
from tests.builders import HARBOUR, FixedClock, a_state
from tests.sources.hostile import a_docx
from tests.sources.newsroom import Newsroom, WorkshopInside, a_page, read_page
from tests.sources.printed import a_pdf

PARAGRAPHS = HARBOUR.split("\n")
DATE = '<meta property="article:published_time" content="2026-11-20T08:00:00+03:00">'
SITE = '<meta property="og:site_name" content="صحيفة الساحل">'
SCRIPTED = (
    '<html><head><script src="/app.js"></script></head><body><div id="root"></div>'
    "<noscript>You need to enable JavaScript to run this app.</noscript></body></html>"
)
WALL = '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":"False"}</script>'
ENGLISH = (
    "The port authority opened a quay of 400 metres in Sohar on Monday, the first of its kind on the coast.",
    "Director Salem Al Kindi said it cost 12 million rials, took two years and was built by a local company.",
    "The exporters' union welcomed the quay and said that ships would wait two days instead of five.",
)


async def read(client: HttpClient, clock: FixedClock, url: str) -> Visit:
    source = Source(id="page", kind=SourceKind.PAGE, location=url, title="")
    return await PageReader(client, WorkshopInside(), clock).read(source, a_state())


async def test_an_article_is_read_when_a_page_holds_one(
    newsroom: Newsroom, client: HttpClient, clock: FixedClock
) -> None:
    """Of a page a reader gets the article: no menu, no name of the site in the title."""
    url = newsroom.says("/harbour", a_page(*PARAGRAPHS, head=SITE + DATE), content_type="text/html")

    (article,) = (await read(client, clock, url)).articles

    assert article.text == HARBOUR
    assert article.title == "صحار تفتتح رصيفًا جديدًا"
    assert article.outlet == "صحيفة الساحل"
    assert article.url == url
    assert article.published_at is not None
    assert article.published_at.date().isoformat() == "2026-11-20"


@pytest.mark.parametrize("label", ["", "text/html; charset=windows-1256", "text/html; charset=iso-8859-1"])
async def test_an_article_is_read_when_the_page_is_in_windows_1256(
    newsroom: Newsroom, client: HttpClient, clock: FixedClock, label: str
) -> None:
    """Old newsrooms' pages are read right, though they say utf-8 and their servers something else."""
    plain = HARBOUR.replace("ً", "")
    page = a_page(*plain.split("\n"), title="صحار تفتتح رصيفا جديدا")
    url = newsroom.says("/harbour", page.encode("cp1256"), content_type=label or "text/html")

    (article,) = (await read(client, clock, url)).articles

    assert article.text == plain


def test_an_article_is_read_when_the_page_is_english() -> None:
    """Pages in English are read as well."""
    page = a_page(*ENGLISH, title="Port of Sohar opens a new quay").replace('lang="ar"', 'lang="en"')

    content = read_page(page, "https://news.example/quay")

    assert content.text == "\n".join(ENGLISH)
    assert content.title == "Port of Sohar opens a new quay"


@pytest.mark.parametrize(
    ("page", "refusal"),
    [
        ("", Refusal.NO_ARTICLE),
        ("<html>", Refusal.NO_ARTICLE),
        (a_page("هذا خبر قصير لا يكفي لكتابة موجز منه مهما حاولنا ذلك في كل مرة."), Refusal.NO_ARTICLE),
        (a_page("بقية الخبر للمشتركين فقط في الصحيفة."), Refusal.PAYWALL),
        ("\x00" * 100, Refusal.NOT_TEXT),
        (SCRIPTED, Refusal.SCRIPT_ONLY),
        (
            a_page(*PARAGRAPHS, head=WALL).replace(PARAGRAPHS[1], "").replace(PARAGRAPHS[2], ""),
            Refusal.PAYWALL,
        ),
    ],
    ids=["empty", "no body", "one line", "paywall", "zeros", "scripts only", "teaser before the wall"],
)
def test_a_page_is_refused_when_it_holds_no_article(page: str, refusal: Refusal) -> None:
    """A page without an article is said to be so; nothing is made up from it."""
    with pytest.raises(SourceError) as caught:
        read_page(page, "https://news.example/harbour")

    assert caught.value.refusal is refusal
    assert caught.value.permanent


async def test_a_page_is_refused_when_it_is_a_picture(
    newsroom: Newsroom, client: HttpClient, clock: FixedClock
) -> None:
    """A link to a picture is refused for what it is."""
    url = newsroom.says("/photo", b"\xff\xd8\xff\xe0" + b"\x00" * 100, content_type="text/html")

    with pytest.raises(SourceError) as caught:
        await read(client, clock, url)

    assert caught.value.refusal is Refusal.NOT_TEXT


@pytest.mark.parametrize("kind", ["docx", "pdf"])
async def test_a_file_is_read_when_a_link_leads_to_it(
    newsroom: Newsroom, client: HttpClient, clock: FixedClock, kind: str
) -> None:
    """Ministries publish their news as files; their first bytes tell, whatever the server says."""
    line = "افتتحت الهيئة اليوم رصيفا جديدا في مدينة صحار كلف 12 مليون ريال."
    raw = a_docx(line) if kind == "docx" else a_pdf((line, 12))
    url = newsroom.says("/statement", raw, content_type="text/html")

    (article,) = (await read(client, clock, url)).articles

    assert article.text == line


def test_no_date_is_told_when_the_page_names_only_a_year() -> None:
    """A guessed first of January is worse than no date."""
    page = a_page(*PARAGRAPHS, head='<meta property="article:published_time" content="2026-01-01">')

    assert read_page(page, "https://news.example/harbour").published_at is None


def test_the_heading_is_the_title_when_the_site_stands_before_it() -> None:
    """The name of the site is no part of the headline, on whichever side it stands."""
    title = "صحار تفتتح رصيفًا جديدًا"
    page = (
        a_page(*PARAGRAPHS, title=title)
        .replace("<title>", "<title>صحيفة الساحل - ")
        .replace(" - صحيفة الساحل</title>", "</title>")
    )

    assert read_page(page, "https://news.example/harbour").title == title


def test_nothing_is_logged_by_us_when_a_page_is_broken(caplog: pytest.LogCaptureFixture) -> None:
    """A broken page is the newsroom's matter: our own log stays quiet, the refusal tells all."""
    caplog.set_level(logging.DEBUG, logger="bot")

    with pytest.raises(SourceError):
        read_page("<html><body><p>" + "<div>" * 300, "https://news.example/harbour")

    assert [record for record in caplog.records if record.name.startswith("bot")] == []
