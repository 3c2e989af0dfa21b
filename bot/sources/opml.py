"""OPML, the list of feeds that all feed readers write and read <-> sources. Fetches nothing and keeps nothing."""

import html
import re
from collections.abc import Iterator

from lxml import etree

from bot.core.arabic import clean
from bot.core.errors import Refusal, SourceError
from bot.core.following import only_new, source_id
from bot.core.models import Source, SourceKind
from bot.sources.decode import decode
from bot.sources.telegram_channel import channel_location, channel_name

LARGEST_LIST = 2_000_000  # bytes; a thousand feeds take 200,000
MOST_OUTLINES = 10_000
DEEPEST = 100
LONGEST_ADDRESS = 2_048  # characters
LONGEST_TITLE = 200
LONGEST_TOPIC = 64
USUAL_TOPIC = "general"
FOLLOWED = (SourceKind.FEED, SourceKind.CHANNEL)  # pages and files of this machine mean nothing elsewhere

# Document types can hold bombs and go; the many lists with a bare «&» in an address are read all the same.
_ROOT = re.compile(r"<opml\b", re.IGNORECASE)
_BARE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")
_WEB_ADDRESS = re.compile(r"https?://[^\s/?#:@\\]+(?::\d{1,5})?(?:[/?#]\S*)?", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def read_opml(raw: bytes) -> tuple[Source, ...]:
    """Return the sources of a list, each once, with the folder's name as the topic. Raises SourceError."""
    if len(raw) > LARGEST_LIST:
        raise SourceError(Refusal.TOO_LARGE, f"more than {LARGEST_LIST} bytes", permanent=True)
    listed = only_new(_sources_in(_tree(decode(raw)), USUAL_TOPIC, 0), ())
    if not listed:
        raise _not_a_list("no source in it")
    return listed


def write_opml(sources: tuple[Source, ...], title: str) -> bytes:
    """Return the feeds and channels as OPML 2.0, a folder for each topic."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = title
    body = etree.SubElement(root, "body")
    folders: dict[str, etree._Element] = {}
    for source in sources:
        if source.kind not in FOLLOWED:
            continue
        topic = _topic(_shown(source.topic))
        if topic not in folders:
            folders[topic] = etree.SubElement(body, "outline", text=topic, title=topic)
        _write(folders[topic], source)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True))


def _write(folder: "etree._Element", source: Source) -> None:
    title = _shown(source.title)
    said = {"type": "rss", "text": title, "title": title, "xmlUrl": source.location}
    etree.SubElement(folder, "outline", said | ({"country": source.country} if source.country else {}))


def _shown(text: str) -> str:
    return _CONTROL.sub("", clean(text))


def _tree(text: str) -> "etree._Element":
    start = _ROOT.search(text)
    if start is None:
        raise _not_a_list("no opml element")
    body = _BARE.sub("&amp;", _CONTROL.sub("", text[start.start() :]))
    if body.count("<") > 2 * MOST_OUTLINES:
        raise SourceError(Refusal.TOO_LARGE, f"more than {MOST_OUTLINES} outlines", permanent=True)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
        encoding="utf-8",
    )
    try:
        tree = etree.fromstring(body.encode(), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise _not_a_list(type(error).__name__) from error
    if tree is None:
        raise _not_a_list("no element")
    return tree


def _sources_in(element: "etree._Element", topic: str, depth: int) -> Iterator[Source]:
    if depth > DEEPEST:
        return
    for child in element:
        if not isinstance(child.tag, str):
            continue  # a comment
        address = _said(child, "xmlUrl")
        if address:
            yield from _source(child, address, topic)
        named = _said(child, "title") or _said(child, "text")
        is_folder = child.tag.lower() == "outline" and not address and bool(named)
        yield from _sources_in(child, _topic(named) if is_folder else topic, depth + 1)


def _source(outline: "etree._Element", address: str, topic: str) -> Iterator[Source]:
    location = address.removeprefix("feed:").removeprefix("//")
    location = location if "://" in location else f"https://{location}"
    kind, place = _kind_of(location)
    if not _WEB_ADDRESS.fullmatch(place) or len(place) > LONGEST_ADDRESS:
        return
    title = (_said(outline, "title") or _said(outline, "text"))[:LONGEST_TITLE]
    country = _said(outline, "country").lower()
    yield Source(
        id=source_id(place),
        kind=kind,
        location=place,
        title=title or place,
        topic=topic,
        country=country if re.fullmatch("[a-z]{2,3}", country) else "",
    )


def _kind_of(location: str) -> tuple[SourceKind, str]:
    try:
        name = channel_name(location)
    except SourceError:
        return SourceKind.CHANNEL, ""  # an invitation, or no channel at all
    return (SourceKind.FEED, location) if name is None else (SourceKind.CHANNEL, channel_location(name))


def _topic(named: str) -> str:
    return " ".join(named.split())[:LONGEST_TOPIC].lower() or USUAL_TOPIC


def _said(outline: "etree._Element", name: str) -> str:
    """Readers do not agree on the capitals of xmlUrl."""
    values = (value for key, value in outline.attrib.items() if str(key).lower() == name.lower())
    return clean(html.unescape(str(next(values, "")))).strip()


def _not_a_list(detail: str) -> SourceError:
    return SourceError(Refusal.NOT_A_LIST, detail, permanent=True)
