"""Digester: story -> faithful digest. Knows no engine by name: the first that is faithful wins."""

import asyncio
import logging
from dataclasses import replace

from bot.core.errors import BudgetSpentError, EngineError, StorageError
from bot.core.faithfulness import find_problems
from bot.core.house_style import HouseStyle, comparable, styled
from bot.core.mending import cited_anew, quoted_instead
from bot.core.models import Digest, Length, Story, Verdict
from bot.core.ports import DigestEngine, DigestShelf, Judge
from bot.core.stories import digest_key
from bot.services.outcomes import outcomes
from bot.services.turns import Turns

logger = logging.getLogger(__name__)

AT_ONCE = 8  # stories; how many a model is asked at once is the model's own setting
NO_STYLE = HouseStyle()


class Digester:
    """Gets a faithful digest of a story from the first engine that can write one, in the house's style."""

    def __init__(
        self,
        engines: tuple[DigestEngine, ...],
        shelf: DigestShelf,
        style: HouseStyle = NO_STYLE,
        judge: Judge | None = None,
    ) -> None:
        self._engines = engines
        self._shelf = shelf
        self._style = style
        self._judge = judge
        self._turns = Turns()
        self.failures_in_a_row = 0

    async def digest(self, story: Story, length: Length = Length.MEDIUM) -> Digest:
        """Return a faithful digest, kept for all readers. Raises EngineError when no engine wrote one.

        Two readers who ask at the same time wait for one call, not for two.
        """
        async with self._turns.of(digest_key(story, "", length)):
            return await self._digest(story, length)

    async def kept(self, story: Story, length: Length = Length.MEDIUM) -> Digest | None:
        """Return the digest that the first of the engines wrote before, if any did. Raises StorageError."""
        for engine in self._engines:
            kept = await self._shelf.digest_of(story, self._signature(engine), length)
            if kept is not None:
                return kept
        return None

    async def _digest(self, story: Story, length: Length) -> Digest:
        for engine in self._engines:
            signature = self._signature(engine)
            kept = await self._shelf.digest_of(story, signature, length)
            if kept is not None:
                return kept
            digest = await self._try(engine, story, length)
            if engine is self._engines[0]:
                self.failures_in_a_row = 0 if digest else self.failures_in_a_row + 1
            if digest is not None:
                signed = replace(digest, written_by=signature)
                await self._shelf.save_digest(signed)
                return signed
        raise EngineError("no engine wrote a faithful digest of this story")

    async def is_written(self, story: Story, length: Length) -> bool:
        """Whether the first engine wrote it: a quotation stands in for it only until it has. Raises StorageError."""
        return await self._shelf.digest_of(story, self._signature(self._engines[0]), length) is not None

    async def at_hand(self, story: Story, length: Length = Length.MEDIUM) -> Digest:
        """Return any digest that is kept; written now only when there is none. Raises EngineError."""
        return await self.kept(story, length) or await self.digest(story, length)

    async def digest_all(
        self, stories: tuple[Story, ...], length: Length = Length.MEDIUM, *, at_hand: bool = False
    ) -> tuple[Digest, ...]:
        """Return the digests of these stories in order; a story that cannot be digested is left out and logged.

        at_hand: a quotation that is kept will do, and no better one is asked for. Raises StorageError.
        """
        digest = self.at_hand if at_hand else self.digest
        results = await outcomes([digest(story, length) for story in stories], AT_ONCE)
        digests = []
        for story, result in zip(stories, results, strict=True):
            if isinstance(result, Digest):
                digests.append(result)
            else:
                _leave_out(story, result)
        return tuple(digests)

    def _signature(self, engine: DigestEngine) -> str:
        """Under which name its digests are kept: another style asks for another digest."""
        return f"{engine.name} style/{self._style.mark}" if self._style.mark else engine.name

    async def _try(self, engine: DigestEngine, story: Story, length: Length) -> Digest | None:
        try:
            return await self._write(engine, story, length)
        except BudgetSpentError:
            return None  # told once a day where it is found out
        except EngineError as error:
            logger.warning(
                "An engine gave no digest; the next one writes.",
                extra={"engine": engine.name, "story": story.id, "reason": str(error)},
            )
            return None

    async def _write(self, engine: DigestEngine, story: Story, length: Length) -> Digest:
        """Written, cited anew, else repaired, else with quotations for what is refused. Raises EngineError."""
        digest, verdict = await self._judged(await engine.write(story, length))
        if not verdict.faithful:
            digest, verdict = await self._judged(await _repaired(engine, digest, verdict))
        if not verdict.faithful:
            digest, verdict = await self._judged(_mended(digest, verdict))
        if not verdict.faithful:
            raise EngineError(f"the digest is not faithful: {_reasons(verdict)}")
        return digest

    async def _judged(self, digest: Digest) -> tuple[Digest, Verdict]:
        """In the house's style, its citations put right where they were miscounted, with what is still refused."""
        digest = styled(digest, self._style)
        verdict = await self._verdict(digest)
        anew = cited_anew(digest, verdict)
        return (digest, verdict) if anew == digest else (anew, await self._verdict(anew))

    async def _verdict(self, digest: Digest) -> Verdict:
        """What the rules say; only what they let through is shown to the judge."""
        verdict = await _by_rules(comparable(digest, self._style))
        if not verdict.faithful or self._judge is None:
            return verdict
        try:
            return await self._judge.judge(digest)
        except EngineError as error:
            logger.warning(
                "There is no second opinion; the rules have spoken.",
                extra={"story": digest.story.id, "reason": str(error)},
            )
            return verdict


async def _by_rules(digest: Digest) -> Verdict:
    """In a thread: a book pasted as an article takes seconds, and other readers must not wait for it."""
    return await asyncio.to_thread(find_problems, digest)


async def _repaired(engine: DigestEngine, digest: Digest, verdict: Verdict) -> Digest:
    try:
        return await engine.repair(digest, verdict)
    except EngineError as error:
        logger.info("A digest was not repaired.", extra={"story": digest.story.id, "reason": str(error)})
        return digest


def _mended(digest: Digest, verdict: Verdict) -> Digest:
    mended = quoted_instead(digest, verdict)
    if mended is None:
        raise EngineError(f"too much of the digest is not faithful: {_reasons(verdict)}")
    return mended


def _reasons(verdict: Verdict) -> str:
    return "; ".join(problem.reason for problem in verdict.problems)


def _leave_out(story: Story, error: Exception) -> None:
    """One story never holds the others back, whatever is wrong with it; a database that fails is not the story's."""
    if isinstance(error, StorageError):
        raise error
    if isinstance(error, EngineError):
        logger.warning("A story was left out.", extra={"story": story.id, "reason": str(error)})
    else:
        logger.error("A story was left out unexpectedly.", extra={"story": story.id}, exc_info=error)
