"""A model's reply -> claims. Trusts nothing: shape, numbers and lengths are checked here, facts by the guard."""

import re
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.core.arabic import clean
from bot.core.errors import EngineError
from bot.core.models import KeyPoint

MOST_SENTENCES = 3
MOST_POINTS = 5
LONGEST_CLAIM = 600  # characters
_LEADS_AWAY = re.compile(r"https?:|www\.|\bt\.me/|[\w.]@\w|(?<!\w)@\w{3}", re.IGNORECASE)
_OBJECT = re.compile(r"\{.*\}", re.DOTALL)


class ReplyClaim(BaseModel):
    """One claim as the model wrote it; evidence counts sentences from one."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(max_length=LONGEST_CLAIM)
    evidence: list[int]


class Reply(BaseModel):
    """The shape that the model is asked for."""

    model_config = ConfigDict(extra="forbid")

    sufficient: bool
    headline: str = Field(max_length=200)
    digest: list[ReplyClaim]
    key_points: list[ReplyClaim]


def reply_schema() -> dict[str, Any]:
    """Return the JSON schema of a reply, without the length limits that strict servers refuse."""
    schema = Reply.model_json_schema()
    for definition in (schema, *schema.get("$defs", {}).values()):
        for described in definition["properties"].values():
            described.pop("maxLength", None)
    return schema


def read_reply(text: str) -> Reply:
    """Return the reply in a text that may have a fence or words around it. Raises EngineError."""
    found = _OBJECT.search(text)
    if found is None:
        raise EngineError("the model's reply holds no JSON object")
    try:
        reply = Reply.model_validate_json(found.group())
    except ValidationError as error:
        raise EngineError(f"the model's reply has the wrong shape: {error.error_count()} faults") from error
    if not reply.sufficient:
        raise EngineError("the model found no news in the article")
    return reply


def claims_of(claims: list[ReplyClaim], sentence_count: int, most: int) -> tuple[KeyPoint, ...]:
    """Return the claims whose evidence exists; one that cites an unknown sentence or holds a link is dropped."""
    known = [claim for claim in claims if _is_usable(claim, sentence_count)]
    return tuple(
        KeyPoint(
            text=" ".join(clean(claim.text).split()),
            evidence=tuple(dict.fromkeys(number - 1 for number in claim.evidence)),
        )
        for claim in known[:most]
    )


def _is_usable(claim: ReplyClaim, sentence_count: int) -> bool:
    """Cites sentences that exist, and leads nowhere: links are attached by code, never by a model."""
    known = all(1 <= number <= sentence_count for number in claim.evidence)
    return bool(claim.evidence) and known and not _LEADS_AWAY.search(claim.text)
