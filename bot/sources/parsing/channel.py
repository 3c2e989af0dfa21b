"""The page that Telegram shows of a public channel -> its posts. Reads no other page of Telegram's.

A post is a div.tgme_widget_message[data-post]; the posts it answers and Telegram's own notes are not its text.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from lxml import html
from lxml.html import HtmlElement

from bot.core.arabic import clean, split_title
from bot.core.errors import Refusal, SourceError
from bot.sources.content import Feed, Item
from bot.sources.decode import decode
from bot.sources.parsing.fragment import UNREADABLE

LARGEST_PAGE = 3_000_000  # characters; a page of twenty long posts has 200,000
MOST_TAGS = 50_000
FUTURE = timedelta(hours=1)
_POST = re.compile(r"[A-Za-z]\w{3,31}/\d{1,12}")
_BLOCKS = ("br", "p", "div", "blockquote", "pre", "li")


def read_channel(raw: bytes, label: str, now: datetime, most: int) -> Feed:
    """Return the channel's title and its newest posts with a text. Raises SourceError when it shows none."""
    source = decode(raw, label)
    if len(source) > LARGEST_PAGE or source.count("<") > MOST_TAGS:
        raise SourceError(Refusal.TOO_LARGE, f"{len(source)} characters", permanent=True)
    tree = _tree(source)
    headers = tree.find_class("tgme_channel_info_header_title")
    messages = tree.find_class("tgme_widget_message")
    if not headers and not messages:
        raise SourceError(Refusal.NO_CHANNEL, "no public page", permanent=True)
    posts = [post for message in messages for post in _post(message, now)]
    title = " ".join(clean(headers[0].text_content()).split()) if headers else ""
    return Feed(title=title, items=tuple(reversed(posts))[:most])


def _tree(source: str) -> HtmlElement:
    try:
        return html.document_fromstring(source.encode(), parser=html.HTMLParser(encoding="utf-8"))
    except UNREADABLE as error:
        raise SourceError(Refusal.NO_CHANNEL, "no page", permanent=True) from error


def _post(message: HtmlElement, now: datetime) -> Iterator[Item]:
    mark = message.get("data-post") or ""
    text = _text(message)
    if text and _POST.fullmatch(mark) and "service_message" not in message.classes:
        title, body = split_title(text)
        yield Item(
            mark=mark.lower(),
            title=title,
            text=body,
            url=f"https://t.me/{mark}",
            published_at=_moment(message, now),
        )


def _text(message: HtmlElement) -> str:
    written = (one for one in message.find_class("tgme_widget_message_text") if not _is_answered(one))
    first = next(written, None)
    if first is None:
        return ""
    for block in list(first.iter(*_BLOCKS)):
        if block is not first:
            block.text = "\n" + (block.text or "")
            block.tail = "\n" + (block.tail or "") if block.tag != "br" else block.tail
    lines = [" ".join(line.split()) for line in clean(first.text_content()).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _is_answered(written: HtmlElement) -> bool:
    """The text of the post that this one answers stands inside it, and is not its own."""
    return any("tgme_widget_message_reply" in one.classes for one in written.iterancestors())


def _moment(message: HtmlElement, now: datetime) -> datetime | None:
    times = [
        time.get("datetime") or ""
        for link in message.find_class("tgme_widget_message_date")
        for time in link.iter("time")
    ]
    try:
        moment = datetime.fromisoformat(times[0] if times else "")
    except ValueError:
        return None
    return moment if moment.tzinfo and moment <= now + FUTURE else None
