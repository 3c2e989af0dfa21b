"""Following and leaving sources by chat: the real bot, the local Telegram, and a newsroom on this machine."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bot.core.arabic import clean
from bot.core.errors import Mistake, UserMistake
from bot.core.models import Source, SourceKind
from bot.simulator import Message
from bot.sources.http import Policy
from tests.builders import HARBOUR, FixedClock, a_source
from tests.running import Scene, running_bot
from tests.sources.channel_page import NO_CHANNEL, a_channel, a_post
from tests.sources.newsroom import Newsroom, a_page, open_newsroom

OPERATOR = 424_242
LIMIT = 2
HTML = "text/html"


@dataclass
class Town:
    """A running bot and a newsroom it may read."""

    bot: Scene
    newsroom: Newsroom

    async def follow(self, link: str) -> Message:
        return await self.bot.tap(await self.bot.say(f"/sources {link}"), "✅ تابِع")

    async def kept(self) -> list[Source]:
        """What the bot reads besides its seeds."""
        listed = await self.bot.mujaz.curator.list()
        return [one.source for one in listed if one.source.kind is not SourceKind.FILE]

    async def told(self, message: Message, button: str, *, by: int | None = None) -> str:
        """Press a button and return the little text that Telegram shows for it."""
        tap = self.bot.telegram.tap(message.chat_id, by or self.bot.reader.id, message.id, button)
        answer = await self.bot.telegram.wait_for(
            lambda: self.bot.telegram.tap_answer(tap).answer, timeout=15
        )
        return str(answer.get("text", ""))

    async def send_list(self, content: str, name: str = "feeds.opml") -> Message:
        telegram, reader = self.bot.telegram, self.bot.reader
        sent = telegram.send_file(reader.id, reader.id, name=name, content=content.encode())
        return await self.bot.answer(reader.id, after=sent.id)


@pytest.fixture
async def town(tmp_path: Path, clock: FixedClock) -> AsyncIterator[Town]:
    async with open_newsroom() as newsroom:
        newsroom.says(
            "/rss", a_feed("صحيفة الساحل", "صحار تفتتح رصيفًا", "أمطار على الساحل", "فوز الميناء", "خبر رابع")
        )
        newsroom.says("/sport/rss", a_feed("الساحل - رياضة", "فوز الميناء"))
        newsroom.says("/", a_home("/rss", "/sport/rss"), content_type=HTML)
        newsroom.says("/s/sahel_news", a_channel(a_post(41)))
        local = Policy(allows=lambda address: address == "127.0.0.1", ports=None)
        async with running_bot(
            tmp_path,
            clock,
            policy=local,
            channels_url=newsroom.url,
            most_sources_per_user=LIMIT,
            operator_id=OPERATOR,
        ) as scene:
            yield Town(bot=scene, newsroom=newsroom)
            assert scene.telegram.violations == (), "a call that the Bot API does not know"


def a_feed(title: str, *headlines: str) -> str:
    items = "".join(
        f"<item><title>{headline}</title><guid>{headline}</guid><description>{HARBOUR}</description>"
        "<pubDate>Mon, 23 Nov 2026 05:00:00 GMT</pubDate></item>"
        for headline in headlines
    )
    return f'<rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'


def a_home(*feeds: str) -> str:
    links = "".join(f'<link rel="alternate" type="application/rss+xml" href="{feed}">' for feed in feeds)
    return a_page("أهلًا بكم", head=links)


def a_list(*addresses: str) -> str:
    outlines = "".join(
        f'<outline xmlUrl="{address}" text="مصدر {n}"/>' for n, address in enumerate(addresses)
    )
    return f'<opml version="2.0"><body><outline text="sport">{outlines}</outline></body></opml>'


async def test_a_site_is_followed_when_its_preview_was_tapped(town: Town) -> None:
    """A reader sees the last three articles before anything is saved, and then the source is read."""
    preview = await town.bot.say(f"/sources {town.newsroom.url}/")
    before = await town.kept()
    done = await town.bot.tap(preview, "✅ تابِع")

    assert "صحيفة الساحل" in preview.text
    assert preview.text.count("قبل ساعة") == 3
    assert "خبر رابع" not in preview.text
    assert before == []
    assert "أتابع الآن «صحيفة الساحل»" in done.text
    (source,) = await town.kept()
    assert (source.kind, source.location) == (SourceKind.FEED, f"{town.newsroom.url}/rss")
    assert source.owner_id == town.bot.reader.id


async def test_another_feed_of_the_site_is_followed_when_its_number_is_tapped(town: Town) -> None:
    """The section that a reader wants is one tap away too."""
    preview = await town.bot.say(f"/sources {town.newsroom.url}/")

    done = await town.bot.tap(preview, "✅ تابِع رقم 2")

    assert "«الساحل - رياضة»" in done.text
    assert [source.title for source in await town.kept()] == ["الساحل - رياضة"]


async def test_nothing_is_saved_when_the_reader_says_no(town: Town) -> None:
    """Looking costs nothing."""
    done = await town.bot.tap(await town.bot.say(f"/sources {town.newsroom.url}/rss"), "لا")

    assert "لم أُضف شيئًا" in done.text
    assert done.buttons == ()
    assert await town.kept() == []


async def test_a_preview_still_works_when_the_bot_was_restarted(town: Town) -> None:
    """What was found stands in the message: the site is not even asked again."""
    preview = await town.bot.say(f"/sources {town.newsroom.url}/rss")
    town.newsroom.pages.clear()

    await town.bot.tap(preview, "✅ تابِع")

    assert [source.location for source in await town.kept()] == [f"{town.newsroom.url}/rss"]


async def test_a_source_is_not_followed_twice(town: Town) -> None:
    """Whoever comes second learns that it is there, however the link is spelled."""
    preview = await town.bot.say(f"/sources {town.newsroom.url}/rss")
    await town.follow(f"{town.newsroom.url}/rss")

    again = await town.bot.say(f"/sources {town.newsroom.url}/rss")
    late = await town.bot.tap(preview, "✅ تابِع")

    assert "أتابع «صحيفة الساحل» من قبل" in again.text
    assert "من قبل" in late.text
    assert len(await town.kept()) == 1


@pytest.mark.parametrize(
    "typed", ["@Sahel_News", "https://t.me/Sahel_News", "t.me/s/sahel_news", "/sources @sahel_news"]
)
async def test_a_channel_is_followed_when_its_name_is_sent(town: Town, typed: str) -> None:
    """A public channel needs no more than its name; its posts become news."""
    await town.bot.tap(await town.bot.say(typed), "✅ تابِع")

    (source,) = await town.kept()
    assert (source.kind, source.location, source.title) == (
        SourceKind.CHANNEL,
        "https://t.me/sahel_news",
        "قناة الساحل",
    )
    await town.bot.mujaz.collector.collect()
    stories = await town.bot.mujaz.library.stories_since(town.bot.clock.now)
    assert any("رصيف جديد" in story.lead.text for story in stories)


@pytest.mark.parametrize(
    ("link", "says"),
    [
        ("مرحبا", "هذا ليس رابطًا"),
        ("http://127.0.0.9/feed", "العنوان داخلي أو غير عام"),
        ("http://169.254.169.254/latest", "العنوان داخلي أو غير عام"),
        ("https://t.me/+AbCdEf", "لا أرى منشورات هذه القناة"),
        ("@gone_channel", "لا أرى منشورات هذه القناة"),
        ("https://no-such-site.example/", "لا أصل إلى الموقع"),
        ("{site}/nothing", "الصفحة غير موجودة"),
        ("{site}/article", "لا خلاصة أخبار (RSS) في هذا الموقع"),
    ],
)
async def test_a_bad_link_is_explained(town: Town, link: str, says: str) -> None:
    """Whatever is sent, the reader learns what is wrong with it, in words."""
    town.newsroom.pages.clear()
    town.newsroom.says("/article", a_page(HARBOUR), content_type=HTML)
    town.newsroom.says("/s/gone_channel", NO_CHANNEL)

    answer = await town.bot.say("/sources " + link.format(site=town.newsroom.url))

    assert says in clean(answer.text)
    assert "✅ تابِع" not in answer.buttons
    assert await town.kept() == []


async def test_the_button_explains_and_the_answer_to_it_is_taken(town: Town) -> None:
    """A reader who only taps is told what to send, and the answer is no digest."""
    listed = await town.bot.say("/sources")
    town.bot.telegram.tap(listed.chat_id, town.bot.reader.id, listed.id, "➕ أضف مصدرًا")
    question = await town.bot.answer(town.bot.reader.id, after=listed.id)

    preview = await town.bot.say(f"{town.newsroom.url}/", reply_to=question.id)

    assert "OPML" in question.text
    assert "✅ تابِع" in preview.buttons


async def test_a_forwarded_post_offers_to_follow_its_channel(town: Town) -> None:
    """The digest of a post is one tap away from all posts, also after it was told shorter."""
    telegram, reader = town.bot.telegram, town.bot.reader
    post = telegram.forward(
        reader.id, reader.id, text=HARBOUR, origin_title="قناة الساحل", origin_username="Sahel_News"
    )
    digest = await town.bot.answer(reader.id, after=post.id)
    shorter = await town.bot.tap(digest, "➖ أقصر")
    telegram.tap(reader.id, reader.id, digest.id, "➕ تابِع هذه القناة")
    preview = await town.bot.answer(reader.id, after=digest.id)
    await town.bot.tap(preview, "✅ تابِع")

    assert "➕ تابِع هذه القناة" in digest.buttons
    assert "➕ تابِع هذه القناة" in shorter.buttons
    assert [source.location for source in await town.kept()] == ["https://t.me/sahel_news"]


@pytest.mark.parametrize(
    ("username", "from_person"), [("", False), ("", True)], ids=["private channel", "person"]
)
async def test_nothing_is_offered_when_the_origin_cannot_be_read(
    town: Town, username: str, from_person: bool
) -> None:
    """A private channel has no page, and a person is no channel."""
    telegram, reader = town.bot.telegram, town.bot.reader
    post = telegram.forward(
        reader.id,
        reader.id,
        text=HARBOUR,
        origin_title="أحد",
        origin_username=username,
        from_person=from_person,
    )

    digest = await town.bot.answer(reader.id, after=post.id)

    assert "➕ تابِع هذه القناة" not in digest.buttons


async def test_a_home_page_offers_to_be_followed_when_it_holds_no_article(town: Town) -> None:
    """A link that cannot be digested is perhaps one to follow."""
    failed = await town.bot.say(f"{town.newsroom.url}/")
    town.bot.telegram.tap(failed.chat_id, town.bot.reader.id, failed.id, "➕ تابِع هذا الموقع")

    preview = await town.bot.answer(town.bot.reader.id, after=failed.id)

    assert "صحيفة الساحل" in preview.text
    assert "✅ تابِع" in preview.buttons


async def test_a_reader_may_add_so_many_and_no_more(town: Town) -> None:
    """One reader cannot fill the list of all; what is allowed is said, and making room helps."""
    for n in range(LIMIT):
        town.newsroom.says(f"/{n}", a_feed(f"مصدر {n}", "خبر"))
        await town.follow(f"{town.newsroom.url}/{n}")

    full = await town.bot.say(f"/sources {town.newsroom.url}/rss")
    with pytest.raises(UserMistake) as refused:
        await town.bot.mujaz.curator.follow(a_source(), town.bot.reader.id)
    await town.bot.mujaz.curator.remove_for((await town.kept())[0].id, town.bot.reader.id)
    again = await town.bot.say(f"/sources {town.newsroom.url}/rss")

    assert "أكبر عدد من المصادر" in full.text
    assert "✅ تابِع" not in full.buttons
    assert refused.value.mistake is Mistake.TOO_MANY_SOURCES
    assert "تستطيع أن تضيف مصدرًا واحدًا" in again.text


async def test_the_operator_has_no_limit_and_may_remove_all(town: Town) -> None:
    """Who runs the bot decides what it reads."""
    curator = town.bot.mujaz.curator
    for n in range(LIMIT + 2):
        assert await curator.follow(a_source(source_id=str(n), location=f"https://a.example/{n}"), OPERATOR)
    await curator.follow(a_source(source_id="x", location="https://b.example/"), town.bot.reader.id)

    removable = {one.source.id for one in await curator.removable_by(OPERATOR)}

    assert removable >= {"0", "1", "2", "3", "x", "seeds"}


async def test_a_source_is_removed_when_its_owner_confirms(town: Town) -> None:
    """One tap asks, the next removes, and a third finds nothing."""
    await town.follow(f"{town.newsroom.url}/rss")
    mine = await town.bot.tap(await town.bot.say("/sources"), "🗑 احذف مصدرًا")
    question = await town.bot.tap(mine, "صحيفة الساحل")
    kept = await town.kept()
    done = await town.bot.tap(question, "🗑 احذفه")

    assert mine.buttons == ("صحيفة الساحل", "📚 المصادر")
    assert "أأحذف «صحيفة الساحل»؟" in question.text
    assert len(kept) == 1
    assert "حذفتُ «صحيفة الساحل»" in done.text
    assert await town.kept() == []


async def test_a_source_stays_when_somebody_else_wants_it_away(town: Town) -> None:
    """Nobody removes what another reader added, not even by a button of the other's message."""
    stranger = town.bot.telegram.add_user("غريب")
    group = town.bot.telegram.add_group("غرفة التحرير", members=(town.bot.reader.id, stranger.id))
    await town.bot.answer(group.id, after=0)
    await town.follow(f"{town.newsroom.url}/rss")
    command = town.bot.telegram.send_text(group.id, town.bot.reader.id, "/sources")
    listed = await town.bot.answer(group.id, after=command.id)
    mine = await town.bot.tap(listed, "🗑 احذف مصدرًا")

    told = await town.told(mine, "صحيفة الساحل", by=stranger.id)

    assert "لا يحذف المصدر إلا من أضافه" in told
    assert len(await town.kept()) == 1


