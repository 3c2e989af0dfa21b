"""HTML -> title, text, date. Fetches nothing; hidden text is cut before anything reads it."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

import trafilatura
from lxml import etree, html

from bot.core.arabic import clean
from bot.core.errors import Refusal, SourceError
from bot.sources.visible import cut_hidden

LARGEST_PAGE = 3_000_000  # characters
MOST_TAGS = 50_000  # extraction takes quadratic time: 1 s for 20,000 paragraphs, 30 s for 100,000
ENOUGH = 0.5  # the precise reading is kept when it holds at least this share of the default one
FEWEST_WORDS = 25
FEWEST_WORDS_OF_A_HEADING = 3
# What lxml and trafilatura raise on broken pages; none of them says more than «not readable».
UNREADABLE = (etree.LxmlError, ValueError, TypeError, AttributeError, LookupError, RecursionError)
_BLOCKS = ("p", "br", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "tr", "figcaption")
_PAYWALL = re.compile(r"(للمشتركين فقط|اشترك لقراءة|اشتراك مدفوع|isAccessibleForFree\W+false)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a page says."""

    title: str
    text: str
    outlet: str
    published_at: datetime | None


def read_page(source: str, url: str) -> Content:
    """Return the article of an HTML page. Raises SourceError when there is none."""
    if len(source) > LARGEST_PAGE or source.count("<") > MOST_TAGS:
        raise SourceError(Refusal.TOO_LARGE, f"{len(source)} characters", permanent=True)
    try:
        content = _read(source, url)
    except UNREADABLE as error:
        raise SourceError(
            Refusal.NO_ARTICLE, f"unreadable: {type(error).__name__}", permanent=True
        ) from error
    count = len(content.text.split())
    if count < FEWEST_WORDS:
        refusal = Refusal.PAYWALL if _PAYWALL.search(source) else Refusal.NO_ARTICLE
        raise SourceError(refusal, f"{count} words", permanent=True)
    return content


def text_of_fragment(fragment: str) -> str:
    """Return the text of a piece of HTML, such as a feed's description; entities become letters."""
    try:
        tree = html.fragment_fromstring(fragment, create_parent="div")
    except UNREADABLE:
        return ""
    cut_hidden(tree)
    etree.strip_elements(tree, "script", "style", etree.Comment, with_tail=False)
    for block in list(tree.iter(*_BLOCKS)):
        block.text = "\n" + (block.text or "")
        block.tail = "\n" + (block.tail or "")
    lines = (" ".join(line.split()) for line in clean(tree.text_content()).split("\n"))
    return "\n".join(line for line in lines if line)


def _read(source: str, url: str) -> Content:
    tree = html.document_fromstring(source.encode(), parser=html.HTMLParser(encoding="utf-8"))
    cut_hidden(tree)
    headings = [" ".join(heading.text_content().split()) for heading in tree.iter("h1")]
    visible = str(html.tostring(tree, encoding="unicode"))
    facts = trafilatura.extract_metadata(visible, default_url=url or None)
    outlet = clean(facts.sitename or facts.hostname or "")
    title = _title(" ".join((facts.title or "").split()), headings, outlet)
    return Content(
        title=title,
        text=_body(visible, url).removeprefix(f"{title}\n"),
        outlet=outlet.split("://")[-1].strip("/"),
        published_at=_moment(facts.date),
    )


def _body(visible: str, url: str) -> str:
    full = _extract(visible, url, favor_precision=False)
    precise = _extract(visible, url, favor_precision=True)
    return precise if len(precise) >= ENOUGH * len(full) else full


def _extract(visible: str, url: str, *, favor_precision: bool) -> str:
    text = trafilatura.extract(
        visible,
        url=url or None,
        include_comments=False,
        include_tables=False,
        favor_precision=favor_precision,
    )
    return clean(text or "")


def _title(title: str, headings: list[str], outlet: str) -> str:
    """Return the page's title without the site's name: the heading that is a part of it, or its longer part."""
    for heading in headings:
        if len(heading.split()) >= FEWEST_WORDS_OF_A_HEADING and heading in title:
            return clean(heading)
    for mark in (" - ", " | ", " – ", " — ", " :: "):
        head, found, tail = title.rpartition(mark)
        if found and (tail.strip() == outlet or len(tail.split()) <= 3 < len(head.split())):
            return clean(head).strip()
    return clean(title)


def _moment(day: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(day or "").replace(tzinfo=UTC)
    except ValueError:
        return None
    # The first of January is what the library guesses when it finds a year only.
    return None if (moment.month, moment.day) == (1, 1) else moment
