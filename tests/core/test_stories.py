"""Articles -> stories."""

from datetime import timedelta

from bot.core.models import Length
from bot.core.ranking import choose_stories
from bot.core.stories import digest_key, group_into_stories, story_of
from tests.builders import HARBOUR, MONDAY, an_article

OTHER_EVENT = (
    "أعلنت وزارة التعليم في عمّان موعد امتحانات الثانوية العامة لهذا العام.\n"
    "وقالت الوزارة إن الامتحانات تبدأ في العاشر من يونيو وتستمر أسبوعين.\n"
)


def test_report_of_another_outlet_joins_the_story_when_it_tells_the_same_in_other_spelling() -> None:
    """Each story once: hamza, ta marbuta and vowel signs make no second story."""
    first = story_of(an_article())
    respelled = an_article(
        article_id="article-2",
        title="صحار تفتتح رصيفا جديداً لسفن الحاويات",
        text=HARBOUR.replace("أ", "ا").replace("هيئة", "هيئه"),
        outlet="موقع الميناء",
    )

    stories = group_into_stories((respelled,), (first,))

    assert [story.id for story in stories] == [first.id]
    assert len(stories[0].articles) == 2


def test_other_event_begins_its_own_story() -> None:
    """Different events are never merged."""
    first = story_of(an_article())
    other = an_article(article_id="article-2", title="موعد امتحانات الثانوية العامة", text=OTHER_EVENT)

    stories = group_into_stories((other,), (first,))

    assert len(stories) == 1
    assert stories[0].id != first.id


def test_two_new_reports_of_one_event_make_one_story() -> None:
    """Reports that arrive together find each other."""
    one, two = an_article(), an_article(article_id="article-2", outlet="موقع الميناء")

    stories = group_into_stories((one, two), ())

    assert [len(story.articles) for story in stories] == [2]


def test_digest_key_follows_text_engine_and_length_but_not_the_reader() -> None:
    """One story is digested once for all, and again when its text, the prompt or the wished length changes."""
    mine, yours = (story_of(an_article(article_id=name, source_id=name)) for name in ("a", "b"))
    changed = story_of(an_article(text=HARBOUR + "\nسطر جديد في الخبر."))
    key = digest_key(mine, "engine/1", Length.MEDIUM)

    assert key == digest_key(yours, "engine/1", Length.MEDIUM)
    assert key != digest_key(mine, "engine/2", Length.MEDIUM)
    assert key != digest_key(changed, "engine/1", Length.MEDIUM)
    assert key != digest_key(mine, "engine/1", Length.LONG)


def test_edition_takes_stories_of_more_outlets_first_and_none_twice() -> None:
    """What more newsrooms report comes first; what was sent stays out."""
    wide = group_into_stories((an_article(), an_article(article_id="2", outlet="موقع")), ())[0]
    other = an_article(
        article_id="3", title="امتحانات", text=OTHER_EVENT, seen_at=MONDAY + timedelta(hours=1)
    )
    narrow = story_of(other)

    chosen = choose_stories((narrow, wide), (), limit=5)
    left = choose_stories((narrow, wide), {wide.id}, limit=5)

    assert chosen == (wide, narrow)
    assert left == (narrow,)
