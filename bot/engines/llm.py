"""prompt -> reply -> Digest, within the budget. Facts are not checked here: the guard checks every digest."""

import asyncio
import json
import secrets

from bot.core.arabic import clean, is_arabic
from bot.core.errors import EngineError
from bot.core.extract import sentences_of, title_of
from bot.core.models import Digest, Evidence, KeyPoint, Story, Verdict
from bot.engines.language_model import LanguageModel, whole_text
from bot.engines.prompts import FilledPrompt, Prompt
from bot.engines.purse import Purse
from bot.engines.reply import MOST_POINTS, MOST_SENTENCES, claims_of, read_reply, reply_schema

LONGEST_ARTICLE = 30_000  # characters; what follows is background in practice
FOREIGN_NOTE = "The story is not in Arabic: write in Arabic all the same; keep names and numbers exactly."


class LlmEngine:
    """Writes digests with a language model."""

    def __init__(self, model: LanguageModel, prompts: dict[str, Prompt], purse: Purse) -> None:
        self._model = model
        self._purse = purse
        self._digest = prompts["digest"]
        self._repair = prompts["repair"]

    @property
    def name(self) -> str:
        return f"{self._model.model} {self._digest.name}/{self._digest.version}"

    async def write(self, story: Story) -> Digest:
        """Return the model's digest of a story. Raises EngineError."""
        sentences = await asyncio.to_thread(sentences_of, story)
        if not sentences:
            raise EngineError("the article has no sentence")
        return await self._ask(self._digest.fill(_values(story, sentences)), story, sentences)

    async def repair(self, digest: Digest, verdict: Verdict) -> Digest:
        """Return the model's second try, told what was wrong with the first. Raises EngineError."""
        values = _values(digest.story, digest.sentences) | {
            "digest": _as_reply(digest),
            "problems": "\n".join(
                f"- «{problem.words}» in «{problem.claim}»: {problem.reason}" for problem in verdict.problems
            ),
        }
        return await self._ask(self._repair.fill(values), digest.story, digest.sentences)

    async def _ask(self, prompt: FilledPrompt, story: Story, sentences: tuple[Evidence, ...]) -> Digest:
        async with self._model.turns:  # whoever waits for a turn looks at the budget after those before paid
            await self._purse.check()
            answer = await self._model.reply(prompt, reply_schema())
            await self._purse.pay(self._model.model, answer, story.id)
        reply = read_reply(whole_text(answer))
        text = claims_of(reply.digest, len(sentences), MOST_SENTENCES)
        headline = " ".join(clean(reply.headline).split())
        if not text or not headline:
            raise EngineError("the model wrote no claim with known evidence")
        if not is_arabic(" ".join(claim.text for claim in text)):
            raise EngineError("the model did not write in Arabic")
        return Digest(
            story=story,
            headline=headline,
            text=text,
            key_points=claims_of(reply.key_points, len(sentences), MOST_POINTS),
            sentences=sentences,
            written_by=self.name,
        )


def _values(story: Story, sentences: tuple[Evidence, ...]) -> dict[str, str]:
    marker = secrets.token_hex(4)  # an article cannot know it, so it cannot close the block
    return {
        "marker": marker,
        "title": " ".join(title_of(story.lead).split()),
        "sentences": _numbered(sentences),
        "language_note": "" if is_arabic(" ".join(s.text for s in sentences[:5])) else FOREIGN_NOTE,
    }


def _numbered(sentences: tuple[Evidence, ...]) -> str:
    lines: list[str] = []
    room = LONGEST_ARTICLE
    for number, sentence in enumerate(sentences, start=1):
        room -= len(sentence.text)
        if room < 0 and lines:
            break
        lines.append(f"[{number}] {' '.join(sentence.text.split())}")
    return "\n".join(lines)


def _as_reply(digest: Digest) -> str:
    """The digest in the shape the model wrote it."""
    return json.dumps(
        {
            "headline": digest.headline,
            "digest": _claims(digest.text),
            "key_points": _claims(digest.key_points),
        },
        ensure_ascii=False,
    )


def _claims(claims: tuple[KeyPoint, ...]) -> list[dict[str, object]]:
    return [{"text": claim.text, "evidence": [index + 1 for index in claim.evidence]} for claim in claims]
