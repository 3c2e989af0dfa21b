"""Quoted words stay with who said them: the sentence that holds the quote tells."""

import pytest

from tests.core.faithfulness.conftest import Judge

TALKS = (
    "وقالت وزيرة المالية سلوى براندت إن بلادها لن تزيد مساهمتها في الصندوق الأوروبي هذا العام.",
    "وكان مصدر في الوزارة قد أعلن الأحد أن الطرفين «مصممان على الاتفاق» قبل نهاية الشهر.",
    "وسخر مستشار الرئيس لاري كوبر من الرد الذي وصفه بأنه «هزيل جدا».",
    "وقال النحات كامل الدباغ إن التمثال «ليس هدية لأحد»، مضيفا أنه عمل عليه سنتين.",
    "ويقاتل في الجبال فصيل يسمى «لواء السهول»، وتسلح «لواء السهول» شبكات محلية.",
)


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param(
            "أعلنت براندت الأحد أن الطرفين «مصممان على الاتفاق» قبل نهاية الشهر.", id="a source said it"
        ),
        pytest.param("وصفت سلوى براندت الرد بأنه «هزيل جدا».", id="an adviser said it"),
    ],
)
def test_quote_of_somebody_else_is_stopped(judge: Judge, claim: str) -> None:
    """All of the words are the article's, and so is the speaker: of another sentence."""
    assert any(problem.kind == "attribution" for problem in judge(claim, sentences=TALKS))


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("أعلن مصدر وزاري الأحد أن الطرفين «مصممان على الاتفاق» قبل نهاية الشهر.", id="its own"),
        pytest.param("وصف لاري كوبر، مستشار الرئيس، الرد بأنه «هزيل جدا».", id="by name"),
        pytest.param("قال كامل الدباغ إن التمثال «ليس هدية لأحد».", id="within what he said"),
        pytest.param("تسلح شبكات محلية فصيل «لواء السهول» في الجبال.", id="a name in quotation marks"),
    ],
)
def test_quote_of_its_own_speaker_passes(judge: Judge, claim: str) -> None:
    """Reworded, by name or by office."""
    assert not judge(claim, sentences=TALKS)
