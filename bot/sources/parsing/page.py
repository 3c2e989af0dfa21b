"""A web page -> its article, or why it has none. How its text is found is in body.py, its facts in facts.py."""

import re
from dataclasses import replace
from datetime import datetime

from lxml import html
from lxml.html import HtmlElement

from bot.core.arabic import clean
from bot.core.errors import Refusal, SourceError
from bot.sources.content import Content
from bot.sources.decode import decode
from bot.sources.mojibake import repair
from bot.sources.parsing.body import text_of
from bot.sources.parsing.facts import facts_of, language_of
from bot.sources.parsing.fragment import UNREADABLE
from bot.sources.parsing.page_date import date_of
from bot.sources.parsing.visible import cut_hidden

FEWEST_WORDS = 25
WORDS_OF_A_TEASER = 50  # fewer, on a page that speaks of subscribing, are what is shown before the wall
LETTERS_OF_A_WORD = (
    8  # more than words have: only where words are not set apart, as in Japanese, this counts more
)
WORDS_OF_AN_EMPTY_PAGE = 40
_PAYWALL = re.compile(
    r"للمشتركين فقط|حصر[يى]ا? للمشتركين|متاح للمشتركين|اشترك(?:وا)? (?:الآن )?لقراءة"
    r"|لمتابعة القراءة.{0,30}اشترك|اشتراك مدفوع"
    r"|subscribe (?:now )?to (?:continue|read|keep)|(?:for|to) subscribers only|subscriber[- ]only|already a subscriber"
    r"|réservée? aux abonnés|isAccessibleForFree\W+false",
    re.IGNORECASE,
)
# The joint inside Persian and Urdu words; the library takes it for rubbish, so a sign that it keeps stands in for it.
_JOINT, _STAND_IN = "\u200c", "\u02d1"
_NO_CONTENT = ("script", "style", "noscript", "template", "svg", "head")


def read_page(raw: bytes, label: str, url: str, now: datetime) -> Content:
    """Return the article of a page in these bytes. Raises SourceError when there is none."""
    source = repair(decode(raw, label))
    try:
        return _read(source, url, now)
    except UNREADABLE as error:
        raise _refused(Refusal.NO_ARTICLE, f"unreadable: {type(error).__name__}") from error


def _read(source: str, url: str, now: datetime) -> Content:
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    raw = source.replace(_JOINT, _STAND_IN).encode(errors="replace")
    tree = html.document_fromstring(raw, parser=parser)
    empty = _is_empty(tree)
    facts = facts_of(tree, url)
    published_at = date_of(tree, url, now)
    cut_hidden(tree)
    text, title = (
        clean(one.replace(_STAND_IN, _JOINT)) for one in (text_of(tree, url, facts.title), facts.title)
    )
    content = replace(
        facts, title=title, text=text, published_at=published_at, language=language_of(tree, text)
    )
    _require_article(content, source, empty=empty)
    return content


def _require_article(content: Content, source: str, *, empty: bool) -> None:
    count = max(len(content.text.split()), len(content.text) // LETTERS_OF_A_WORD)
    if count < WORDS_OF_A_TEASER and _PAYWALL.search(source):
        raise _refused(Refusal.PAYWALL, f"{count} words before the wall")
    if count < FEWEST_WORDS:
        raise _refused(Refusal.SCRIPT_ONLY if empty else Refusal.NO_ARTICLE, f"{count} words")


def _is_empty(tree: HtmlElement) -> bool:
    """Does the page come without its text, for scripts to bring it?"""
    if next(tree.iter("script"), None) is None:
        return False
    words = 0
    for element in tree.iter():
        inside = isinstance(element.tag, str) and element.tag not in _NO_CONTENT
        words += len((element.text or "").split()) if inside else 0
        words += len((element.tail or "").split())
        if words >= WORDS_OF_AN_EMPTY_PAGE:
            return False
    return True


def _refused(refusal: Refusal, detail: str) -> SourceError:
    return SourceError(refusal, detail, permanent=True)
