"""Whose source is whose, how many a reader may add, and when two addresses are one place. Decides only."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.core.models import Source
from bot.core.stories import article_id

_BEFORE_THE_PLACE = re.compile(r"https?://(www\.)?", re.IGNORECASE)
_LINK = re.compile(
    r"@\w+|(?:[a-z]+:(?://)?)?[^\s/@]+\.[^\s/@.]{2,}(?:[:/?#]\S*)?|[a-z]+://\S+", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """most: sources that one reader may add. operator_id: who may add any number and remove any source."""

    most: int = 20
    operator_id: int | None = None


def source_id(location: str) -> str:
    """Return the id of the source at this address."""
    return article_id("source", location)


def looks_like_link(text: str) -> bool:
    """Whether somebody who typed this can have meant a link or a channel's @name."""
    return _LINK.fullmatch(text) is not None


def place_of(location: str) -> str:
    """Return what two spellings of one address have in common: no scheme, no www, no last slash."""
    host, slash, path = _BEFORE_THE_PLACE.sub("", location, count=1).partition("/")
    return f"{host.lower()}{slash}{path}".rstrip("/")


def same_source(source: Source, kept: Iterable[Source]) -> Source | None:
    """Return the kept source at the same place, if any."""
    place = place_of(source.location)
    return next((one for one in kept if one.id == source.id or place_of(one.location) == place), None)


def only_new(listed: Iterable[Source], kept: Iterable[Source]) -> tuple[Source, ...]:
    """Return the listed sources whose place is not kept yet, each place once."""
    places = {place_of(one.location) for one in kept}
    new: dict[str, Source] = {}
    for one in listed:
        new.setdefault(place_of(one.location), one)
    return tuple(one for place, one in new.items() if place not in places)


def room_for(reader_id: int, kept: Iterable[Source], limits: Limits) -> int | None:
    """Return how many sources this reader may still add; None when there is no limit."""
    if reader_id == limits.operator_id:
        return None
    return max(limits.most - sum(one.owner_id == reader_id for one in kept), 0)


def may_remove(reader_id: int, source: Source, limits: Limits) -> bool:
    """Whether this reader added the source, or runs the bot."""
    return reader_id in {source.owner_id, limits.operator_id}
