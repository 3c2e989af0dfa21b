"""Numbers, places and hedges belong to the part of a sentence that has them, not to its neighbour."""

import pytest

from tests.core.faithfulness.conftest import Judge

VALLEY = (
    "بلغت سماكة الثلج 70 سنتيمترا على ارتفاع 1800 متر، و25 سنتيمترا على ارتفاع 1200 متر.",
    "وأسقطت العاصفة 63 عمودا للكهرباء في وادي القمح، أعيد نصب 40 منها أمس.",
    "ورفع نادي الجبل رصيده إلى 23 نقطة في المركز الثالث، وتجمد رصيد نادي السهل عند 15 في المركز التاسع.",
    "وأغلقت بلدية الرباط مرآب السوق، فيما نشرت بلدية طنجة 40 مضخة في الأحياء المنخفضة.",
    "ودعت رئيسة البلدية التجار إلى الهدوء، وقالت إن لجنة الأضرار ستنتخب الخميس.",
    "وبرأت المحكمة المهندس رامي سعدون لعدم كفاية الأدلة.",
    "وتوقع الراصد أن تهبط الحرارة إلى أربع درجات تحت الصفر قبل نهاية الأسبوع.",
    "ويعتقد المهندسون أن الجسر القديم، الذي لم يرمم بعد، سيغلق أسبوعا.",
    "وخسر نادي الجبل أمام ضيفه هلال السهل بهدفين مقابل هدف.",
)


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("بلغت سماكة الثلج سبعين سنتيمترا على ارتفاع 1200 متر.", id="another height"),
        pytest.param(
            "أسقطت العاصفة أربعين عمودا من أعمدة الكهرباء في وادي القمح.", id="what was put up again"
        ),
        pytest.param("ورفع نادي الجبل رصيده إلى 23 نقطة وصار في المركز التاسع.", id="another rank"),
        pytest.param("نشرت بلدية الرباط أربعين مضخة في الأحياء المنخفضة.", id="another town"),
        pytest.param("تغلب نادي الجبل على ضيفه هلال السهل بهدفين مقابل هدف.", id="the loser wins"),
        pytest.param("وأكد المهندسون أن الجسر القديم سيغلق أسبوعا.", id="thought, not sure"),
    ],
)
def test_claim_is_stopped_when_it_mixes_two_parts(judge: Judge, claim: str) -> None:
    """Each word stands in the very sentence, but another number or place belongs to the rest."""
    assert judge(claim, sentences=VALLEY)


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("بلغت سماكة الثلج 25 سنتيمترا على ارتفاع 1200 متر.", id="the second, in full"),
        pytest.param("وأعيد أمس نصب أربعين من أعمدة الكهرباء التي أسقطتها العاصفة وعددها 63.", id="both"),
        pytest.param(
            "وقالت رئيسة البلدية إن لجنة الأضرار ستنتخب الخميس.", id="the demand hedges its own part"
        ),
        pytest.param("لم تجد المحكمة أدلة كافية فبرأت المهندس رامي سعدون.", id="for lack of"),
        pytest.param("وتهبط الحرارة إلى ناقص 4 درجات قبل نهاية الأسبوع، كما يتوقع الراصد.", id="below zero"),
        pytest.param("ويتوقع الراصد هبوط الحرارة إلى أربع درجات تحت الصفر خلال 7 أيام.", id="a week"),
        pytest.param("فاز هلال السهل على مضيفه نادي الجبل بهدفين مقابل هدف.", id="the winner wins"),
    ],
)
def test_claim_passes_when_each_part_keeps_its_own(judge: Judge, claim: str) -> None:
    """Rewording, joining and turning round are allowed."""
    assert judge(claim, sentences=VALLEY) == ()
