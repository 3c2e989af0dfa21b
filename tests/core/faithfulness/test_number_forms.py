"""One amount in many forms: parts and percents, ratios, clock times, round numbers; and what is none."""

import pytest

from bot.core.models import ProblemKind
from tests.core.faithfulness.conftest import Judge

MARKET = (
    "وتفتح السوق الشعبية في بلدة الزهراء أبوابها عند الساعة 7:30 صباحا، وتستمر الدورة يومين.",
    "ويعمل في السوق 598 بائعا، ثلثاهم من النساء، ويستأجر 25 في المئة منهم أكشاكا.",
    "وارتفعت مبيعات التمور 12 في المئة هذا الموسم مقابل 9 في المئة في الموسم الماضي.",
    "وفازت بالجائزة 14 بائعة من أصل 90 ترشحن لها، وسلمتها عضوان في البلدية.",
    "وتأسست السوق قبل 50 عاما، وتزن ميزانها الكبيرة 2 طن.",
    "وقال المشرف على السوق ميتا لوند إن القافلة «نور-3» نقلت التمور الشهر الماضي.",
    "وخصصت البلدية 300 ألف دينار لترميم السقف، و80 ألف دينار للإنارة.",
    "ويعيش الفلاحون في القرى المجاورة منذ سنوات طويلة.",
)


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("وتفتح السوق أبوابها عند السابعة والنصف صباحا.", id="half past seven"),
        pytest.param("وتستمر الدورة 48 ساعة.", id="two days in hours"),
        pytest.param("ويعمل في السوق نحو 600 بائع.", id="about"),
        pytest.param("والنساء بائعتان من كل ثلاث في السوق.", id="two of every three"),
        pytest.param("ويستأجر واحد من كل أربعة بائعين أكشاكا في السوق.", id="one of every four"),
        pytest.param(
            "ويعمل في السوق 598 بائعا، 67 في المئة منهم من النساء.", id="two thirds as a percentage"
        ),
        pytest.param(
            "وارتفعت مبيعات التمور 12 في المئة هذا الموسم مقابل 9 في الموسم الماضي.", id="percent told once"
        ),
        pytest.param("وفازت بالجائزة 14 من 90 بائعة ترشحن لها.", id="part of a whole"),
        pytest.param("وتأسست السوق قبل نصف قرن.", id="half a century"),
        pytest.param("وسلمتها 2 من أعضاء البلدية.", id="dual without a number"),
        pytest.param(
            "وقال المشرف على السوق ميتي لوند إن القافلة نقلت التمور.", id="name that looks like 200"
        ),
    ],
)
def test_number_passes_when_the_source_gives_it_in_another_form(judge: Judge, claim: str) -> None:
    """The same amount is no new number, however it is told."""
    assert ProblemKind.NUMBER not in {problem.kind for problem in judge(claim, sentences=MARKET)}


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("وتفتح السوق أبوابها عند السابعة والربع صباحا.", id="quarter past"),
        pytest.param("وتستمر الدورة 36 ساعة.", id="other hours"),
        pytest.param("وتزن الميزان الكبيرة 2000 كيلوغرام.", id="tons worked out in kilograms"),
        pytest.param("ويعمل في السوق نحو 700 بائع.", id="too far"),
        pytest.param("ويعمل في السوق نحو 597 بائعا.", id="about, but as exact"),
        pytest.param("والنساء بائعتان من كل خمس في السوق.", id="other ratio"),
        pytest.param("وفازت بالجائزة 90 بائعة ترشحن لها في السوق.", id="the whole for the part"),
        pytest.param("وتأسست السوق قبل ربع قرن.", id="quarter of a century"),
        pytest.param("وقال المشرف إن القافلة «نور-4» نقلت التمور الشهر الماضي.", id="number in a name"),
        pytest.param("وخصصت البلدية 598 ألف دينار لترميم السقف.", id="scaled by another unit"),
        pytest.param("وخصصت البلدية 80 ألف دينار لترميم السقف.", id="the other sum"),
    ],
)
def test_number_is_stopped_when_no_form_of_it_is_in_the_source(judge: Judge, claim: str) -> None:
    """Another amount stays another amount."""
    assert ProblemKind.NUMBER in {problem.kind for problem in judge(claim, sentences=MARKET)}


def test_number_of_the_lead_is_stopped_when_the_evidence_counts_the_same_with_another(judge: Judge) -> None:
    """A number of the first sentence is not everybody's: the evidence has its own."""
    sentences = (
        "وزعت جمعية البحيرة 40 قاربا على الصيادين في ثلاث قرى هذا العام.",
        "وتجتمع الجمعية كل شهر في مقرها القديم.",
        "وحصلت قرية النخلة الكبرى على 15 قاربا بمحركات جديدة.",
    )

    claim = "وحصلت قرية النخلة الكبرى على 40 قاربا بمحركات جديدة."

    assert ProblemKind.NUMBER in {problem.kind for problem in judge(claim, sentences=sentences)}


def test_year_passes_when_its_month_has_another_name(judge: Judge) -> None:
    """«تشرين الأول 2021» is «أكتوبر 2021», wherever the article tells it."""
    sentences = (
        "كشفت بعثة محلية عن بئر قديمة في وادي السدر خلال أعمال التنقيب الأخيرة.",
        "وعرضت القطع في متحف المدينة أمام الزوار.",
        "وتعد البئر من أعمق ما عرف في المنطقة.",
        "وبدأت البعثة عملها في أكتوبر 2021.",
    )

    claim = "وكشفت البعثة التي تنقب في وادي السدر منذ تشرين الأول 2021 عن بئر قديمة."

    assert judge(claim, sentences=sentences) == ()


def test_sum_that_looks_like_a_year_is_stopped_when_another_stands_in_its_place(judge: Judge) -> None:
    """«2014 طفلا» counts children."""
    sentences = (
        "ويقول التقرير إن المدرسة استقبلت ما يزيد على 3677 طفلا منذ افتتاحها.",
        "ونشر التقرير عام 2014 بعد دراسة طويلة.",
        "وتشرف الوزارة على المدرسة.",
    )

    claim = "ويقول التقرير إن المدرسة استقبلت ما يزيد على 2014 طفلا منذ افتتاحها."

    assert ProblemKind.NUMBER in {problem.kind for problem in judge(claim, sentences=sentences)}
