"""Rewordings that once were refused by mistake: what looks like a name, an opposite, a speaker or an addition."""

import pytest

from tests.core.faithfulness.conftest import Judge

COUNCIL = (
    "عمّان - ألغت المحكمة، الخميس، قرار البلدية هدم دار الكتب القديمة في حي النخيل.",
    "وصوت 120 مندوبا لصالح الترميم مقابل 34، بعد قبول عرض شركة الأفق.",
    "وقال وكيل اللاعب السابق إدريس سلمان إن موكله تبرع للمشروع.",
    "ولا يتوقع المهندس سعيد جابر أن تتغير الكلفة كثيرا.",
    "وأُقرت الخطة بأغلبية خمسة أعضاء مقابل اثنين طالبا بالتأجيل.",
    "وينتهي تحقيق لجنة التراث خلال شهر.",
    "ولم يعثر في القبو على نقوش تحدد اسم صاحب الدار.",
    "وحذرت عضو اللجنة هدى سالم من أن الرطوبة ستتلف الأسقف الخشبية في الطابق العلوي.",
)


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("ألغى القضاء الأردني قرار البلدية هدم دار الكتب القديمة.", id="country of the capital"),
        pytest.param("وأحرز الترميم تأييد 120 مندوبا، ووقف 34 ضده.", id="verb that ends like a name"),
        pytest.param(
            "وصوتت أغلبية المندوبين لصالح ترميم الدار.", id="majority counted, and no man called Saleh"
        ),
        pytest.param("وذكر وكيل اللاعب إدريس سلمان أن موكله تبرع للمشروع.", id="whom an agent serves"),
        pytest.param("ولا ينتظر المهندس سعيد جابر تغير الكلفة كثيرا.", id="expectation in another verb"),
        pytest.param("وأقر الخطة خمسة أعضاء، فيما طالب عضوان آخران بالتأجيل.", id="nobody's name"),
        pytest.param("وقبلت البلدية عرض شركة الأفق قبل تصويت المندوبين.", id="accepted is no before"),
        pytest.param("ويظل صاحب الدار مجهولا، إذ لا نقوش في القبو تدل عليه.", id="neighbours kept"),
        pytest.param("وخلال شهر يستكمل تحقيق لجنة التراث.", id="no actor"),
        pytest.param("ونبهت هدى سالم إلى أن بقاء الرطوبة يهدد الأسقف الخشبية في الطابق العلوي.", id="warned"),
    ],
)
def test_claim_passes_when_it_only_rewords(judge: Judge, claim: str) -> None:
    """Who tells it in other words tells no lie."""
    assert judge(claim, sentences=COUNCIL) == ()


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("ألغى القضاء التونسي قرار البلدية هدم دار الكتب القديمة.", id="another country"),
        pytest.param("وصوتت البلدية بالإجماع، فيما غاب كل المندوبين لصالح الترميم.", id="all"),
        pytest.param("وألغت المحكمة قرار البلدية هدم دار الكتب القديمة ومئذنتها.", id="one thing more"),
        pytest.param("وأغلقت البلدية دار الكتب القديمة في حي النخيل.", id="another event"),
    ],
)
def test_claim_is_stopped_when_it_says_something_else(judge: Judge, claim: str) -> None:
    """The room that rewordings have is no room for lies."""
    assert judge(claim, sentences=COUNCIL)
