"""The offline engine: quotes the article's own sentences, so it cannot invent. The choice is core/extract."""

import asyncio

from bot.core.errors import EngineError
from bot.core.extract import extract_digest
from bot.core.models import Digest, Length, Story, Verdict


class ExtractiveEngine:
    """Writes a digest of whole sentences of the story's articles; needs no key and no network."""

    name = "extractive/1"

    async def write(self, story: Story, length: Length) -> Digest:
        """The digest; raises EngineError when the story has no sentence."""
        return await asyncio.to_thread(extract_digest, story, length, self.name)

    async def repair(self, digest: Digest, verdict: Verdict) -> Digest:
        """Raises EngineError: what is quoted cannot be quoted better."""
        raise EngineError("a quotation has nothing to repair")
