"""Articles -> stories: what is one event, what is not, and what a story knows of itself."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.core.models import Article, Length, Story
from bot.core.stories import StoryIndex, digest_key, story_of
from tests.builders import HARBOUR, MONDAY, an_article

QUAKE = "ضرب زلزال بقوة 6.1 درجات شرق جزيرة هوكايدو اليابانية فجر الثلاثاء، وقالت هيئة الأرصاد إنه لا خطر من موجات مد."
BANK = (
    "رفع البنك المركزي التركي سعر الفائدة الرئيسي 250 نقطة أساس إلى 30 في المئة في محاولة لكبح التضخم.\n"
    "وقالت لجنة السياسة النقدية في أنقرة إن التشديد سيستمر حتى يتحسن أفق الأسعار."
)
BANK_RETOLD = (
    "قرر المركزي التركي، الخميس، زيادة الفائدة بمقدار 250 نقطة أساس لتصل إلى 30 في المئة، سعيا إلى خفض التضخم.\n"
    "وتوقع محللون في إسطنبول هذه الزيادة بعد صعود الأسعار في الصيف."
)
LONG_AGO = MONDAY - timedelta(days=9)


def a_report(
    title: str,
    text: str = HARBOUR,
    *,
    name: str = "b",
    outlet: str = "موقع آخر",
    at: datetime = MONDAY,
    url: str = "",
) -> Article:
    article = an_article(
        article_id=name, title=title, text=text, outlet=outlet, url=url or f"https://x.example/{name}"
    )
    return replace(article, seen_at=at, published_at=at)


def are_one_story(*reports: Article) -> bool:
    return len(StoryIndex().place(reports)) == 1


ONE_EVENT = {
    "other spelling": (
        a_report("صحار تفتتح رصيفًا جديدًا لسفن الحاويات", name="a"),
        a_report("صحار تفتتح رصيفا جديداً لسفن الحاويات", HARBOUR.replace("أ", "ا").replace("هيئة", "هيئه")),
    ),
    "other words": (
        a_report("المركزي التركي يرفع الفائدة إلى 30%", BANK, name="a"),
        a_report("تركيا: البنك المركزي يزيد سعر الفائدة إلى 30 في المئة", BANK_RETOLD),
    ),
    "a name in other letters": (
        a_report(
            "نتنياهو يصل إلى بروكسل لإجراء محادثات", "وصل نتنياهو إلى بروكسل للقاء وزراء أوروبيين.", name="a"
        ),
        a_report(
            "نتانياهو في بروكسيل لإجراء محادثات",
            "بدأ نتانياهو زيارة إلى بروكسيل يلتقي خلالها وزراء أوروبيين.",
        ),
    ),
    "one page under two addresses": (
        a_report("عنوان أول للخبر", name="a", url="https://www.news.example/port/12?utm_source=feed#top"),
        a_report("صيغة لا تشبه الأولى", QUAKE, url="http://m.news.example/port/12/amp/"),
    ),
    "a near copy under another title": (
        a_report("خبر سار لسكان الشمال العماني", name="a", outlet="وكالة"),
        a_report("الصورة التي انتظرها التجار طويلا", outlet="وكالة"),
    ),
}


@pytest.mark.parametrize("reports", ONE_EVENT.values(), ids=ONE_EVENT.keys())
def test_reports_make_one_story_when_they_tell_one_event(reports: tuple[Article, Article]) -> None:
    """Each story once, however its outlets spell, word and link it."""
    assert are_one_story(*reports)


TWO_EVENTS = {
    "another topic": (
        a_report("صحار تفتتح رصيفا جديدا", name="a"),
        a_report("موعد امتحانات الثانوية العامة", BANK),
    ),
    "another match": (
        a_report(
            "برشلونة يفوز على إشبيلية بهدفين في الدوري الإسباني", "فاز برشلونة على إشبيلية 2-0.", name="a"
        ),
        a_report("ريال مدريد يفوز على بلباو بهدفين في الدوري الإسباني", "فاز ريال مدريد على بلباو 2-0."),
    ),
    "another score": (
        a_report(
            "الترجي يهزم الإفريقي 2-1 في الدوري التونسي",
            "فاز الترجي على الإفريقي في الدوري التونسي.",
            name="a",
        ),
        a_report("الترجي يهزم الإفريقي 3-0 في الدوري التونسي", "فاز الترجي على الإفريقي في الدوري التونسي."),
    ),
    "another match of the same score": (
        a_report(
            "الأهلي يفوز على الزمالك 2-1 في الدوري", "فاز الأهلي على الزمالك اليوم في الدوري.", name="a"
        ),
        a_report("الهلال يفوز على النصر 2-1 في الدوري", "فاز الهلال على النصر اليوم في الدوري."),
    ),
    "another quake": (
        a_report("زلزال بقوة 6.1 درجات يضرب شرق اليابان", QUAKE, name="a"),
        a_report("زلزال بقوة 4.8 درجات يضرب شرق اليابان", QUAKE.replace("6.1", "4.8")),
    ),
    "another place": (
        a_report("زلزال قوي يضرب شرق اليابان", "ضرب زلزال قوي شرق اليابان.", name="a"),
        a_report("زلزال قوي يضرب شرق تشيلي", "ضرب زلزال قوي شرق تشيلي."),
    ),
    "another round": (
        a_report("تأجيل مباريات الجولة الثالثة من الدوري", HARBOUR, name="a"),
        a_report("تأجيل مباريات الجولة الرابعة من الدوري", HARBOUR),
    ),
    "another day": (
        a_report("أسعار الذهب في الأسواق يوم الاثنين", HARBOUR, name="a"),
        a_report("أسعار الذهب في الأسواق يوم الثلاثاء", HARBOUR),
    ),
    "the same words three days later": (
        a_report("صحار تفتتح رصيفًا جديدًا", name="a"),
        a_report("صحار تفتتح رصيفًا جديدًا", at=MONDAY + timedelta(days=3)),
    ),
    "two countries of one sound": (
        a_report("رئيس وزراء كوريا يزور واشنطن", "وصل رئيس وزراء كوريا إلى واشنطن.", name="a"),
        a_report("رئيس وزراء سوريا يزور موسكو", "وصل رئيس وزراء سوريا إلى موسكو."),
    ),
}


@pytest.mark.parametrize("reports", TWO_EVENTS.values(), ids=TWO_EVENTS.keys())
def test_reports_stay_apart_when_they_tell_two_events(reports: tuple[Article, Article]) -> None:
    """Different events are never merged, however alike their words are."""
    assert not are_one_story(*reports)


def test_one_outlet_may_tell_two_things_of_one_topic() -> None:
    """What joins the report of another outlet stays apart within one outlet, which wrote two on purpose."""
    first = a_report("المركزي التركي يرفع الفائدة إلى 30%", BANK, name="a", outlet="صحيفة")
    second = a_report("تركيا ترفع الفائدة: ماذا تعني الزيادة للمقترضين والمدخرين؟", BANK_RETOLD)

    assert are_one_story(first, second)
    assert not are_one_story(first, replace(second, outlet="صحيفة"))


def test_a_title_that_says_nothing_joins_nothing() -> None:
    """Two news bulletins of one name are two."""
    one, two = a_report("نشرة الأخبار", BANK, name="a"), a_report("نشرة الأخبار", QUAKE)

    assert not are_one_story(one, two)


def test_article_joins_what_is_kept_when_the_index_was_built_anew() -> None:
    """After a restart, or in another process, an article finds the same story."""
    kept = story_of(a_report("المركزي التركي يرفع الفائدة إلى 30%", BANK, name="a"))
    index = StoryIndex()
    index.remember((kept,), counted=False)

    placed = index.place((a_report("تركيا: المركزي يزيد سعر الفائدة إلى 30 في المئة", BANK_RETOLD),))

    assert [story.id for story in placed] == [kept.id]
    assert [article.id for article in placed[0].articles] == ["b"]


def test_article_is_placed_once_when_it_comes_again() -> None:
    """A visit that could not be saved may be repeated."""
    index, article = StoryIndex(), a_report("صحار تفتتح رصيفا جديدا")

    first, again = index.place((article,)), index.place((article,))

    assert first == again
    assert len(index) == 1
    index.forget(MONDAY + timedelta(days=1))
    assert len(index) == 0


def test_index_forgets_what_left_the_window() -> None:
    """Old news neither fills the memory nor draws new reports in."""
    index = StoryIndex()
    old = replace(a_report("صحار تفتتح رصيفا جديدا", name="a"), seen_at=LONG_AGO)
    index.place((old, a_report("موعد امتحانات الثانوية العامة", BANK)))

    index.forget(MONDAY - timedelta(days=2))
    placed = index.place((replace(a_report("صحار تفتتح رصيفا جديدا", name="c"), published_at=LONG_AGO),))

    assert len(index) == 2
    assert placed[0].id != story_of(old).id


def test_story_knows_its_outlets_and_times() -> None:
    """A reader is told who reports it, since when, and what is newest; a date in the future is not believed."""
    first, last = a_report("خبر", outlet="صحيفة"), a_report("خبر", name="c", at=MONDAY + timedelta(hours=3))
    again = replace(first, id="d", published_at=MONDAY + timedelta(days=90))

    story = Story(id="s", articles=(first, last, again))

    assert story.outlets == ("صحيفة", "موقع آخر")
    assert (story.first_report, story.last_report) == (MONDAY, MONDAY + timedelta(hours=3))


def test_digest_key_follows_text_engine_and_length_but_not_the_reader() -> None:
    """One story is digested once for all, and again when its text, the prompt or the wished length changes."""
    mine, yours = (story_of(an_article(article_id=name, source_id=name)) for name in ("a", "b"))
    changed = story_of(an_article(text=HARBOUR + "\nسطر جديد في الخبر."))
    key = digest_key(mine, "engine/1", Length.MEDIUM)

    assert key == digest_key(yours, "engine/1", Length.MEDIUM)
    assert key != digest_key(mine, "engine/2", Length.MEDIUM)
    assert key != digest_key(changed, "engine/1", Length.MEDIUM)
    assert key != digest_key(mine, "engine/1", Length.LONG)
