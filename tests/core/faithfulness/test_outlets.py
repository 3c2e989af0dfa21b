"""What a claim says of an outlet must stand in what that outlet reports."""

import pytest

from bot.core.extract import sentences_of
from bot.core.faithfulness import find_problems
from bot.core.models import Digest, KeyPoint, Problem, Story
from tests.builders import an_article

COAST = an_article(
    article_id="coast",
    outlet="الساحل",
    title="حريق في سوق صحار",
    text="قتل 12 شخصا في حريق سوق صحار مساء الأحد.\nوقال الدفاع المدني إن الحريق بدأ في متجر للأقمشة.",
)
NEWS = an_article(
    article_id="news",
    outlet="العربية",
    title="قتلى في حريق سوق شعبي",
    text="ارتفع عدد قتلى حريق سوق صحار إلى 15 شخصا.\nوأعلنت الشرطة فتح تحقيق في أسباب الحريق.",
)
STORY = Story(id="fire", articles=(COAST, NEWS))


def _problems(claim: str, *evidence: int) -> tuple[Problem, ...]:
    digest = Digest(
        story=STORY,
        headline=COAST.title,
        text=(),
        key_points=(),
        sentences=sentences_of(STORY),
        written_by="test",
        differences=(KeyPoint(text=claim, evidence=evidence),),
    )
    return find_problems(digest).problems


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("ذكرت الساحل أن 12 شخصا قتلوا في الحريق، فيما تحدثت العربية عن 15 قتيلا.", (0, 2)),
        ("الساحل: قتل 12 شخصا في حريق سوق صحار؛ العربية: ارتفع عدد قتلى حريق سوق صحار إلى 15 شخصا.", (0, 2)),
        ("أعلنت الشرطة فتح تحقيق في أسباب الحريق، بحسب قناة العربية.", (3,)),
        ("وفقا لصحيفة «الساحل»، بدأ الحريق في متجر للأقمشة.", (1,)),
        ("ذكرت الساحل والعربية أن حريقا شب في سوق صحار.", (0, 2)),
    ],
    ids=["both figures", "with colons", "at the end", "at the start", "both agree"],
)
def test_claim_is_accepted_when_the_named_outlet_reports_it(claim: str, evidence: tuple[int, ...]) -> None:
    """A reader may be told who reports what, though no article names its own newspaper."""
    assert _problems(claim, *evidence) == ()


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("ذكرت الساحل أن 15 شخصا قتلوا في الحريق، فيما تحدثت العربية عن 12 قتيلا.", (0, 2)),
        ("الساحل: ارتفع عدد قتلى حريق سوق صحار إلى 15 شخصا.", (2,)),
        ("أعلنت الشرطة فتح تحقيق في أسباب الحريق، بحسب صحيفة الساحل.", (3,)),
        ("ذكرت الساحل والعربية أن الحريق بدأ في متجر للأقمشة.", (1,)),
        ("بدأ الحريق في متجر للأقمشة، بحسب رويترز.", (1,)),
    ],
    ids=[
        "figures swapped",
        "the other's figure",
        "the other's news",
        "one of two",
        "an outlet of no article",
    ],
)
def test_claim_is_refused_when_another_outlet_reports_it(claim: str, evidence: tuple[int, ...]) -> None:
    """An outlet never gets words that another one printed."""
    problems = _problems(claim, *evidence)

    assert problems
    assert {problem.claim for problem in problems} == {claim}


def test_evidence_of_a_problem_counts_the_sentences_of_all_outlets() -> None:
    """Who repairs the digest is shown the right sentence."""
    (problem, *_) = _problems("تحدثت العربية عن 12 قتيلا في حريق السوق.", 2)

    assert set(problem.evidence) <= {2, 3}


def test_outlets_name_is_an_ordinary_word_without_a_word_of_telling() -> None:
    """«العربية» in «الدول العربية» is no newspaper."""
    claim = "قتل 12 شخصا في حريق سوق صحار بالدول العربية مساء الأحد."

    assert any("العربي" in problem.words or problem.words for problem in _problems(claim, 0))
