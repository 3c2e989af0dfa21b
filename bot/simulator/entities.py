"""A text the bot sends -> the text and entities people see, with Telegram's limits.

Markup itself is read in parser.py.
"""

from __future__ import annotations

from itertools import accumulate

from bot.simulator.checks import Parameters
from bot.simulator.errors import bad_request
from bot.simulator.parser import Parser
from bot.simulator.wire import Json, utf16_length

RAW_BYTES = 32_768
TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
# Inside these, Telegram looks for no links or mentions.
CLOSED_KINDS = ("code", "pre", "text_link", "text_mention", "custom_emoji", "date_time")
# Telegram drops carriage returns, line and paragraph separators and the old embedding controls.
DROPPED = frozenset("\r") | {chr(code) for code in range(0x2028, 0x202F)}


def message_text(parser: Parser, given: Parameters) -> Json:
    """The `text` and `entities` of a message; raises ApiError when empty, too long or badly marked up."""
    text, entities = _formatted(parser, given, "text", "entities")
    if not text:
        raise bad_request("text must be non-empty" if given.text("text") else "message text is empty")
    if len(text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return {"text": text} | ({"entities": entities} if entities else {})


def message_caption(parser: Parser, given: Parameters) -> Json:
    """The `caption` and `caption_entities` of a file, or nothing; raises ApiError."""
    text, entities = _formatted(parser, given, "caption", "caption_entities")
    if len(text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    if not text:
        return {}
    return {"caption": text} | ({"caption_entities": entities} if entities else {})


def typed_text(parser: Parser, text: str) -> Json:
    """What a person typed, with the commands and links Telegram finds in it."""
    entities = parser.find(text)
    return {"text": text} | ({"entities": entities} if entities else {})


def _formatted(
    parser: Parser, given: Parameters, text_name: str, entities_name: str
) -> tuple[str, list[Json]]:
    text = given.text(text_name)
    if len(text.encode()) > RAW_BYTES:
        raise bad_request("text is too long")
    entities = [dict(entity) for entity in given.sequence(entities_name)]
    if given.text("parse_mode"):
        text, entities = parser.parse(text, given.text("parse_mode"))
    _refuse_outside(text, entities)
    text, entities = _clean(text, entities)
    return text, _with_found(entities, parser.find(text))


def _refuse_outside(text: str, entities: list[Json]) -> None:
    size = utf16_length(text)
    for entity in entities:
        start, end = entity["offset"], entity["offset"] + entity["length"]
        if end > size:
            raise bad_request(
                f"entity beginning at UTF-16 offset {start}"
                f" ends after the end of the text at UTF-16 offset {end}"
            )


def _clean(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Drops what Telegram drops, and the blanks at both ends; entities keep covering the same letters."""
    first = len(text) - len(text.lstrip())
    last = len(text.rstrip())
    kept = [first <= index < last and letter not in DROPPED for index, letter in enumerate(text)]
    units = [keep for letter, keep in zip(text, kept, strict=True) for _ in range(utf16_length(letter))]
    before = [0, *accumulate(int(keep) for keep in units)]
    moved = [_moved(entity, before) for entity in entities]
    cleaned = "".join(letter for letter, keep in zip(text, kept, strict=True) if keep)
    return cleaned, [entity for entity in moved if entity["length"] > 0]


def _moved(entity: Json, before: list[int]) -> Json:
    start, end = entity["offset"], entity["offset"] + entity["length"]
    return entity | {"offset": before[start], "length": before[end] - before[start]}


def _with_found(entities: list[Json], found: list[Json]) -> list[Json]:
    closed = [entity for entity in entities if entity["type"] in CLOSED_KINDS]
    free = [entity for entity in found if not any(_overlap(entity, other) for other in closed)]
    return sorted([*entities, *free], key=lambda entity: (entity["offset"], -entity["length"]))


def _overlap(one: Json, other: Json) -> bool:
    before = one["offset"] + one["length"] <= other["offset"]
    after = other["offset"] + other["length"] <= one["offset"]
    return not before and not after
