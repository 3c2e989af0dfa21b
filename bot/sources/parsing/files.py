"""A file that a reader sent -> its title and text, by its kind. Kinds that are plain text need no worker."""

from datetime import datetime

from bot.core.errors import Refusal, SourceError
from bot.sources.content import Content
from bot.sources.document import require_enough
from bot.sources.mojibake import repair
from bot.sources.parsing.docx import read_docx
from bot.sources.parsing.page import read_page
from bot.sources.parsing.pdf import read_pdf

READERS = {".pdf": read_pdf, ".docx": read_docx}
PAGES = (".html", ".htm")


def read_document(raw: bytes, kind: str, now: datetime) -> Content:
    """Return what a file says; `kind` is its name's end. Raises SourceError."""
    if kind in PAGES:
        return read_page(raw, "", "", now)
    if kind not in READERS:
        raise SourceError(Refusal.NOT_TEXT, f"{kind} files", permanent=True)
    title, text = READERS[kind](raw)
    return Content(title=title, text=require_enough(repair(text)))
