"""A feed (RSS, Atom, JSON Feed) -> its newest items. Which parser reads it is decided here; its bytes are made
right in feed_text.py."""

import io
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import fastfeedparser

from bot.core.errors import Refusal, SourceError
from bot.sources.content import Feed, Item
from bot.sources.parsing.dates import is_possible, read_date
from bot.sources.parsing.feed_text import WITHIN, normalise
from bot.sources.parsing.fragment import UNREADABLE, text_of_fragment

Entry = Mapping[str, Any]  # the libraries' entries are loose dictionaries
_ITEM = re.compile(rb"<(?:[A-Za-z][\w.-]*:)?(?:item|entry)[\s>]", re.IGNORECASE)
_WHOLE_LINK = re.compile(r"https?://[\w.-]+(?:/\S*)?")  # nearly all are, and taking them apart takes long
_BASE = re.compile(rb"""<(?:feed|rss)\b[^<>]{0,2000}?\bxml:base\s*=\s*["']([^"'<>]{1,500})""", re.IGNORECASE)
_PICTURE = re.compile(r"""<img\b[^>]*?\bsrc\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_NO_DATE = datetime.min.replace(tzinfo=UTC)


def read_feed(raw: bytes, label: str, url: str, now: datetime, most: int) -> Feed:
    """Return the feed's title and its newest items, at most so many. Raises SourceError."""
    title, entries = parse_entries(raw, label)
    dated = [(date_of(entry, now), entry) for entry in entries]
    base = _base_of(raw, url)
    newest = sorted(dated, key=lambda pair: pair[0] or _NO_DATE, reverse=True)[:most]
    items = tuple(_item(entry, published_at, base) for published_at, entry in newest)
    return Feed(title=_one_line(title), items=items)


def parse_entries(raw: bytes, label: str) -> tuple[str, list[Entry]]:
    """Return the feed's title and all its entries as they stand. Raises SourceError."""
    feed = normalise(raw, label)
    try:
        parsed = fastfeedparser.parse(feed)  # always bytes: given an address it would fetch it
        if parsed.entries or not _ITEM.search(feed):
            return _text(parsed.feed.get("title")), list(parsed.entries)
    except UNREADABLE as error:
        if not _ITEM.search(feed):
            raise _no_feed(type(error).__name__) from error
    return _parse_patiently(feed)


def date_of(entry: Entry, now: datetime) -> datetime | None:
    """Return when an entry was published, if that can be true."""
    for name in ("published", "updated", "created"):
        written = _text(entry.get(name))
        if written and (moment := _moment(written)) is not None:
            return moment if is_possible(moment, now) else None
    return None


def link_of(entry: Entry, base: str) -> str | None:
    """Return the web address of an entry's page."""
    link = _text(entry.get("link")).strip() or _named_link(entry)
    if _WHOLE_LINK.fullmatch(link):
        return link
    try:
        address = urljoin(base, link)
        is_web = urlsplit(address).scheme in ("http", "https")
    except ValueError:
        return None
    return address if link and is_web else None


def _named_link(entry: Entry) -> str:
    """A link without a kind is to the page itself (RFC 4287); the fast library asks for the kind."""
    links = (link for link in _parts(entry, "links") if link.get("rel") in (None, "", "alternate"))
    return next((_text(link.get("href")).strip() for link in links), "")


def title_of(entry: Entry) -> str:
    """Return an entry's title as a line of plain text."""
    return _one_line(_text(entry.get("title")))


def _parse_patiently(feed: bytes) -> tuple[str, list[Entry]]:
    """The slower library reads what the fast one does not."""
    import feedparser  # loaded when needed: few feeds come here

    parsed = feedparser.parse(io.BytesIO(feed), sanitize_html=False, resolve_relative_uris=False)
    if not parsed.entries:
        raise _no_feed("no item could be read")
    return _text(parsed.feed.get("title")), list(parsed.entries)


def _item(entry: Entry, published_at: datetime | None, base: str) -> Item:
    url, title, texts = link_of(entry, base), title_of(entry), _texts(entry)
    return Item(
        mark=_text(entry.get("id")) or url or title,
        title=title,
        text=text_of_fragment(max(texts, key=len)),
        url=url,
        published_at=published_at,
        image=_image(entry, texts, url or base),
    )


def _base_of(raw: bytes, url: str) -> str:
    """What a feed's own links start from, when it says so."""
    found = _BASE.search(raw, 0, WITHIN)
    return link_of({"link": found.group(1).decode(errors="replace")}, url) or url if found else url


def _texts(entry: Entry) -> list[str]:
    contents = [_text(part.get("value")) for part in _parts(entry, "content")]
    return [*contents, _text(entry.get("description")), _text(entry.get("summary"))]


def _image(entry: Entry, texts: list[str], base: str) -> str:
    """The picture that the feed names, else the first of its texts."""
    named = [*_parts(entry, "media_content"), *_parts(entry, "media_thumbnail"), *_parts(entry, "enclosures")]
    pictures = [one for one in (entry.get("image"), entry.get("banner_image")) if isinstance(one, str)]
    pictures += [_text(one.get("url") or one.get("href")) for one in named if _is_picture(one)]
    shown = (_PICTURE.search(text) for text in texts)
    for found in [*pictures, *(picture.group(1) for picture in shown if picture)]:
        address = link_of({"link": found}, base)
        if address:
            return address
    return ""


def _is_picture(part: Mapping[str, Any]) -> bool:
    kind = _text(part.get("type")) or _text(part.get("medium")) or "image"
    return kind.startswith("image")


def _parts(entry: Entry, name: str) -> Iterable[Mapping[str, Any]]:
    found = entry.get(name)
    return [part for part in found if isinstance(part, Mapping)] if isinstance(found, list) else []


def _moment(written: str) -> datetime | None:
    with suppress(ValueError):
        moment = datetime.fromisoformat(written)
        if moment.tzinfo is not None:
            return moment.astimezone(UTC)
    return read_date(written, arab=False)


def _one_line(markup: str) -> str:
    return " ".join(text_of_fragment(markup).split())


def _text(value: Any) -> str:
    return value if isinstance(value, str) else "" if value is None else str(value)


def _no_feed(detail: str) -> SourceError:
    return SourceError(Refusal.NOT_A_FEED, detail, permanent=True)