async def test_a_group_follows_only_what_its_managers_want(town: Town) -> None:
    """In a group a plain member can look at the list, but not add to it, by command or by button."""
    telegram = town.bot.telegram
    stranger = telegram.add_user("غريب")
    group = telegram.add_group("غرفة التحرير", members=(town.bot.reader.id, stranger.id))
    await town.bot.answer(group.id, after=0)
    command = telegram.send_text(group.id, stranger.id, f"/sources {town.newsroom.url}/rss")
    refused = await town.bot.answer(group.id, after=command.id)
    command = telegram.send_text(group.id, town.bot.reader.id, f"/sources {town.newsroom.url}/rss")
    preview = await town.bot.answer(group.id, after=command.id)

    told = await town.told(preview, "✅ تابِع", by=stranger.id)
    nothing = await town.kept()
    await town.bot.tap(preview, "✅ تابِع")

    assert "لمشرفي القناة أو المجموعة" in refused.text
    assert "لمشرفي القناة أو المجموعة" in told
    assert nothing == []
    assert [source.owner_id for source in await town.kept()] == [town.bot.reader.id]


async def test_a_list_is_imported_when_it_fits(town: Town) -> None:
    """A reader who moves from another program brings the sources along; those already read do not count."""
    await town.follow(f"{town.newsroom.url}/rss")
    offer = await town.send_list(a_list(f"{town.newsroom.url}/rss", "https://b.example/rss"))
    before = len(await town.kept())
    done = await town.bot.tap(offer, "✅ أضف مصدرًا واحدًا")

    assert "في القائمة مصدران، الجديد منها: مصدر واحد" in offer.text
    assert before == 1
    assert "أضفتُ مصدرًا واحدًا" in done.text
    assert [(source.topic, source.owner_id) for source in await town.kept()][1:] == [
        ("sport", town.bot.reader.id)
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (a_list(*(f"https://{n}.example/" for n in range(LIMIT + 1))), "وما يمكنك إضافته الآن: مصدران"),
        ("هذا ليس ملفًّا صالحًا", "لم أجد في هذا الملف قائمة مصادر"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><opml><body>&a;</body></opml>', "لم أجد في هذا الملف قائمة مصادر"),
    ],
    ids=["too long", "no list", "a bomb without sources"],
)
async def test_a_list_is_refused_when_it_does_not_fit(town: Town, content: str, says: str) -> None:
    """Half a list would be a surprise: all or nothing, with the numbers."""
    answer = await town.send_list(content)

    assert says in answer.text
    assert answer.buttons == ()
    assert await town.kept() == []


