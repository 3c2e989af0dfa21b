"""How far a negation reaches: over «أو», past a subject of several words, behind «أي حالة»."""

import pytest

from bot.core.models import ProblemKind
from tests.core.faithfulness.conftest import Judge

REPORT = (
    "ولم تسجل حتى الآن أي حالة تسمم في ضاحية النور المجاورة التي شربت من البئر نفسها.",
    "وقالت شرطة المرفأ إن تحقيقا بدأ العام الماضي لكن ليس هناك متهم أو مشتبه به في هذه القضية.",
    "ولم يكن استخدام المخطط الملون مرتبطا بإعطاء جرعات عالية بل بتنبيه الأطباء.",
    "وأضافت الهيئة أنه لم يجر أي تعديل على مواد النظام التي تحدد صلاحيات المدير.",
    "وأعرب الأمين العام للرابطة عن رفضه للتصريحات غير المسؤولة كليا.",
    "وحرمت الإصابة الحارس من تحقيق أي فوز في آخر تسع مباريات.",
    "ووصفت العداءة المنافسة بأنها أصعب من التدريب اليومي.",
    "وقالت الرابطة إنه لم يكن بوسعها الانتظار لتخفيف المعاناة الكبيرة الناجمة عن الجفاف.",
    "وأدرج الباحثون خمس جزر في الخريطة، وسلمت الجزر الأخرى من أي ضرر.",
)
SIEGE = (
    "وقال الجيش إن مواجهات اندلعت خلال عملية التفتيش في القرية وإن الجنود انسحبوا مساء.",
    "وترى نقابة الأطباء أن الاتفاق ضروري للأمن الصحي في المحافظة.",
    "وأضافت الشرطة أنها لا تستبعد احتمال وقوع جريمة وأنها تواصل التحقيق في الحريق.",
    "ولا يوجد نص قانوني يمنع الأطفال من العمل في المزارع العائلية.",
    "وتعهد المدير بالاستقالة إلا إذا حصلت المدرسة على تمويل جديد.",
)
UNDONE = {
    "without any": "وقال الجيش إن عملية التفتيش في القرية جرت من دون أي مواجهات.",
    "no longer": "ترى نقابة الأطباء أن الاتفاق لم يعد ضروريا للأمن الصحي في المحافظة.",
    "ruled out after all": "استبعدت الشرطة احتمال وقوع جريمة، وقالت إنها تواصل التحقيق في الحريق.",
    "what no text does": "ويمنع القانون الأطفال من العمل في المزارع العائلية.",
}
STOPPED = {
    "no case of it": "سجلت حالات تسمم في ضاحية النور المجاورة التي شربت من البئر نفسها.",
    "neither one nor the other": "وقالت شرطة المرفأ إن لديها مشتبها به في هذه القضية.",
    "past a long subject": "وارتبط استخدام المخطط الملون بإعطاء جرعات عالية.",
    "no amendment": "عُدلت مواد النظام التي تحدد صلاحيات المدير.",
}
PASSES = {
    "was not able to wait": "لم يكن بوسع الرابطة الانتظار لتخفيف المعاناة الكبيرة الناجمة عن الجفاف.",
    "behind a definite noun": "أعرب الأمين العام عن رفض التصريحات «غير المسؤولة كليا».",
    "deprived of": "لم يحقق الحارس أي فوز في آخر تسع مباريات بسبب الإصابة.",
    "spared": "لم تتضرر الجزر الأخرى، وأدرج الباحثون خمس جزر في الخريطة.",
}


@pytest.mark.parametrize("claim", STOPPED.values(), ids=STOPPED.keys())
def test_what_is_denied_may_not_be_told(judge: Judge, claim: str) -> None:
    """The article negates each of these."""
    assert ProblemKind.NEGATION in {problem.kind for problem in judge(claim, sentences=REPORT)}


@pytest.mark.parametrize("claim", UNDONE.values(), ids=UNDONE.keys())
def test_what_is_told_may_not_be_undone(judge: Judge, claim: str) -> None:
    """The article says the contrary of each."""
    assert ProblemKind.NEGATION in {problem.kind for problem in judge(claim, sentences=SIEGE)}


def test_unless_is_a_condition(judge: Judge) -> None:
    """«ما لم» is «إلا إذا»."""
    assert not judge("تعهد المدير بالاستقالة ما لم تحصل المدرسة على تمويل جديد.", sentences=SIEGE)


@pytest.mark.parametrize("claim", PASSES.values(), ids=PASSES.keys())
def test_what_is_negated_in_other_words_passes(judge: Judge, claim: str) -> None:
    """The article says each of these."""
    assert not judge(claim, sentences=REPORT)


def test_harder_is_not_easier(judge: Judge) -> None:
    """«أصعب» and «أسهل» are opposites."""
    claim = "ترى العداءة أن المنافسة أسهل من التدريب اليومي."
    assert ProblemKind.MEANING in {problem.kind for problem in judge(claim, sentences=REPORT)}
