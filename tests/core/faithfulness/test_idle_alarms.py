"""Words that look like something they are not raise no alarm."""

import pytest

from tests.core.faithfulness.conftest import Judge

REPORT = (
    "وحذر مدير وحدة الإنذار المبكر طارق سلوم من أن النهر قد يرتفع إذا استمرت الأمطار.",
    "وتعود الواقعة إلى 17 أغسطس 2022، حين عثر المفتشون على 43 قطعة داخل حاوية أثاث متجهة إلى الميناء.",
    "وأدرك الجناح ياسر حمدان التعادل بعد سبع دقائق من نزوله بديلا.",
    "وتبادل الفريقان الاتهامات بخرق هدنة لم تصمد سوى 36 ساعة.",
    "وفي عام 2021 دخل أكثر من 4000 شخص المستشفيات بسبب الغبار.",
    "وأشار الباحث إلى أن دراسة سابقة لم ترصد أي تراجع يذكر، بينما تراجع الأكسجين في قياساته.",
    "وعثر المنقبون على ثلاثة أفران و26 جرة سليمة.",
    "وتسلم أولاد جمعان ثلاثة من أسراهم قبل التوقيع بيوم.",
)


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param(
            "حذر مدير وحدة الإنذار المبكر من احتمال ارتفاع النهر إذا استمرت الأمطار.", id="unit, not alone"
        ),
        pytest.param(
            "ترجع الواقعة إلى 17 آب 2022 حين عثر المفتشون على 43 قطعة في حاوية أثاث.", id="when, not why"
        ),
        pytest.param("أدرك ياسر حمدان التعادل بعد سبع دقائق فقط من نزوله بديلا.", id="only seven minutes"),
        pytest.param("لم تصمد الهدنة سوى 36 ساعة، واتهم كل فريق الآخر بخرقها.", id="each the other"),
        pytest.param("دخل المستشفيات في عام 2021 ما يزيد على 4000 شخص بسبب الغبار.", id="exceeds, not Yazid"),
        pytest.param("عثر المنقبون على 3 أفران وست وعشرين جرة سليمة.", id="twenty-six after another number"),
        pytest.param("تسلم أولاد جمعان 3 من أسراهم قبل يوم من التوقيع.", id="a number is no family name"),
    ],
)
def test_claim_passes(judge: Judge, claim: str) -> None:
    """Each of these is what the article says."""
    assert not judge(claim, sentences=REPORT)
