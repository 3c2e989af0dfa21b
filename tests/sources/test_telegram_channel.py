"""A public channel: its posts come out as articles; a channel that shows none says so."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.errors import Refusal, SourceError
from bot.core.models import Source, SourceKind
from bot.sources.content import Item
from bot.sources.http import HttpClient
from bot.sources.parsing.channel import read_channel
from bot.sources.telegram_channel import ChannelReader, channel_name
from tests.builders import MONDAY, FixedClock, a_state
from tests.sources.channel_page import NO_CHANNEL, POST_LINE, a_channel, a_post, a_service_note
from tests.sources.newsroom import Newsroom, WorkshopInside, refusal_of

SOURCE = Source(id="c", kind=SourceKind.CHANNEL, location="https://t.me/sahel_news", title="قناة الساحل")


@pytest.fixture
def reader(newsroom: Newsroom, client: HttpClient, clock: FixedClock) -> ChannelReader:
    return ChannelReader(client, WorkshopInside(), clock, newsroom.url)


@pytest.mark.parametrize(
    "link",
    [
        "@Sahel_News",
        "t.me/Sahel_News",
        "https://t.me/s/Sahel_News",
        "https://t.me/Sahel_News/123?single",
        "http://telegram.me/sahel_news/",
        "https://www.t.me/sahel_news",
    ],
)
def test_a_channel_is_known_when_its_link_is_spelled_in_any_way(link: str) -> None:
    """One channel, one name."""
    assert channel_name(link) == "sahel_news"


@pytest.mark.parametrize(
    "link",
    ["https://news.example/t.me/x", "https://at.me/sahel_news", "https://t.me.evil.example/x", "http://[x"],
)
def test_other_sites_are_no_channels_when_they_look_alike(link: str) -> None:
    """Only Telegram's own addresses name channels."""
    assert channel_name(link) is None


@pytest.mark.parametrize(
    "link",
    [
        "https://t.me/+AbCdEf12345",
        "https://t.me/joinchat/AbCdEf",
        "https://t.me/c/12345/6",
        "https://t.me/",
        "@ab",
        "@اسم_عربي",
        "@a/../b",
    ],
)
def test_an_invitation_is_refused_when_it_leads_to_no_public_channel(link: str) -> None:
    """A private channel cannot be read, and its link is not tried."""
    with pytest.raises(SourceError) as refused:
        channel_name(link)

    assert refused.value.refusal is Refusal.NO_CHANNEL


async def test_posts_are_articles_when_a_channel_is_public(newsroom: Newsroom, reader: ChannelReader) -> None:
    """A post has its text, date and address; the newest comes first."""
    newsroom.says("/s/sahel_news", a_channel(a_post(41, at="2026-11-22T05:00:00+00:00"), a_post(42)))

    visit = await reader.read(SOURCE, a_state())

    newest, older = visit.articles
    assert (newest.url, newest.text) == ("https://t.me/Sahel_News/42", POST_LINE)
    assert newest.published_at == datetime(2026, 11, 23, 5, 30, tzinfo=UTC)
    assert (older.url, older.outlet) == ("https://t.me/Sahel_News/41", "قناة الساحل")
    assert visit.state.last_success == MONDAY
    assert visit.state.next_visit > MONDAY


async def test_first_line_is_the_title_when_it_stands_alone(
    newsroom: Newsroom, reader: ChannelReader
) -> None:
    """Most posts begin with their headline; bold, links and emoji leave their words, and lines stay lines."""
    text = (
        "<b>صحار تفتتح رصيفًا جديدًا</b><br/><br/>"
        f'{POST_LINE}<br/>وقال المدير إن <a href="https://x.example">الكلفة</a> 12 مليون ريال '
        '<tg-emoji emoji-id="1"><i class="emoji"><b>⚓</b></i></tg-emoji>'
    )
    newsroom.says("/s/sahel_news", a_channel(a_post(42, text)))

    (article,) = (await reader.read(SOURCE, a_state())).articles

    assert article.title == "صحار تفتتح رصيفًا جديدًا"
    assert article.text == f"{POST_LINE}\nوقال المدير إن الكلفة 12 مليون ريال ⚓"


