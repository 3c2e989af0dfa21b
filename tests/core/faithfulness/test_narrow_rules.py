"""One small article for each narrow rule: what it stops and what it lets pass."""

import pytest

from bot.core.models import ProblemKind
from tests.core.faithfulness.conftest import Judge

KIND = ProblemKind
REST = (
    "وتقع المدينة على ضفة النهر الكبير بين جبلين.",
    "ويزورها السياح في الربيع لمشاهدة الحدائق.",
    "ويمر القطار فيها مرتين كل يوم.",
)


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        pytest.param(
            "ووصف قائد الفريق الأزرق وليد كامل المهلة بأنها قصيرة.",
            "واعتبر قائد الفريق الأزرق وليد كامل أن الهامش الممنوح ضيق.",
            id="several new words reword",
        ),
        pytest.param(
            "وتبدأ الدروس الاثنين في معهد الشركة، بعد قبول 37 طلبا من العمال.",
            "وقبلت الشركة 37 طلبا من العمال.",
            id="accepted is no before",
        ),
        pytest.param(
            "وفتحت الجمعية تحقيقا ينتهي الأحد، ويستعد الفريق للموسم.",
            "وفيما ينتهي تحقيق الجمعية الأحد، يستعد الفريق للموسم.",
            id="verb is no actor",
        ),
        pytest.param(
            "وكان اللاعب قد تبرع للمدرسة. وقال وكيله إدريس سلمان إن التبرع كبير.",
            "وقال وكيل اللاعب إدريس سلمان إن التبرع للمدرسة كبير.",
            id="whom an agent serves",
        ),
        pytest.param(
            "وصوت 120 نائبا من أجل القانون مقابل 34.",
            "وصوتت أغلبية النواب من أجل القانون.",
            id="counted majority",
        ),
        pytest.param(
            "وقالت الوزيرة ميته لوند إن الجسر آمن.",
            "وقالت الوزيرة ميتي لوند إن الجسر آمن.",
            id="name like 200",
        ),
        pytest.param(
            "وغاب عن الجلسة مهندسان من المجلس.",
            "وغاب عن جلسة المجلس 2 من المهندسين.",
            id="dual without a number",
        ),
        pytest.param(
            "ولم تعلن إدارة الملعب سبب الإغلاق، ثم أعلنت إدارة الملعب سبب التأخير.",
            "وأعلنت إدارة الملعب سبب التأخير.",
            id="told once so and once so",
        ),
        pytest.param(
            "وقال المدرب إن بوخالفة لن يشارك في مباراة الكأس بسبب إصابة في الركبة.",
            "وسيغيب بوخالفة، لاعب الواحة الأول، عن الكأس نتيجة إصابة في الركبة.",
            id="given cause",
        ),
        pytest.param(
            "ولا يتوقع المهندسون في البلدية أن تتغير كلفة الجسر.",
            "ولا تنتظر البلدية أن يطرأ تغير على كلفة الجسر.",
            id="expectation of a woman",
        ),
        pytest.param(
            "ونفى مدير المكتب سامي راشد الاتهامات الموجهة إليه.",
            "ورفض مدير المكتب سامي راشد التهم التي سيقت بحقه.",
            id="refused is denied here",
        ),
        pytest.param(
            "ويشارك معلمو الحي في أعمال ترميم المكتبة العامة.",
            "ويشارك مدرسون من الحي في أعمال ترميم المكتبة العامة.",
            id="plural that ends like a name",
        ),
        pytest.param(
            "وانتهى التصويت بقبول مشروع القانون الجديد.",
            "وانتهى التصويت لصالح مشروع القانون الجديد.",
            id="in favour",
        ),
        pytest.param(
            "ولم يعثر في القبو على نقوش تحدد اسم صاحب الدار القديمة.",
            "ويبقى صاحب الدار القديمة مجهول الاسم إذ خلا القبو من أي كتابة.",
            id="neighbours kept",
        ),
    ],
)
def test_claim_passes_when_a_narrow_rule_sees_that_it_is_true(
    judge: Judge, sentence: str, claim: str
) -> None:
    """What only looks like a lie is none."""
    sentences = (*(f"{part.rstrip('.')}." for part in sentence.split(". ")), *REST)

    assert judge(claim, sentences=sentences) == ()


