"""What in a message is to be digested: a link, a text or a file. Pure; fetches nothing."""

from dataclasses import dataclass

from telegram import Document, Message, MessageEntity

from bot.core.errors import Mistake, UserMistake
from bot.core.models import SourceKind
from bot.services.answer import Request

WORDS_OF_A_TEXT = 20  # fewer words beside a link are a remark about it
FEWEST_WORDS = 12  # fewer words without a link are talk, not an article
READABLE_FILES = (".txt", ".md", ".html", ".htm", ".pdf", ".docx")
LARGEST_FILE = 20 * 1024 * 1024  # bytes; what Telegram lets a bot download
LINKS = (MessageEntity.URL, MessageEntity.TEXT_LINK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a reader wants digested: something readable at once, or a file to download first."""

    request: Request | None = None
    document: Document | None = None


def find_wanted(message: Message, *, skip_command: bool = False) -> Wanted | None:
    """Return what this message asks to digest, if anything. Raises UserMistake for a file we cannot read."""
    if message.document:
        _check(message.document)
        return Wanted(document=message.document)
    text = _text_of(message, skip_command=skip_command)
    link = first_link(message)
    if link and len(text.split()) < WORDS_OF_A_TEXT:
        return Wanted(request=Request(kind=SourceKind.PAGE, location=link))
    if text and (skip_command or len(text.split()) >= FEWEST_WORDS):
        return Wanted(request=Request(kind=SourceKind.PASTE, location=text))
    return None


def _check(document: Document) -> None:
    name = (document.file_name or "").lower()
    if not name.endswith(READABLE_FILES) or (document.file_size or 0) > LARGEST_FILE:
        raise UserMistake(Mistake.FILE_KIND)


def _text_of(message: Message, *, skip_command: bool) -> str:
    text = message.text or message.caption or ""
    if skip_command:
        _command, *rest = text.split(maxsplit=1)
        text = rest[0] if rest else ""
    return text.strip()


def first_link(message: Message) -> str | None:
    """Return the address of the first link in a message, if any."""
    entities = message.parse_entities(list(LINKS)) or message.parse_caption_entities(list(LINKS))
    for entity, text in entities.items():
        address = entity.url or text
        return address if "://" in address else f"https://{address}"
    return None
