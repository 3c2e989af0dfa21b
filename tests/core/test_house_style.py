"""House style: the newsroom's spellings in place of the others."""

import pytest

from bot.core.faithfulness import find_problems
from bot.core.house_style import HouseStyle, Term, comparable, styled
from tests.builders import a_digest, a_story, an_article

STYLE = HouseStyle(
    terms=(
        Term(write="ترامب", instead_of=("ترمب", "ترامپ")),
        Term(write="دونالد ترامب", instead_of=("دونالد جون ترمب",)),
        Term(write="السعودية", instead_of=("المملكة", "المملكة العربية السعودية")),
        Term(write="إيطاليا", instead_of=("ايطاليا",)),
    )
)


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        pytest.param("التقى ترمب الوفد", "التقى ترامب الوفد", id="a name"),
        pytest.param("وقال ترمب", "وقال ترامب", id="after a verb"),
        pytest.param("وترمب وبترمب ولترمب", "وترامب وبترامب ولترامب", id="clitics stay"),
        pytest.param("دونالد جون ترمب", "دونالد ترامب", id="the longer spelling first"),
        pytest.param("للمملكة وبالمملكة", "للسعودية وبالسعودية", id="article after li-"),
        pytest.param("تَرَمْب", "ترامب", id="vowel signs"),
        pytest.param("مترمبة", "مترمبة", id="inside another word"),
        pytest.param("دونالد\nجون ترمب", "دونالد ترامب", id="over a line end"),
    ],
)
def test_spelling_is_the_houses(published: str, shown: str) -> None:
    """Readers of a newsroom see its spelling, whatever the source wrote, and no other word changes."""
    assert STYLE.applied_to(published) == shown


def test_styled_text_stays_as_it_is_when_styled_again() -> None:
    """A repaired digest goes through the style twice."""
    once = STYLE.applied_to("التقى دونالد جون ترمب وفدًا من المملكة العربية السعودية")

    assert STYLE.applied_to(once) == once


def test_guard_accepts_the_house_spelling_and_the_evidence_stays_as_published() -> None:
    """A newsroom's own spelling is no invention; the proof is still the newspaper's own sentence."""
    text = "وصل الرئيس ترمب إلى ايطاليا مساء الأحد في زيارة تستمر يومين.\nوسيلتقي ترمب رئيسة الوزراء الاثنين."
    digest = styled(a_digest(a_story(an_article(title="ترمب يصل إلى ايطاليا", text=text))), STYLE)

    assert "ترامب" in digest.text[0].text
    assert "إيطاليا" in digest.headline
    assert find_problems(comparable(digest, STYLE)).faithful
    assert "ترمب" in digest.sentences[0].text


def test_style_has_a_mark_of_its_own() -> None:
    """A changed glossary asks for new digests; without one, nothing changes."""
    other = HouseStyle(terms=STYLE.terms[:1])

    assert STYLE.mark != other.mark
    assert HouseStyle().mark == ""


def test_only_terms_of_the_story_are_told() -> None:
    """A prompt holds the spellings that matter for its story, not a thousand others."""
    assert STYLE.terms_in(["زار الوفد ايطاليا"]) == (STYLE.terms[3],)
