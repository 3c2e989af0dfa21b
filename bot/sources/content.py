"""What pages, files and feeds say: the values that come back from a worker process. Parses nothing."""

from dataclasses import dataclass
from datetime import datetime

from bot.core.errors import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a page or a file says; `url` is the address it gives itself."""

    title: str
    text: str
    outlet: str = ""
    published_at: datetime | None = None
    url: str = ""
    image: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of a feed, as it says itself; `mark` is what its feed knows it by."""

    mark: str
    title: str
    text: str
    url: str | None
    published_at: datetime | None
    image: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What a feed says: its newest items first."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a worker answers: a content, a feed, or why there is neither."""

    content: Content | None = None
    feed: Feed | None = None
    refusal: Refusal | None = None
    detail: str = ""
