"""A model's second opinion on a digest (JUDGE): shown each claim with the sentences it cites, and nothing else."""

import secrets
from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from bot.core.models import Digest, KeyPoint, Problem, ProblemKind, Verdict
from bot.engines.language_model import LanguageModel, whole_text
from bot.engines.prompts import Prompt
from bot.engines.purse import Purse
from bot.engines.reply import read_form, schema_of


class Objection(BaseModel):
    """One claim that a judge found unsupported; claims are counted from one."""

    model_config = ConfigDict(extra="forbid")

    claim: int
    words: str
    reason: str


class Opinion(BaseModel):
    """The shape that the judge is asked for."""

    model_config = ConfigDict(extra="forbid")

    unsupported: list[Objection]


class ModelJudge:
    """Asks a model which claims their evidence does not support. What merely quotes is not asked about."""

    def __init__(self, model: LanguageModel, prompt: Prompt, purse: Purse) -> None:
        self._model = model
        self._prompt = prompt
        self._purse = purse

    async def judge(self, digest: Digest) -> Verdict:
        """Return the judge's objections as problems. Raises EngineError."""
        claims = [claim for claim in _claims_of(digest) if not _quotes(claim, digest)]
        if not claims:
            return Verdict()
        values = {"marker": secrets.token_hex(4), "claims": "\n\n".join(_shown(claims, digest))}
        filled = self._prompt.fill(values)
        answer = await self._purse.paid(self._model, filled, schema_of(Opinion), digest.story.id)
        opinion = read_form(Opinion, whole_text(answer))
        return Verdict(problems=tuple(_problems(opinion, claims)))


def _claims_of(digest: Digest) -> tuple[KeyPoint, ...]:
    """A headline cites nothing: it must follow from what the text cites."""
    cited = tuple(dict.fromkeys(index for claim in digest.text for index in claim.evidence))
    headline = KeyPoint(text=digest.headline, evidence=cited)
    return (headline, *digest.text, *digest.key_points, *digest.differences)


def _quotes(claim: KeyPoint, digest: Digest) -> bool:
    quoted = (digest.sentences[index].text for index in claim.evidence)
    titles = (article.title for article in digest.story.articles)
    return any(claim.text.rstrip(".") in text for text in (*quoted, *titles))


def _shown(claims: Iterable[KeyPoint], digest: Digest) -> Iterable[str]:
    for number, claim in enumerate(claims, start=1):
        sentences = (" ".join(digest.sentences[index].text.split()) for index in claim.evidence)
        yield "\n".join((f"[{number}] {claim.text}", *(f"  - {sentence}" for sentence in sentences)))


def _problems(opinion: Opinion, claims: list[KeyPoint]) -> Iterable[Problem]:
    for objection in opinion.unsupported:
        if 1 <= objection.claim <= len(claims):
            claim = claims[objection.claim - 1]
            yield Problem(
                claim=claim.text,
                kind=ProblemKind.SUPPORT,
                words=objection.words,
                reason=f"The judge: {objection.reason}",
                evidence=claim.evidence,
            )
