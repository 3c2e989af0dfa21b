"""Small things that differ in writing, and their false twins: ranges, hedges, denials, quotation marks, units."""

import pytest

from bot.core.models import ProblemKind
from tests.core.faithfulness.conftest import Judge

KIND = ProblemKind

DAM = (
    "ويشرب من الخزان ما بين 40 مليون و60 مليون شخص في الدول الثلاث.",
    "ونفت إدارة الخزان مسؤوليتها عن جفاف الآبار في القرى الشرقية.",
    "وأمر القاضي الموظفين بعدم نقل السجلات من المبنى.",
    "ولم تكن السدود الصغيرة معروفة في الوادي قبل سنة 1950.",
    "وتبلغ مساحة البحيرة 164 كيلو مترا مربعا.",
    "ووصف الخبير رءوف المالح التقدم بأنه «بطيء إلى حد مؤلم».",
    "وكان يُنتظر تشغيل المحطة يوم الأحد، لكن المهندسين اختلفوا على موعدها.",
    "وكلنا نعلم أن المياه قليلة هنا.",
    "ويدرس المجلس رفع رسوم المياه على المصانع الكبرى.",
    "وقد تصل كلفة الأنابيب إلى 90 ألف ريال.",
    "وبقي منسوب البحيرة دون المعدل بمترين طوال الصيف.",
    "وأيد تسعة أعضاء بناء سد آخر، وغاب ممثل الصيادين عن الجلسة.",
)


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("ويشرب من الخزان 40 إلى 60 مليون شخص في الدول الثلاث.", id="range with one scale"),
        pytest.param(
            "وقالت إدارة الخزان إنها غير مسؤولة عن جفاف الآبار في القرى الشرقية.", id="denied is not"
        ),
        pytest.param("ومنع القاضي الموظفين من نقل السجلات من المبنى.", id="forbade is ordered not to"),
        pytest.param("ولم تكن معروفة في الوادي قبل سنة 1950.", id="subject left out"),
        pytest.param("وتبلغ مساحة البحيرة 164 كيلومترا مربعا.", id="unit in one word"),
        pytest.param("واعتبر الخبير رؤوف المالح التقدم «بطيئا إلى حد مؤلم».", id="hamza"),
        pytest.param("ولم تشغل المحطة يوم الأحد لأن المهندسين اختلفوا على موعدها.", id="what did not happen"),
        pytest.param("ونعلم جميعا أن المياه قليلة هنا.", id="all of us"),
    ],
)
def test_claim_passes_when_only_its_wording_differs(judge: Judge, claim: str) -> None:
    """The same fact in other clothes is no problem."""
    assert judge(claim, sentences=DAM) == ()


@pytest.mark.parametrize(
    ("claim", "kind"),
    [
        pytest.param("ويشرب من الخزان 40 إلى 80 مليون شخص في الدول الثلاث.", KIND.NUMBER, id="other range"),
        pytest.param(
            "ولم تنف إدارة الخزان مسؤوليتها عن جفاف الآبار في القرى الشرقية.", KIND.NEGATION, id="no denial"
        ),
        pytest.param("وأمر القاضي الموظفين بنقل السجلات من المبنى.", KIND.NEGATION, id="order turned"),
        pytest.param("وتبلغ مساحة البحيرة 164 كيلوغراما.", KIND.NUMBER, id="other unit"),
        pytest.param(
            "ووصف الخبير رؤوف المالح التقدم بأنه «سريع إلى حد مؤلم».", KIND.QUOTE, id="other quotation"
        ),
        pytest.param(
            "ورفع المجلس رسوم المياه على المصانع الكبرى.", KIND.MEANING, id="considered is not done"
        ),
        pytest.param("وستصل كلفة الأنابيب إلى 90 ألف ريال.", KIND.MEANING, id="short verb after «may»"),
        pytest.param("وبقي منسوب البحيرة فوق المعدل بمترين طوال الصيف.", KIND.MEANING, id="above and below"),
        pytest.param("وأيد جميع الأعضاء بناء سد آخر.", KIND.MEANING, id="all for nine"),
        pytest.param("وأيد سبعة أعضاء بناء سد آخر.", KIND.NUMBER, id="seven for nine"),
    ],
)
def test_claim_is_stopped_when_the_wording_changes_the_fact(
    judge: Judge, claim: str, kind: ProblemKind
) -> None:
    """What looks like a rewording is refused when it turns the fact."""
    assert kind in {problem.kind for problem in judge(claim, sentences=DAM)}


def test_quotation_passes_when_a_straight_mark_is_missing(judge: Judge) -> None:
    """A lost mark does not make a quotation of what stands between two quotations."""
    sentences = (*DAM, 'وقال إن الخزان "نعمة كبيرة" وإن "الأنابيب قديمة" في نشرة "البحيرة".')

    assert judge('كبيرة" ورأى أن "الأنابيب قديمة" في نشرة "البحيرة".', sentences=sentences) == ()


def test_number_passes_when_its_own_neighbours_stand_with_it_elsewhere(judge: Judge) -> None:
    """A claim may join an age, or a figure with all its words, from another sentence."""
    sentences = (
        *DAM,
        "وفازت السباحة جميلة عيسى بسباق البحيرة بعد 31 دقيقة.",
        "وتدربت السباحة مع أخيها في الوادي منذ طفولتها.",
        "وقالت جميلة عيسى (19 سنة) إنها ستعود.",
    )

    assert judge("وفازت جميلة عيسى، البالغة 19 سنة، بسباق البحيرة بعد 31 دقيقة.", sentences=sentences) == ()
