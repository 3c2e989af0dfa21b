"""What the article tells of one person or place, the claim must not tell of another, however it is worded."""

import pytest

from bot.core.models import ProblemKind
from tests.core.faithfulness.conftest import Judge

HARBOUR = (
    "افتتح محافظ الساحل جبار الموسوي، الأحد، سوق السمك الجديد بحضور مئات الصيادين.",
    "وعطل المحافظ الدوام في الدوائر البلدية يوم الافتتاح، عدا مركز الإسعاف.",
    "وأوضحت المهندسة لطيفة الزبيدي أن بناء السوق كلف سبعة ملايين دينار وأن السقف يحتمل الثلوج.",
    "ونصح الخبير مهند الكعبي صغار التجار بالتريث قبل استئجار الدكاكين العليا.",
    "وطالب النقابي عادل فكري بإعادة الحمالين المسرحين قبل موسم الصيد.",
    "وفي بلدة القصبة، سقط سقف مخزن قديم للشباك دون إصابات، وفقا للشرطة.",
    "وقالت الشرطة إن حارسا توفي في بلدة المنارة خلال عاصفة الشتاء الماضي.",
    "وأشار مدير الميناء راشد الحمادي إلى أن الرافعة قد تصل في الربيع.",
    "وأضاف أن المخازن القديمة ستهدم على مراحل.",
    "ويعتقد المحققون أن حارسا سابقا زور شهادات المنشأ.",
    "وارتفعت أرباح السوق القديم في النصف الأول من السنة مقارنة بالعام الماضي.",
)

FALSE = {
    "another's advice": "ونصح النقابي عادل فكري تجار السوق الصغار بالتريث قبل أن يستأجروا الدكاكين العليا.",
    "another's words": "وأوضح مهند الكعبي أن كلفة بناء السوق بلغت سبعة ملايين دينار.",
    "both named": "وطالب مهند الكعبي النقابي عادل فكري بإعادة الحمالين المسرحين قبل موسم الصيد.",
    "another place": "توفي حارس في بلدة القصبة خلال عاصفة ضربتها في الشتاء الماضي.",
    "another office": "وطالب عادل فكري، مدير الميناء، بإعادة الحمالين المسرحين قبل موسم الصيد.",
    "nobody's name": "ونصح الخبير أيمن جابري صغار التجار بالتريث قبل استئجار الدكاكين العليا.",
}

TRUE = {
    "the same man by his office": "وعطل المحافظ جبار الموسوي الدوام في دوائر البلدية يوم افتتاح السوق.",
    "who goes on": "وقال راشد الحمادي إن المخازن القديمة ستهدم على مراحل.",
    "reworded": "ونصح مهند الكعبي تجار السوق الصغار بألا يستعجلوا استئجار الدكاكين العليا.",
    "place of the title": "سقط في بلدة القصبة سقف مخزن قديم للشباك ولم يصب أحد.",
    "in the name of": "وقال المحافظ جبار الموسوي باسم البلدية إن الدوام عطل في دوائرها يوم الافتتاح.",
}


@pytest.mark.parametrize("claim", FALSE.values(), ids=FALSE.keys())
def test_claim_is_stopped_when_it_borrows_a_name(judge: Judge, claim: str) -> None:
    """All its words are the article's, told of somebody else."""
    kinds = {problem.kind for problem in judge(claim, sentences=HARBOUR)}

    assert kinds & {ProblemKind.NAME, ProblemKind.ATTRIBUTION, ProblemKind.MEANING}


@pytest.mark.parametrize("claim", TRUE.values(), ids=TRUE.keys())
def test_claim_passes_when_it_names_the_right_one(judge: Judge, claim: str) -> None:
    """An office, a pronoun or other words for the same thing borrow nothing."""
    assert judge(claim, sentences=HARBOUR) == ()


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param(
            "وتراجعت أرباح السوق القديم في ستة أشهر قياسا بالفترة نفسها من قبل.", id="fell, reworded"
        ),
        pytest.param("وقالت لطيفة الزبيدي إن المخازن القديمة ستهدم على مراحل.", id="a woman for a man"),
    ],
)
def test_claim_is_stopped_when_it_is_the_opposite_or_anothers(judge: Judge, claim: str) -> None:
    """Rewording the rest hides neither an opposite nor another's words."""
    assert judge(claim, sentences=HARBOUR)


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("وأكد المحققون أن شهادات المنشأ من صنع حارس سابق.", id="sure instead of thinking"),
        pytest.param("زور حارس سابق شهادات المنشأ بلا شك.", id="no doubt"),
    ],
)
def test_claim_is_stopped_when_it_vouches_for_an_opinion(judge: Judge, claim: str) -> None:
    """Who assures what the article only thinks is told so."""
    assert any("assures" in problem.reason for problem in judge(claim, sentences=HARBOUR))


def test_quoted_assurance_passes(judge: Judge) -> None:
    """Who is quoted may have said it as surely as he likes."""
    claim = "وأكد مدير الميناء راشد الحمادي أن «الرافعة قد تصل في الربيع»."

    assert not any("assures" in problem.reason for problem in judge(claim, sentences=HARBOUR))
