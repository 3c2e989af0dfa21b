"""The JSON forms that the command line reads and writes. Field names are a promise to other programs."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.core.arabic import split_title
from bot.core.extract import sentences_of
from bot.core.models import Article, Digest, KeyPoint, Story, Verdict
from bot.core.stories import story_of


class BadInputError(ValueError):
    """An input line that is not what the command reads; the text says what is wrong."""


class ReportForm(BaseModel):
    """What one outlet reports; a title in the first line of the text is found."""

    model_config = ConfigDict(coerce_numbers_to_str=True)

    title: str = ""
    text: str
    outlet: str = ""

    def article(self, article_id: str, seen_at: datetime) -> Article:
        title, text = (self.title, self.text) if self.title.strip() else split_title(self.text)
        return Article(
            id=article_id, source_id="input", outlet=self.outlet, title=title, text=text, seen_at=seen_at
        )


class ArticleForm(ReportForm):
    """One article as other programs give it, and what other outlets report of the same event."""

    id: str = ""
    others: list[ReportForm] = Field(default_factory=list)

    def story(self, seen_at: datetime) -> Story:
        """Return a story with this article as the lead."""
        story = story_of(self.article(self.id, seen_at))
        others = (
            one.article(f"{self.id}:{place}", seen_at) for place, one in enumerate(self.others, start=2)
        )
        return replace(story, articles=(story.lead, *others))


class ClaimForm(BaseModel):
    """One claim; empty evidence means: find it."""

    text: str
    evidence: list[int] = Field(default_factory=list)


class DigestForm(BaseModel):
    """A digest to be verified."""

    headline: str = ""
    digest: list[ClaimForm] = Field(default_factory=list)
    key_points: list[ClaimForm] = Field(default_factory=list)


class VerifyForm(BaseModel):
    """Is this digest supported by this article?"""

    article: ArticleForm
    digest: DigestForm

    def read(self, seen_at: datetime) -> Digest:
        story = self.article.story(seen_at)
        return Digest(
            story=story,
            headline=self.digest.headline or story.lead.title,
            text=_claims(self.digest.digest),
            key_points=_claims(self.digest.key_points),
            sentences=sentences_of(story),
            written_by="input",
        )


def read_article(line: str) -> ArticleForm:
    """Return the article of one JSON line. Raises BadInputError."""
    try:
        form = ArticleForm.model_validate_json(line)
    except ValidationError as error:
        raise BadInputError(_explain(error, '{"id","title","text"}')) from error
    if not form.text.strip():
        raise BadInputError("text: is empty; there is nothing to digest")
    return form


def read_verify(line: str) -> VerifyForm:
    """Return the question of one JSON line. Raises BadInputError."""
    try:
        return VerifyForm.model_validate_json(line)
    except ValidationError as error:
        shape = '{"article":{"id","title","text"},"digest":{"headline","digest":[…],"key_points":[…]}}'
        raise BadInputError(_explain(error, shape)) from error


def digest_json(digest: Digest, verdict: Verdict) -> dict[str, Any]:
    """Return a digest as other programs read it; evidence numbers are indexes into `sentences`."""
    return {
        "headline": digest.headline,
        "digest": _claims_json(digest.text),
        "key_points": _claims_json(digest.key_points),
        "sentences": [sentence.text for sentence in digest.sentences],
        "written_by": digest.written_by,
        "verdict": verdict_json(verdict),
        "differences": _claims_json(digest.differences),
        "topics": [topic.value for topic in digest.topics],
        "length": digest.length.value,
    }


def verdict_json(verdict: Verdict) -> dict[str, Any]:
    """Return a verdict as other programs read it."""
    problems = [
        {
            "claim": problem.claim,
            "kind": problem.kind.value,
            "words": problem.words,
            "reason": problem.reason,
            "evidence": list(problem.evidence),
        }
        for problem in verdict.problems
    ]
    return {"faithful": verdict.faithful, "problems": problems}


def _claims(forms: list[ClaimForm]) -> tuple[KeyPoint, ...]:
    return tuple(KeyPoint(text=form.text, evidence=tuple(form.evidence)) for form in forms)


def _claims_json(claims: tuple[KeyPoint, ...]) -> list[dict[str, Any]]:
    return [{"text": claim.text, "evidence": list(claim.evidence)} for claim in claims]


def _explain(error: ValidationError, shape: str) -> str:
    first = error.errors(include_input=False, include_url=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"{where + ': ' if where else ''}{first['msg']}; expected {shape}"
