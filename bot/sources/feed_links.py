"""Which addresses may be a site's feeds, by what its page says and by custom. Guesses only; fetches nothing.

Reads pages with small expressions of linear cost: a page of a stranger is scanned here, never parsed.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urljoin, urlsplit, urlunsplit

from bot.core.arabic import is_arabic

MOST_CONSIDERED = 50  # of the links of one page
FEED_TYPES = frozenset(f"application/{name}" for name in ("rss+xml", "atom+xml", "rdf+xml", "feed+json"))
# The customs of WordPress, Drupal, Blogger and of newsrooms' own programs, the most frequent first.
USUAL_AT_ROOT = ("feed/", "rss", "rss.xml", "feed.xml", "atom.xml", "index.xml", "rss/feed.xml")
USUAL_IN_SECTION = ("feed/", "rss", "rss.xml")

_TAG = re.compile(r"<(link|a)\s([^<>]{1,2000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""([a-z-]{1,20})\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE
)
_COMMENTS = re.compile(r"/comments?(?:/|$)|/wp-json/|oembed", re.IGNORECASE)
_COMMENTS_TITLE = re.compile(r"\bcomments\b|تعليق", re.IGNORECASE)
_FEED_PATH = re.compile(r"(?:^|[/._-])(?:rss\d?|feeds?|atom|rdf)(?:[/._-]|feed|$)", re.IGNORECASE)
_ARABIC_PLACE = re.compile(r"(?:^|[/._=-])(?:ar|arabic|arab)(?:[/._&-]|$)", re.IGNORECASE)
_YOUTUBE = re.compile(r"(?:www\.|m\.)?youtube\.com(?::\d+)?", re.IGNORECASE)
_YOUTUBE_CHANNEL = re.compile(
    r'(?:channel_id=|"(?:externalId|channelId)":\s?"|youtube\.com/channel/)(UC[\w-]{22})'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Link:
    """A link of a page that may lead to a feed."""

    url: str
    title: str
    language: str
    is_json: bool


def feeds_named_in(page: str, url: str) -> tuple[str, ...]:
    """Return the feeds that a page names as its own, the main and Arabic ones first; not those of comments."""
    links = list(islice(_alternates(page, url), MOST_CONSIDERED))
    return tuple(dict.fromkeys(link.url for link in sorted(links, key=lambda link: _rank(link, url))))


def feeds_linked_in(page: str, url: str) -> tuple[str, ...]:
    """Return the addresses of the same site that a page links to and that look like feeds."""
    return tuple(dict.fromkeys(islice(_anchors(page, url), MOST_CONSIDERED)))


def usual_feeds(url: str) -> tuple[str, ...]:
    """Return the addresses where sites usually have their feed: first in the section of this address."""
    parts = urlsplit(url)
    section = parts.path.strip("/").split("/")[0]
    root = urlunsplit((parts.scheme, parts.netloc, "/", "", ""))
    in_section = [f"{root}{section}/{name}" for name in USUAL_IN_SECTION if section and "." not in section]
    return tuple(
        dict.fromkeys(one for one in (*in_section, *(root + name for name in USUAL_AT_ROOT)) if one != url)
    )


def youtube_feed(url: str) -> str | None:
    """Return the feed of a YouTube channel or playlist whose address names it by its id."""
    parts = urlsplit(url)
    if not _YOUTUBE.fullmatch(parts.netloc):
        return None
    found = re.match(r"/channel/(UC[\w-]{22})(?:/|$)", parts.path)
    if found:
        return _youtube(url, f"channel_id={found[1]}")
    listed = re.search(r"(?:^|&)list=([\w-]{10,64})(?:&|$)", parts.query)
    if listed and parts.path.startswith("/playlist"):
        return _youtube(url, f"playlist_id={listed[1]}")
    return None


def youtube_feed_named_in(page: str, url: str) -> str | None:
    """Return the feed of the YouTube channel that this page of YouTube's is about."""
    found = _YOUTUBE_CHANNEL.search(page) if _YOUTUBE.fullmatch(urlsplit(url).netloc) else None
    return _youtube(url, f"channel_id={found[1]}") if found else None


def _youtube(url: str, query: str) -> str:
    parts = urlsplit(url)
    host = re.sub(r"^(?:www\.|m\.)?", "www.", parts.netloc.lower())
    return urlunsplit((parts.scheme, host, "/feeds/videos.xml", query, ""))


def _alternates(page: str, url: str) -> Iterator[_Link]:
    for said in _tags(page, "link"):
        kind = said.get("type", "").lower().split(";")[0].strip()
        address = _web_address(url, said.get("href", ""))
        if (
            address is None
            or kind not in FEED_TYPES
            or "alternate" not in said.get("rel", "").lower().split()
        ):
            continue
        title = said.get("title", "")
        if not _COMMENTS.search(address) and not _COMMENTS_TITLE.search(title):
            language = said.get("hreflang", "").lower()
            yield _Link(url=address, title=title, language=language, is_json="json" in kind)


def _anchors(page: str, url: str) -> Iterator[str]:
    site = _site_of(url)
    for said in _tags(page, "a"):
        address = _web_address(url, said.get("href", ""))
        if address is None or address == url or _site_of(address) != site or _COMMENTS.search(address):
            continue
        if _FEED_PATH.search(urlsplit(address).path):
            yield address


def _tags(page: str, name: str) -> Iterator[dict[str, str]]:
    for tag in _TAG.finditer(page):
        if tag[1].lower() == name:
            said = _ATTRIBUTE.findall(tag[2])
            yield {attribute.lower(): html.unescape(a or b or c).strip() for attribute, a, b, c in said}


def _rank(link: _Link, url: str) -> tuple[bool, bool, bool, int]:
    arabic = link.language.startswith("ar") or is_arabic(link.title) or bool(_ARABIC_PLACE.search(link.url))
    depth = urlsplit(link.url).path.strip("/").count("/")
    return (not arabic, _site_of(link.url) != _site_of(url), link.is_json, depth)


def _web_address(base: str, href: str) -> str | None:
    try:
        address = urljoin(base, href).split("#")[0]
    except ValueError:
        return None
    return address if href and address.startswith(("http://", "https://")) else None


def _site_of(url: str) -> tuple[str, ...]:
    """The last two labels of the host: feeds often have a host of their own."""
    try:
        return tuple((urlsplit(url).hostname or "").split(".")[-2:])
    except ValueError:
        return ()
