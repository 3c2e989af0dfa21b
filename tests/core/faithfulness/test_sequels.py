"""What comes next is told by the article, or it does not come; each statement of a sentence has its own people."""

import pytest

from tests.core.faithfulness.conftest import Judge

COUNCIL = (
    "أرجأ مجلس المدينة التصويت على مشروع الحدائق بعدما أخفقت الكتلتان في تجاوز خلافهما على المادة السابعة.",
    "ورأى كمال بوزيدي أنه «ينقل القرار إلى الموظفين»، في حين رأت نادية مزيان أنه يمنح الأحياء موارد لم تحظ بها.",
    "ويحق للسكان الاعتراض على النص خلال ستين يوما، كما قال المحامي رامي سعدون.",
    "وستنشر البلدية خريطة الأحياء المشمولة مطلع الشهر المقبل.",
    "وتعتزم الشركة المنفذة زرع ألف شجرة قبل الخريف.",
)


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param(
            "ستعقد الكتلتان اجتماعا الأسبوع المقبل لصياغة نص توافقي بشأن المادة السابعة.", id="a meeting"
        ),
        pytest.param("يعتزم مجلس المدينة تشكيل لجنة لتعويض سكان الأحياء القريبة.", id="a plan"),
        pytest.param("ستلتقي مزيان وفدا من السكان لمناقشة موقفهم من مشروع الحدائق.", id="an encounter"),
    ],
)
def test_claim_is_stopped_when_it_makes_up_what_comes_next(judge: Judge, claim: str) -> None:
    """The words are the article's, the event is not."""
    assert judge(claim, sentences=COUNCIL)


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("تنشر البلدية خريطة الأحياء المشمولة في مطلع الشهر المقبل.", id="announced"),
        pytest.param("ستزرع الشركة المنفذة ألف شجرة قبل حلول الخريف.", id="planned"),
        pytest.param(
            "شاهدت سيدة من السكان سيارات البلدية قرب الحدائق وستين شجرة.", id="no verb of the future"
        ),
    ],
)
def test_coming_events_pass_when_they_are_told(judge: Judge, claim: str) -> None:
    """What the article says of the future, and words that only look like it, are no sequels."""
    assert not [one for one in judge(claim, sentences=COUNCIL) if "will come" in one.reason]


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("رأت نادية مزيان أنه «ينقل القرار إلى الموظفين».", id="another's quote"),
        pytest.param("قال كمال بوزيدي إن المشروع يمنح الأحياء موارد لم تحظ بها.", id="another's opinion"),
    ],
)
def test_claim_is_stopped_when_the_other_person_of_the_sentence_says_it(judge: Judge, claim: str) -> None:
    """Both stand in the sentence, each with a statement of his own."""
    assert judge(claim, sentences=COUNCIL)


def test_claim_passes_when_each_person_keeps_his_statement(judge: Judge) -> None:
    """One of the two alone, with what he says."""
    claim = "رأى كمال بوزيدي أنه «ينقل القرار إلى الموظفين»."
    assert not judge(claim, sentences=COUNCIL)
