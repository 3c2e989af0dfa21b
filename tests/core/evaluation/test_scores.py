"""The figures by which engines and the guard are judged."""

from dataclasses import replace

import pytest

from bot.core.evaluation import Case, Labelled, rouge, score_digests, score_guard
from bot.core.extract import extract_digest
from bot.core.models import KeyPoint, Length
from tests.builders import HARBOUR, a_digest, a_story, an_article

STORY = a_story()
LATER = (
    "وتنوي الهيئة بناء مستودعات مبردة لصادرات الأسماك والخضار في المنطقة الحرة المجاورة خلال العام المقبل.\n"
    "وافتتح محافظ شمال الباطنة مدرسة لتدريب الغواصين وقباطنة السفن الصغيرة قرب المدخل الشرقي للرصيف.\n"
    "وحذر باحثون في جامعة السلطان قابوس من تأثير أعمال الحفر على الشعاب المرجانية والسلاحف البحرية."
)


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


def test_lead_of_size_has_the_words_of_the_text_when_first_sentences_are_long() -> None:
    """A lead that says more words is no fair rival: the second one is of the digest's own size."""
    digest = a_digest(STORY)
    first = digest.sentences[0].text
    short = replace(
        digest, text=(KeyPoint(text=first, evidence=(0,)), KeyPoint(text="وقال المدير.", evidence=(1,)))
    )
    case = Case(story=STORY, references=(first,))

    scores = score_digests([(case, short)])

    assert scores.lead_of_size.one == pytest.approx(1)
    assert scores.lead.one < 0.8


@pytest.mark.parametrize(("length", "share"), [(Length.MEDIUM, 1), (Length.LONG, 0)])
def test_form_is_judged_by_the_length_that_was_asked_for(length: Length, share: float) -> None:
    """A medium digest is no long one."""
    story = a_story(an_article(text="\n".join(f"{HARBOUR}\n{LATER}".split("\n"))))
    digest = replace(extract_digest(story, Length.MEDIUM), length=length)

    assert score_digests([(Case(story=story), digest)]).form == share
