"""Stories as time goes on: which article leads, which stories prove to be one, which developed, which are chosen."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.core.models import Article, Story
from bot.core.ranking import choose_stories
from bot.core.stories import has_developed, regrouped, story_fingerprint, story_of, with_best_lead
from tests.builders import HARBOUR, MONDAY, an_article

FIRE = (
    "اندلع حريق كبير في سوق الجملة بمدينة طنطا صباح الاثنين وهرعت فرق الإطفاء إلى المكان.\n"
    "وقال شهود إن النيران بدأت في مخزن للأقمشة، فيما أخلت الشرطة الشوارع القريبة."
)
FIRE_RETOLD = (
    "التهم حريق كبير سوق الجملة في طنطا صباح اليوم، ودفعت الحماية المدنية بعشرات سيارات الإطفاء إلى المكان.\n"
    "ورجح شهود أن تكون النيران بدأت من مخزن أقمشة."
)


def a_report(
    title: str = "حريق كبير في سوق الجملة بمدينة طنطا",
    text: str = FIRE,
    *,
    name: str = "a",
    outlet: str = "صحيفة",
    hours: float = 0,
) -> Article:
    at = MONDAY + timedelta(hours=hours)
    article = an_article(article_id=name, title=title, text=text, outlet=outlet, url=None, seen_at=at)
    return replace(article, published_at=at)


def told_at(hours: float) -> datetime:
    return MONDAY + timedelta(hours=hours)


RETOLD = a_report("طنطا: حريق كبير يلتهم سوق الجملة", FIRE_RETOLD, name="b", outlet="موقع", hours=1)

DEVELOPMENTS = {
    "a toll": a_report("حريق كبير في سوق الجملة بمدينة طنطا: 12 قتيلا", name="c", hours=5),
    "a person": a_report("السيسي يزور سوق الجملة في طنطا بعد الحريق", name="c", hours=5),
    "a turn": a_report("النيابة تحبس صاحب مخزن الأقمشة بتهمة الإهمال", name="c", hours=5),
}
NOTHING_NEW = {
    "the same in other words": replace(RETOLD, id="c", seen_at=told_at(5)),
    "a copy": a_report(name="c", outlet="موقع", hours=5),
    "a title of two words": a_report("فيديو حصري", FIRE, name="c", hours=5),
    "the first report in another language": a_report(
        "Huge fire destroys the wholesale market of Tanta", "A huge fire broke out in Tanta.", name="c"
    ),
    "a number that was told": a_report(
        "بعد 400 متر من السوق: حريق كبير في طنطا", FIRE + "\nوالسوق بطول 400 متر.", name="c"
    ),
}


@pytest.mark.parametrize("report", DEVELOPMENTS.values(), ids=DEVELOPMENTS.keys())
def test_story_developed_when_a_new_report_tells_what_none_told(report: Article) -> None:
    """A toll, a name or a turn that no report held is news to a reader who knows the story."""
    story = Story(id="s", articles=(a_report(), RETOLD, report))

    assert has_developed(story, told_at(2))


@pytest.mark.parametrize("report", NOTHING_NEW.values(), ids=NOTHING_NEW.keys())
def test_story_did_not_develop_when_a_new_report_tells_the_same(report: Article) -> None:
    """One more outlet with the same news is no reason to tell a reader twice."""
    told = replace(a_report(), text=FIRE + "\nوالسوق بطول 400 متر.")
    story = Story(id="s", articles=(told, RETOLD, replace(report, seen_at=told_at(5))))

    assert not has_developed(story, told_at(2))


def test_arabic_report_is_no_development_when_only_foreign_ones_were_told() -> None:
    """A reader who was told of the fire from an English report is not told again because an Arabic one came."""
    english = a_report("Huge fire destroys the wholesale market of Tanta", "A huge fire broke out in Tanta.")
    story = Story(id="s", articles=(english, replace(RETOLD, seen_at=told_at(5))))

    assert not has_developed(story, told_at(2))


def test_story_did_not_develop_when_no_report_came() -> None:
    """Old news stays old, whatever it holds."""
    story = Story(id="s", articles=(a_report(), *DEVELOPMENTS.values()))

    assert not has_developed(story, told_at(6))


def test_fuller_report_leads_the_same_way_each_time() -> None:
    """A reader gets the complete report, not the first flash; a digest written for it is found again."""
    flash = a_report(text="اندلع حريق كبير في سوق الجملة بمدينة طنطا.", name="flash")
    little_more = replace(RETOLD, id="more", text=FIRE + " وأغلقت السوق.")
    story = Story(id="s", articles=(flash, a_report(), little_more))

    led = with_best_lead(story)

    assert [article.id for article in led.articles] == ["a", "flash", "more"]
    assert story_fingerprint(with_best_lead(led)) == story_fingerprint(led)


@pytest.mark.parametrize(
    ("later", "leads"),
    [
        (a_report(name="late", hours=13), "late"),
        (a_report(name="soon", hours=3), "a"),
        (a_report("Fire in Tanta", "A large fire broke out. " * 90, name="en"), "a"),
    ],
    ids=["as full half a day later", "as full but soon", "longer but foreign"],
)
def test_lead_changes_when_there_is_reason_to(later: Article, leads: str) -> None:
    """What stands now leads, in Arabic where there is Arabic."""
    assert with_best_lead(Story(id="s", articles=(a_report(), later))).lead.id == leads


def test_two_stories_become_one_when_all_their_reports_agree() -> None:
    """Two processes, or two odd first reports, may begin a story twice; a reader sees it once, under its oldest id."""
    first, second = story_of(a_report()), story_of(RETOLD)
    other = story_of(a_report("صحار تفتتح رصيفا جديدا", HARBOUR, name="other"))

    merged = regrouped((second, other, first))

    assert [story.ids for story in merged] == [(first.id, second.id), other.ids]
    assert {article.id for article in merged[0].articles} == {"a", "b"}
    assert [story.ids for story in regrouped((first, other, second))] == [(first.id, second.id), other.ids]


def test_stories_stay_two_when_only_one_stray_report_agrees() -> None:
    """One report that resembles another story does not pull a whole story over."""
    strays = story_of(a_report("طنطا: حريق كبير يلتهم سوق الجملة", FIRE_RETOLD, name="stray", outlet="موقع"))
    port = [
        a_report("صحار تفتتح رصيفا جديدا", HARBOUR, name=f"port{n}", outlet=f"{n}", hours=n) for n in range(3)
    ]
    mixed = Story(id="mixed", articles=(*port, a_report(name="drawn in", hours=4)))

    assert len(regrouped((mixed, strays))) == 2


def test_edition_takes_stories_of_more_outlets_first_and_none_twice() -> None:
    """What more newsrooms report comes first; what was told stays out, also under an id it had before."""
    wide = Story(id="wide", articles=(a_report(), RETOLD), merged_ids=("earlier",))
    narrow = story_of(a_report("صحار تفتتح رصيفا جديدا", HARBOUR, name="port", hours=2))

    assert choose_stories((narrow, wide), {}, limit=5) == (wide, narrow)
    assert choose_stories((narrow, wide), {"wide": told_at(1)}, limit=5) == (narrow,)
    assert choose_stories((narrow, wide), {"earlier": told_at(1)}, limit=5) == (narrow,)


def test_told_story_is_chosen_again_when_it_developed() -> None:
    """A reader hears what became of it; it counts only what is new, so that it does not push fresh news out."""
    known = Story(id="fire", articles=(a_report(), RETOLD, DEVELOPMENTS["a toll"]))
    fresh = [
        Story(
            id=f"{n}",
            articles=(a_report(f"خبر {n}", name=f"{n}", hours=4), a_report(name=f"{n}b", outlet="موقع")),
        )
        for n in range(2)
    ]

    chosen = choose_stories((known, *fresh), {"fire": told_at(2)}, limit=3)

    assert [story.id for story in chosen] == ["1", "0", "fire"]
