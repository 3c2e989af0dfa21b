"""Ministries, world bodies and names in marks: each must be one that the article names."""

import pytest

from bot.core.models import ProblemKind
from tests.core.faithfulness.conftest import Judge

AID = (
    "وقعت وزارة الداخلية اتفاقا مع الهيئة البلدية لحماية خمس مدارس في المحافظة الشمالية.",
    "وقدر صندوق النقد الدولي كلفة الترميم بنحو 40 مليون دولار.",
    "ونشرت صحيفة «المنارة» صورا للمدارس قبل الترميم، ثم نقلت عن معلمين أن السقوف متشققة.",
    "وزار وزير الشؤون الاقتصادية رائد بشارات المدرسة الكبرى برفقة مندوب أممي.",
    "ووصف المدير العمل بأنه «شاق»، وقال إنه سيستمر عامين.",
    "وترسو سفينة المساعدات في ميناء على البحر الأسود منذ الأحد.",
)
STOPPED = {
    "another ministry": ("وقعت وزارة العدل اتفاقا مع الهيئة البلدية لحماية خمس مدارس.", ProblemKind.NAME),
    "the other bank": ("قدر البنك الدولي كلفة الترميم بنحو 40 مليون دولار.", ProblemKind.NAME),
    "another sea": ("ترسو سفينة المساعدات في ميناء على البحر المتوسط منذ الأحد.", ProblemKind.NAME),
    "another paper": ("نشرت صحيفة «الفنار» صورا للمدارس قبل الترميم.", ProblemKind.QUOTE),
    "another word of his": ("وصف المدير العمل بأنه «ممتع»، وقال إنه سيستمر عامين.", ProblemKind.QUOTE),
}
PASSES = {
    "the same minister": "زار وزير الاقتصاد رائد بشارات المدرسة الكبرى.",
    "the body of the envoy": "زار مندوب الأمم المتحدة المدرسة الكبرى برفقة رائد بشارات.",
    "a word of his in its form": "وصف المدير العمل بأنه «شاقّ».",
}


@pytest.mark.parametrize(("claim", "kind"), STOPPED.values(), ids=STOPPED.keys())
def test_body_that_the_article_lacks_is_stopped(judge: Judge, claim: str, kind: ProblemKind) -> None:
    """All other words are the article's."""
    assert kind in {problem.kind for problem in judge(claim, sentences=AID)}


@pytest.mark.parametrize("claim", PASSES.values(), ids=PASSES.keys())
def test_body_of_the_article_passes(judge: Judge, claim: str) -> None:
    """The article names each, in this or another way."""
    assert not judge(claim, sentences=AID)
