"""The list of sources is everybody's: who may change it, by how much, and what it shows, by chat with the real bot."""

import re
from dataclasses import replace

import pytest

from bot.core.arabic import clean
from bot.core.errors import Mistake, UserMistake
from tests.builders import a_source
from tests.telegram.town import LIMIT, OPERATOR, Town, a_feed, a_list


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
