"""Bridge: reports in other languages -> what a model told of them in Arabic, to be compared with Arabic reports.

Shown to nobody: an article stays as it was published. Without a model there is no bridge, and a report stands alone.
"""

import asyncio
import logging
from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol

from bot.core.arabic import is_arabic
from bot.core.errors import EngineError
from bot.core.models import Article, Digest, Length, Story
from bot.core.stories import Retold, story_of

logger = logging.getLogger(__name__)

LENGTH = Length.SHORT
SECONDS_TO_TELL = 60.0  # what one visit brought: a slow model must not hold up the news


class Writer(Protocol):
    """The part of the Digester that a bridge needs."""

    async def digest(self, story: Story, length: Length) -> Digest:
        """Return a faithful digest. Raises EngineError, StorageError."""
        ...

    async def kept(self, story: Story, length: Length) -> Digest | None:
        """Return the digest that was written before, if any. Raises StorageError."""
        ...


class Bridge:
    """Has foreign reports told in Arabic, one at a time: readers who wait for the model come first."""

    def __init__(self, writer: Writer, seconds: float | None = SECONDS_TO_TELL) -> None:
        """`seconds` are for the reports of one visit; None when somebody waits for all of them."""
        self._writer = writer
        self._seconds = seconds
        self._turn = asyncio.Lock()

    async def retell(self, articles: Iterable[Article]) -> Retold:
        """Return in Arabic those of these articles that are foreign and could be told. Raises StorageError."""
        retold: dict[str, Article] = {}
        until = None if self._seconds is None else asyncio.get_running_loop().time() + self._seconds
        for article in filter(_is_foreign, articles):
            if not await self._has_turn(until):
                logger.info("Foreign reports stand alone: the model has too many to tell.")
                break
            try:
                digest = await self._written(article)
            finally:
                self._turn.release()
            retold |= _in_arabic(article, digest)
        return retold

    async def remember(self, articles: Iterable[Article]) -> Retold:
        """Return in Arabic those that were told before; the model is not asked. Raises StorageError."""
        retold: dict[str, Article] = {}
        for article in filter(_is_foreign, articles):
            retold |= _in_arabic(article, await self._writer.kept(story_of(article), LENGTH))
        return retold

    async def _has_turn(self, until: float | None) -> bool:
        if until is not None and asyncio.get_running_loop().time() >= until:
            return False
        try:
            async with asyncio.timeout_at(until):
                return await self._turn.acquire()
        except TimeoutError:
            return False

    async def _written(self, article: Article) -> Digest | None:
        try:
            return await self._writer.digest(story_of(article), LENGTH)
        except EngineError as error:
            logger.info("A foreign report stands alone.", extra={"article": article.id, "reason": str(error)})
            return None


def _is_foreign(article: Article) -> bool:
    return not is_arabic(f"{article.title}\n{article.text}")


def _in_arabic(article: Article, digest: Digest | None) -> dict[str, Article]:
    """A quotation is no bridge: it is in the article's own language."""
    if digest is None or not is_arabic(digest.headline):
        return {}
    text = " ".join(claim.text for claim in digest.text)
    return {article.id: replace(article, title=digest.headline, text=text)}
