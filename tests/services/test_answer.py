"""The Answerer."""

import pytest

from bot.core.errors import SourceError, UserMistake
from bot.core.models import Length, SourceKind
from bot.engines.extractive import ExtractiveEngine
from bot.services.answer import Answerer, Request
from bot.services.digest import Digester
from bot.sources.paste import PasteReader
from bot.storage.database import Database
from bot.storage.library import SqlLibrary
from tests.builders import HARBOUR, FixedClock


@pytest.fixture
def answerer(database: Database, clock: FixedClock) -> Answerer:
    library = SqlLibrary(database)
    readers = {SourceKind.PASTE: PasteReader(clock)}
    return Answerer(library, readers, Digester((ExtractiveEngine(),), library), clock)


async def test_text_that_a_reader_sends_is_digested_and_joins_no_edition(answerer: Answerer) -> None:
    """What one reader pastes is nobody else's news."""
    digest = await answerer.answer(Request(kind=SourceKind.PASTE, location=HARBOUR))

    assert digest.sentences
    with pytest.raises(UserMistake):
        await answerer.edition_now(None)


async def test_short_headline_without_a_digit_is_news_too(answerer: Answerer) -> None:
    """«وفاة ملك الأردن السابق» is no less news for being short."""
    digest = await answerer.answer(
        Request(
            kind=SourceKind.PASTE,
            location="وفاة ملك الأردن السابق\n\nأعلن الديوان الملكي اليوم وفاة ملك الأردن السابق.",
        )
    )

    assert digest.headline == "وفاة ملك الأردن السابق"
    assert "وفاة ملك الأردن السابق" in digest.text[0].text


@pytest.mark.parametrize("text", ["", "   \n", "مرحبا"], ids=["empty", "blank", "one word"])
async def test_too_little_text_is_refused_and_not_digested(answerer: Answerer, text: str) -> None:
    """Nothing is made up from nothing."""
    with pytest.raises(SourceError):
        await answerer.answer(Request(kind=SourceKind.PASTE, location=text))


async def test_story_of_a_forgotten_digest_cannot_be_retold(answerer: Answerer) -> None:
    """A button of an old message says what to do; it never asks a model about nothing."""
    with pytest.raises(UserMistake):
        await answerer.retold("0123456789abcdef", Length.LONG)


async def test_evidence_of_a_forgotten_digest_is_explained(answerer: Answerer) -> None:
    """A button from long ago says so."""
    with pytest.raises(UserMistake):
        await answerer.shown("0123456789abcdef")
