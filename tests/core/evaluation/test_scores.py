"""The figures by which engines and the guard are judged."""

from dataclasses import replace

import pytest

from bot.core.evaluation import Case, Labelled, rouge, score_digests, score_guard
from bot.core.models import KeyPoint
from tests.builders import a_digest, a_story

STORY = a_story()


def test_identical_arabic_texts_score_one() -> None:
    """The usual scorer says 0 here: it keeps Latin letters only."""
    score = rouge("قالت الوزارة إن المشروع بدأ", "قالت الوزارة إن المشروع بدأ")

    assert (score.one, score.two, score.longest) == (1, 1, 1)


@pytest.mark.parametrize(
    ("text", "one", "two"),
    [("كتب أحمد الدرس", 1.0, 1.0), ("الدرس كتب أحمد", 1.0, 0.5), ("نام القط", 0.0, 0.0)],
    ids=["the same", "another order", "something else"],
)
def test_score_falls_with_order_and_words(text: str, one: float, two: float) -> None:
    """Shared words count for the first score, shared pairs for the second."""
    score = rouge(text, "كتب أحمد الدرس")

    assert (score.one, score.two) == (one, two)


def test_endings_and_the_article_make_no_difference() -> None:
    """Stems are compared: «المصانع» of one digest is «مصانع» of another."""
    assert rouge("المعلمون", "معلمين").one == 1


def test_guard_is_scored_by_kind_and_its_mistakes_are_listed() -> None:
    """A figure says how often, the list says where."""
    caught = Labelled(text="كلّف الرصيف 99 مليون ريال.", kind="number")
    passed = Labelled(text="كلّف الرصيف 12 مليون ريال.", kind="number")
    alarm = Labelled(text="كلّف الرصيف 98 مليون ريال.", kind="paraphrase")

    scores = score_guard([Case(story=STORY, faithful=(alarm,), false=(caught, passed))])

    assert (scores.recall.refused, scores.recall.of) == (1, 2)
    assert scores.false_alarms.share == 1
    assert scores.missed == (passed,)
    assert scores.wronged == (alarm,)
    assert scores.faithful["verbatim"].refused == 0


def test_digest_scores_tell_a_good_digest_from_a_poor_one() -> None:
    """Repeating oneself costs coverage and shows as redundancy; a lost subject shows as dangling."""
    good = a_digest(STORY)
    first = good.text[0]
    dangling = KeyPoint(text="وأضاف أن المشروع مهم.", evidence=(1,))
    poor = replace(good, text=(first, first), key_points=(first, dangling))
    case = Case(story=STORY, references=(" ".join(claim.text for claim in good.text),))

    best, worst = score_digests([(case, good)]), score_digests([(case, poor)])

    assert best.text.one == pytest.approx(1, abs=0.1)
    assert worst.text.one < best.text.one
    assert worst.coverage < best.coverage
    assert worst.redundancy > best.redundancy
    assert (best.dangling, worst.dangling) == (0, 0.5)


def test_oracle_is_never_below_the_lead() -> None:
    """What no extractive digest can pass is at least as good as the first sentences."""
    last = a_digest(STORY).sentences[-1].text
    case = Case(story=STORY, references=(last,))

    scores = score_digests([(case, a_digest(STORY))])

    assert scores.oracle.one >= scores.lead.one
    assert scores.oracle.one > scores.text.one
