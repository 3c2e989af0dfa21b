"""A page's tree -> the text of its article: the library's reading, made whole where pages are built in pieces."""

import re
from copy import deepcopy

import trafilatura
from lxml.html import HtmlElement

from bot.core.arabic import clean, is_arabic
from bot.sources.parsing.asides import cut_asides
from bot.sources.parsing.dates import read_date
from bot.sources.parsing.pieces import missing_pieces, with_inner_pieces

ENOUGH = 0.5  # the precise reading is kept when it holds at least this share of the full one
ROWS_OF_A_TABLE = 4
LINES_OF_A_HEAD = 5
WORDS_OF_A_SHORT_LINE = 9  # «الأحد 22 نوفمبر 2026 - الساعة 10:15 صباحا»
_UNSEEN = re.compile(r"hid|sr-only|screen-?reader|invisible|d-none")  # here the library judges well
_INLINE = ("span", "a", "b", "i", "em", "strong", "u", "mark", "font", "bdi", "bdo")


def text_of(tree: HtmlElement, url: str, title: str) -> str:
    """Return the article's text, a line for each paragraph; nothing of other stories."""
    cut_asides(tree)
    _make_sentences_whole(tree)
    full = _extract(tree, url)
    precise = _extract(tree, url, favor_precision=True)
    text = precise if len(precise) >= ENOUGH * len(full) else full
    if len(list(tree.iter("tr"))) >= ROWS_OF_A_TABLE:
        with_tables = _extract(tree, url, include_tables=True)
        text = text if len(text) >= ENOUGH * len(with_tables) else with_tables  # the page is its table
    before, after = missing_pieces(tree, text, title)
    lines = [*before, *with_inner_pieces(tree, _lines(text)), *after]
    return "\n".join(_without_head(lines, title))


def _make_sentences_whole(tree: HtmlElement) -> None:
    """A few words in a sentence are a part of it: the library judges by class and id, and would cut them out."""
    for paragraph in tree.iter("p"):
        if _has_words_of_its_own(paragraph):
            for element in paragraph.iter(*_INLINE):
                _forget_names(element)


def _forget_names(element: HtmlElement) -> None:
    if not _UNSEEN.search(element.get("class") or ""):
        element.attrib.pop("class", None)
        element.attrib.pop("id", None)


def _has_words_of_its_own(paragraph: HtmlElement) -> bool:
    own = [paragraph.text, *(child.tail for child in paragraph)]
    return any(text and text.strip() for text in own)


def _extract(
    tree: HtmlElement, url: str, *, favor_precision: bool = False, include_tables: bool = False
) -> str:
    text = trafilatura.extract(
        deepcopy(tree),
        url=url or None,
        include_comments=False,
        include_tables=include_tables,
        favor_precision=favor_precision,
    )
    return clean(text or "")


def _without_head(lines: list[str], title: str) -> list[str]:
    """Cut the headline, the few words above it, such as a menu, and the date below it."""
    head = lines[:LINES_OF_A_HEAD]
    start = head.index(title) + 1 if title in head else 0
    if not all(_is_short(line) for line in head[: max(start - 1, 0)]):
        return lines
    while (
        start < len(lines) - 1 and _is_short(lines[start]) and read_date(lines[start], arab=is_arabic(title))
    ):
        start += 1
    return lines[start:]


def _is_short(line: str) -> bool:
    return len(line.split()) <= WORDS_OF_A_SHORT_LINE


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]
