"""Who says something: verbs that tell of a speaker only sometimes, clubs with one name, a speech in a report."""

import pytest

from bot.core.models import ProblemKind
from tests.core.faithfulness.conftest import Judge

HEARING = (
    "وقالت مجموعة «سند» في مؤتمر صحفي إن إغلاق المرفأ ليس له أثر طويل الأمد على الصيادين.",
    "كما انتقد الشيخ بدر العموش من مجلس القرية مشروع الإغلاق.",
    "ودعم نادي الأمل، الذي يلعب له الحارس منذ عامين، لاعبه قائلا إنه أظهر قدرا عاليا من الإخلاص خلال الأشهر الماضية.",
    "وانتقل الحارس من نادي الفتح مطلع الموسم الماضي في صفقة كبيرة.",
    "ويعتبر محللون أن الصفقة جرت على عجل لأن النادي يتوق إلى لقب قاري.",
    "وكان وزير الرياضة سامر حدادين قد أعلن الخميس أن الدوري سيستأنف.",
    "وذكرت محطة «المدى» أن اتحاد الجامعات عبر عن تضامنه مع الطلبة المفصولين.",
    "ونشأت رابطة المدارس قبل عشرين عاما في مبنى صغير.",
    "وقال مسؤول عُماني لصحيفة «الموج» إن بلاده لا ترغب في رفع الرسوم هذا العام.",
    "ووصفت وزارة الاقتصاد الرسوم الجديدة بأنها ظالمة، وأضافت الوزارة أن الاتفاق يحظرها.",
    "وأوضح المدير التنفيذي خالد البلوشي أن التوسعة ستضيف رصيفا بطول 900 متر يمكنه استقبال أكبر السفن.",
    "وأعلن مدير المشفى زياد قعوار أن عدد الزوار بلغ 300 في اليوم الأول.",
)

TALKS = (
    "ماكرون وترامب يبحثان اتفاقا جديدا في لقاء مغلق.",
    "واعتبر ماكرون أن الاتفاق الذي أبرم قبل أعوام هو الركيزة الأولى لاتفاق أوسع محتمل.",
    "ووصف الرئيس محمود عباس المجلس بأنه فرصة لتأسيس جبهة موحدة في المنطقة.",
    "وحضر الجلسة النائب أحمد الطيبي مع وفد من نقابة المعلمين.",
    "وقالت شركة تويتر إن شركات التقنية لا يمكنها التغلب وحدها على هذه الممارسات.",
    "وقالت شركة فيسبوك في بيان إنها اتخذت إجراءات قبل ظهور الاتهامات.",
    "وقالت نقابة الصحافيين من جهتها إن سيارتين صودرتا إضافة إلى معدات منها كاميرا.",
    "وزار المحافظ رائد القسوس القرية بعد أيام من الحادث.",
)
ANOTHERS = {
    "the other of two presidents": "واعتبر ترامب أن الاتفاق المبرم قبل أعوام هو الركيزة الأولى لاتفاق أوسع محتمل.",
    "a name of the same root": "ووصف أحمد الطيبي المجلس بأنه فرصة لتأسيس جبهة موحدة في المنطقة.",
    "who came later": "وقال المحافظ رائد القسوس إن سيارتين صودرتا إضافة إلى معدات منها كاميرا.",
    "the other company": "وقالت شركة فيسبوك إن شركات التقنية لا يمكنها التغلب وحدها على هذه الممارسات.",
}
PASSES = {
    "in a press conference": "قالت مجموعة «سند» إن إغلاق المرفأ ليس له أثر طويل الأمد على الصيادين.",
    "to a newspaper": "أكد مسؤول عماني لصحيفة «الموج» أن بلاده لا ترغب في رفع الرسوم هذا العام.",
    "the ministry for its whole name": "اعتبرت وزارة الاقتصاد أن الاتفاق يحظر الرسوم الجديدة.",
    "an office behind the name": "أعلن زياد قعوار، مدير المشفى، أن عدد الزوار بلغ 300 في اليوم الأول.",
    "some think": "يعتبر البعض أن الصفقة جرت على عجل لأن النادي يتوق إلى لقب قاري.",
    "adds a quay": "تضيف التوسعة رصيفا بطول 900 متر لاستقبال أكبر السفن.",
}
STOPPED = {
    "who is named in the next sentence": "وقال الشيخ بدر العموش إن إغلاق المرفأ ليس له أثر طويل الأمد على الصيادين.",
    "another club": "وقال نادي الفتح إن الحارس أظهر قدرا عاليا من الإخلاص خلال الأشهر الماضية.",
    "considers": "ويعتبر سامر حدادين أن الصفقة جرت على عجل لأن النادي يتوق إلى لقب قاري.",
    "expressed": "عبرت رابطة المدارس عن تضامنها مع الطلبة المفصولين.",
}


@pytest.mark.parametrize("claim", PASSES.values(), ids=PASSES.keys())
def test_speaker_of_the_article_passes(judge: Judge, claim: str) -> None:
    """Each of these says it in the article."""
    assert not judge(claim, sentences=HEARING)


@pytest.mark.parametrize("claim", STOPPED.values(), ids=STOPPED.keys())
def test_speaker_of_something_else_is_stopped(judge: Judge, claim: str) -> None:
    """The article names each of them, but it is another who says this."""
    kinds = {problem.kind for problem in judge(claim, sentences=HEARING)}
    assert ProblemKind.ATTRIBUTION in kinds


@pytest.mark.parametrize("claim", ANOTHERS.values(), ids=ANOTHERS.keys())
def test_words_of_another_well_known_speaker_are_stopped(judge: Judge, claim: str) -> None:
    """Two names in one sentence are two people."""
    kinds = {problem.kind for problem in judge(claim, sentences=TALKS)}
    assert ProblemKind.ATTRIBUTION in kinds
