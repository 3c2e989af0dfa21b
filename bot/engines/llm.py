"""prompt -> reply -> Digest, within the budget. Facts are not checked here: the guard checks every digest."""

import asyncio
import json

from bot.core.arabic import clean, is_arabic
from bot.core.errors import EngineError
from bot.core.extract import sentences_of
from bot.core.house_style import HouseStyle
from bot.core.lengths import FORMS
from bot.core.models import Digest, Evidence, KeyPoint, Length, Story, Verdict
from bot.engines.briefing import brief_of, outlets_of
from bot.engines.language_model import LanguageModel, whole_text
from bot.engines.prompts import FilledPrompt, Prompt
from bot.engines.purse import Purse
from bot.engines.reply import Reply, claims_of, read_reply, reply_schema, topics_of

MOST_DIFFERENCES = 3


class LlmEngine:
    """Writes digests with a language model."""

    def __init__(
        self, model: LanguageModel, prompts: dict[str, Prompt], purse: Purse, style: HouseStyle
    ) -> None:
        self._model = model
        self._purse = purse
        self._style = style
        self._digest = prompts["digest"]
        self._repair = prompts["repair"]

    @property
    def name(self) -> str:
        return f"{self._model.model} {self._digest.name}/{self._digest.version}"

    async def write(self, story: Story, length: Length) -> Digest:
        """Return the model's digest of a story. Raises EngineError."""
        sentences = await asyncio.to_thread(sentences_of, story)
        if not sentences:
            raise EngineError("the article has no sentence")
        brief = await asyncio.to_thread(brief_of, story, sentences, length, self._style)
        reply = await self._ask(self._digest.fill(brief), story)
        return self._digest_of(reply, story, sentences, length)

    async def repair(self, digest: Digest, verdict: Verdict) -> Digest:
        """Return the model's second try, told what was wrong with the first. Raises EngineError."""
        brief = await asyncio.to_thread(brief_of, digest.story, digest.sentences, digest.length, self._style)
        problems = "\n".join(f"- «{one.words}» in «{one.claim}»: {one.reason}" for one in verdict.problems)
        filled = self._repair.fill(brief | {"digest": _as_reply(digest), "problems": problems})
        reply = await self._ask(filled, digest.story)
        return self._digest_of(reply, digest.story, digest.sentences, digest.length)

    async def _ask(self, prompt: FilledPrompt, story: Story) -> Reply:
        answer = await self._purse.paid(self._model, prompt, reply_schema(), story.id)
        return read_reply(whole_text(answer))

    def _digest_of(
        self, reply: Reply, story: Story, sentences: tuple[Evidence, ...], length: Length
    ) -> Digest:
        form, count = FORMS[length], len(sentences)
        text = claims_of(reply.digest, count, form.sentences[1])
        headline = " ".join(clean(reply.headline).split())
        if not text or not headline:
            raise EngineError("the model wrote no claim with known evidence")
        if not is_arabic(" ".join(claim.text for claim in text)):
            raise EngineError("the model did not write in Arabic")
        return Digest(
            story=story,
            headline=headline,
            text=text,
            key_points=claims_of(reply.key_points, count, form.points[1]),
            sentences=sentences,
            written_by=self.name,
            length=length,
            topics=topics_of(reply.topics),
            differences=_between_outlets(
                claims_of(reply.differences, count, MOST_DIFFERENCES), story, sentences
            ),
        )


def _between_outlets(
    claims: tuple[KeyPoint, ...], story: Story, sentences: tuple[Evidence, ...]
) -> tuple[KeyPoint, ...]:
    """Return the differences that cite two outlets: what cites one says nothing about the other."""
    outlets = outlets_of(story)
    cited = [{outlets[sentences[index].article_id] for index in claim.evidence} for claim in claims]
    return tuple(claim for claim, told_by in zip(claims, cited, strict=True) if len(told_by) > 1)


def _as_reply(digest: Digest) -> str:
    """The digest in the shape the model wrote it."""
    return json.dumps(
        {
            "headline": digest.headline,
            "digest": _claims(digest.text),
            "key_points": _claims(digest.key_points),
            "differences": _claims(digest.differences),
        },
        ensure_ascii=False,
    )


def _claims(claims: tuple[KeyPoint, ...]) -> list[dict[str, object]]:
    return [{"text": claim.text, "evidence": [index + 1 for index in claim.evidence]} for claim in claims]
