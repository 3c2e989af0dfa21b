"""What a good digest says in words of its own: capitals for states, other negations, speakers told in other ways."""

import pytest

from tests.core.faithfulness.conftest import Judge

NEWS = (
    "وقال الرئيس الفرنسي جان مورو إن بلاده ستغير طريقة التعامل مع إيران بعد مؤتمر عقد في طهران.",
    "وشددت الولايات المتحدة العقوبات على إيران، فيما دعت موسكو إلى الحوار.",
    "وقال الوزير «لا ننوي تغيير أوامر إطلاق النار»، وحث المنظمون النساء على عدم إنفاق أموالهن.",
    "وسيجتمع القادة في الخامس من آذار، وفي السابع من الشهر ذاته ينشر البيان، ولا سيما ملحقه.",
    "وذكرت جاكيندا كاربنتر أنها تتحمل نفقات سفر شريكها وإقامته أثناء المهمة.",
    "ونقلت منظمة خيرية الأسدين إلى محمية في الجنوب بعد أشهر من الرعاية.",
    "وأكدت الحكومة اتخاذ إجراءات عاجلة ولا سيما في محافظة البصرة حيث يستمر الغضب.",
    "وكان الاتحاد الوطني قد توقع إغلاق عشرة مواقع قبل صباح الاثنين.",
    "ويتناول الوفدان الغداء بشكل منفصل في القاعة الكبرى وفق سكرتير الرئاسة.",
    "ويقول الجيش إنه يستخدم الرصاص الحي كحل أخير أمام السياج.",
    "وترجح تقارير أن الرجل سقط من الشرفة بعد أن أخبر رفيقته بأنه ذاهب إلى المطبخ.",
    "وخسر الفريق لقب الدوري بفارق نقطة، ويقدم الطاهي طبقا يعرف باسم روستي في العشاء.",
)


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("شددت واشنطن العقوبات على طهران.", id="a capital under a verdict"),
        pytest.param("نفى الوزير نية تغيير أوامر إطلاق النار.", id="a denial of what is not planned"),
        pytest.param("دعا المنظمون النساء إلى الامتناع عن إنفاق أموالهن.", id="to refrain is not to"),
        pytest.param("ينشر البيان في السابع من آذار.", id="the same month"),
        pytest.param("ذكرت كاربنتر أنها تتحمل نفقات سفر شريكها.", id="a name that ends like an object"),
        pytest.param(
            "كان الاتحاد الوطني يتوقع إغلاق عشرة مواقع قبل صباح الاثنين.", id="what was expected speaks not"
        ),
        pytest.param("يتناول الوفدان الغداء كل على حدة وفق سكرتير الرئاسة.", id="each apart is not all"),
        pytest.param("لا يلجأ الجيش إلى الرصاص الحي إلا كحل أخير.", id="only as a last resort"),
        pytest.param(
            "ترجح تقارير أن الرجل سقط من الشرفة بعدما أبلغ رفيقته بأنه ذاهب إلى المطبخ.", id="she is told"
        ),
        pytest.param("يقدم في العشاء طبق يعرف باسم روستي.", id="known by the name of"),
    ],
)
def test_reworded_truth_passes(judge: Judge, claim: str) -> None:
    """Each was once stopped for nothing."""
    assert not judge(claim, sentences=NEWS)


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("عقد المؤتمر في موسكو.", id="a capital is a place after «in»"),
        pytest.param("حث المنظمون النساء على إنفاق أموالهن.", id="the negation is gone"),
        pytest.param("ينشر البيان في التاسع من آذار.", id="another day"),
        pytest.param(
            "نفى الاتحاد الوطني إغلاق عشرة مواقع قبل صباح الاثنين.", id="a denial where nobody denies"
        ),
    ],
)
def test_falsehood_is_stopped(judge: Judge, claim: str) -> None:
    """What the rules above must not let through."""
    assert judge(claim, sentences=NEWS)
