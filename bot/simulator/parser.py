"""Reads Telegram's markup and finds links and commands in plain text.

Telegram's own parser does it (the optional package tdjson); without that a small, lenient one stands in.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Protocol

from bot.simulator.errors import ApiError, bad_request
from bot.simulator.wire import Json, utf16_length

MODES: Mapping[str, Mapping[str, object]] = {
    "html": {"@type": "textParseModeHTML"},
    "markdown": {"@type": "textParseModeMarkdown", "version": 1},
    "markdownv2": {"@type": "textParseModeMarkdown", "version": 2},
}
KINDS = {
    "Bold": "bold",
    "Italic": "italic",
    "Underline": "underline",
    "Strikethrough": "strikethrough",
    "Spoiler": "spoiler",
    "Code": "code",
    "Pre": "pre",
    "PreCode": "pre",
    "TextUrl": "text_link",
    "BlockQuote": "blockquote",
    "ExpandableBlockQuote": "expandable_blockquote",
    "CustomEmoji": "custom_emoji",
    "MentionName": "text_mention",
    "DateTime": "date_time",
    "BotCommand": "bot_command",
    "Mention": "mention",
    "Hashtag": "hashtag",
    "Cashtag": "cashtag",
    "Url": "url",
    "EmailAddress": "email",
    "PhoneNumber": "phone_number",
}
TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
    "tg-time": "date_time",
}
PLAIN_ENTITY = re.compile(r"(?<!\S)(?P<bot_command>/\w{1,32}(?:@\w+)?)|(?P<url>https?://[^\s<>«»]+)")


class Parser(Protocol):
    """Markup in, plain text and entities out; `strict` parsers refuse what Telegram refuses."""

    strict: bool

    def parse(self, text: str, mode: str) -> tuple[str, list[Json]]:
        """The text without its markup, and its entities; raises ApiError."""
        ...

    def find(self, text: str) -> list[Json]:
        """The commands, links, mentions … that a plain text holds."""
        ...


class TelegramParser:
    """Telegram's own parser, from tdjson; raises ImportError where that is not installed."""

    strict = True

    def __init__(self) -> None:
        import tdjson

        self._execute = tdjson.td_execute
        self._ask({"@type": "setLogVerbosityLevel", "new_verbosity_level": 0})

    def parse(self, text: str, mode: str) -> tuple[str, list[Json]]:
        """The text without its markup, and its entities; raises ApiError."""
        answer = self._ask({"@type": "parseTextEntities", "text": text, "parse_mode": _mode(mode)})
        if answer["@type"] == "error":
            reason = str(answer["message"])
            raise bad_request(reason[0].lower() + reason[1:])
        return answer["text"], _translated(answer["entities"])

    def find(self, text: str) -> list[Json]:
        """The commands, links, mentions … that a plain text holds."""
        return _translated(self._ask({"@type": "getTextEntities", "text": text})["entities"])

    def _ask(self, question: Json) -> Json:
        answer: Json = json.loads(self._execute(json.dumps(question).encode()) or b"{}")
        return answer


class PlainParser:
    """A stand-in that accepts more than Telegram does: unknown and unclosed tags pass."""

    strict = False

    def parse(self, text: str, mode: str) -> tuple[str, list[Json]]:
        """The text without its HTML; refuses Markdown, which it cannot read."""
        if "version" in _mode(mode):
            raise ApiError(501, "Not Implemented: Markdown needs the package tdjson; HTML works without it")
        reader = _HtmlReader()
        reader.feed(text)
        reader.close()
        return reader.text, reader.closed_entities()

    def find(self, text: str) -> list[Json]:
        """The commands and links that a plain text holds."""
        return [
            {
                "type": match.lastgroup,
                "offset": utf16_length(text[: match.start()]),
                "length": utf16_length(match.group()),
            }
            for match in PLAIN_ENTITY.finditer(text)
        ]


def load_parser() -> Parser:
    """Telegram's parser where it is installed, else the lenient one."""
    try:
        return TelegramParser()
    except ImportError:
        return PlainParser()


def _mode(name: str) -> Mapping[str, object]:
    mode = MODES.get(name.lower())
    if mode is None:
        raise bad_request("unsupported parse_mode")
    return mode


def _translated(found: list[Json]) -> list[Json]:
    return [_entity(one) for one in found if one["type"]["@type"].removeprefix("textEntityType") in KINDS]


def _entity(found: Json) -> Json:
    kind = found["type"]
    shape: Json = {
        "type": KINDS[kind["@type"].removeprefix("textEntityType")],
        "offset": found["offset"],
        "length": found["length"],
    }
    for name in ("url", "language", "custom_emoji_id", "unix_time"):
        if kind.get(name):
            shape[name] = kind[name]
    if "user_id" in kind:
        shape["user"] = {"id": kind["user_id"], "is_bot": False, "first_name": ""}
    if "formatting_type" in kind:
        shape["date_time_format"] = _date_format(kind["formatting_type"])
    return shape


def _date_format(formatting: Json) -> str:
    if formatting["@type"] == "dateTimeFormattingTypeRelative":
        return "r"
    letters = "w" if formatting["show_day_of_week"] else ""
    for part, letter in (("date_precision", "d"), ("time_precision", "t")):
        precision = formatting[part]["@type"].removeprefix("dateTimePartPrecision")
        letters += {"Short": letter, "Long": letter.upper()}.get(precision, "")
    return letters


class _HtmlReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self._open: list[tuple[str, Json]] = []
        self._closed: list[Json] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            return
        given = dict(attrs)
        entity: Json = {"type": TAGS[tag], "offset": utf16_length(self.text)}
        if tag == "a":
            entity["url"] = given.get("href") or ""
        if tag == "blockquote" and "expandable" in given:
            entity["type"] = "expandable_blockquote"
        if tag == "tg-time":
            entity |= {
                "unix_time": int(given.get("unix") or 0),
                "date_time_format": given.get("format") or "",
            }
        self._open.append((tag, entity))

    def handle_endtag(self, tag: str) -> None:
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index][0] == tag:
                self._close(self._open.pop(index)[1])
                return

    def handle_data(self, data: str) -> None:
        self.text += data

    def closed_entities(self) -> list[Json]:
        for _, entity in self._open:
            self._close(entity)
        return sorted(self._closed, key=lambda entity: (entity["offset"], -entity["length"]))

    def _close(self, entity: Json) -> None:
        length = utf16_length(self.text) - entity["offset"]
        if length:
            self._closed.append(entity | {"length": length})
