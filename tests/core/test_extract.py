"""The offline digest quotes the article, tells the story first, and never repeats itself."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.arabic import sentences, split_title
from bot.core.errors import EngineError
from bot.core.extract import extract_digest, sentences_of
from bot.core.extract.opening import stands_alone
from bot.core.faithfulness import find_problems
from bot.core.models import Article, Digest, Story

SEED = Path(__file__).parents[2] / "seeds" / "articles" / "alaska-summit.txt"

BRIDGE = (
    "افتتحت وزارة النقل صباح اليوم جسرا جديدا فوق نهر المدينة بعد ثلاث سنوات من العمل المتواصل في الموقع.",
    "ويربط الجسر البالغ طوله 850 مترا الضفة الشرقية بالميناء القديم، ويتسع لست حارات مرورية واسعة.",
    "وقال المهندس سمير حداد إن المشروع يخدم 40 ألف سيارة يوميا ويختصر زمن الرحلة إلى النصف تقريبا.",
    "وأضاف أن الصيانة ستجري كل خمس سنوات بإشراف شركة محلية متخصصة في الإنشاءات المعدنية.",
    "وبدوره، أكد رئيس البلدية مروان عيسى أن التمويل جاء من قرض ميسر قيمته 120 مليون دولار.",
    "هل يكفي جسر واحد لحل أزمة السير الخانقة في المدينة التي يسكنها أربعة ملايين؟",
    "وتخطط الوزارة لبناء نفق للمشاة ومحطتين للحافلات الكهربائية قرب المدخل الغربي خلال العام المقبل.",
    "بينما يخشى صيادو الأسماك أن تغير الأعمدة الخرسانية مجرى التيار وتبعد السردين عن الشاطئ.",
    "ورحبت غرفة التجارة بالطريق الجديد وتوقعت عودة الزبائن إلى أسواق الحي التاريخي قبل موسم الأعياد.",
)


def article(text: str, title: str = "", outlet: str = "صحيفة النهر", name: str = "one") -> Article:
    return Article(
        id=name,
        source_id="paste",
        outlet=outlet,
        title=title,
        text=text,
        seen_at=datetime(2026, 1, 1, tzinfo=UTC),
    )


def story(*articles: Article) -> Story:
    return Story(id="story", articles=articles)


def bridge(title: str = "جسر جديد يربط ضفتي النهر", outlet: str = "صحيفة النهر") -> Story:
    return story(article("\n".join(BRIDGE), title, outlet))


def shown(digest: Digest) -> list[str]:
    return [claim.text for claim in (*digest.text, *digest.key_points)]


def test_digest_opens_with_the_news_when_the_article_does() -> None:
    """Two or three sentences of the lead, then at most five points."""
    digest = extract_digest(bridge())

    assert digest.text[0].text == BRIDGE[0]
    assert 2 <= len(digest.text) <= 3
    assert 3 <= len(digest.key_points) <= 5
    assert digest.written_by == "extractive/1"


def test_each_claim_is_its_evidence_when_it_is_shown() -> None:
    """What is shown is the cited sentence, but for an opening word and the full stop."""
    digest = extract_digest(bridge())

    for claim in (*digest.text, *digest.key_points):
        (index,) = claim.evidence
        assert claim.text.rstrip(".") in digest.sentences[index].text


def test_no_sentence_is_told_twice_when_points_are_chosen() -> None:
    """A point never repeats the text or another point."""
    digest = extract_digest(bridge())
    cited = [claim.evidence for claim in (*digest.text, *digest.key_points)]

    assert len(cited) == len(set(cited))


def test_short_article_has_fewer_points_when_the_others_lean_on_the_text() -> None:
    """«صرح بذلك» says nothing to who reads the points alone: two good points are better than three."""
    leaning = (
        "صرح بذلك الأمين العام المساعد للشؤون الاقتصادية مؤكدا إمكانية تبسيط الإجراءات أمام المستثمرين.",
        "ولم يقدما المزيد من الإيضاحات بشأن أسباب التأخير أو كيف ستتم الأعمال في الشتاء.",
    )
    text = "\n".join([BRIDGE[0], leaning[0], BRIDGE[1], leaning[1], BRIDGE[6], BRIDGE[8]])
    points = extract_digest(story(article(text))).key_points

    assert points
    assert all(stands_alone(point.text) for point in points)


def test_points_follow_the_article_when_they_are_listed() -> None:
    """Key points come in reading order."""
    cited = [point.evidence for point in extract_digest(bridge()).key_points]

    assert cited == sorted(cited)


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        (BRIDGE[3], "its speaker was named before"),
        (BRIDGE[5], "it asks"),
        (BRIDGE[7], "it answers another one"),
    ],
    ids=["subject gone", "question", "contrast"],
)
def test_sentence_is_no_point_when_it_cannot_stand_alone(sentence: str, reason: str) -> None:
    """A point never starts in the middle of a thought."""
    points = [point.text for point in extract_digest(bridge()).key_points]

    assert not any(point[:20] in sentence for point in points), reason


def test_linking_words_go_when_a_reported_statement_is_a_point() -> None:
    """«وبدوره، أكد» is shown as «أكد»."""
    text = "\n".join([*BRIDGE[:5], BRIDGE[8]])

    assert "أكد رئيس البلدية مروان عيسى أن التمويل جاء من قرض ميسر قيمته 120 مليون دولار." in shown(
        extract_digest(story(article(text, "جسر جديد")))
    )


TIDY = {
    "waw and stop": ("وأعلنت البلدية فتح الحديقة الكبرى مجانا", "أعلنت البلدية فتح الحديقة الكبرى مجانا."),
    "two dots": ("والحديقة مفتوحة للزوار طوال الأسبوع..", "الحديقة مفتوحة للزوار طوال الأسبوع."),
    "waw of the verb": ("وردت أنباء عن فتح الحديقة الكبرى.", "وردت أنباء عن فتح الحديقة الكبرى."),
    "waw of an imperfect": ("ويتوقع التجار موسما جيدا هذا العام.", "يتوقع التجار موسما جيدا هذا العام."),
    "waw of a name": ("ويليام يزور المتحف الجديد في المدينة.", "ويليام يزور المتحف الجديد في المدينة."),
    "bullet and lone mark": ("• فتحت البلدية الحديقة الكبرى» للزوار.", "فتحت البلدية الحديقة الكبرى للزوار."),
    "own mark": ("هي حديقة كبرى يزورها آلاف الناس!", "هي حديقة كبرى يزورها آلاف الناس!"),
}


@pytest.mark.parametrize(("sentence", "tidy"), TIDY.values(), ids=TIDY.keys())
def test_sentence_is_tidied_when_it_opens_a_digest(sentence: str, tidy: str) -> None:
    """Only what is not needed goes: «و», list marks, lone quotation marks; a full stop is added."""
    assert extract_digest(story(article(sentence))).text[0].text == tidy


@pytest.mark.parametrize(
    "text", ["وفاة ملك الأردن السابق", "توفي ملك الأردن السابق. ونعاه الديوان الملكي في بيان."]
)
def test_short_article_gets_a_digest_when_it_has_no_number(text: str) -> None:
    """A flash of one line is news too; nothing is said twice."""
    digest = extract_digest(story(article(text)))

    assert digest.text[0].text.rstrip(".") in text
    assert digest.key_points == ()


@pytest.mark.parametrize("text", ["", " \n ", "؟!", "-----"])
def test_engine_gives_up_when_there_is_no_sentence(text: str) -> None:
    """Nothing is made from nothing."""
    with pytest.raises(EngineError):
        extract_digest(story(article(text)))


def test_other_articles_add_points_when_several_report_a_story() -> None:
    """The lead article tells the story; the others add what it lacks and never its near-copies."""
    copy = BRIDGE[2].replace("تقريبا", "")
    news = "وكشف تقرير هيئة المحاسبات أن كلفة الجسر تجاوزت الموازنة المرصودة له بنسبة 18 في المئة."
    both = story(
        article("\n".join(BRIDGE[:5]), "جسر جديد"), article(f"{copy}\n{news}", "كلفة الجسر", name="two")
    )

    digest = extract_digest(both)

    assert [sentence.article_id for sentence in sentences_of(both)] == ["one"] * 5 + ["two"] * 2
    assert all(digest.sentences[claim.evidence[0]].article_id == "one" for claim in digest.text)
    assert any("هيئة المحاسبات" in point.text for point in digest.key_points)
    assert sum("سمير حداد" in claim for claim in shown(digest)) == 1


def test_seed_article_gets_a_full_digest_when_it_is_tried_first() -> None:
    """The article of the guide gives a complete, faithful digest."""
    title, body = split_title(SEED.read_text(encoding="utf-8"))

    digest = extract_digest(story(article(body, title)))

    assert digest.headline == "قمة ألاسكا.. تفاهمات بلا اتفاق نهائي بشأن أوكرانيا"
    assert 2 <= len(digest.text) <= 3
    assert 4 <= len(digest.key_points) <= 5
    assert find_problems(digest).faithful


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(BRIDGE), min_size=1, max_size=9, unique=True), st.booleans())
def test_extract_is_faithful_when_any_article_is_quoted(chosen: list[str], one_line: bool) -> None:
    """The offline engine cannot invent: the guard passes whatever it quotes."""
    digest = extract_digest(story(article((" " if one_line else "\n").join(chosen), "جسر جديد")))

    assert find_problems(digest).problems == ()


LONG = (
    "قررت الحكومة في ختام جلسة طويلة رفع رواتب الموظفين والمتقاعدين والعسكريين بنسبة ثابتة اعتبارا من مطلع الشهر "
    "المقبل في جميع الوزارات والهيئات والبلديات والجامعات والمستشفيات والمحاكم والسفارات والموانئ والمطارات"
)
SIDE_NOTE = (
    "كما كلفت لجنة من خمسة خبراء دراسة أثر الزيادة على الأسعار والضرائب والدين العام والتجارة والصناعة والزراعة "
    "والسياحة والتعليم والإسكان والنقل."
)
CONDITION = (
    "وذلك بشرط أن يوافق البرلمان على الموازنة المعدلة قبل نهاية الفصل التشريعي الجاري والدورة الحالية للمجلس "
    "المنتخب حديثا في البلاد كلها."
)


def test_long_sentence_ends_at_a_safe_comma_when_it_is_shortened() -> None:
    """A side note is cut from a very long sentence; a condition never is."""
    cut = extract_digest(story(article(f"{LONG}، {SIDE_NOTE}"))).text[0].text
    kept = extract_digest(story(article(f"{LONG}، {CONDITION}"))).text[0].text

    assert cut == f"{LONG}."
    assert kept == f"{LONG}، {CONDITION}"


def test_sentences_of_a_story_skip_titles_when_the_body_repeats_them() -> None:
    """The title is not evidence for itself."""
    repeated = article("جسر جديد\n" + "\n".join(BRIDGE[:3]), "جسر جديد")

    assert tuple(sentence.text for sentence in sentences_of(story(repeated))) == BRIDGE[:3]
    assert sentences(repeated.text, repeated.title) == BRIDGE[:3]
