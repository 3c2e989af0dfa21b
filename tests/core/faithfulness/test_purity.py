"""A digest is in Modern Standard Arabic and asks its readers for nothing."""

import pytest

from bot.core.models import ProblemKind
from tests.core.faithfulness.conftest import Judge

SENTENCES = (
    "أطلقت شركة Oryx Air خطًّا جويًّا بين الدوحة وتبليسي بأربع رحلات في الأسبوع.",
    "وقال المدير للصحفيين: «عشان المسافرين اخترنا أوقات الصباح»، وأضاف: تابعونا على موقع الشركة.",
    "وتبلغ درجة الحرارة في تبليسي 7° هذا الأسبوع.",
)


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("أطلقت الشركة خطًّا جويًّا (flight) بين الدوحة وتبليسي.", "flight"),
        ("أطلقت الشركة خطًّا рейс بين الدوحة وتبليسي.", "рейс"),
        ("أطلقت الشركة خطًّا 航班 بين الدوحة وتبليسي.", "航班"),
        ("أطلقت الشركة خطًّا جويًّا بين الدوحة وتبليسي ✈️.", "✈"),
        ("أطلقت الشركة خط جوي اللي بين الدوحة وتبليسي.", "اللي"),
        ("الخط مش جديد، بحسب المدير.", "مش"),
    ],
    ids=["English", "Russian", "Chinese", "a picture", "Egyptian", "Levantine"],
)
def test_words_of_another_language_are_refused(judge: Judge, claim: str, words: str) -> None:
    """Readers asked for Arabic that every Arab reads."""
    found = [one.words for one in judge(claim, sentences=SENTENCES) if one.kind is ProblemKind.LANGUAGE]

    assert any(words in one for one in found)


@pytest.mark.parametrize(
    "claim",
    [
        "أطلقت شركة Oryx Air خطًّا جويًّا بين الدوحة وتبليسي.",
        "تبلغ درجة الحرارة في تبليسي 7° هذا الأسبوع.",
        "قال المدير: «عشان المسافرين اخترنا أوقات الصباح».",
    ],
    ids=["a brand", "a degree sign", "a quotation in dialect"],
)
def test_foreign_words_of_the_source_stay(judge: Judge, claim: str) -> None:
    """A name in Latin letters and a speaker's own dialect are facts."""
    assert ProblemKind.LANGUAGE not in {one.kind for one in judge(claim, sentences=SENTENCES)}


@pytest.mark.parametrize(
    "appeal",
    [
        "اشتركوا الآن في القناة.",
        "اضغط هنا للتفاصيل.",
        "تابعوا حساب الشركة.",
        "لا تفوتوا العرض.",
        "شارك الخبر مع أصدقائك.",
        "تواصلوا معنا.",
        "سجل الآن.",
    ],
)
def test_call_to_act_is_refused_when_the_source_has_none(judge: Judge, appeal: str) -> None:
    """A digest sells nothing and sends nobody anywhere."""
    claim = f"أطلقت شركة Oryx Air خطًّا جويًّا بين الدوحة وتبليسي. {appeal}"

    assert ProblemKind.LINK in {one.kind for one in judge(claim, sentences=SENTENCES)}


@pytest.mark.parametrize(
    "claim",
    [
        "وأضاف المدير: تابعونا على موقع الشركة.",
        "شارك المدير في إطلاق الخط.",
        "سجل الخط أربع رحلات في الأسبوع.",
    ],
    ids=["told by the source", "took part", "recorded"],
)
def test_ordinary_verbs_are_no_appeals(judge: Judge, claim: str) -> None:
    """Past tense and imperative look alike in Arabic."""
    assert ProblemKind.LINK not in {one.kind for one in judge(claim, sentences=SENTENCES)}
