"""A person keeps the nationality, an event the town, that the article gives."""

import pytest

from tests.core.faithfulness.conftest import Judge

RACE = (
    "واكتفى الدراج المغربي يونس الحيمر بالمركز الثالث في طواف الواحات.",
    "وهاجم مسلحون لم تعرف هويتهم مركزا للشرطة في بوبايان وقتلوا شرطيين.",
    "ووصلت بعثة من الصليب الأحمر إلى كالي، وزارت جرحى في كالي القديمة.",
    "وتوج التونسي رياض المرزوقي باللقب.",
    "وبلغت الخسائر في الربع الأول من العام 40 مليون دينار.",
    "وتوقفت منشأتان عن العمل في فبراير.",
    "ونال منافسها عدنان الدليمي أحد عشر صوتا، وأبطلت ورقتان.",
    "وانتخب المجلس المهندسة زينب العزاوي بـ16 صوتا من أصل 29.",
)


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("حل التونسي يونس الحيمر ثالثا في طواف الواحات.", id="another's nationality"),
        pytest.param("هاجم مسلحون مركزا للشرطة في كالي وقتلوا شرطيين.", id="another town"),
        pytest.param("نال عدنان الدليمي ستة عشر صوتا، وأبطلت ورقتان.", id="another's votes, in words"),
        pytest.param("بلغت الخسائر في ستة أشهر 40 مليون دينار.", id="a quarter is no half"),
    ],
)
def test_claim_is_stopped_when_it_takes_from_a_neighbour(judge: Judge, claim: str) -> None:
    """The word stands in the article, with somebody or something else."""
    assert judge(claim, sentences=RACE)


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("حل المغربي يونس الحيمر ثالثا في طواف الواحات.", id="his own nationality"),
        pytest.param("هاجم مسلحون مركزا للشرطة في بوبايان وقتلوا شرطيين.", id="its own town"),
        pytest.param(
            "بلغت الخسائر في الأشهر الثلاثة الأولى من العام 40 مليون دينار.", id="a quarter of a year"
        ),
        pytest.param("توقفت اثنتان من المنشآت عن العمل في فبراير.", id="a dual in another noun"),
    ],
)
def test_claim_passes_when_everything_keeps_its_place(judge: Judge, claim: str) -> None:
    """The same, reworded."""
    assert not judge(claim, sentences=RACE)