async def test_a_list_offered_before_is_not_imported_when_the_room_is_gone(town: Town) -> None:
    """The limit holds at the tap, not only at the offer."""
    offer = await town.send_list(a_list("https://a.example/", "https://b.example/"))
    await town.follow(f"{town.newsroom.url}/rss")

    told = await town.told(offer, "✅ أضف مصدرين")

    assert "أكبر عدد من المصادر" in told
    assert len(await town.kept()) == 1


async def test_sources_are_turned_over_when_they_fill_pages(town: Town) -> None:
    """A long list fits the phone, each source stands on one page, and buttons lead there and back."""
    for n in range(21):
        await town.bot.mujaz.curator.add(
            replace(
                a_source(source_id=str(n), location=f"https://{n}.example/", topic="sport"),
                title=f"جريدة {n}-",
            )
        )
    first = await town.bot.say("/sources")
    first_text = first.text
    second_text = (await town.bot.tap(first, "التالي ➡️")).text
    third = await town.bot.tap(first, "التالي ➡️")
    back = await town.bot.tap(first, "⬅️ السابق")

    shown = re.findall(r"جريدة \d+", clean(first_text + second_text + third.text))
    assert len(shown) == len(set(shown)) == 21
    assert "صفحة 3 من 3" in third.text
    assert "التالي ➡️" not in third.buttons
    assert "صفحة 2 من 3" in back.text


async def test_the_list_says_how_a_source_does(town: Town) -> None:
    """Read lately, not read yet, or not for how long and why: in words."""
    await town.follow(f"{town.newsroom.url}/rss")
    fresh = (await town.bot.say("/sources")).text
    await town.bot.mujaz.collector.collect()
    read = (await town.bot.say("/sources")).text
    town.newsroom.pages.clear()
    town.bot.clock.advance(hours=26)
    await town.bot.mujaz.collector.collect()
    failing = (await town.bot.say("/sources")).text

    assert "🕓 لم يُقرأ بعد" in fresh or "✅ قُرئ قبل لحظات" in fresh
    assert "صحيفة الساحل ✅ قُرئ قبل لحظات" in read
    assert "⚠️ تعذّرت قراءته في آخر محاولة: الصفحة غير موجودة · آخر قراءة ناجحة قبل يوم" in failing
