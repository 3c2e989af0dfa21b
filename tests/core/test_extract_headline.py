"""The headline is the news: the article's own title without ornaments, or a true beginning of its first sentence."""

import pytest

from bot.core.extract import extract_digest
from bot.core.faithfulness import find_problems
from bot.core.models import Story
from tests.builders import a_story, an_article

FIRST = "افتتحت وزارة النقل صباح اليوم جسرا جديدا فوق نهر المدينة بعد ثلاث سنوات من العمل المتواصل في الموقع."
REST = "ويربط الجسر الضفة الشرقية بالميناء القديم ويتسع لست حارات مرورية واسعة.\nوبلغت كلفة الجسر 120 مليون دولار."


def headline(title: str, *, first: str = FIRST, outlet: str = "صحيفة النهر") -> str:
    return extract_digest(story(title, first, outlet)).headline


def story(title: str, first: str = FIRST, outlet: str = "صحيفة النهر") -> Story:
    return a_story(an_article(title=title, text=f"{first}\n{REST}", outlet=outlet))


TITLES = {
    "outlet after a dash": ("جسر جديد - صحيفة النهر", "جسر جديد"),
    "other site after a bar": ("جسر جديد | البلد نيوز", "جسر جديد"),
    "hidden marks and full stop": ("  جسر\u200f جديد.", "جسر جديد"),
    "speaker stays": ("وزير النقل: الجسر آمن", "وزير النقل: الجسر آمن"),
    "report stays": ("تقرير: الجسر غير آمن", "تقرير: الجسر غير آمن"),
    "dash of its own": ("هدنة - ماذا بعد الهدنة", "هدنة - ماذا بعد الهدنة"),
    "breaking": ("عاجل | جسر جديد يربط الضفتين", "جسر جديد يربط الضفتين"),
    "watch": ("شاهد: جسر جديد يربط الضفتين", "جسر جديد يربط الضفتين"),
    "video first": ("فيديو.. جسر جديد يربط الضفتين", "جسر جديد يربط الضفتين"),
    "with pictures": ("بالصور جسر جديد يربط الضفتين", "جسر جديد يربط الضفتين"),
    "video last": ("جسر جديد يربط الضفتين (فيديو)", "جسر جديد يربط الضفتين"),
    "section": ("اقتصاد | جسر جديد يربط الضفتين", "جسر جديد يربط الضفتين"),
    "ornaments": ("*** 🔴 عاجل: جسر جديد!! ***", "جسر جديد"),
    "hashtags": ("#النهر: جسر جديد في #حي_الميناء", "النهر: جسر جديد في حي الميناء"),
    "pictures of the moon": ("صور نادرة للجسر القديم", "صور نادرة للجسر القديم"),
}


@pytest.mark.parametrize(("title", "shown"), TITLES.values(), ids=TITLES.keys())
def test_headline_is_the_articles_title_when_there_is_one(title: str, shown: str) -> None:
    """What says nothing of the news goes; who speaks never does."""
    assert headline(title) == shown


@pytest.mark.parametrize("title", ["", "صحيفة النهر", "!!", "عاجل", "أخبار"])
def test_headline_is_whole_words_of_the_text_when_the_title_tells_nothing(title: str) -> None:
    """The first words of the story stand in; no word is cut, and «…» shows that there is more."""
    made = headline(title)

    assert FIRST.startswith(made.removesuffix("…"))
    assert made.endswith("…")
    assert 6 <= len(made.split()) <= 13


def test_headline_answers_when_the_title_asks() -> None:
    """A question is no news when the first sentence tells it."""
    assert headline("هل افتتحت الوزارة جسرا جديدا؟").startswith("افتتحت وزارة النقل")
    assert headline("لماذا يغضب الصيادون؟") == "لماذا يغضب الصيادون؟"


LIMITED = {
    "denied": (
        "نفى رئيس البلدية مروان عيسى في مؤتمر صحفي أن يكون قد وافق على بيع الحديقة الكبرى لشركة أجنبية.",
        "نفى رئيس البلدية مروان عيسى في مؤتمر صحفي أن يكون قد وافق…",
    ),
    "on a condition": (
        "توافق النقابة على العودة إلى العمل في الموانئ والمدارس والمصارف بشرط صرف الرواتب المتأخرة.",
        "توافق النقابة على العودة إلى العمل في الموانئ والمدارس والمصارف بشرط صرف الرواتب المتأخرة",
    ),
    "attributed": (
        "قتل عشرة جنود في كمين نصبه مسلحون قرب الحدود الشرقية للبلاد فجر الأحد، بحسب ناشطين.",
        "قتل عشرة جنود في كمين نصبه مسلحون قرب الحدود الشرقية للبلاد فجر الأحد، بحسب ناشطين",
    ),
    "not yet": (
        "أعلنت الهيئة المشرفة على الانتخابات في المحافظات الجنوبية أنها لم تستلم بعد نتائج الفرز النهائية.",
        "أعلنت الهيئة المشرفة على الانتخابات في المحافظات الجنوبية أنها لم تستلم…",
    ),
    "not tested": (
        "أكدت الشركة المشغلة لخطوط المترو في العاصمة أن القطارات الجديدة والعربات المستأجرة لم تخضع لأي اختبار رسمي.",
        "أكدت الشركة المشغلة لخطوط المترو في العاصمة…",
    ),
    "too long to keep its source": (
        "قتل عشرة جنود في كمين نصبه مسلحون مجهولون قرب الحدود الشرقية فجر الأحد أثناء عودتهم منها، بحسب ناشطين.",
        "يربط الجسر الضفة الشرقية بالميناء القديم ويتسع لست حارات مرورية واسعة",
    ),
}


@pytest.mark.parametrize(("first", "made"), LIMITED.values(), ids=LIMITED.keys())
def test_made_headline_keeps_what_limits_it_when_the_sentence_is_long(first: str, made: str) -> None:
    """A headline never promises what its sentence takes back or leaves to others to answer for."""
    assert headline("", first=first) == made


@pytest.mark.parametrize("title", ["", "هل افتتحت الوزارة جسرا جديدا؟", "🔴 شاهد: جسر جديد!"])
@pytest.mark.parametrize("first", [FIRST, *(first for first, _ in LIMITED.values())], ids=["plain", *LIMITED])
def test_headline_passes_the_guard_when_it_is_made_or_cleaned(title: str, first: str) -> None:
    """Every headline is true to its article."""
    digest = extract_digest(story(title, first))

    assert [one for one in find_problems(digest).problems if one.claim == digest.headline] == []
