"""What may happen is not promised, and a condition does not excuse a dropped «قد»."""

import pytest

from tests.core.faithfulness.conftest import Judge

RIVER = (
    "وقال مهندس السد رائد الفارس إن المنسوب قد يرتفع نصف متر مساء الخميس إذا بقيت البوابات مغلقة.",
    "ولم تستبعد مديرة الميناء سلوى نجم نقل الرافعات القديمة إلى الرصيف الشرقي.",
    "ورجح الراصد أن تبلغ العاصفة مدينة الصيادين قبل الفجر، وأن تهدأ الرياح بعدها.",
    "وأقرت البلدية بأن المال قد لا يكفي جميع القرى هذا العام.",
    "ويوضح صانع الطلاء أنه قد يصمد خمسة أعوام وأن كلفة المتر المربع منه ثلاثة دولارات.",
    "وطمأن قائد المنطقة هيوا قادر السكان إلى أن مخزون الوقود يكفي 20 يوما.",
    "وطالب اتحاد الصيادين وزارة الموانئ بوقف استيراد السمك حتى نهاية الشهر.",
)


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("سيرتفع المنسوب نصف متر مساء الخميس إذا بقيت البوابات مغلقة.", id="a condition is left"),
        pytest.param("سيزيد المنسوب نصف متر مساء الخميس ما دامت البوابات مغلقة.", id="another verb"),
        pytest.param("أعلنت مديرة الميناء سلوى نجم أن الرافعات ستنقل إلى الرصيف الشرقي.", id="not ruled out"),
        pytest.param("ستصل العاصفة إلى مدينة الصيادين قبل الفجر، وفق الراصد.", id="thought likely"),
        pytest.param("اعترفت البلدية بأن المال لن يكفي جميع القرى هذا العام.", id="perhaps not, surely not"),
        pytest.param(
            "يصمد الطلاء خمسة أعوام كما يوضح صانع الطلاء.", id="the hedge ends where another fact begins"
        ),
    ],
)
def test_claim_is_stopped_when_it_promises_what_may_be(judge: Judge, claim: str) -> None:
    """The article says that it may happen; the claim that it will."""
    assert judge(claim, sentences=RIVER)


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param(
            "ربما يرتفع المنسوب نصف متر مساء الخميس إذا بقيت البوابات مغلقة.", id="other word of doubt"
        ),
        pytest.param("يحتمل أن تصل العاصفة إلى مدينة الصيادين قبل الفجر.", id="still likely"),
        pytest.param("قد لا يكفي المال جميع القرى هذا العام، كما أقرت البلدية.", id="perhaps not"),
        pytest.param("تساءل السكان عما إذا كانت العاصفة ستبلغ مدينة الصيادين قبل الفجر.", id="a question"),
        pytest.param("قال قائد المنطقة إن مخزون الوقود يكفي 20 يوما.", id="a name that looks like a hedge"),
    ],
)
def test_claim_passes_when_it_keeps_the_doubt(judge: Judge, claim: str) -> None:
    """Doubt in other words is doubt."""
    assert not [one for one in judge(claim, sentences=RIVER) if "hedge" in one.reason]
