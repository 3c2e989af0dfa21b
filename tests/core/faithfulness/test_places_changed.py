"""Parts exchanged: who acted, from where to where, what came first."""

import pytest

from bot.core.models import ProblemKind
from tests.core.faithfulness.conftest import Judge

KIND = ProblemKind

CARAVAN = (
    "نقلت القافلة صناديق التمر من مزارع في بسكرة إلى وهران ثم إلى طنجة.",
    "واشترط المورد دفع نصف الثمن مقدما، فقبلت الجمعية بالثلث وأرجأت الباقي.",
    "وعرض الخباز إدريس قاسمي على نادر الملوحي شراكة في المطحنة الحديثة.",
    "وزار المهندسون المطحنة الحديثة، ثم رمم العمال السقف القرميدي.",
    "ولوح الصيادون للحراس من القوارب الزرقاء عند الفجر.",
    "وقال نائب المدير باسم رحماني إن الشحنة وصلت سليمة.",
    "وحلت فرقة النخيل ثالثة، وفرقة الأطلس خامسة في المهرجان.",
)

EXCHANGED = {
    "two places": ("نقلت القافلة صناديق التمر من مزارع في طنجة إلى وهران ثم إلى بسكرة.", KIND.MEANING),
    "two parties, in two clauses": ("واشترطت الجمعية دفع نصف الثمن مقدما، فقبل المورد بالثلث.", KIND.MEANING),
    "giver and taker": (
        "وعرض نادر الملوحي على الخباز إدريس قاسمي شراكة في المطحنة الحديثة.",
        KIND.MEANING,
    ),
    "the one who acts is acted upon": ("ولوح الحراس للصيادين من القوارب الزرقاء عند الفجر.", KIND.MEANING),
    "first and last": ("ورمم العمال السقف القرميدي، ثم زار المهندسون المطحنة الحديثة.", KIND.MEANING),
    "first and last, with «after»": (
        "وزار المهندسون المطحنة الحديثة بعد ترميم العمال السقف القرميدي.",
        KIND.MEANING,
    ),
    "deputy and chief": ("وقال المدير باسم رحماني إن الشحنة وصلت سليمة.", KIND.NAME),
    "place in an order": ("وحلت فرقة النخيل خامسة في المهرجان.", KIND.NUMBER),
}


@pytest.mark.parametrize(("claim", "kind"), EXCHANGED.values(), ids=EXCHANGED.keys())
def test_claim_is_stopped_when_two_parts_are_exchanged(judge: Judge, claim: str, kind: ProblemKind) -> None:
    """All words are the article's, and yet it is not what happened."""
    assert kind in {problem.kind for problem in judge(claim, sentences=CARAVAN)}


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("نقلت القافلة التمر من بسكرة إلى وهران ثم طنجة.", id="the same way"),
        pytest.param("واشترط المورد دفع نصف الثمن مقدما، لكن الجمعية قبلت بالثلث.", id="subject first"),
        pytest.param("وعرض قاسمي شراكة في المطحنة الحديثة على نادر الملوحي.", id="object first"),
        pytest.param(
            "ورمم العمال السقف القرميدي بعد زيارة المهندسين للمطحنة الحديثة.", id="after, turned round"
        ),
        pytest.param("وقال نائب المدير رحماني إن الشحنة وصلت سليمة.", id="deputy stays deputy"),
        pytest.param("وجاءت فرقة النخيل ثالثة في المهرجان.", id="same place in the order"),
    ],
)
def test_claim_passes_when_each_keeps_its_part(judge: Judge, claim: str) -> None:
    """Another word order with the same parts is the same story."""
    assert judge(claim, sentences=CARAVAN) == ()


@pytest.mark.parametrize(
    ("claim", "false"),
    [("الزعيم سالم يحذر الوزير فهد من التأخير", True), ("الوزير فهد ينبه الزعيم سالم إلى التأخير", False)],
    ids=["turned round", "the same way"],
)
def test_actor_and_aim_are_told_apart_when_the_subject_is_first(
    judge: Judge, claim: str, false: bool
) -> None:
    """Who warns whom is the news."""
    sentences = ("الوزير فهد يحذر سالم زعيم الكتلة من التأخير في الرد.",)

    found = {problem.kind for problem in judge(claim, sentences=sentences)}

    assert (KIND.MEANING in found) is false
