"""Sentences made false by rule: really false, and the same ones each time."""

from random import Random

import pytest

from bot.core.evaluation import Case, score_automatically
from bot.core.evaluation.corruptions import CORRUPTIONS, Ground
from bot.core.evaluation.variants import varied
from bot.core.faithfulness.source import index_source
from tests.builders import HARBOUR, a_story, an_article

SENTENCES = (
    "أعلنت وزيرة السياحة هدى المنصوري أن 340 زائرًا من ألمانيا وصلوا إلى مسقط يوم الأحد.",
    "وقال مدير المطار سعيد البلوشي إن الرحلات لم تتأخر في أكتوبر، وإن عددها بلغ 58 رحلة.",
    "ووصف البلوشي الموسم بأنه «أفضل موسم سياحي تشهده السلطنة منذ سنوات» بعد ارتفاع عدد الرحلات من إيطاليا.",
)
ELSEWHERE = ("وافتتح رئيس البلدية في مدينة بعيدة جسرًا طويلًا فوق النهر الكبير أمام جمهور من السكان.",)
GROUND = Ground(source=index_source(("موسم السياحة",), SENTENCES), elsewhere=ELSEWHERE)


def _made(kind: str, sentence: str, seed: int = 1) -> str | None:
    return CORRUPTIONS[kind](sentence, GROUND, Random(seed))


@pytest.mark.parametrize("kind", CORRUPTIONS)
def test_each_way_changes_some_sentence(kind: str) -> None:
    """Every kind in the table is really measured."""
    made = [_made(kind, sentence) for sentence in SENTENCES]

    assert any(one is not None and one != sentence for one, sentence in zip(made, SENTENCES, strict=True))


@pytest.mark.parametrize("seed", range(8))
def test_new_number_stands_nowhere_in_the_article(seed: int) -> None:
    """A figure that the article holds elsewhere would not be new."""
    made = _made("number: new", SENTENCES[0], seed)

    assert made is not None
    assert "340" not in made
    assert "58" not in made


@pytest.mark.parametrize(
    ("kind", "sentence", "words"),
    [
        ("number: from elsewhere", 0, "58 زائرًا"),
        ("place: from elsewhere", 0, "إيطاليا"),
        ("speaker: from elsewhere", 0, "مدير المطار سعيد البلوشي"),
        ("opposite", 2, "انخفاض عدد الرحلات"),
        ("negation", 1, "الرحلات تتأخر"),
    ],
)
def test_false_sentence_says_what_its_kind_promises(kind: str, sentence: int, words: str) -> None:
    """A reader of the table can trust its words."""
    made = {_made(kind, SENTENCES[sentence], seed) or "" for seed in range(12)}

    assert any(words in one for one in made)


def test_way_that_does_not_apply_gives_nothing() -> None:
    """A sentence without a number is not counted as a caught number."""
    assert _made("number: new", "وصل الوفد إلى المدينة مساء.") is None
    assert _made("quotation", SENTENCES[0]) is None


def test_varied_sentence_keeps_every_figure() -> None:
    """What is told in another dress stays true."""
    for seed in range(6):
        digits = varied(SENTENCES[1], Random(seed)).translate(str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789"))

        assert "58" in digits
        assert "لم تتأخر" in digits


def test_same_articles_give_the_same_figures() -> None:
    """Two engines can be compared on two days."""
    other = an_article(article_id="article-2", title="موسم السياحة", text="\n".join(SENTENCES))
    cases = [Case(story=a_story()), Case(story=a_story(other))]

    first, second = score_automatically(cases), score_automatically(cases)

    assert first == second
    assert first.recall.of > 10
    assert first.varied.of == len(HARBOUR.split("\n")) + len(SENTENCES)
