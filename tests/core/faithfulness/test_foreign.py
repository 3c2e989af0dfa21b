"""Arabic digests of articles in other languages: what can be checked without a dictionary is checked."""

from fractions import Fraction

import pytest

from bot.core.faithfulness.foreign import amounts_in
from bot.core.models import ProblemKind
from tests.core.faithfulness.conftest import Judge

ENGLISH = (
    "The port of Sohar opened a new quay on Tuesday that cost 12 million rials and is 400 metres long.",
    "Its director, Salem Al Kindi, said traffic would grow by 15 per cent from January, to 1,300 ships a year.",
    "Twenty-five cranes were bought from Konecranes; a third of the staff are women.",
)


@pytest.mark.parametrize(
    "claim",
    [
        "افتتح ميناء صحار الثلاثاء رصيفًا جديدًا كلّف 12 مليون ريال وطوله 400 متر.",
        "قال مديره إن الحركة ستنمو ١٥٪ ابتداءً من كانون الثاني لتبلغ ألفًا وثلاثمئة سفينة سنويًّا.",
        "اشترى الميناء خمسًا وعشرين رافعة من شركة Konecranes، وثلث موظفيه نساء.",
    ],
)
def test_translation_that_keeps_every_figure_passes(judge: Judge, claim: str) -> None:
    """A digest in Arabic of an English report goes out when its figures are those of the report."""
    assert judge(claim, sentences=ENGLISH) == ()


@pytest.mark.parametrize(
    ("claim", "kind"),
    [
        pytest.param("كلّف الرصيف 21 مليون ريال.", ProblemKind.NUMBER, id="amount"),
        pytest.param("كلّف الرصيف 12 مليار ريال.", ProblemKind.NUMBER, id="scale"),
        pytest.param("ستنمو الحركة 12٪.", ProblemKind.NUMBER, id="percent that is an amount"),
        pytest.param("افتُتح الرصيف يوم الأربعاء.", ProblemKind.DATE, id="weekday"),
        pytest.param("يبدأ العمل في شهر مارس 2027.", ProblemKind.DATE, id="month"),
        pytest.param("اشترى الميناء رافعات من شركة Liebherr.", ProblemKind.NAME, id="Latin name"),
        pytest.param(
            "وصف المدير الرصيف بأنه «بوابة عمان إلى العالم».", ProblemKind.QUOTE, id="made-up quote"
        ),
        pytest.param("التفاصيل على https://evil.example/port لمن يريد.", ProblemKind.LINK, id="link"),
    ],
)
def test_translation_that_invents_is_refused(judge: Judge, claim: str, kind: ProblemKind) -> None:
    """Another language is no cover for another figure."""
    assert kind in {problem.kind for problem in judge(claim, sentences=ENGLISH)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3.5 billion dollars", Fraction(7, 2) * 10**9),
        ("12,500 people", Fraction(12_500)),
        ("trois millions d'euros", Fraction(3 * 10**6)),
        ("forty-two deputies", Fraction(42)),
        ("half of them", Fraction(1, 2)),
    ],
)
def test_amounts_are_read_in_digits_and_words(text: str, expected: Fraction) -> None:
    """English and French figures are understood as their readers understand them."""
    assert expected in amounts_in(text)
