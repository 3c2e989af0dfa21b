"""Digester: story -> faithful digest. Knows no engine by name: the first that is faithful wins."""

import asyncio
import logging

from bot.core.errors import BudgetSpentError, EngineError, StorageError
from bot.core.faithfulness import find_problems
from bot.core.models import Digest, Story, Verdict
from bot.core.ports import DigestEngine, DigestShelf
from bot.core.stories import story_fingerprint
from bot.services.outcomes import outcomes
from bot.services.turns import Turns

logger = logging.getLogger(__name__)

AT_ONCE = 8  # stories; how many a model is asked at once is the model's own setting


class Digester:
    """Gets a faithful digest of a story from the first engine that can write one."""

    def __init__(self, engines: tuple[DigestEngine, ...], shelf: DigestShelf) -> None:
        self._engines = engines
        self._shelf = shelf
        self._turns = Turns()

    async def digest(self, story: Story) -> Digest:
        """Return a faithful digest, kept for all readers. Raises EngineError when no engine wrote one.

        Two readers who ask at the same time wait for one call, not for two.
        """
        async with self._turns.of(story_fingerprint(story)):
            return await self._digest(story)

    async def _digest(self, story: Story) -> Digest:
        for engine in self._engines:
            kept = await self._shelf.digest_of(story, engine.name)
            if kept is not None:
                return kept
            digest = await self._try(engine, story)
            if digest is not None:
                await self._shelf.save_digest(digest)
                return digest
        raise EngineError("no engine wrote a faithful digest of this story")

    async def digest_all(self, stories: tuple[Story, ...]) -> tuple[Digest, ...]:
        """Return the digests of these stories in order; one that cannot be digested is logged and left out.

        Raises StorageError.
        """
        results = await outcomes([self.digest(story) for story in stories], AT_ONCE)
        digests = []
        for story, result in zip(stories, results, strict=True):
            if isinstance(result, Digest):
                digests.append(result)
            else:
                _leave_out(story, result)
        return tuple(digests)

    async def _try(self, engine: DigestEngine, story: Story) -> Digest | None:
        try:
            return await write_faithfully(engine, story)
        except BudgetSpentError:
            return None  # told once a day where it is found out
        except EngineError as error:
            logger.warning(
                "An engine gave no digest; the next one writes.",
                extra={"engine": engine.name, "story": story.id, "reason": str(error)},
            )
            return None


def _leave_out(story: Story, error: Exception) -> None:
    """One story never holds the others back, whatever is wrong with it; a database that fails is not the story's."""
    if isinstance(error, StorageError):
        raise error
    if isinstance(error, EngineError):
        logger.warning("A story was left out.", extra={"story": story.id, "reason": str(error)})
    else:
        logger.error("A story was left out unexpectedly.", extra={"story": story.id}, exc_info=error)


async def write_faithfully(engine: DigestEngine, story: Story) -> Digest:
    """Return the engine's digest, repaired once if it must be. Raises EngineError when it stays unfaithful."""
    digest = await engine.write(story)
    verdict = await _judge(digest)
    if verdict.faithful:
        return digest
    repaired = await engine.repair(digest, verdict)
    verdict = await _judge(repaired)
    if verdict.faithful:
        return repaired
    reasons = "; ".join(problem.reason for problem in verdict.problems)
    raise EngineError(f"the digest is not faithful: {reasons}")


async def _judge(digest: Digest) -> Verdict:
    """In a thread: a book pasted as an article takes seconds, and other readers must not wait for it."""
    return await asyncio.to_thread(find_problems, digest)
