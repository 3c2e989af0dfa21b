"""The lies that a reader would not forgive: a resignation, an execution, a conviction that nobody told of."""

import pytest

from bot.core.models import ProblemKind
from tests.core.faithfulness.conftest import Judge

COUNCIL = (
    "وقال وزير النقل رائد الحياري إن اتحادا مستقلا سيدير المرفأ في حال عدم التوصل إلى اتفاق بين الشركات.",
    "وبلغت كلفة الرصيف نحو 12 مليون دينار على الأقل، وهو الحد الأدنى للمرحلة الأولى.",
    "وحضر القائد نزار المومني مباريات الفريق في الملعب البلدي بعدما افتتحت الوزارة المدرجات.",
    "وأوضح المدير التنفيذي سمير الزعبي أن حوار الأديان سيعقد في القاعة الكبرى.",
)
LIES = (
    "استقال وزير النقل رائد الحياري.",
    "أقيل وزير النقل رائد الحياري.",
    "أعدم القائد نزار المومني في الملعب البلدي.",
    "أفلست الشركات بعد افتتاح المدرجات.",
    "برأت الوزارة القائد نزار المومني.",
    "توفي المدير التنفيذي سمير الزعبي.",
    "اعتقل القائد نزار المومني في الملعب البلدي.",
)


@pytest.mark.parametrize("claim", LIES)
@pytest.mark.parametrize("cited", [(), (0, 1, 2, 3)], ids=["uncited", "cited"])
def test_grave_event_that_nobody_told_of_is_stopped(judge: Judge, claim: str, cited: tuple[int, ...]) -> None:
    """All names are the article's; words of like letters («قال», «عدم», «بلغت») tell of no such event."""
    assert ProblemKind.MEANING in {problem.kind for problem in judge(claim, *cited, sentences=COUNCIL)}
