"""What goes over the wire: JSON objects of the Bot API, uploaded files, Telegram's way of counting text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

# The Bot API's objects are open-ended: their members are checked where they are read.
Json: TypeAlias = dict[str, Any]
Clock: TypeAlias = Callable[[], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file that came with a request."""

    name: str
    content: bytes
    mime: str


def utf16_length(text: str) -> int:
    """The length of `text` in UTF-16 units, in which Telegram counts entity offsets."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def utf16_slice(text: str, start: int, length: int) -> str:
    """The part of `text` that an entity covers; `start` and `length` are UTF-16 units."""
    units = text.encode("utf-16-le", "surrogatepass")
    return units[start * 2 : (start + length) * 2].decode("utf-16-le", "replace")


def unix(moment: datetime) -> int:
    """`moment` as the Bot API writes dates: whole seconds since 1970."""
    return int(moment.timestamp())
