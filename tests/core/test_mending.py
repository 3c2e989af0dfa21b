"""What becomes of a digest that stays unfaithful."""

from dataclasses import replace

import pytest

from bot.core.mending import cited_anew, quoted_instead
from bot.core.models import Digest, KeyPoint, Problem, ProblemKind, Verdict
from tests.builders import a_digest, a_story, an_article

DIGEST = a_digest()
LIE = KeyPoint(text="وكلّف الرصيف 77 مليون ريال.", evidence=(1,))


def _refusing(*claims: str) -> Verdict:
    return Verdict(
        problems=tuple(
            Problem(claim=claim, kind=ProblemKind.NUMBER, words="77", reason="no 77") for claim in claims
        )
    )


def _mended(digest: Digest, *refused: str) -> Digest:
    mended = quoted_instead(digest, _refusing(*refused))
    assert mended is not None
    return mended


def test_wrong_citation_of_a_refused_claim_is_put_right() -> None:
    """Models miscount sentences: what is true stays, with the sentence that proves it."""
    miscounted = replace(DIGEST.key_points[0], evidence=(0,))
    digest = replace(DIGEST, key_points=(miscounted, *DIGEST.key_points[1:]))

    assert cited_anew(digest, _refusing(miscounted.text)) == DIGEST
    assert cited_anew(digest, _refusing("another")) == digest


def test_lie_keeps_its_citation() -> None:
    """The sentence beside which it is false is the one that it changes."""
    digest = replace(DIGEST, key_points=(LIE,))

    assert cited_anew(digest, _refusing(LIE.text)) == digest


def test_refused_claim_gives_way_to_its_evidence_and_the_others_stay() -> None:
    """The reader loses the lie and keeps what was true."""
    digest = replace(DIGEST, key_points=(LIE, *DIGEST.key_points))

    mended = _mended(digest, LIE.text)

    assert "12 مليون ريال" in mended.key_points[0].text
    assert mended.text == digest.text


def test_refused_claim_without_evidence_is_left_out() -> None:
    """What cites nothing has nothing to give way to."""
    lie = replace(LIE, evidence=())

    mended = _mended(replace(DIGEST, key_points=(lie, *DIGEST.key_points)), lie.text)

    assert mended.key_points == DIGEST.key_points


def test_sentence_is_quoted_once_when_two_refused_claims_cite_it() -> None:
    """Two lies about one sentence do not make it appear twice."""
    other = replace(LIE, text="وكلّف الرصيف 78 مليون ريال.")
    text = (*DIGEST.text, KeyPoint(text="ويعمل في الميناء أكثر من ألف موظف.", evidence=(4,)))

    mended = _mended(replace(DIGEST, text=text, key_points=(LIE, other)), LIE.text, other.text)

    assert len(mended.key_points) <= 1


def test_refused_difference_is_left_out() -> None:
    """A difference between outlets that is not there cannot be quoted."""
    mended = _mended(replace(DIGEST, differences=(LIE,)), LIE.text)

    assert mended.differences == ()


def test_refused_headline_gives_way_to_the_articles_own() -> None:
    """The lead article has a headline that its newsroom stands for."""
    mended = _mended(replace(DIGEST, headline="رصيف بطول 900 متر"), "رصيف بطول 900 متر")

    assert mended.headline == DIGEST.story.lead.title


def test_refused_headline_of_an_article_without_title_is_made_of_its_first_sentence() -> None:
    """A headline is words, never a letter."""
    story = a_story(replace(an_article(), title=""))
    mended = _mended(replace(a_digest(story), headline="رصيف بطول 900 متر"), "رصيف بطول 900 متر")

    assert mended.headline.split()[0] in mended.sentences[0].text
    assert len(mended.headline.split()) > 3


@pytest.mark.parametrize("refused", [DIGEST.text + DIGEST.key_points, DIGEST.text + DIGEST.key_points[:2]])
def test_digest_that_is_mostly_refused_is_given_up(refused: tuple[KeyPoint, ...]) -> None:
    """A patchwork of quotations reads worse than an extract."""
    assert quoted_instead(DIGEST, _refusing(*(claim.text for claim in refused))) is None


def test_foreign_sentence_never_stands_in_for_arabic() -> None:
    """A reader of Arabic never finds an English sentence in the middle of a digest."""
    english = "The port of Sohar opened a new quay on Tuesday. It cost 12 million rials in all, they said."
    story = a_story(an_article(title="Sohar opens quay", text=english))
    digest = replace(a_digest(story), text=(KeyPoint(text="افتتح الميناء رصيفًا.", evidence=(0,)),))

    mended = quoted_instead(replace(digest, headline="رصيف جديد", key_points=(LIE,)), _refusing(LIE.text))

    assert mended is not None
    assert mended.key_points == ()
