"""Each of two parts of a sentence keeps its own number; what is the same in both is often said only once."""

import pytest

from tests.core.faithfulness.conftest import Judge

FIGURES = (
    "تراجع مخزون المياه في السدود العميقة بنسبة 11%، مقابل 4% في البرك السطحية.",
    "وهبط معدل البطالة في المدن إلى 13.6% في أكتوبر، من 14.9% في سبتمبر، وفق جهاز الإحصاء.",
    "وبلغ سمك الثلوج 45 سنتيمترا في عين الوادي، و20 سنتيمترا في مرتفعات ولاية الكاف.",
    "وقضت المحكمة بالسجن سبع سنوات لصاحب المخبز عصام درويش، وثلاث سنوات لمحاسبه وائل جاد.",
    "وأحصى المرصد 42 حريقا منذ بداية العام، مقابل 27 في الفترة نفسها من العام الماضي.",
    "وبلغت نسبة امتلاء السدود 34 بالمئة، مقابل 29 بالمئة في الفترة نفسها من السنة الماضية.",
)


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("انخفض مخزون المياه في البرك السطحية 11%.", id="the depth's share for the surface"),
        pytest.param("بلغ معدل البطالة في المدن 14.9% خلال أكتوبر، وفق جهاز الإحصاء.", id="last month's"),
        pytest.param("وصل سمك الثلوج في مرتفعات ولاية الكاف إلى 45 سنتيمترا.", id="another place's"),
        pytest.param("أحصى المرصد 42 حريقا في الفترة نفسها من العام الماضي.", id="this year's for last"),
        pytest.param("صدر بحق المحاسب وائل جاد حكم بالسجن سبع سنوات.", id="another man's years"),
    ],
)
def test_claim_is_stopped_when_it_has_the_number_of_the_other_part(judge: Judge, claim: str) -> None:
    """All words and the number stand in one sentence, which ties them otherwise."""
    assert judge(claim, sentences=FIGURES)


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("انخفض مخزون السدود العميقة 11%.", id="its own number"),
        pytest.param("انخفض مخزون البرك السطحية 4%.", id="the other part with its number"),
        pytest.param("تراجع المخزون 11% في السدود العميقة و4% في البرك السطحية.", id="both"),
        pytest.param("حكم على عصام درويش بالسجن سبع سنوات وعلى محاسبه وائل جاد بثلاث.", id="both men"),
        pytest.param("بلغت نسبة امتلاء السدود 34 بالمئة.", id="the first alone"),
        pytest.param(
            "أحصى المرصد 42 حريقا مقارنة بالفترة نفسها من العام الماضي.", id="compared with last year"
        ),
    ],
)
def test_claim_passes_when_each_part_keeps_its_number(judge: Judge, claim: str) -> None:
    """Both parts may be told, in any words."""
    assert not judge(claim, sentences=FIGURES)
