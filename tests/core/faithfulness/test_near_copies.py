"""Nearly copied sentences with one thing turned: a name, a party, a speaker, a negation, a weekday, an added word."""

import pytest

from bot.core.models import ProblemKind
from tests.core.faithfulness.conftest import Judge

KIND = ProblemKind

CLUB = (
    "أعلن نادي الواحة، مساء الأربعاء، أن المباراة التي تقام الجمعة ستنقل على قناته الجديدة.",
    "وقال المدرب كمال زروق إن رضوان بوخالفة لن يشارك في مباراة الكأس بسبب إصابة في الركبة.",
    "وسجل المهاجم ماهر السعدي ثلاثة أهداف، وانتقل إليه من فريق السواحل.",
    "ووقع النادي عقد رعاية مدته أربع سنوات مع شركة «مدى» للاتصالات.",
    "ورأى المحلل وليد نصري في مصرف «البيان» أن العقد مربح.",
    "وكان اتحاد المشجعين قد اتهم مراقبين في الملعب بالتلاعب بالتذاكر.",
    "وقالت رئيسة الرابطة سعاد منصوري إن الجمهور عاد، في حين رأى الوزير هيثم برهومي أن المدرجات قديمة، محذرا من سقوطها.",
    "وكان مدير الملعب سامي راشد قد دعا الأسبوع الماضي إلى خفض أسعار التذاكر للطلاب.",
    "ولم تعلن إدارة الملعب سبب إغلاق البوابة الشمالية، فيما فتحت الشرطة تحقيقا.",
    "وتقدم فريق السواحل بفارق نقطتين عن فريق الواحة في ترتيب المجموعة.",
    "ولم يشهد الموسم سوى زيادة طفيفة في عدد المشتركين.",
    "ووزعت الرابطة 500 قبعة وأعلام صغيرة على أطفال المدارس.",
    "ورفضت الإدارة بيع الأرض المجاورة.",
    "وعزت الرابطة تراجع الحضور إلى ارتفاع أسعار النقل.",
    "وأرجئ الحفل الختامي إثر عطل في أجهزة الصوت.",
    "وقد ينتقل التدريب إلى ملعب البلدية إذا تأخرت الصيانة.",
    "وهبت الأسبوع الماضي عاصفة على المدينة.",
    "وقدر المهندس عادل جابر أن ثلثي المقاعد الخشبية تلفت.",
    "وأشار مدير صيانة الملاعب فؤاد كريم إلى أن السقف آمن.",
    "وأوضح الأمين العام للمجلس الأعلى للشباب الدكتور نبيل عمار أن الدعم مستمر.",
)


@pytest.mark.parametrize(
    ("claim", "kind"),
    [
        pytest.param(
            "وقال المدرب كمال زروق إن السعدي لن يشارك في مباراة الكأس بسبب إصابة في الركبة.",
            KIND.NAME,
            id="another name",
        ),
        pytest.param(
            "ووقع النادي عقد رعاية مدته أربع سنوات مع مصرف «البيان».", KIND.NAME, id="another partner"
        ),
        pytest.param(
            "واتهم مراقبون في الملعب اتحاد المشجعين بالتلاعب بالتذاكر.", KIND.MEANING, id="accused accuses"
        ),
        pytest.param(
            "وحذرت رئيسة الرابطة سعاد منصوري من سقوط المدرجات القديمة.",
            KIND.ATTRIBUTION,
            id="first of two speakers",
        ),
        pytest.param(
            "ودعت رئيسة الرابطة سعاد منصوري الأسبوع الماضي إلى خفض أسعار التذاكر للطلاب.",
            KIND.ATTRIBUTION,
            id="speaker before the verb",
        ),
        pytest.param(
            "وأعلنت إدارة الملعب سبب إغلاق البوابة الشمالية، فيما فتحت الشرطة تحقيقا.",
            KIND.NEGATION,
            id="nearest place",
        ),
        pytest.param(
            "وتقدم فريق الواحة بفارق نقطتين عن فريق السواحل في ترتيب المجموعة.",
            KIND.MEANING,
            id="ahead of whom",
        ),
        pytest.param("ويشهد الموسم سوى زيادة طفيفة في عدد المشتركين.", KIND.NEGATION, id="only without not"),
        pytest.param(
            "أعلن نادي الواحة، مساء الجمعة، أن المباراة التي تقام الجمعة ستنقل على قناته الجديدة.",
            KIND.DATE,
            id="weekday",
        ),
        pytest.param(
            "ووزعت الرابطة 500 قبعة وقفازات صغيرة على أطفال المدارس.", KIND.SUPPORT, id="added thing"
        ),
        pytest.param("ووافقت الإدارة، بعد تردد، على بيع الأرض.", KIND.MEANING, id="opposite elsewhere"),
        pytest.param(
            "وعزت الرابطة تراجع الحضور إلى ضعف فريق الواحة.", KIND.MEANING, id="blamed on another thing"
        ),
        pytest.param("وأرجئ الحفل الختامي بسبب عاصفة الأسبوع الماضي.", KIND.MEANING, id="another cause"),
        pytest.param("وسينتقل التدريب إلى ملعب البلدية قريبا.", KIND.MEANING, id="condition dropped"),
        pytest.param(
            "وقدر المهندس عادل جابر أن كامل المقاعد الخشبية تلفت.",
            KIND.MEANING,
            id="the whole of them",
        ),
        pytest.param(
            "وأشار الأمين العام للمجلس الأعلى للشباب فؤاد كريم إلى أن السقف آمن.",
            KIND.NAME,
            id="another's office",
        ),
    ],
)
def test_claim_is_stopped_when_one_thing_is_turned(judge: Judge, claim: str, kind: ProblemKind) -> None:
    """What is nearly a copy is read most strictly."""
    assert kind in {problem.kind for problem in judge(claim, sentences=CLUB)}


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param(
            "وقال كمال زروق إن رضوان بوخالفة لن يشارك في مباراة الكأس بسبب إصابة في الركبة.", id="same name"
        ),
        pytest.param("ووقع النادي عقد رعاية مدته أربع سنوات مع «مدى».", id="same partner"),
        pytest.param("واتهم اتحاد المشجعين مراقبين في الملعب بالتلاعب بالتذاكر.", id="same accuser"),
        pytest.param("واتهم مراقبون في الملعب من قبل اتحاد المشجعين بالتلاعب بالتذاكر.", id="passive"),
        pytest.param("وحذر الوزير هيثم برهومي من سقوط المدرجات القديمة.", id="second of two speakers"),
        pytest.param("ودعا سامي راشد إلى خفض أسعار التذاكر للطلاب.", id="speaker before the verb"),
        pytest.param(
            "ويتقدم السواحل على فريق الواحة بفارق نقطتين في ترتيب المجموعة.", id="ahead in other words"
        ),
        pytest.param("ولم يشهد الموسم سوى زيادة طفيفة في عدد المشتركين الجدد.", id="only after not"),
        pytest.param("وعزت الرابطة تراجع الحضور إلى غلاء أسعار النقل.", id="blamed on the same"),
        pytest.param("وأرجئ الحفل الختامي بسبب عطل في أجهزة الصوت.", id="same cause"),
        pytest.param("ويحتمل أن ينتقل التدريب إلى ملعب البلدية.", id="hedge kept"),
    ],
)
def test_claim_passes_when_nothing_is_turned(judge: Judge, claim: str) -> None:
    """The same sentences, told rightly."""
    assert judge(claim, sentences=CLUB) == ()
