"""A model's reply -> claims. Trusts nothing: shape, numbers and lengths are checked here, facts by the guard."""

import re
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.core.arabic import clean
from bot.core.errors import EngineError
from bot.core.models import KeyPoint, Topic

LONGEST_CLAIM = 600  # characters
MOST_TOPICS = 2
_LEADS_AWAY = re.compile(r"https?:|www\.|\bt\.me/|[\w.]@\w|(?<!\w)@\w{3}", re.IGNORECASE)
_OBJECT = re.compile(r"\{.*\}", re.DOTALL)

Form = TypeVar("Form", bound=BaseModel)


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
    differences: list[ReplyClaim] = Field(default_factory=list)
    topics: list[str] = Field(default_factory=list)


def schema_of(form: type[BaseModel]) -> dict[str, Any]:
    """Return the JSON schema of a reply as strict servers want it: no limits, no defaults, all fields required."""
    schema = form.model_json_schema()
    for definition in (schema, *schema.get("$defs", {}).values()):
        definition["required"] = list(definition["properties"])
        for described in definition["properties"].values():
            described.pop("maxLength", None)
            described.pop("default", None)
    return schema


def reply_schema() -> dict[str, Any]:
    """Return the JSON schema of a digest; its topics are a closed list."""
    schema = schema_of(Reply)
    schema["properties"]["topics"]["items"] = {"type": "string", "enum": [topic.value for topic in Topic]}
    return schema


def read_form(form: type[Form], text: str) -> Form:
    """Return the JSON object in a text that may have a fence or words around it. Raises EngineError."""
    found = _OBJECT.search(text)
    if found is None:
        raise EngineError("the model's reply holds no JSON object")
    try:
        return form.model_validate_json(found.group())
    except ValidationError as error:
        raise EngineError(f"the model's reply has the wrong shape: {error.error_count()} faults") from error


def read_reply(text: str) -> Reply:
    """Return the digest that a model wrote. Raises EngineError when it has none."""
    reply = read_form(Reply, text)
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


def topics_of(labels: list[str]) -> tuple[Topic, ...]:
    """Return the labels that are on our list, each once, at most two: a label is a help, never a reason to refuse."""
    known = {topic.value: topic for topic in Topic}
    return tuple(dict.fromkeys(known[label] for label in labels if label in known))[:MOST_TOPICS]


def _is_usable(claim: ReplyClaim, sentence_count: int) -> bool:
    """Cites sentences that exist, and leads nowhere: links are attached by code, never by a model."""
    known = all(1 <= number <= sentence_count for number in claim.evidence)
    return bool(claim.evidence) and known and not _LEADS_AWAY.search(claim.text)
