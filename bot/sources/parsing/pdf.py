"""A PDF -> title and paragraphs. Reads where each letter stands, since PDFs keep no order of right-to-left letters.

How the letters of a line become words is in pdf_lines.py. Reads no pictures of text.
"""

import io
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from statistics import median

from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar, LTContainer, LTItem
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfparser import PDFSyntaxError
from pdfminer.psexceptions import PSException

from bot.core.arabic import clean, split_title
from bot.core.errors import Refusal, SourceError
from bot.sources.parsing.pdf_lines import Letter, Line, lines_of

MOST_PAGES = 20  # an article has a few; reading one takes 0.15 s
MOST_LETTERS = 200_000
LARGER = 1.15  # a title's letters against the body's
NEW_PARAGRAPH = 1.35  # distance of lines against the usual one
FULL = 0.85  # of the widest line; shorter ones end a paragraph
REPEATED = 3  # pages with the same line at the edge
_ENDS = (".", "!", "؟", "?", "»", '"', "”", ":", "…")


def read_pdf(raw: bytes) -> tuple[str, str]:
    """Return title and text. Raises SourceError when it has no letters, or a password."""
    try:
        pages = [lines_of(letters) for letters in _pages(raw)]
    except (PSException, PDFSyntaxError, PDFEncryptionError, PDFPasswordIncorrect) as error:
        raise SourceError(Refusal.NOT_TEXT, f"PDF: {type(error).__name__}", permanent=True) from error
    lines = list(_without_edges(pages))
    if not lines:
        raise SourceError(Refusal.NOT_TEXT, "a PDF without letters", permanent=True)
    title, body = _split_title(lines)
    text = "\n".join(_paragraphs(body))
    return (title, text) if title else split_title(text)


def _pages(raw: bytes) -> Iterator[list[Letter]]:
    count = 0
    for page in extract_pages(io.BytesIO(raw), maxpages=MOST_PAGES, laparams=None):
        letters = list(_letters(page))
        count += len(letters)
        yield letters
        if count > MOST_LETTERS:
            return


def _letters(items: Iterable[LTItem]) -> Iterator[Letter]:
    for item in items:
        if isinstance(item, LTChar):
            yield Letter(
                text=item.get_text(), left=item.x0, right=item.x1, base=item.matrix[5], size=item.size
            )
        elif isinstance(item, LTContainer):
            yield from _letters(item)


def _without_edges(pages: list[list[Line]]) -> Iterator[Line]:
    """Page numbers, what stands on the edge of several pages, and the tip of a letter cut off there are no text."""
    edges = Counter(line.text for page in pages for line in {*page[:1], *page[-1:]})
    for page in pages:
        for line in page:
            is_mark = len(line.text) == 1 or line.text.strip("-–— ").isdigit()
            if not is_mark and edges[line.text] < REPEATED:
                yield line


def _split_title(lines: list[Line]) -> tuple[str, list[Line]]:
    """The title is what begins the text in larger letters."""
    usual = median(line.size for line in lines for _ in line.text)
    title = []
    for line in lines:
        if line.size < LARGER * usual:
            break
        title.append(clean(line.text))
    if not title or len(title) == len(lines):
        return "", lines
    return " ".join(title), lines[len(title) :]


def _paragraphs(lines: list[Line]) -> Iterator[str]:
    widest = max((line.right - line.left for line in lines), default=0)
    usual = _usual_distance(lines)
    parts: list[str] = []
    for above, line in pairwise([None, *lines]):
        assert line is not None, "only the first one has nothing above it"
        if parts and above is not None and _begins_paragraph(above, line, usual, widest):
            yield clean(" ".join(parts))
            parts = []
        parts.append(line.text)
    if parts:
        yield clean(" ".join(parts))


def _usual_distance(lines: list[Line]) -> float:
    """Of two lines in a paragraph: most paragraphs have several, and between them there is more room."""
    distances = sorted(above.base - line.base for above, line in pairwise(lines) if above.base > line.base)
    return distances[len(distances) // 4] if distances else 0


def _begins_paragraph(above: Line, line: Line, usual: float, widest: float) -> bool:
    distance = above.base - line.base
    is_apart = distance > NEW_PARAGRAPH * usual or abs(above.size - line.size) > 0.15 * above.size
    has_ended = above.text.endswith(_ENDS)
    is_short = above.right - above.left < FULL * widest
    return (is_apart and distance > 0) or (has_ended and is_short)
