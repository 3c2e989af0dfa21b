"""Finds what a reading of a page left out: the standfirst above the body, paragraphs in it, the body's other boxes.

Pages break an article into boxes of one kind, with advertisements between them; readers of pages take one of them.
"""

import re
from collections import Counter
from collections.abc import Iterator

from lxml.html import HtmlElement

from bot.core.arabic import clean

FEWEST_WORDS = 12  # of a standfirst
FEWEST_IN_A_BOX = 2  # paragraphs
WORDS_OF_A_PARAGRAPH = 8
KNOWN_BY = 60  # letters
WORDS_THAT_TELL = 3  # of a line; two may stand anywhere
_LEAD = re.compile(
    r"(?:^|[\s_-])(?:lead|lede|leadin|standfirst|intro|introduction|summary|excerpt|sapo|chapo|chapeau|dek|subtitle|subhead"
    r"|sub-?title|sub-?headline|article-?description|headline-?description)(?:$|[\s_-])",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?\u061f\u2026][\"'\u00bb\u201d)\]]*$")
_NOT_THE_BODY = re.compile(
    r"related|promo|newsletter|sign-?up|subscri|share|social|author|byline|\bbio|comment|recommend|more-|sidebar|footer"
    r"|\bads?\b|advert|copyright|tags",
    re.IGNORECASE,
)


def missing_pieces(tree: HtmlElement, text: str, title: str) -> tuple[list[str], list[str]]:
    """Return the lines that belong before and after the text of the article."""
    known = {_key(line) for line in text.split("\n") if line.strip()}
    paragraphs = [(block, line) for block in tree.iter("p") if (line := _line(block))]
    found = [block for block, line in paragraphs if _key(line) in known]
    if not found:
        return [], []
    known.add(_key(title))
    standfirst = _standfirst(tree, found[0], known, text)
    before, after = _twins(found, paragraphs, known)
    return [*standfirst, *before], after


def with_inner_pieces(tree: HtmlElement, lines: list[str]) -> list[str]:
    """Return the lines with the paragraphs that were left out between two of them, in the body's own box."""
    places = {" ".join(line.split()): place for place, line in enumerate(lines)}
    paragraphs = [(block, line) for block in tree.iter("p") if (line := _line(block))]
    found = [(block.getparent(), places[line]) for block, line in paragraphs if line in places]
    if len(found) < FEWEST_IN_A_BOX:
        return lines
    box = Counter(parent for parent, _ in found).most_common(1)[0][0]
    text, last, at = "\n".join(lines), max(place for _, place in found), -1
    after: list[list[str]] = [[] for _ in lines]
    for block, line in paragraphs:
        at = places.get(line, at)
        is_between = 0 <= at < last and line not in places
        if is_between and _is_sentence(line) and _is_inside(block, box) and _is_new(block, text):
            after[at].append(line)
    return [one for line, new in zip(lines, after, strict=True) for one in (line, *new)]


def _is_sentence(line: str) -> bool:
    return len(line.split()) >= FEWEST_WORDS and bool(_SENTENCE.search(line))


def _is_inside(block: HtmlElement, box: HtmlElement | None) -> bool:
    """Does the paragraph stand in this box, and in nothing there that calls itself something else?"""
    for place in (block, *block.iterancestors()):
        if place is box:
            return True
        if _NOT_THE_BODY.search(f"{place.get('class', '')} {place.get('id', '')}"):
            return False
    return False


def _is_new(block: HtmlElement, text: str) -> bool:
    """A paragraph of several lines may be known in pieces."""
    pieces = (" ".join(clean(str(piece)).split()) for piece in block.itertext())
    return not any(len(piece.split()) >= WORDS_THAT_TELL and piece in text for piece in pieces)


def _standfirst(tree: HtmlElement, first: HtmlElement, known: set[str], text: str) -> list[str]:
    """The last block above the body that calls itself one; the headline must stand above it."""
    seen_heading, standing = False, ""
    for element in tree.iter("h1", "h2", "p", "div"):
        if element is first:
            break
        if element.tag == "h1":
            seen_heading, standing = True, ""
        elif seen_heading and _calls_itself_lead(element):
            line = _line(element)
            is_one = len(line.split()) >= FEWEST_WORDS and _key(line) not in known and line not in text
            standing = line if is_one and len(list(element.iter("p"))) <= 1 else standing
    return [standing] if standing else []


def _calls_itself_lead(element: HtmlElement) -> bool:
    boxes = [element] if element.tag != "p" else [element, element.getparent()]
    return any(
        _LEAD.search(f"{box.get('class', '')} {box.get('id', '')} {box.get('itemprop', '')}")
        for box in boxes
        if box is not None
    )


def _twins(
    found: list[HtmlElement], paragraphs: list[tuple[HtmlElement, str]], known: set[str]
) -> tuple[list[str], list[str]]:
    """The paragraphs of boxes that look like the body's and stand in the same article."""
    box, count = Counter(block.getparent() for block in found).most_common(1)[0]
    if box is None or not box.get("class") or count < FEWEST_IN_A_BOX:
        return [], []
    before: list[str] = []
    after: list[str] = []
    side = before
    for twin, lines in _boxes(paragraphs):
        if twin is box:
            side = after
        elif _is_twin(twin, box):
            new = [line for line in lines if _key(line) not in known]
            side.extend(new if len(new) >= FEWEST_IN_A_BOX else [])
    return before, after


def _boxes(paragraphs: list[tuple[HtmlElement, str]]) -> Iterator[tuple[HtmlElement, list[str]]]:
    boxes: dict[HtmlElement, list[str]] = {}
    for block, line in paragraphs:
        if len(line.split()) >= WORDS_OF_A_PARAGRAPH and block.getparent() is not None:
            boxes.setdefault(block.getparent(), []).append(line)
    yield from boxes.items()


def _is_twin(one: HtmlElement, other: HtmlElement) -> bool:
    alike = one.tag == other.tag and one.get("class") == other.get("class")
    return alike and _article_of(one) is _article_of(other) and _has_no_heading(one)


def _article_of(box: HtmlElement) -> HtmlElement | None:
    return next(box.iterancestors("article", "main"), None)


def _has_no_heading(box: HtmlElement) -> bool:
    """A box with a headline of its own, in it or right above it, is another story."""
    above = [element for element in (box.getprevious(),) if element is not None]
    return not any(next(place.iter("h1", "time"), None) is not None for place in (box, *above))


def _line(block: HtmlElement) -> str:
    words = block.xpath(".//text()[not(ancestor::script or ancestor::style)]")
    return " ".join(clean("".join(map(str, words))).split())


def _key(line: str) -> str:
    return " ".join(line.split())[:KNOWN_BY]
