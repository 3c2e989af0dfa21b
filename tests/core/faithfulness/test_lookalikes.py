"""Words that are written like something else: an adjective like a number, a verb like a name, «برلين» like «ب»."""

import pytest

from bot.core.models import ProblemKind
from tests.core.faithfulness.conftest import Judge

SUMMIT = (
    "أعلن معهد الأرصاد السويدي التعامل مع موجة الغبار باعتبارها خطرا من الدرجة الثالثة.",
    "وأقال نادي الواحة مدربه رائد سمعان للمرة الثانية التي يقال فيها مدرب هذا الموسم.",
    "وقال خبراء إن دهانات مستوردة قد تتسبب في حروق وحساسية عند الأطفال.",
    "ومن جهة أخرى وافقت ألمانيا على استقبال دفعة من الطلبة اليمنيين بحلول نهاية العام.",
    "وقالت نقابة المعلمين إن المسيرة التي شهدتها المدينة ليست سلمية، وإن الشرطة ردت بعنف.",
    "وخرجت الممثلة ندى برهوم عن صمتها بعد ستة أشهر من رحيل زوجها، وتحدثت إلى مجلة محلية.",
    "وأمضى الموسيقي خالد أحمد المنيعي عشرة أعوام في مدينة صفاقس قبل عودته إلى مسقط رأسه.",
    "وحضر افتتاح المعرض في السادس من شهر مايو سفيرا بلدين من أمريكا الجنوبية.",
    "وأكدت وزارة السياحة في كوريا الشمالية أنها ستستقبل زوارا من الصين في بيونغ يانغ.",
    "وأعلنت قناة الشرق أن أربعة من فنييها أصيبوا قرب محطة البث.",
    "وقبضت الشرطة على شابة للاشتباه في سرقتها متجرا، لكنها أفرجت عنها فيما بعد بكفالة.",
    "وأعرب مدرب المنتخب نبيل معروف عن تفاؤله بالتأهل إلى النهائي.",
)

PASSES = {
    "classed is no denial": "صنّف معهد الأرصاد السويدي موجة الغبار خطرا من الدرجة الثالثة.",
    "dismissed, not said": "أقال نادي الواحة مدربه رائد سمعان.",
    "may cause": "حذر خبراء من أن دهانات مستوردة قد تسبب حروقا وحساسية عند الأطفال.",
    "Berlin begins with a preposition": "وافقت برلين على استقبال دفعة من الطلبة اليمنيين بحلول نهاية العام.",
    "broke, not like Sirte": "كسرت الممثلة ندى برهوم صمتها بعد ستة أشهر من رحيل زوجها.",
    "told, not a name": "روى الموسيقي خالد أحمد المنيعي أنه أمضى عشرة أعوام في مدينة صفاقس.",
    "without the middle name": "أمضى خالد المنيعي عشرة أعوام في مدينة صفاقس.",
    "the sixth of the month of May": "افتتح المعرض في 6 مايو بحضور سفيري بلدين من أمريكا الجنوبية.",
    "a city in one word": "تستقبل كوريا الشمالية زوارا من الصين في بيونغيانغ.",
    "the capital of the North": "أكدت بيونغ يانغ أنها ستستقبل زوارا من الصين.",
    "later on orders nothing": "قبضت الشرطة على شابة للاشتباه في سرقتها متجرا، ثم أفرجت عنها بكفالة.",
    "adding, not a name": "أعرب مدرب المنتخب نبيل معروف عن تفاؤله، مضيفا أن التأهل إلى النهائي هدفه.",
}
STOPPED = {
    "peaceful is no number": (
        "أقرت نقابة المعلمين بأن المسيرة التي شهدتها المدينة سلمية.",
        ProblemKind.NEGATION,
    ),
    "another day of May": ("افتتح المعرض في 7 مايو بحضور سفيري بلدين.", ProblemKind.DATE),
    "another family": ("أمضى خالد المنصوري عشرة أعوام في مدينة صفاقس.", ProblemKind.NAME),
    "in Berlin nobody was": ("حضر افتتاح المعرض في برلين سفيرا بلدين من أمريكا الجنوبية.", ProblemKind.NAME),
}


@pytest.mark.parametrize("claim", PASSES.values(), ids=PASSES.keys())
def test_lookalike_raises_no_alarm(judge: Judge, claim: str) -> None:
    """Each of these is what the article says."""
    assert not judge(claim, sentences=SUMMIT)


@pytest.mark.parametrize(("claim", "kind"), STOPPED.values(), ids=STOPPED.keys())
def test_claim_is_stopped_for_what_the_word_is(judge: Judge, claim: str, kind: ProblemKind) -> None:
    """None of these is what the article says."""
    assert kind in {problem.kind for problem in judge(claim, sentences=SUMMIT)}
