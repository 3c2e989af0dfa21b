"""A copied sentence keeps each negation, each opposite after a negation, and its numbers to the last figure."""

import pytest

from tests.core.faithfulness.conftest import Judge

OBSERVATORY = (
    "وتدور الكواكب الأخرى حول نفسها ولكن ليس بنفس السرعة كما يقول المرصد.",
    "ولم تعرف القرى القديمة حول الجبل وسيلة إنارة سوى القناديل المعلقة في السقوف.",
    "ويعتقد أن لب القمر يتكون من كتلة صلبة في درجة حرارة تبلغ 4000 درجة تحت ضغوط عالية جدا.",
    "لكن ظروفا مختلفة حالت دون نجاح هذه المحاولة وفي مقدمتها قلة التمويل.",
    "وصرح مدير المرصد فريد الخطيب لإذاعة محلية أمس بأن العدسة الجديدة وصلت.",
    "وبلغ عدد زوار القبة 40128 زائرا خلال العام الماضي.",
    "أظهر فريق المرصد قوة لافتة عندما فاز على فريق الجامعة بثلاثة أهداف في مباراته الثانية.",
)


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("وتدور الكواكب الأخرى حول نفسها ولكن بنفس السرعة كما يقول المرصد.", id="taken out"),
        pytest.param(
            "وتعرف القرى القديمة حول الجبل وسيلة إنارة سوى القناديل المعلقة في السقوف.", id="before «سوى»"
        ),
        pytest.param(
            "ويعتقد أن لب القمر لا يتكون من كتلة صلبة في درجة حرارة تبلغ 4000 درجة تحت ضغوط عالية جدا.",
            id="put in",
        ),
        pytest.param(
            "لكن ظروفا مختلفة حالت دون فشل هذه المحاولة وفي مقدمتها قلة التمويل.", id="opposite after «دون»"
        ),
        pytest.param(
            "ويعتقد أن لب القمر يتكون من كتلة صلبة في درجة حرارة تبلغ 4002 درجة تحت ضغوط عالية جدا.",
            id="more exact than the article",
        ),
        pytest.param(
            "ونفى مدير المرصد فريد الخطيب لإذاعة محلية أمس بأن العدسة الجديدة وصلت.", id="denied for declared"
        ),
        pytest.param(
            "أظهر فريق المرصد قوة لافتة عندما خسر على فريق الجامعة بثلاثة أهداف في مباراته الثانية.",
            id="lost for won",
        ),
    ],
)
def test_copy_is_stopped_when_one_word_turns_it_round(judge: Judge, claim: str) -> None:
    """All the rest is word for word the article's."""
    assert judge(claim, sentences=OBSERVATORY)


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("وتدور الكواكب الأخرى حول نفسها ولكن ليس بنفس السرعة.", id="kept"),
        pytest.param("حالت ظروف مختلفة دون نجاح هذه المحاولة وفي مقدمتها قلة التمويل.", id="opposite kept"),
        pytest.param("بلغ عدد زوار القبة 40.13 ألف زائر خلال العام الماضي.", id="rounded"),
        pytest.param("خسر فريق الجامعة أمام فريق المرصد بثلاثة أهداف في مباراته الثانية.", id="converse"),
    ],
)
def test_copy_passes_when_it_keeps_the_sense(judge: Judge, claim: str) -> None:
    """Shortened, rounded, or told from the other side."""
    assert not judge(claim, sentences=OBSERVATORY)
