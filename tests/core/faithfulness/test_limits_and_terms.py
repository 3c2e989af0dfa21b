"""Bounds, fractions of a year, dates and denials, in the words that newsrooms use for them."""

import pytest

from tests.core.faithfulness.conftest import Judge

LAB = (
    "وقال الباحث حسام سعيد إن المادة تزيل ما يصل إلى 87% من بقايا المبيدات في مياه الري.",
    "ويعود آخر تعديل للقانون إلى 22 جوان 2011، فيما ينتظر أن تجرى الانتخابات في نوفمبر.",
    "واستمرت التجربة 18 شهرا في ثلاثة حقول.",
    "ونجحت 4 محاولات من أصل 27 من خارج القوس.",
    "ورد المستشار فاتح سلوم بأن الصندوق سيرتفع، نافيا أن تكون هناك نية لدمج البلديات.",
    "وقدر الخبير جورج معلوف الكمية بنحو ألف طن، من دون أن يستبعد خطأ في الحساب.",
    "ويشكل الورق والأخشاب خمسي الواردات.",
    "وتمتد المذكرة ثلاث سنوات قابلة للتجديد مرة واحدة.",
    "وسجلت محطة القمة 118 ميليمترا، مقابل 74 في الوادي.",
    "وسجل مامادو ديوف 26 نقطة لأصحاب الأرض، في حين أحرز يوسف العلمي 19 نقطة.",
)


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("تزيل المادة 87% على الأقل من بقايا المبيدات في مياه الري.", id="at most, at least"),
        pytest.param("تمتد المذكرة ثلاث سنوات ولا يمكن تجديدها.", id="cannot be renewed"),
        pytest.param("هطل 118 ميليمترا في الوادي.", id="another station's, its unit unsaid"),
        pytest.param("سجل يوسف العلمي 26 نقطة لفريقه.", id="another player's points"),
    ],
)
def test_claim_is_stopped_when_it_turns_a_term_round(judge: Judge, claim: str) -> None:
    """Every word is the article's."""
    assert judge(claim, sentences=LAB)


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param(
            "تزيل المادة 87% في أقصى الأحوال من بقايا المبيدات في مياه الري.", id="at most in other words"
        ),
        pytest.param(
            "عدل القانون آخر مرة في 22 يونيو 2011، والانتخابات منتظرة في نوفمبر.", id="another month's name"
        ),
        pytest.param("استمرت التجربة سنة ونصف السنة في ثلاثة حقول.", id="a year and a half"),
        pytest.param("نجحت أربع محاولات في سبع وعشرين من خارج القوس.", id="part and whole"),
        pytest.param("أكد المستشار فاتح سلوم أن دمج البلديات ليس واردا.", id="affirms that it is not"),
        pytest.param("لا ينفي جورج معلوف احتمال خطأ في الحساب.", id="does not deny"),
        pytest.param("تبلغ حصة الورق والأخشاب 40 في المئة من الواردات.", id="two fifths"),
        pytest.param(
            "أثنى الباحث حسام سعيد على مادة تزيل ما يصل إلى 87% من بقايا المبيدات.", id="praised, not two"
        ),
    ],
)
def test_terms_raise_no_alarm_in_other_words(judge: Judge, claim: str) -> None:
    """No number, date or denial of these is new."""
    kinds = {one.kind.value for one in judge(claim, sentences=LAB)}
    assert not kinds & {"number", "date", "negation", "attribution"}
