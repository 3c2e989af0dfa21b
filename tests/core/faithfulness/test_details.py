"""One case for each finer rule: the words around decide whether the same word is true."""

import pytest

from bot.core.arabic import words
from bot.core.faithfulness.speakers import reports_in
from bot.core.models import ProblemKind
from tests.core.faithfulness.conftest import Judge

KIND = ProblemKind

WORKS = (
    "وأمر القاضي الموظفين الجدد بعدم نقل السجلات القديمة من المبنى الرئيسي.",
    "وقرر المدير الإبقاء على أربعة منهم في الورشة وتسريح الباقين، وكان عددهم سبعة.",
    "واعتذرت شركة الملح عن موعد التسليم في القرية الجبلية.",
    "وحضرت النقابة الجلسة، وطلبت تعويض البحارة الصغار.",
    "وقال وزير الخارجية التونسي هيثم برهومي إن الوفود غادرت، ومنها وفد وزير الخارجية الليبي راشد الغربي.",
    "ويزور المستشفى صياد من بين ثلاثة.",
    "واتفق الجيران أولا على ترميم البئر، ثم على طلاء السور.",
    "ووصلت سفينة القمح إلى الرصيف الشمالي ليلة السبت.",
    "وقد تغادر سفينة الملح الرصيف الجنوبي فجر الأحد.",
    "وأدان القاضي الغواص شكري بن صالح بسرقة المرساة أمس.",
    "وبرأ رفيقه البحار نزار عيادي لنقص الشهود.",
)


@pytest.mark.parametrize(
    ("claim", "kind"),
    [
        pytest.param(
            "وقرر المدير الإبقاء على سبعة عمال في الورشة وتسريح الباقين.", KIND.NUMBER, id="another's number"
        ),
        pytest.param("واعتذرت النقابة لشركة الملح عن موعد التسليم.", KIND.MEANING, id="another apologises"),
        pytest.param(
            "وقال وزير الخارجية الليبي راشد الغربي إن الوفود غادرت.", KIND.ATTRIBUTION, id="colleague speaks"
        ),
        pytest.param(
            "واتفق الجيران أولا على طلاء السور، ثم على ترميم البئر.", KIND.MEANING, id="first and then"
        ),
        pytest.param(
            "ووصلت سفينة القمح إلى الرصيف الشمالي ليلة السبت وغادرت سفينة الملح الرصيف فجر الأحد.",
            KIND.MEANING,
            id="hedge of the second sentence",
        ),
        pytest.param(
            "وفي سرقة المرساة من الغواص شكري بن صالح أمس أدان القاضي رفيقه البحار نزار عيادي.",
            KIND.MEANING,
            id="acquitted man",
        ),
        pytest.param(
            "وسيعتمد المجلس القديم قرارات التعويض وموعدا لتسريح المبحرين.",
            KIND.SUPPORT,
            id="relatives of words",
        ),
    ],
)
def test_claim_is_stopped_when_the_detail_is_wrong(judge: Judge, claim: str, kind: ProblemKind) -> None:
    """A detail turned is a lie, however much of the sentence is true."""
    assert kind in {problem.kind for problem in judge(claim, sentences=WORKS)}


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("ومنع القاضي الموظفين الجدد من نقل السجلات القديمة من المبنى الرئيسي.", id="forbade"),
        pytest.param("ويزور المستشفى صياد من كل ثلاثة.", id="one of every three"),
        pytest.param("وطالبت النقابة بتعويض البحارة الصغار غير أن الجلسة طالت.", id="demand"),
        pytest.param("وشهدت المرحلة الأولى عملية ترميم البئر.", id="light words"),
        pytest.param(
            "ووصلت سفينة القمح إلى الرصيف الشمالي ليلة السبت، وقد تغادر سفينة الملح الرصيف الجنوبي فجر الأحد.",
            id="north and south",
        ),
    ],
)
def test_claim_passes_when_the_detail_is_right(judge: Judge, claim: str) -> None:
    """The finer rules leave the truth alone."""
    assert judge(claim, sentences=WORKS) == ()


def test_region_is_no_direction_when_the_evidence_names_the_opposite_one(judge: Judge) -> None:
    """«الشرق الأوسط» is not the opposite of the west of a town."""
    sentences = (
        "وافتتحت شركة النسيم فرعا في غرب المدينة الساحلية.",
        "وهي من أكبر شركات التكييف في الشرق الأوسط.",
        "ويعمل فيها مئة مهندس.",
    )

    claim = "وافتتحت شركة النسيم، من أكبر شركات الشرق الأوسط، فرعا في المدينة الساحلية."

    assert judge(claim, sentences=sentences) == ()


def test_speaker_ends_before_what_is_demanded() -> None:
    """«طالبت النقابة بتعويض …»: the union speaks, the compensation does not."""
    (report,) = reports_in(tuple(words("وطالبت النقابة بتعويض البحارة الصغار غير أن الجلسة طالت")))

    assert report.speaker == ("النقابه",)
