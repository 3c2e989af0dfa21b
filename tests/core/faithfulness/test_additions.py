"""What a claim adds: events, phrases and names that its article never had."""

import pytest

from bot.core.models import ProblemKind
from tests.core.faithfulness.conftest import Judge

KIND = ProblemKind

CLINIC = (
    "استقبلت عيادة الواحة في بلدة الرمادة 240 مريضا خلال شهر شباط.",
    "وقالت المديرة نبيلة شاهين إن العيادة تحتاج إلى طبيبين للأطفال وسيارة جديدة.",
    "وأغلقت البلدية الطريق المؤدي إلى العيادة لإصلاح الجسر الخشبي.",
    "وتبرع تجار السوق القديم بمولد للكهرباء وثلاجتين للأدوية.",
)

ADDED = {
    "an event of which nothing is told": (
        "وأفرجت البلدية عن تجار السوق القديم في بلدة الرمادة.",
        KIND.MEANING,
    ),
    "a refusal": ("ورفضت عيادة الواحة 240 مريضا خلال شهر شباط.", KIND.MEANING),
    "a theft": ("وسرقت من العيادة ثلاجتان للأدوية ومولد للكهرباء.", KIND.MEANING),
    "a phrase at the end": (
        "وتبرع تجار السوق القديم بمولد للكهرباء وثلاجتين للأدوية، بينهم صاحب مطعم السمك.",
        KIND.SUPPORT,
    ),
    "a phrase in the middle": (
        "وقالت المديرة نبيلة شاهين أمام لجنة برلمانية إن العيادة تحتاج إلى طبيبين.",
        None,
    ),
    "a company": ("وتبرعت تويوتا وتجار السوق القديم بمولد للكهرباء وثلاجتين للأدوية.", KIND.NAME),
    "a world leader": ("وتبرع أردوغان وتجار السوق القديم بمولد للكهرباء وثلاجتين للأدوية.", KIND.NAME),
    "a sequel of common words": ("ومن المنتظر أن تعقد الأطراف جولة أخرى من اللقاءات قريبا.", KIND.SUPPORT),
}


@pytest.mark.parametrize(("claim", "kind"), ADDED.values(), ids=ADDED.keys())
def test_claim_is_stopped_when_it_adds_what_the_article_lacks(
    judge: Judge, claim: str, kind: ProblemKind | None
) -> None:
    """An addition is refused although the rest of the sentence is true."""
    kinds = {problem.kind for problem in judge(claim, sentences=CLINIC)}

    assert kinds if kind is None else kind in kinds


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("وأقفلت البلدية الطريق المؤدي إلى العيادة لإصلاح الجسر الخشبي.", id="closed is closed"),
        pytest.param("واستضافت عيادة الواحة 240 مريضا في شهر شباط.", id="an unlisted verb"),
        pytest.param("وشهد شهر شباط استقبال العيادة عددا من المرضى بلغ 240 مريضا.", id="light words"),
        pytest.param(
            "وذكرت نبيلة شاهين أن العيادة بحاجة إلى سيارة وطبيبين للأطفال.", id="needs is in need of"
        ),
        pytest.param("ومنح تجار السوق القديم العيادة مولدا للكهرباء وثلاجتين للأدوية.", id="gave"),
    ],
)
def test_claim_passes_when_another_word_tells_the_same_event(judge: Judge, claim: str) -> None:
    """A digest may choose its own verb for what the article tells."""
    assert judge(claim, sentences=CLINIC) == ()


def test_event_passes_when_the_article_denies_the_opposite(judge: Judge) -> None:
    """«لم ينجح» is told as «فشل»."""
    sentences = (*CLINIC, "ولم ينجح الفريق في تشغيل المولد القديم قبل المساء.")

    assert judge("وفشل الفريق في تشغيل المولد القديم قبل المساء.", sentences=sentences) == ()


def test_phrase_passes_when_the_source_is_a_headline_only(judge: Judge) -> None:
    """From a headline alone nobody can say what its article does not hold."""
    claim = "وتبرع تجار السوق القديم بمولد للكهرباء وثلاجتين للأدوية أمام عدسات المصورين."

    assert judge(claim, sentences=CLINIC[3:]) == ()
    assert judge(claim, sentences=CLINIC) != ()
