"""A Word document -> title and paragraphs. Takes the text as printed: no deleted, hidden or commented words."""

import io
import zipfile

from lxml import etree

from bot.core.arabic import clean, split_title
from bot.core.errors import Refusal, SourceError

LARGEST_TEXT = 30_000_000  # bytes, unpacked; a novel has three
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PIECES = tuple(f"{_WORD}{name}" for name in ("t", "tab", "br", "cr"))
_TITLES = ("title", "heading1", "heading 1", "العنوان", "عنوان1")
_BROKEN = (
    zipfile.BadZipFile,
    KeyError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    etree.LxmlError,
)


def read_docx(raw: bytes) -> tuple[str, str]:
    """Return title and text. Raises SourceError when it is no Word document, or a bomb."""
    try:
        tree = etree.fromstring(_document_in(raw), _parser())
    except _BROKEN as error:
        raise SourceError(Refusal.NOT_TEXT, f"DOCX: {type(error).__name__}", permanent=True) from error
    paragraphs = [(block, line) for block in tree.iter(f"{_WORD}p") if (line := _line(block))]
    lines = [line for _, line in paragraphs]
    if paragraphs and _is_title(paragraphs[0][0]):
        return lines[0], "\n".join(lines[1:])
    return split_title("\n".join(lines))


def _document_in(raw: bytes) -> bytes:
    """Unpack no more than a text can have: a kilobyte of zip can hold a gigabyte."""
    with zipfile.ZipFile(io.BytesIO(raw)) as packed, packed.open("word/document.xml") as document:
        text = document.read(LARGEST_TEXT + 1)
    if len(text) > LARGEST_TEXT:
        raise SourceError(Refusal.TOO_LARGE, "DOCX: a bomb", permanent=True)
    return text


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def _line(paragraph: etree._Element) -> str:
    """The words of a paragraph; a text box or a table inside it has paragraphs of its own."""
    own = (element for element in paragraph.iter(*_PIECES) if _belongs(element, paragraph))
    pieces = (element.text or "" if element.tag == f"{_WORD}t" else " " for element in own)
    return " ".join(clean("".join(pieces)).split())


def _belongs(element: etree._Element, paragraph: etree._Element) -> bool:
    is_own = next(element.iterancestors(f"{_WORD}p"), None) is paragraph
    return is_own and not _is_hidden(element)


def _is_hidden(element: etree._Element) -> bool:
    run = element.getparent()
    return run is not None and run.find(f"{_WORD}rPr/{_WORD}vanish") is not None


def _is_title(paragraph: etree._Element) -> bool:
    style = paragraph.find(f"{_WORD}pPr/{_WORD}pStyle")
    return style is not None and (style.get(f"{_WORD}val") or "").lower() in _TITLES
