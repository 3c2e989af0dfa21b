"""What a server asks of those who read its feeds: conditions, waits, moves. Reads headers; decides nothing."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from bot.core.errors import Refusal, SourceError
from bot.core.models import FetchState
from bot.sources.http import Response

_MAX_AGE = re.compile(r"max-age\s*=\s*\"?(\d{1,9})")
_TTL = re.compile(rb"<ttl>\s*(\d{1,6})\s*</ttl>", re.IGNORECASE)
_WITHIN = 20_000  # bytes in which a feed says its own facts
TOO_MANY = 429


def conditions(state: FetchState) -> dict[str, str]:
    """Return the headers that ask only for what is new, byte for byte as the server gave them."""
    asked = {"if-none-match": state.etag, "if-modified-since": state.last_modified}
    return {name: value for name, value in asked.items() if value}


def wait_asked(response: Response, now: datetime) -> timedelta:
    """Return how long the server wants to be left alone: the longest of what it says."""
    headers = response.headers
    age = _MAX_AGE.search(headers.get("cache-control", "").lower())
    ttl = _TTL.search(response.body[:_WITHIN])
    waits = [
        timedelta(seconds=int(age[1])) if age else timedelta(0),
        timedelta(minutes=int(ttl[1])) if ttl else timedelta(0),
        timedelta(seconds=retry_after(headers.get("retry-after", ""), now) or 0),
        _until(headers.get("expires", ""), now),
    ]
    return max(waits)


def retry_after(value: str, now: datetime) -> float | None:
    """Return the seconds of a Retry-After header: a number, or a date."""
    if value.strip().isdigit():
        return float(value)
    wait = _until(value, now).total_seconds()
    return wait or None


def require_feed(response: Response, now: datetime) -> None:
    """Raises SourceError for an answer that holds no feed, with what its server says about coming again."""
    if 200 <= response.status < 300:
        return
    wait = retry_after(response.headers.get("retry-after", ""), now)
    if response.status in {404, 410}:
        gone = response.status == 410
        raise SourceError(Refusal.NOT_FOUND, str(response.status), permanent=True, gone=gone)
    if response.status in {401, 402}:
        raise SourceError(Refusal.PAYWALL, str(response.status), permanent=True)
    if response.status == TOO_MANY:
        raise SourceError(Refusal.TOO_OFTEN, "429", retry_after=wait)
    raise SourceError(Refusal.SERVER_ERROR, str(response.status), retry_after=wait)


def _until(date: str, now: datetime) -> timedelta:
    try:
        moment = parsedate_to_datetime(date)
    except (TypeError, ValueError):  # «Expires: 0», as many servers say
        return timedelta(0)
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(aware - now, timedelta(0))
