"""Which options an OpenAI-compatible server understands, learnt from its refusals. Pure; sends nothing."""

from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any

from bot.engines.prompts import FilledPrompt


class ReplyForm(IntEnum):
    """How the shape of a reply is asked for, the strictest first."""

    SCHEMA = 0
    JSON = 1
    PROSE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """The options sent with every call."""

    form: ReplyForm = ReplyForm.SCHEMA
    temperature: bool = True
    length_option: str = "max_tokens"


def options_of(dialect: Dialect, prompt: FilledPrompt, schema: dict[str, Any]) -> dict[str, Any]:
    """Return the options of a call in this dialect."""
    options: dict[str, Any] = {dialect.length_option: prompt.max_tokens}
    if dialect.temperature:
        options["temperature"] = prompt.temperature
    if dialect.form is ReplyForm.SCHEMA:
        wanted = {"name": "digest", "strict": True, "schema": schema}
        options["response_format"] = {"type": "json_schema", "json_schema": wanted}
    elif dialect.form is ReplyForm.JSON:
        options["response_format"] = {"type": "json_object"}
    return options


def simpler(dialect: Dialect, refusal: str) -> Dialect | None:
    """Return what to try after this refusal: the option it names, else a looser form; None when all was tried."""
    if "temperature" in refusal and dialect.temperature:
        return replace(dialect, temperature=False)
    if "max_tokens" in refusal and dialect.length_option == "max_tokens":
        return replace(dialect, length_option="max_completion_tokens")
    if dialect.form is not ReplyForm.PROSE:
        return replace(dialect, form=ReplyForm(dialect.form + 1))
    return None
