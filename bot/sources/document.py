"""A text or HTML document -> title and text. Opens no file."""

import re

from bot.core.arabic import clean, split_title
from bot.core.errors import Refusal, SourceError
from bot.sources.content import read_page

FEWEST_WORDS = 5
_MARKDOWN = re.compile(r"^\s{0,3}(?:#{1,6}\s+|>\s?|[-*+]\s+(?=\S))|(\*\*|__|`)", re.MULTILINE)
_MARKDOWN_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)")
_MARKDOWN_TITLE = re.compile(r"\A\s*#\s+(.+)$", re.MULTILINE)


def read_plain(text: str) -> tuple[str, str]:
    """Return title and body of a plain text. Raises SourceError when there is too little to digest."""
    title, body = split_title(clean(text))
    if len(body.split()) < FEWEST_WORDS:
        raise SourceError(Refusal.TOO_SHORT, f"{len(body.split())} words", permanent=True)
    return title, body


def read_markdown(text: str) -> tuple[str, str]:
    """Return title and body of a Markdown text, marks taken off. Raises SourceError."""
    heading = _MARKDOWN_TITLE.search(text)
    plain = _MARKDOWN.sub("", _MARKDOWN_LINK.sub(r"\1", text))
    title, body = read_plain(plain)
    if heading and not title:
        title = clean(_MARKDOWN.sub("", heading.group(1))).strip()
        body = body.removeprefix(title).strip()
    return title, body


def read_html(text: str) -> tuple[str, str]:
    """Return title and body of an HTML document. Raises SourceError."""
    content = read_page(text, "")
    return content.title, content.text
