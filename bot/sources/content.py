"""HTML -> title, text, date. Fetches nothing; hidden text is cut before anything reads it."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

import trafilatura
from lxml import etree, html

from bot.core.arabic import clean
from bot.core.errors import Refusal, SourceError

LARGEST_PAGE = 3_000_000  # characters; extraction takes quadratic time on some larger pages
ENOUGH = 0.5  # the precise reading is kept when it holds at least this share of the default one
FEWEST_WORDS = 20
_HIDDEN_STYLE = re.compile(
    r"font-size:\s*0|opacity:\s*0(\.0+)?\s*(;|$)|display:\s*none|visibility:\s*hidden"
    r"|(left|top|text-indent):\s*-\d{3,}",
    re.IGNORECASE,
)
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
    if len(source) > LARGEST_PAGE:
        raise SourceError(Refusal.TOO_LARGE, f"{len(source)} characters", permanent=True)
    visible = _without_hidden(source)
    text = _body(visible, url)
    if len(text.split()) < FEWEST_WORDS:
        refusal = Refusal.PAYWALL if _PAYWALL.search(source) else Refusal.NO_ARTICLE
        raise SourceError(refusal, f"{len(text.split())} words", permanent=True)
    facts = trafilatura.extract_metadata(visible, default_url=url)
    outlet = clean(facts.sitename or facts.hostname or "")
    title = clean(facts.title or "")
    return Content(
        title=_without_site_name(title, outlet),
        text=text,
        outlet=outlet,
        published_at=_moment(facts.date),
    )


def text_of_fragment(fragment: str) -> str:
    """Return the text of a piece of HTML, such as a feed's description; a plain text stays as it is."""
    if "<" not in fragment:
        return clean(fragment).strip()
    try:
        tree = html.fragment_fromstring(fragment, create_parent="div")
    except etree.ParserError:
        return ""
    for block in tree.iter("p", "br", "li", "h1", "h2", "h3", "h4", "blockquote", "tr"):
        block.tail = "\n" + (block.tail or "")
    lines = (" ".join(line.split()) for line in tree.text_content().split("\n"))
    return clean("\n".join(line for line in lines if line))


def _body(visible: str, url: str) -> str:
    full = _extract(visible, url, favor_precision=False)
    precise = _extract(visible, url, favor_precision=True)
    return precise if len(precise) >= ENOUGH * len(full) else full


def _extract(visible: str, url: str, *, favor_precision: bool) -> str:
    text = trafilatura.extract(
        visible,
        url=url,
        include_comments=False,
        include_tables=False,
        favor_precision=favor_precision,
    )
    return clean(text or "")


def _without_hidden(source: str) -> str:
    """Cut what a reader cannot see: that is where instructions to machines are hidden."""
    try:
        tree = html.fromstring(source.encode(), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError) as error:
        raise SourceError(Refusal.NO_ARTICLE, "empty page", permanent=True) from error
    hidden = tree.xpath("//*[@hidden] | //template | //details[not(@open)] | //*[@style]")
    for element in hidden:
        styled = _HIDDEN_STYLE.search(element.get("style") or "")
        if element.getparent() is not None and (styled or not element.get("style")):
            element.drop_tree()
    return str(html.tostring(tree, encoding="unicode"))


def _without_site_name(title: str, outlet: str) -> str:
    for mark in (" - ", " | ", " – ", " — ", " :: "):
        head, found, tail = title.rpartition(mark)
        if found and (tail.strip() == outlet or len(tail.split()) <= 3 < len(head.split())):
            return head.strip()
    return title


def _moment(day: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
    except ValueError:
        return None
