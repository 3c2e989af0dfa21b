"""Checks a call's parameters against the Bot API's own table (schema.json) and turns them into values.

What a method does with them is not decided here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from bot.simulator.errors import ApiError, bad_request
from bot.simulator.wire import Json, Upload

MISSING = {
    "chat_id": "chat_id is empty",
    "from_chat_id": "from_chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "user_id": "invalid user_id specified",
    "photo": "there is no photo in the request",
    "document": "there is no document in the request",
    "file_id": "invalid file_id",
}
SCALARS = ("Integer", "String", "Boolean", "Float", "InputFile")
YES = ("true", "yes", "1")
NO = ("false", "no", "0", "")


class Parameters:
    """The checked parameters of one call."""

    def __init__(self, values: Json) -> None:
        self.values = values

    def has(self, name: str) -> bool:
        return name in self.values

    def text(self, name: str) -> str:
        return str(self.values.get(name, ""))

    def number(self, name: str, default: int = 0) -> int:
        return int(self.values.get(name, default))

    def flag(self, name: str) -> bool:
        return bool(self.values.get(name, False))

    def mapping(self, name: str) -> Json:
        return dict(self.values.get(name, {}))

    def sequence(self, name: str) -> list[Any]:
        return list(self.values.get(name, ()))

    def file(self, name: str) -> Upload | str:
        given = self.values[name]
        return given if isinstance(given, Upload) else str(given)


@cache
def schema() -> Json:
    """Method -> parameter -> {type, required}, of Bot API 10.3."""
    table: Json = json.loads(Path(__file__).with_name("schema.json").read_text("utf-8"))
    return dict(table["methods"])


@cache
def method_named(name: str) -> str | None:
    """The method's name as documented; Telegram takes it in any case."""
    return next((known for known in schema() if known.lower() == name.lower()), None)


def check(method: str, given: Mapping[str, Any], files: Mapping[str, Upload]) -> Parameters:
    """The values of a call; raises ApiError when one is unknown, missing or of another type."""
    known = schema()[method]
    attached = {name for name in files if name not in known}
    named = {str(value).removeprefix("attach://") for value in given.values() if isinstance(value, str)}
    for name in [*given, *(attached - named)]:
        # The real server ignores what it does not know. A test should hear of a misspelt parameter.
        if name not in known and f"attach://{name}" not in str(given):
            raise bad_request(f"unknown parameter {name}")
    values = {
        name: _value(name, known[name]["type"], raw, files) for name, raw in given.items() if raw is not None
    }
    values |= {name: upload for name, upload in files.items() if name in known}
    _refuse_missing(known, values)
    return Parameters(values)


def _refuse_missing(known: Json, values: Json) -> None:
    for name, taken in known.items():
        if taken["required"] and values.get(name, "") == "":
            raise bad_request(MISSING.get(name, f'parameter "{name}" is required'))


def _value(name: str, type_: str, raw: object, files: Mapping[str, Upload]) -> object:
    kinds = type_.split(" or ")
    if "Integer" in kinds and _is_integer(raw):
        return int(str(raw))
    if "InputFile" in kinds and isinstance(raw, str) and raw.startswith("attach://"):
        return _attached(raw, files)
    if "String" in kinds:
        return _string(name, raw)
    if kinds == ["Boolean"]:
        return _boolean(name, raw)
    if kinds == ["Float"]:
        return _float(name, raw)
    if kinds[0] not in SCALARS:
        return _parsed(name, type_, raw)
    raise bad_request(f"parameter {name} must be of type {type_}")


def _is_integer(raw: object) -> bool:
    if isinstance(raw, str):
        return raw.strip().removeprefix("-").isdecimal()
    return isinstance(raw, int) and not isinstance(raw, bool)


def _attached(raw: str, files: Mapping[str, Upload]) -> Upload:
    upload = files.get(raw.removeprefix("attach://"))
    if upload is None:
        raise bad_request("file is not found in the request")
    return upload


def _string(name: str, raw: object) -> str:
    if not isinstance(raw, str):
        raise bad_request(f"parameter {name} must be of type String")
    return raw


def _boolean(name: str, raw: object) -> bool:
    word = str(raw).strip().lower()
    if word not in YES + NO:
        raise bad_request(f"parameter {name} must be of type Boolean")
    return word in YES


def _float(name: str, raw: object) -> float:
    try:
        return float(str(raw))
    except ValueError as error:
        raise bad_request(f"parameter {name} must be of type Float") from error


def _parsed(name: str, type_: str, raw: object) -> object:
    wanted = list if type_.startswith("Array") else dict
    if isinstance(raw, str):
        raw = _json(name, type_, raw)
    if not isinstance(raw, wanted):
        raise _not_json(name, type_)
    return raw


def _json(name: str, type_: str, raw: str) -> object:
    if raw == "":
        return [] if type_.startswith("Array") else {}
    try:
        parsed: object = json.loads(raw)
    except ValueError as error:
        raise _not_json(name, type_) from error
    return parsed


def _not_json(name: str, type_: str) -> ApiError:
    kind = "array" if type_.startswith("Array") else "object"
    return bad_request(f"can't parse {name} JSON {kind}")
