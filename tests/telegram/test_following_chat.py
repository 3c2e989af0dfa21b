"""A link, a name or a forwarded post is enough to follow a source: the real bot and a newsroom on this machine."""

import pytest

from bot.core.arabic import clean
from bot.core.models import SourceKind
from tests.builders import HARBOUR
from tests.sources.channel_page import NO_CHANNEL
from tests.sources.newsroom import a_page
from tests.telegram.town import HTML, Town


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
