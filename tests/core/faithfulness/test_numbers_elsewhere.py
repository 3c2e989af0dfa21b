"""Numbers of another sentence: right where that sentence tells the same, wrong where it tells something else."""

import pytest

from bot.core.models import ProblemKind
from tests.core.faithfulness.conftest import Judge

DECREE = (
    "وشمل القرار الاستغناء عن 3077 من جنود الجيش و1949 من عناصر القوات الجوية و192 من خفر السواحل.",
    "وقررت السلطات تسريح موظفين بينهم ضباط وجنود وأساتذة جامعات في أربع محافظات.",
    "وبموجب القرار فصل أيضا 199 من أساتذة الجامعات، بينما أعيد 148 من الموظفين إلى وظائفهم.",
    "وأقر مجلس الأعيان الاثنين بغالبية كبيرة تعديلا يمنح البرلمان حق تعطيل الاتفاق النهائي.",
    "وأيد 354 عضوا التعديل مقابل 235 خلافا لإرادة الحكومة.",
    "وأعلنت النيابة الجمعة توقيف الحارس كامل الرواشدة للاشتباه في ارتكابه أعمال عنف.",
    "وبحسب صحف محلية فإن الرجل البالغ من العمر 26 عاما ولد في حي شعبي شمال العاصمة.",
    "وفاز فريق الواحة على ضيفه فريق الساحل بهدفين مقابل هدف ضمن الجولة الثامنة.",
    "وبلغ عدد المتفرجين في الملعب الجديد 47 ألفا وفق إدارته.",
)
PASSES = {
    "the same words follow": (
        "شمل القرار 3077 من جنود الجيش و1949 من عناصر القوات الجوية، إضافة إلى 199 من أساتذة الجامعات."
    ),
    "both numbers together": "أقر مجلس الأعيان بأغلبية 354 صوتا مقابل 235 تعديلا يمنح البرلمان حق تعطيل الاتفاق.",
    "an age": "أعلنت النيابة الجمعة توقيف كامل الرواشدة، البالغ 26 سنة، للاشتباه في ارتكابه أعمال عنف.",
    "a score": "فاز فريق الواحة على ضيفه فريق الساحل 2-1 ضمن الجولة الثامنة.",
}
STOPPED = {
    "of somebody else": "شمل القرار 3077 من جنود الجيش و148 من عناصر القوات الجوية.",
    "of something else": "أقر مجلس الأعيان بأغلبية 47 صوتا تعديلا يمنح البرلمان حق تعطيل الاتفاق النهائي.",
    "another anniversary": "فاز فريق الواحة على ضيفه فريق الساحل ضمن الجولة الحادية عشرة.",
}


@pytest.mark.parametrize("claim", PASSES.values(), ids=PASSES.keys())
def test_number_of_a_joined_sentence_passes(judge: Judge, claim: str) -> None:
    """Each claim joins two sentences of the article, with their numbers."""
    assert not judge(claim, sentences=DECREE)


@pytest.mark.parametrize("claim", STOPPED.values(), ids=STOPPED.keys())
def test_number_of_another_thing_is_stopped(judge: Judge, claim: str) -> None:
    """The article has the number, but not of this."""
    assert ProblemKind.NUMBER in {problem.kind for problem in judge(claim, sentences=DECREE)}
