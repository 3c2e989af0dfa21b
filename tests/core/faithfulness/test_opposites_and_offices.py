"""Opposites of everyday news, and offices that somebody else holds."""

import pytest

from tests.core.faithfulness.conftest import Judge

COURT = (
    "ويرى أستاذ القانون هشام البدري أن الحكم أخف مما صدر في قضية مماثلة عام 2019.",
    "وجاءت خطوة المصرف مخالفة لتوقعات معظم المحللين.",
    "واحتفظت العداءة هيويت أليمو بلقبها في سباق السيدات.",
    "وعثر المنقبون إلى جانب الفرن على 63 جرة سليمة.",
    "ورأى أمين عام وزارة الزراعة نضال العكور أن موسم القمح جيد.",
    "وقال مدير المفتشية حيدر الغزي إن الجرار نقلت كلها إلى متحف ذي قار.",
    "وبرئت ساحة المحاسبة هدى كريم لعدم كفاية الأدلة.",
    "أما مصنع الحديد فقد يستغرق إصلاحه أسبوعا.",
)


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("يرى هشام البدري أن الحكم أقسى مما صدر في قضية مماثلة عام 2019.", id="harsher"),
        pytest.param("جاءت خطوة المصرف مطابقة لتوقعات معظم المحللين.", id="as expected"),
        pytest.param("فقدت العداءة هيويت أليمو لقبها في سباق السيدات.", id="lost"),
        pytest.param("عثر المنقبون إلى جانب الفرن على 63 جرة مهشمة.", id="broken"),
        pytest.param("رأى وزير الزراعة نضال العكور أن موسم القمح جيد.", id="the minister for his secretary"),
        pytest.param("أدينت المحاسبة هدى كريم لكفاية الأدلة.", id="convicted"),
        pytest.param("قال محافظ ذي قار حيدر الغزي إن الجرار نقلت كلها إلى المتحف.", id="a governor"),
    ],
)
def test_claim_is_stopped_when_it_says_the_opposite_or_promotes(judge: Judge, claim: str) -> None:
    """One word of the sentence is turned round."""
    assert judge(claim, sentences=COURT)


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("حافظت هيويت أليمو على لقبها في سباق السيدات.", id="kept in another word"),
        pytest.param("رأى أمين عام وزارة الزراعة نضال العكور أن موسم القمح جيد.", id="his own office"),
        pytest.param("أما مصنع الحديد فقد يستغرق إصلاحه أسبوعا.", id="may, not lost"),
    ],
)
def test_claim_passes_when_it_keeps_the_sense(judge: Judge, claim: str) -> None:
    """The same sense."""
    assert not judge(claim, sentences=COURT)
