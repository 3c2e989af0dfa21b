"""What models write of long articles, where most words stand in several sentences: what passes and what does not."""

import pytest

from tests.core.faithfulness.conftest import Judge

NEWS = (
    "وتعتزم روسيا تقديم مشروع قرار في مجلس الأمن يطالب بتحقيق مستقل في الهجوم.",
    "وأعلنت روسيا الثلاثاء رفضها المهلة التي منحتها إياها بريطانيا لتوضيح موقفها.",
    "وقال المصدر إن وكالة مكافحة الفساد أوقفت رئيس الوزراء السابق نجيب عبد الرزاق في منزله.",
    "وأفاد البيان أنه لا يوجد حتى الآن سبب رسمي للوفاة، فيما تأخرت الجنازة بسبب الأمطار.",
    "وقالت المتحدثة باسم السفارة إن السفير استدعي دون إعطاء مزيد من التفاصيل.",
    "ووصلت إلى إسبانيا الدفعة الأولى من المهاجرين الذين أنقذوا قبل أيام ورفضت إيطاليا استقبالهم.",
    "وكان الرجلان قد تبادلا من قبل رسائل غاضبة نشرتها الصحف.",
    "وقال الوزير إن الملك سيحضر في 16 أيار/مايو حفل افتتاح الجامعة الجديدة.",
    "واقترحت النائبة سعاد المنصوري تأجيل التصويت على قانون البلديات إلى الدورة المقبلة.",
    "ورفعت المنتجة في الشبكة، ألكساندرا كانوس، قضية في نيويورك تتهم فيها الشركة بالاحتيال.",
    "وكانت الممثلة كيت هاربرسون من بين من تحدثن عن تلك السنوات في مقابلات قديمة.",
    "وفشل الفريق أربع مرات في تحقيق حلم التأهل إلى النهائيات.",
    "ولكن شاهدة عيان تدعى مريم الجابري شككت في رواية السائق.",
    "وأعلن التحالف أنه اعترض أربعة صواريخ باتجاه الميناء مساء السبت.",
    "وكانت سرعة القطار الجديد أبطأ من المتوقع في أول رحلة له بين المدينتين.",
    "وقال رئيس كوريا الجنوبية إن كيم جونغ أون سيغلق موقع التجارب في الربيع.",
)


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param(
            "رفضت موسكو الثلاثاء المهلة التي منحتها إياها بريطانيا لتوضيح موقفها.", id="capitals act"
        ),
        pytest.param(
            "أوقفت وكالة مكافحة الفساد رئيس الوزراء السابق نجيب عبد الرزاق.", id="who acts comes first"
        ),
        pytest.param("أشار البيان إلى عدم وجود سبب رسمي للوفاة حتى الآن.", id="no cause so far"),
        pytest.param("أفادت المتحدثة باستدعاء السفير دون مزيد من التفاصيل.", id="without giving more"),
        pytest.param(
            "أولى دفعات المهاجرين تصل إسبانيا بعد رفض إيطاليا استقبالهم.", id="days ago is no order"
        ),
        pytest.param("تبادل الرجلان رسائل غاضبة نشرتها الصحف من قبل.", id="had exchanged is done"),
        pytest.param(
            "فشل الفريق أربع مرات في نيل بطاقة التأهل إلى النهائيات.", id="a verbal noun is no town"
        ),
        pytest.param("غير أن شاهدة عيان شككت في رواية السائق.", id="a witness who has a name"),
        pytest.param("التحالف يعلن اعتراض أربعة صواريخ باتجاه الميناء.", id="a headline's object speaks not"),
        pytest.param("رئيس كوريا الجنوبية: كيم سيغلق موقع التجارب في الربيع.", id="a verb is no family name"),
    ],
)
def test_true_sentence_passes(judge: Judge, claim: str) -> None:
    """Each was once stopped for nothing."""
    assert not judge(claim, sentences=NEWS)


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param(
            "قدمت روسيا مشروع قرار في مجلس الأمن يطالب بتحقيق مستقل في الهجوم.", id="a plan told as done"
        ),
        pytest.param(
            "قبلت روسيا الثلاثاء المهلة التي منحتها إياها بريطانيا.", id="the opposite after a weekday"
        ),
        pytest.param("تأخرت الجنازة في موسكو بسبب الأمطار.", id="a capital as a place"),
        pytest.param("حضر الملك في 16 أيار/مايو حفل افتتاح الجامعة الجديدة.", id="the future told as past"),
        pytest.param(
            "أجلت النائبة سعاد المنصوري التصويت على قانون البلديات إلى الدورة المقبلة.",
            id="proposed, not done",
        ),
        pytest.param(
            "رفعت الممثلة كيت هاربرسون قضية في نيويورك تتهم فيها الشركة بالاحتيال.", id="somebody else sued"
        ),
        pytest.param("كانت سرعة القطار الجديد أسرع من المتوقع في أول رحلة له.", id="slower told as faster"),
    ],
)
def test_false_sentence_is_stopped(judge: Judge, claim: str) -> None:
    """Each once slipped through."""
    assert judge(claim, sentences=NEWS)
