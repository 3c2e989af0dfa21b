"""What is true passes: the guard never stops the article's own words or a careful rewording."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.core.faithfulness.conftest import SENTENCES, TITLE, Judge


@pytest.mark.parametrize("sentence", [*SENTENCES, TITLE], ids=range(len(SENTENCES) + 1))
def test_sentence_passes_when_it_is_the_articles_own(judge: Judge, sentence: str) -> None:
    """A quotation is never called false."""
    assert judge(sentence) == ()


def _indic(text: str) -> str:
    return text.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))


VARIANTS = {
    "Arabic-Indic digits": _indic,
    "no leading waw": lambda text: text.removeprefix("و"),
    "other spelling of names": lambda text: text.replace("ترامب", "ترمب").replace("الأمريكي", "الأميركي"),
    "no hamza": lambda text: text.translate(str.maketrans("أإآ", "ااا")),
    "one month name": lambda text: text.replace("آذار/مارس", "مارس"),
    "words for digits": lambda text: text.replace("12 عاملا", "اثنا عشر عاملا"),
    "digits for words": lambda text: text.replace("خمسة وثلاثون", "35"),
    "no quotation marks": lambda text: re.sub("[«»]", "", text),
    "percent in words": lambda text: text.replace("٪", " في المئة"),
}


@pytest.mark.parametrize("variant", VARIANTS.values(), ids=VARIANTS.keys())
@pytest.mark.parametrize("index", range(len(SENTENCES)))
def test_sentence_passes_when_only_its_writing_differs(judge: Judge, index: int, variant: object) -> None:
    """Digits, spellings and names of months may change; the fact is the same."""
    assert callable(variant)

    assert judge(variant(SENTENCES[index]), index) == ()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.sampled_from(SENTENCES), st.lists(st.sampled_from(list(VARIANTS.values())), max_size=4))
def test_sentence_passes_when_several_things_are_written_otherwise(
    judge: Judge, sentence: str, variants: list[object]
) -> None:
    """Differences of writing do not add up to a lie."""
    for variant in variants:
        assert callable(variant)
        sentence = variant(sentence)

    assert judge(sentence) == ()


@pytest.mark.parametrize(
    "claim",
    [
        "قتل 12 عاملا في انفجار بمصنع للأسمدة شمال طرابلس.",
        "قال وزير الصحة إن تسعة من الجرحى في حالة حرجة.",
        "وصف سمير درويش ما جرى بأنه «كارثة كان يمكن منعها».",
        "قدمت فرنسا قرضا بقيمة ثلاثة ملايين دولار لتحديث المصنع عام 2019.",
        "لم يسيطر رجال الإطفاء على الحريق حتى صباح الأربعاء.",
        "يصدر المصنع ثلث إنتاجه إلى العراق والأردن.",
    ],
)
def test_claim_passes_when_it_says_less_than_the_article(judge: Judge, claim: str) -> None:
    """A shorter true sentence is what a digest is for."""
    assert judge(claim) == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "A powerful storm hit the coast of Norland on Monday, killing 12 people and cutting power to 40,000 homes.",
        "Mr. Olsen said that repairs would take three days and cost $3.5 million.",
    ],
)
def test_english_sentence_passes_when_it_is_the_articles_own(judge: Judge, sentence: str) -> None:
    """The guard does not take English words for invented names."""
    assert judge(sentence, sentences=(*SENTENCES, sentence)) == ()
    assert (
        judge(sentence[:-1].replace("three days", "three days or so"), sentences=(*SENTENCES, sentence)) == ()
    )
