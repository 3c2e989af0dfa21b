"""Who acts in the article does not become the one acted upon."""

import pytest

from bot.core.models import ProblemKind
from tests.core.faithfulness.conftest import Judge

MARKET = (
    "ومولت جامعة الساحل ترميم السوق القديم بمبلغ 410 آلاف دينار.",
    "وناشد والي الشمال المكلف سالم النوري المنظمات توفير الخيام والأغطية.",
    "ويسلم الفصيل خلال ثلاثين يوما خرائط الحقول التي لغمها.",
    "وقال مدير السوق رامي سعدون إن التجار عادوا إلى دكاكينهم قبل الأمطار.",
    "وقالت الحكومة المحلية إن السوق يفتح بعد عام.",
    "ونقلت الشاحنات الصناديق من الميناء إلى المخازن الجديدة.",
)


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param(
            "ومول التجار المحليون جامعة الساحل بمبلغ 410 آلاف دينار لترميم السوق القديم.", id="pays"
        ),
        pytest.param("وناشدت المنظمات والي الشمال المكلف سالم النوري توفير الخيام والأغطية.", id="begs"),
        pytest.param(
            "تسلم الحكومة المحلية الفصيل خلال ثلاثين يوما خرائط الحقول التي لغمها.", id="hands over"
        ),
    ],
)
def test_claim_is_stopped_when_the_actor_is_acted_upon(judge: Judge, claim: str) -> None:
    """The verb and both parties are the article's, or nearly so."""
    assert ProblemKind.MEANING in {problem.kind for problem in judge(claim, sentences=MARKET)}


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param(
            "ومولت جامعة الساحل السوق القديم وترميمه بمبلغ 410 آلاف دينار.", id="object told otherwise"
        ),
        pytest.param("ونقلت الشاحنات من الميناء الصناديق إلى المخازن الجديدة.", id="things in another order"),
        pytest.param(
            "قال رامي سعدون مدير السوق إن التجار عادوا إلى دكاكينهم قبل الأمطار.", id="name and office"
        ),
        pytest.param("ناشد والي الشمال سالم النوري المنظمات توفير الخيام والأغطية.", id="shorter"),
    ],
)
def test_claim_passes_when_the_actor_still_acts(judge: Judge, claim: str) -> None:
    """Another order, an apposition or fewer words turn nobody round."""
    assert judge(claim, sentences=MARKET) == ()