@pytest.mark.parametrize(
    ("sentence", "claim", "kind"),
    [
        pytest.param(
            "وأعلنت مجموعة القراصنة أنها تطلب فدية قدرها مليونا دولار لإعادة الملفات. ورفضت الحكومة الدفع.",
            "ووافقت الحكومة على دفع الفدية التي تطلبها مجموعة القراصنة وقدرها مليونا دولار لإعادة الملفات.",
            KIND.MEANING,
            id="opposite in a short sentence",
        ),
        pytest.param(
            "ويستمر المعرض الزراعي أسبوعا.",
            "ويستمر المعرض الزراعي 168 ساعة.",
            KIND.NUMBER,
            id="a week worked out in hours",
        ),
        pytest.param(
            "وسجلت المستشفيات 312 إصابة، ثلثها في ولاية صحار الساحلية.",
            "وسجلت المستشفيات 312 إصابة كلها في ولاية صحار الساحلية.",
            KIND.MEANING,
            id="a province is no whole",
        ),
        pytest.param(
            "وزعت الجمعية 40 قاربا على ثلاث قرى. وحصلت قرية النخلة الكبرى على 15 قاربا بمحركات جديدة.",
            "وحصلت قرية النخلة الكبرى بمحركات جديدة على قوارب عددها 40 قاربا.",
            KIND.NUMBER,
            id="number of the lead",
        ),
        pytest.param(
            "وقال المشرف إن السفينة «نور-3» نقلت التمور، وإن 2 من البحارة مرضا. وأصلحت السفينة «نور-2» العام الماضي.",
            "وقال المشرف إن السفينة «نور-2» نقلت التمور.",
            KIND.NUMBER,
            id="number in a name",
        ),
        pytest.param(
            "وقررت 45 مدرسة من أصل 270 في إقليم الواحة استئناف الدروس.",
            "واستأنفت الدروس في إقليم الواحة 270 مدرسة.",
            KIND.NUMBER,
            id="the whole for the part",
        ),
        pytest.param(
            "أعلن نادي الواحة الساحلي موعد مباراته. ولم تعلن إدارة الملعب سبب إغلاق البوابة الشمالية.",
            "وأعلنت إدارة الملعب الساحلي سبب إغلاق البوابة الشمالية.",
            KIND.NEGATION,
            id="nearest place decides",
        ),
        pytest.param(
            "وأرجئ الحفل الختامي في المسرح الكبير إثر عطل في أجهزة الصوت. وهبت العاصفة الأسبوع الماضي.",
            "وأرجئ الحفل الختامي في المسرح الكبير بسبب العاصفة.",
            KIND.MEANING,
            id="cause in one word",
        ),
        pytest.param(
            "ورأى الخبير أن الافتتاح قد يأتي في آذار إذا تحسن الطقس.",
            "وأكد الخبير أن الافتتاح سيكون في آذار.",
            KIND.MEANING,
            id="subject before perhaps",
        ),
        pytest.param(
            "وأغلقت وزارة العمل مصانع بعد بلاغات تلقتها من العمال عبر تطبيق هاتفي عن مصانع لم تلتزم بالقرار.",
            "وتلقى العمال بلاغات عبر تطبيق هاتفي من وزارة العمل عن مصانع لم تلتزم بالقرار.",
            KIND.MEANING,
            id="from whom to whom",
        ),
    ],
)
def test_claim_is_stopped_when_a_narrow_rule_sees_that_it_is_false(
    judge: Judge, sentence: str, claim: str, kind: ProblemKind
) -> None:
    """One word in another part of the sentence makes it a lie."""
    sentences = (*REST, *(f"{part.rstrip('.')}." for part in sentence.split(". ")))

    found = {problem.kind for problem in judge(claim, sentences=sentences)}

    assert kind in found
