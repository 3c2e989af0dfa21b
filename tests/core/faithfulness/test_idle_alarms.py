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


HOTELS = (
    "أظهرت بيانات المصرف ارتفاع الدخل السياحي 6 بالمئة خلال تسعة أشهر، رغم تراجعه 2 بالمئة في آب.",
    "وأسقطت المتابعة عن السائق لوفاته في أيار 2022، وبدأت المحاكمة في أيلول 2024.",
    "وسجل الاستهلاك ذروة بلغت 38 ألف ميغاواط، مقابل 36 ألفا في اليوم نفسه من العام الماضي.",
    "وصادق المجلس على القانون بموافقة 168 نائبا ومعارضة 61 وامتناع 14.",
    "ووصلت سبع شاحنات غذاء من أصل عشر.",
    "وعزت الشركة تحسن الأرباح إلى هبوط أسعار القمح وإغلاق مخبزين خاسرين.",
    "وقال مدير الصحة حسام رشوان: «لدينا مخزون يكفي أسبوعين».",
    "واندلع القتال إثر خلاف على مورد مياه.",
    "وحكم على المدانين بدفع 18 مليونا.",
)


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("تراجع الدخل السياحي 2 بالمئة في آب.", id="the fall has its own number"),
        pytest.param("أسقطت المتابعة عن السائق في مايو 2022 لوفاته.", id="a month with its year"),
        pytest.param(
            "بلغت ذروة الاستهلاك 38 ألف ميغاواط، مقابل 36 ألفا قبل عام.", id="a year ago counts no years"
        ),
        pytest.param("نال القانون تأييد 168 نائبا.", id="support is approval"),
        pytest.param("عارض القانون 61 نائبا، وامتنع 14.", id="whom it counts was said before"),
        pytest.param("وصلت سبع شاحنات غذاء فقط.", id="seven of ten"),
        pytest.param("قال مدير الصحة في المدينة: «لدينا مخزون يكفي أسبوعين».", id="we have is no name"),
        pytest.param("نشب القتال بسبب نزاع على مصدر للمياه.", id="a quarrel over a source"),
        pytest.param("على المدانين الاثنين دفع 18 مليونا.", id="the two, not Monday"),
    ],
)
def test_claim_about_hotels_and_courts_passes(judge: Judge, claim: str) -> None:
    """Each of these is what the article says, in other words."""
    assert not judge(claim, sentences=HOTELS)
