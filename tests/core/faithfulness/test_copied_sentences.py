"""A sentence copied but for one thing: what is put in, whose name stands there, what is opposite, what is to come."""

import pytest

from bot.core.models import ProblemKind
from tests.core.faithfulness.conftest import Judge

KIND = ProblemKind
PORT = (
    "وكان نادي الميناء قد تقدم بهدفي وليد كامل وأنس حاتم قبل نهاية الشوط الأول.",
    "وأعلنت البلدية أنها أطلقت ثلاثة مشاريع للري بكلفة 260 مليون دينار.",
    "وقالت رئيستها هدى سالم إن الثقة تبنى بالشفافية.",
    "وأفاد مدير المختبر سمير راشد بأن الإنتاج سيتم في صحار.",
    "وستستمع المحكمة في الجلسة المقبلة إلى أربعة شهود.",
    "ولم تسجل أي أضرار في الرافعات والأرصفة.",
    "أما مدرب الضيوف نزار جابر فانتقد التحكيم ورأى أن الهدف الثالث جاء من تسلل.",
    "وقال مدرب الميناء كمال إدريس إن لاعبيه رفضوا الاستسلام.",
    "وأكدت شركة المراكب الخشبية أنها مستعدة للرد على الرسوم الجديدة.",
    "ولم تسدد الجمعية ستة من القروض القديمة.",
    "وفاز الميناء على ضيفه الساحل في المباراة الأخيرة.",
    "واشترت مصارف في الجنوب 36 طنا من القمح.",
    "وأسفر انهيار الجسر عن مقتل عاملين اثنين وإصابة ستة آخرين.",
    "وقال رئيس النقابة سامي جابر إن العمال ينتظرون أجورهم، متهما وزارة الأشغال بالمماطلة.",
    "وكان الجابري قد صرح في الجلسة الأولى بأن الأموال صرفت في شراء قارب، بينما أكدت سعاد نادر أنها لم تره.",
    "وقال المحقق إن طارق الجابري أمين المخزن منذ عامين.",
)


@pytest.mark.parametrize(
    ("claim", "kind"),
    [
        pytest.param(
            "وكان نادي الميناء، صاحب الأرقام القياسية، قد تقدم بهدفي وليد كامل وأنس حاتم قبل نهاية الشوط الأول.",
            KIND.SUPPORT,
            id="put in between",
        ),
        pytest.param(
            "وأعلنت البلدية أنها أطلقت ثلاثة مشاريع للري بكلفة 260 مليون دينار تنفذها شركات عملاقة.",
            KIND.SUPPORT,
            id="put behind",
        ),
        pytest.param(
            "وقالت رئيستها وداد سالم راشد إن الثقة تبنى بالشفافية.", KIND.NAME, id="another full name"
        ),
        pytest.param("واستمعت المحكمة في الجلسة إلى أربعة شهود.", KIND.MEANING, id="to come told as done"),
        pytest.param("وسجلت أضرار في الرافعات والأرصفة.", KIND.NEGATION, id="none of them"),
        pytest.param(
            "وانتقد مدرب الميناء كمال إدريس التحكيم ورأى أن الهدف الثالث جاء من تسلل.",
            KIND.ATTRIBUTION,
            id="as for another",
        ),
        pytest.param(
            "وأكدت شركة المراكب الخشبية أنها لن ترد على الرسوم الجديدة.", KIND.NEGATION, id="a new negation"
        ),
        pytest.param("ولم تسدد الجمعية أي من القروض القديمة.", KIND.MEANING, id="none told"),
        pytest.param("وقتل ستة من العمال في انهيار الجسر.", KIND.NUMBER, id="the hurt told as dead"),
        pytest.param(
            "واتهمت وزارة الأشغال النقابة بالمماطلة في صرف الأجور.", KIND.MEANING, id="the accused accuses"
        ),
        pytest.param(
            "وصرحت سعاد نادر في الجلسة الأولى بأن الأموال صرفت في شراء قارب.",
            KIND.ATTRIBUTION,
            id="speaker before the verb",
        ),
        pytest.param("واشترت مصارف الجنوب وحدها 36 طنا من القمح.", KIND.MEANING, id="alone"),
    ],
)
def test_claim_is_stopped_when_one_thing_differs(judge: Judge, claim: str, kind: ProblemKind) -> None:
    """However much of the sentence is copied, the one thing that is not makes it a lie."""
    assert kind in {problem.kind for problem in judge(claim, sentences=PORT)}


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("خسر الساحل أمام الميناء في المباراة الأخيرة.", id="the loser's side"),
        pytest.param("وقتل اثنان وأصيب 6 في انهيار الجسر.", id="dead and hurt"),
        pytest.param("واتهم سامي جابر وزارة الأشغال بالمماطلة.", id="who accuses"),
        pytest.param("ومن المقرر أن تستمع المحكمة إلى أربعة شهود.", id="still to come"),
        pytest.param("ولم تتضرر الرافعات والأرصفة.", id="no damage"),
        pytest.param("وبحسب رئيستها هدى سالم فإن الشفافية تبني الثقة.", id="passive and active"),
        pytest.param("وأكدت شركة المراكب استعدادها للرد على الرسوم الجديدة.", id="ready"),
        pytest.param("أطلقت البلدية ثلاثة مشاريع للري كلفتها 0.26 مليار دينار.", id="the same amount"),
    ],
)
def test_claim_passes_when_it_says_the_same(judge: Judge, claim: str) -> None:
    """What a good editor would write of these sentences is not refused."""
    assert judge(claim, sentences=PORT) == ()
