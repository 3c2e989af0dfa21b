"""Claims that stay close to their article and still miss it: another hospital, another speaker, done for agreed."""

import pytest

from bot.core.models import ProblemKind
from tests.core.faithfulness.conftest import Judge

KIND = ProblemKind

HARBOUR = (
    "وعالج مستشفى الرازي في حي الزهور عشرين صيادا بعد العاصفة.",
    "وتنخفض الحرارة في تونس ليلا إلى خمس درجات، وفي باجة نهارا إلى ثماني درجات.",
    "وأدان القاضي الغواص شكري بن صالح بسرقة المرساة.",
    "وبرأ القاضي صاحب المركب نزار عيادي من تهمة السرقة.",
    "ونفى وزير النقل هيثم برهومي أن الموانئ تسلمت رافعات جديدة طلبها وزير المالية راشد الغربي.",
    "واتفق البحارة والتجار على خفض الأسعار وفتح السوق الجديد.",
    "ويحتمل أن يزور الوفد جزيرة قرقنة صباح الأحد.",
    "وطلبت النقابة تعويض البحارة عن الشباك، وحذرت من إضراب.",
    "وتقع الشركة المالكة في الشرق الأوسط، وفرعها في غرب المدينة.",
    "وأعلنت ألكسندرا مينا، رئيسة الاتحاد، أن الموسم يبدأ قريبا.",
)


@pytest.mark.parametrize(
    ("claim", "kind"),
    [
        pytest.param("وعالج مستشفى الياسمين في حي الزهور عشرين صيادا.", KIND.NAME, id="another hospital"),
        pytest.param("وعالج مستشفى الرازي في حي السنابل عشرين صيادا.", KIND.NAME, id="another quarter"),
        pytest.param("وتنخفض الحرارة في باجة ليلا إلى خمس درجات.", KIND.NAME, id="the other town's cold"),
        pytest.param(
            "وأدان القاضي صاحب المركب نزار عيادي بالسرقة.", KIND.MEANING, id="the acquitted man convicted"
        ),
        pytest.param(
            "وقال وزير المالية راشد الغربي إن الموانئ لم تتسلم رافعات جديدة.",
            KIND.ATTRIBUTION,
            id="another minister speaks",
        ),
        pytest.param("وخفض البحارة والتجار الأسعار وفتحوا السوق الجديد.", KIND.MEANING, id="done for agreed"),
        pytest.param("وزار الوفد جزيرة قرقنة صباح الأحد بعد العاصفة.", KIND.MEANING, id="a hedge further on"),
        pytest.param(
            "وأعلنت وزيرة البيئة ألكسندرا مينا أن الموسم يبدأ قريبا.", KIND.NAME, id="name with «أل»"
        ),
    ],
)
def test_claim_is_stopped_when_it_just_misses_the_article(
    judge: Judge, claim: str, kind: ProblemKind
) -> None:
    """Nearly the article's sentence is not the article's sentence."""
    assert kind in {problem.kind for problem in judge(claim, sentences=HARBOUR)}


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("وعالج مستشفى الرازي عشرين صيادا بعد العاصفة.", id="the same hospital"),
        pytest.param("وتنخفض الحرارة في باجة نهارا إلى ثماني درجات.", id="the town's own figure"),
        pytest.param("وبرأ القاضي نزار عيادي، صاحب المركب، من السرقة.", id="the acquitted man acquitted"),
        pytest.param("وقال هيثم برهومي إن الموانئ لم تتسلم رافعات جديدة.", id="who denied says that not"),
        pytest.param("واتفق البحارة والتجار على خفض الأسعار.", id="agreed is agreed"),
        pytest.param("وطالبت النقابة بتعويض البحارة عن الشباك.", id="what is demanded is no speaker"),
        pytest.param("وتقع الشركة المالكة في الشرق الأوسط.", id="no east against a west"),
        pytest.param("وقالت ألكسندرا مينا إن الموسم يبدأ قريبا.", id="name with «أل»"),
    ],
)
def test_claim_passes_when_it_hits_the_article(judge: Judge, claim: str) -> None:
    """The strictness of the checks stops nobody who tells the truth."""
    assert judge(claim, sentences=HARBOUR) == ()


def test_clause_is_compared_with_the_sentence_of_its_claim_when_another_is_as_good(judge: Judge) -> None:
    """Two sentences hold a short clause alike: the one that holds the whole claim is meant."""
    sentences = (
        "وبلغت حصة الزيتون من المحصول 31 في المئة هذا الموسم.",
        "ولم تعلن اللجنة موعد الدورة المقبلة.",
        "وكانت حصة الزيتون من المحصول 38 في المئة في الموسم السابق، ويقول مزارعون إن الصقيع أتلف الأشجار الصغيرة.",
    )

    claim = "وكانت حصة الزيتون من المحصول 38 %، ويقول مزارعون إن الصقيع أتلف الأشجار الصغيرة في الحقول."

    assert judge(claim, sentences=sentences) == ()
