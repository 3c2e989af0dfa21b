"""A page's tree -> its title without the site's name, outlet, main image, own address; and the language of its text."""

import re
from urllib.parse import urljoin, urlsplit

import trafilatura
from lxml import html
from lxml.html import HtmlElement

from bot.core.arabic import arabic_share, clean
from bot.sources.content import Content
from bot.sources.mojibake import repair

FEWEST_WORDS_OF_A_HEADING = 3
MOST_WORDS_OF_A_SITE = 3
_MARKS = (" - ", " | ", " – ", " — ", " :: ", " • ", " » ", " « ")
_SCRIPTS_OF_ARABIC = ("ar", "fa", "ur", "ckb", "ps", "ug", "sd")
_ARABIC_YEH, _PERSIAN_YEH = "\u064a", "\u06cc"
_URDU = re.compile("[\u0679\u0688\u0691\u06ba\u06d2]")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?=$|[-_])", re.IGNORECASE)


def facts_of(tree: HtmlElement, url: str) -> Content:
    """Return all that a page says of its article, but its text, date and language."""
    found = trafilatura.extract_metadata(html.tostring(tree, encoding="unicode"), default_url=url or None)
    outlet = " ".join(clean(repair(found.sitename or found.hostname or "")).split())
    address = _web_address(found.url or "", url) or url
    title = title_of(tree, found.title or "", outlet)
    return Content(
        title=title,
        text="",
        outlet=outlet.split("://")[-1].strip("/"),
        url=address,
        image=_web_address(found.image or "", address),
    )


def title_of(tree: HtmlElement, title: str, outlet: str) -> str:
    """Return the page's title without the site's name: the heading that is a part of it, or its longer part."""
    title = _line(title)
    headings = [_line(str(heading.text_content())) for heading in tree.iter("h1")]
    named = [title, *_meta(tree, "og:title"), *(_line(str(one.text_content())) for one in tree.iter("title"))]
    for heading in headings:
        if len(heading.split()) >= FEWEST_WORDS_OF_A_HEADING and any(heading in name for name in named):
            return heading
    whole = next((name for name in named if len(name.split()) >= FEWEST_WORDS_OF_A_HEADING), title)
    return _without_site(whole, outlet)


def _without_site(title: str, outlet: str) -> str:
    """Sites write their name at the end, mostly short; one that stands first must be known to be it."""
    for mark in _MARKS:
        head, found, tail = title.rpartition(mark)
        if found and (_names(tail, outlet) or len(tail.split()) <= MOST_WORDS_OF_A_SITE <= len(head.split())):
            title = head.strip()
        head, found, tail = title.partition(mark)
        if found and _names(head, outlet):
            title = tail.strip()
    return title


def _names(part: str, outlet: str) -> bool:
    words = part.casefold().split()
    known = outlet.casefold().split()
    return bool(words) and 2 * sum(word in known for word in words) >= len(words)


def _meta(tree: HtmlElement, name: str) -> list[str]:
    found = tree.xpath("//meta[@property=$name or @name=$name]/@content", name=name)
    return [_line(str(content)) for content in found]


def _line(text: str) -> str:
    return " ".join(clean(repair(text)).split())


def _web_address(link: str, base: str) -> str:
    try:
        address = urljoin(base, link.strip())
        is_web = urlsplit(address).scheme in ("http", "https")
    except ValueError:
        return ""
    return address if link and is_web else ""


def language_of(tree: HtmlElement, text: str) -> str:
    """Return the language of the text, two or three letters; nothing when neither it nor the page says.

    The letters decide: pages are made from templates that say «en».
    """
    said = _LANGUAGE.match(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "")
    language = said.group().lower() if said else ""
    opening = text[:2000]
    if arabic_share(opening) <= 0.5:
        return "" if language in _SCRIPTS_OF_ARABIC else language
    if opening.count(_ARABIC_YEH) >= opening.count(_PERSIAN_YEH):
        return "ar"
    if language in _SCRIPTS_OF_ARABIC[1:]:
        return language
    return "ur" if _URDU.search(opening) else "fa"
