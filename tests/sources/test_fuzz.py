"""Broken feeds and pages: each is read or refused, none is believed, none opens anything."""

import random
from pathlib import Path

from bot.core.errors import Refusal, SourceError
from bot.sources.content import Content, Feed
from bot.sources.workshop import Workshop
from tests.builders import MONDAY
from tests.sources.mutations import FEEDS, PAGES, SECRET, mutated, trap
from tests.sources.newsroom import Newsroom

DOCUMENTS = 300  # python -m tests.bench.ingest_fuzz tries many more


async def test_a_broken_document_is_read_or_refused_when_its_bytes_are_random(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    """Whatever a newsroom sends: no crash, no hang, no connection, and no file of ours in an article."""
    secret = tmp_path / "secret"
    secret.write_text(SECRET, encoding="utf-8")
    traps = trap(newsroom.url + "/trap", str(secret))
    dice = random.Random(2026)
    workshop = Workshop(workers=1)
    refusals = set()

    for number in range(DOCUMENTS):
        try:
            told = await _read(
                workshop, mutated(dice.choice(PAGES if number % 2 else FEEDS), dice, traps), number
            )
            assert SECRET not in repr(told)
        except SourceError as error:
            refusals.add(error.refusal)

    await workshop.close()
    assert newsroom.asked == []
    assert refusals <= {Refusal.NO_ARTICLE, Refusal.NOT_A_FEED, Refusal.NOT_TEXT, Refusal.SCRIPT_ONLY}


async def _read(workshop: Workshop, raw: bytes, number: int) -> Content | Feed:
    if number % 2:
        return await workshop.read_page(raw, "", "https://news.example/1", MONDAY)
    return await workshop.read_feed(raw, "", "https://news.example/feed", MONDAY, 20)
