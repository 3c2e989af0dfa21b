"""A text or Markdown document -> title and text. Opens no file; kinds that can be bombs are in parsing/."""

import re

from bot.core.arabic import clean, split_title
from bot.core.errors import Refusal, SourceError
from bot.sources.mojibake import repair

FEWEST_WORDS = 5
_FRONT_MATTER = re.compile(r"\A(---|\+\+\+)[ \t]*\n.*?\n\1[ \t]*(?:\n|\Z)", re.DOTALL)
_FRONT_TITLE = re.compile(r"""^title\s*[:=]\s*["']?(.+?)["']?\s*$""", re.MULTILINE | re.IGNORECASE)
_FENCED = re.compile(r"^ {0,3}(```+|~~~+).*?(?:^ {0,3}\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TITLE = re.compile(r"^ {0,3}#[ \t]+(.+)$", re.MULTILINE)
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$", re.MULTILINE)
_UNDERLINE = re.compile(r"^ {0,3}(?:=+|-{2,}|(?:[*_][ \t]*){3,})[ \t]*$", re.MULTILINE)
_LINK = re.compile(r"!?\[([^\[\]\n]*)\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\]\n]*\])")
_LINK_TARGET = re.compile(r"^ {0,3}\[[^\]\n]+\]:[ \t]*\S+.*$", re.MULTILINE)
_ADDRESS = re.compile(r"<(?:https?://|mailto:)[^<>\s]*>")
_LINE_MARK = re.compile(r"^[ \t]*(?:>[ \t]?)*(?:[-*+][ \t]+(?=\S)|(?=\S))", re.MULTILINE)
_EMPHASIS = re.compile(
    r"(?<!\\)(\*{1,3}|~~|`+)(?=\S)(.+?)(?<=\S)\1|(?<!\w)(_{1,3})(?=\S)(.+?)(?<=\S)\3(?!\w)"
)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>~|])")


def read_plain(text: str) -> tuple[str, str]:
    """Return title and body of a plain text. Raises SourceError when there is too little to digest."""
    title, body = split_title(clean(repair(text)))
    return title, require_enough(body)


def read_markdown(text: str) -> tuple[str, str]:
    """Return title and body of a Markdown text, marks taken off. Raises SourceError."""
    text = clean(repair(text)).lstrip()
    front = _FRONT_MATTER.match(text)
    named = _FRONT_TITLE.search(front.group()) if front else None
    written = _COMMENT.sub("", _FENCED.sub("", text[front.end() :] if front else text))
    heading = _TITLE.search(written)
    if heading is None:
        title, body = split_title(_without_marks(written))
        return title or (named.group(1) if named else ""), require_enough(body)
    body = written[: heading.start()] + written[heading.end() :]
    return _without_marks(heading.group()).strip(), require_enough(_without_marks(body))


def require_enough(body: str) -> str:
    """Return the text without the blanks around it. Raises SourceError when it is too little to digest."""
    body = body.strip()
    if len(body.split()) < FEWEST_WORDS:
        raise SourceError(Refusal.TOO_SHORT, f"{len(body.split())} words", permanent=True)
    return body


def _without_marks(written: str) -> str:
    plain = _UNDERLINE.sub("", _HEADING.sub(r"\1", written))
    plain = _LINK.sub(r"\1", _LINK.sub(r"\1", _LINK_TARGET.sub("", plain)))  # twice: a picture can be a link
    plain = _LINE_MARK.sub("", _ADDRESS.sub("", plain))
    return _ESCAPED.sub(r"\1", _EMPHASIS.sub(r"\2\4", _EMPHASIS.sub(r"\2\4", plain)))
