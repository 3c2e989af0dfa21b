"""A capital stands for its state wherever it acts or is spoken of, and never where something happens in it."""

import pytest

from bot.core.models import ProblemKind
from tests.core.faithfulness.conftest import Judge

DEAL = (
    "وقال المستشار إن بلاده مستعدة لإجراءات متوقعة إذا انسحبت الولايات المتحدة من الاتفاق الموقع قبل عامين.",
    "واتفق قادة الدول الست على الاستمرار في دعم الاتفاق طالما استمرت إيران في احترامه.",
    "وكان المغرب قد أعلن قطع العلاقات التجارية مع الشركة الثلاثاء بعد اتهامها بنقل بضائع محظورة عبر الميناء.",
    "وتركيا عضو في الحلف إلى جانب بلجيكا لكن علاقاتهما متوترة منذ أشهر بسبب رسوم الصلب.",
    "ورفض ثلاثة نواب التعليق على البيان الذي نشره مكتب الحلف في جنيف.",
    "وحكم على التاجر بالسجن مدى الحياة في قضية الرشوة التي كشفتها صحيفة محلية.",
    "وتمنى وائل خوري، عضو مجلس الشيوخ منذ عامين، الشفاء للمصابين في تغريدة.",
)
PASSES = {
    "withdraws": "قال المستشار إن بلاده مستعدة لإجراءات متوقعة إذا انسحبت واشنطن من الاتفاق.",
    "respects": "اتفق قادة الدول الست على الاستمرار في دعم الاتفاق ما دامت طهران تحترمه.",
    "had announced": "كانت الرباط قد أعلنت قطع العلاقات التجارية مع الشركة الثلاثاء.",
    "relations": "علاقات أنقرة وبروكسل متوترة منذ أشهر بسبب رسوم الصلب.",
    "a term for life": "حكم على التاجر بالسجن المؤبد في قضية الرشوة.",
    "a senator": "تمنى السيناتور وائل خوري الشفاء للمصابين.",
}
STOPPED = {
    "in the capital": "اتفق قادة الدول الست في طهران على الاستمرار في دعم الاتفاق.",
    "another capital": "كانت روما قد أعلنت قطع العلاقات التجارية مع الشركة الثلاثاء.",
}


@pytest.mark.parametrize("claim", PASSES.values(), ids=PASSES.keys())
def test_another_name_for_it_passes(judge: Judge, claim: str) -> None:
    """Each of these is what the article says, by another name."""
    assert not judge(claim, sentences=DEAL)


@pytest.mark.parametrize("claim", STOPPED.values(), ids=STOPPED.keys())
def test_place_of_another_event_is_stopped(judge: Judge, claim: str) -> None:
    """None of these happened there."""
    assert ProblemKind.NAME in {problem.kind for problem in judge(claim, sentences=DEAL)}