async def test_only_own_words_count_when_posts_answer_or_forward(
    newsroom: Newsroom, reader: ChannelReader
) -> None:
    """Telegram's notes and the post that is answered are not news; what is forwarded is."""
    answered = (
        '<a class="tgme_widget_message_reply" href="https://t.me/sahel_news/1">'
        '<div class="tgme_widget_message_text js-message_reply_text">نص قديم كتبته القناة قبل عام كامل</div></a>'
    )
    forwarded = '<div class="tgme_widget_message_forwarded_from">Forwarded from <a>قناة الميناء</a></div>'
    photo = '<div class="tgme_widget_message" data-post="Sahel_News/45"><a class="photo"></a></div>'
    newsroom.says(
        "/s/sahel_news",
        a_channel(
            a_service_note(40),
            a_post(43, before=answered),
            a_post(44, before=forwarded),
            photo,
            a_post(46, "صباح الخير"),
        ),
    )

    articles = (await reader.read(SOURCE, a_state())).articles

    assert [article.url for article in articles] == [
        "https://t.me/Sahel_News/44",
        "https://t.me/Sahel_News/43",
    ]
    assert {article.text for article in articles} == {POST_LINE}


async def test_nothing_is_read_again_when_nothing_changed(newsroom: Newsroom, reader: ChannelReader) -> None:
    """A mirror that knows what we have is asked only for what is new."""
    newsroom.says(
        "/s/sahel_news", a_channel(a_post(42)), etag='"one"', last_modified="Mon, 23 Nov 2026 05:00:00 GMT"
    )
    first = await reader.read(SOURCE, a_state())
    newsroom.says("/s/sahel_news", "", status=304)

    second = await reader.read(SOURCE, first.state)

    assert (len(first.articles), second.articles) == (1, ())
    assert second.state.last_success == MONDAY
    assert newsroom.headers[-1]["if-none-match"] == '"one"'
    assert newsroom.headers[-1]["if-modified-since"] == "mon, 23 nov 2026 05:00:00 gmt"


@pytest.mark.parametrize("at", ["2027-11-23T05:30:00+00:00", "yesterday", "", "2026-11-23T05:30:00"])
async def test_a_date_is_left_out_when_it_makes_no_sense(
    newsroom: Newsroom, reader: ChannelReader, at: str
) -> None:
    """A post from the future would stay on top for ever."""
    newsroom.says("/s/sahel_news", a_channel(a_post(42, at=at)))

    (article,) = (await reader.read(SOURCE, a_state())).articles

    assert article.published_at is None


@pytest.mark.parametrize(
    "page",
    [
        NO_CHANNEL,
        "",
        "<html></html>",
        a_channel(),
        a_channel(a_service_note(1)),
        a_channel(a_post(1, "مرحبا")),
    ],
    ids=["no channel", "nothing", "empty page", "no posts", "only notes", "only greetings"],
)
async def test_a_channel_is_refused_when_it_shows_nothing(
    newsroom: Newsroom, reader: ChannelReader, page: str
) -> None:
    """Private, missing and empty channels are told at once, not followed in vain."""
    newsroom.says("/s/sahel_news", page)

    assert (await refusal_of(reader.find("sahel_news"))).refusal is Refusal.NO_CHANNEL


async def test_a_followed_channel_stays_when_it_has_no_posts_today(
    newsroom: Newsroom, reader: ChannelReader
) -> None:
    """A channel that deleted its posts is quiet; one that became private has failed."""
    newsroom.says("/s/sahel_news", a_channel())
    quiet = await reader.read(SOURCE, a_state())
    newsroom.says("/s/sahel_news", NO_CHANNEL)

    assert quiet.articles == ()
    assert (await refusal_of(reader.read(SOURCE, a_state()))).refusal is Refusal.NO_CHANNEL


PIECES = (
    "<div class='tgme_widget_message' data-post='a_bc/1'>",
    "<div class='tgme_widget_message_text'>",
    "<a class='tgme_widget_message_date'>",
    "<time datetime='2026-01-01'>",
    *("</div>", "<br>", "<", "&#0;", "نص", "\x00", "<!--"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_page_is_read_or_refused_when_it_is_broken(parts: list[str]) -> None:
    """Whatever stands on the page, the answer is posts or a refusal."""
    items: tuple[Item, ...] = ()
    with suppress(SourceError):
        items = read_channel("".join(parts).encode(), "", MONDAY, 20).items

    assert all(item.text and item.url == "https://t.me/a_bc/1" for item in items)
