"""Spans, lines and blocks of a message, and their HTML. Whatever comes from outside is escaped here, once."""

import html
from dataclasses import dataclass
from enum import StrEnum

from bot.telegram.bidi import readable_line


class Style(StrEnum):
    """The few looks we use; the value is Telegram's tag."""

    PLAIN = ""
    BOLD = "b"
    ITALIC = "i"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text with one look, linked or not."""

    text: str
    style: Style = Style.PLAIN
    url: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a message; `keep_with_next` holds a heading together with what it heads."""

    spans: tuple[Span, ...]
    keep_with_next: bool = False


class Frame(StrEnum):
    """What surrounds the lines of a block; the value is the opening tag."""

    NONE = ""
    QUOTE = "<blockquote>"
    FOLDED_QUOTE = "<blockquote expandable>"


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together, perhaps inside a quotation."""

    lines: tuple[Line, ...]
    frame: Frame = Frame.NONE


def line(text: str, style: Style = Style.PLAIN, *, keep_with_next: bool = False) -> Line:
    """Return a line with one look."""
    return Line((Span(text, style),), keep_with_next)


def utf16_length(text: str) -> int:
    """Return the length that Telegram counts: UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def line_html(one: Line) -> str:
    """Return the HTML of a line, safe and right-to-left."""
    shown = [_span_html(span, readable_line(span.text)) for span in one.spans[:1]]
    rest = [_span_html(span, readable_line(span.text).removeprefix("\u200f")) for span in one.spans[1:]]
    return "".join(shown + rest)


def line_length(one: Line) -> int:
    """Return the length of a line as Telegram counts it, after parsing, isolates included."""
    return utf16_length("".join(readable_line(span.text) for span in one.spans))


def block_html(lines: list[Line], frame: Frame) -> str:
    """Return the HTML of lines inside their frame."""
    body = "\n".join(line_html(one) for one in lines)
    return f"{frame.value}{body}</blockquote>" if frame is not Frame.NONE else body


def entity_count(lines: list[Line], frame: Frame) -> int:
    """Return how many entities Telegram will count."""
    styled = sum(bool(span.style) + bool(span.url) for one in lines for span in one.spans)
    return styled + (frame is not Frame.NONE)


def _span_html(span: Span, shown: str) -> str:
    text = html.escape(shown, quote=False)
    if span.style:
        text = f"<{span.style.value}>{text}</{span.style.value}>"
    if span.url.startswith(("http://", "https://")):
        text = f'<a href="{html.escape(span.url, quote=True)}">{text}</a>'
    return text
