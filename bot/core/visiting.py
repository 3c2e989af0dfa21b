"""When to visit a source again: at its own pace, no sooner than it asks, later after failures. Decides only.

The rules follow what feed readers have learnt (miniflux's scheduler, the RSS best practices of retry and move).
"""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from bot.core.errors import SourceError
from bot.core.models import FetchState
from bot.core.retry import growing_delay

SHORTEST_PACE = timedelta(minutes=5)
LONGEST_WAIT = timedelta(hours=24)  # whatever a server asks for: a quiet feed may wake up any day
USUAL_PACE = timedelta(minutes=15)  # of a source that tells no dates
ITEMS_OF_A_PACE = 20
OF_THE_SILENCE = 0.1  # silent since yesterday: asked every two hours or so; since last month: once a day
JITTER = 0.1  # of the wait, each way: a thousand sources added together drift apart
FIRST_RETRY = timedelta(minutes=5)
PAUSED_AFTER = 8  # failures in a row: about a day
GONE_AFTER = 3  # answers that the address is gone for good
MOVED_AFTER = 3  # visits that were sent to the same new address for good
QUIET_AFTER = timedelta(days=7)


class Health(StrEnum):
    """How a source does, for people to read."""

    NEW = "new"
    FINE = "fine"
    QUIET = "quiet"
    FAILING = "failing"
    PAUSED = "paused"


def health_of(state: FetchState, now: datetime) -> Health:
    """Say how a source does. A paused one is only probed, once a day."""
    if is_paused(state):
        return Health.PAUSED
    if state.failures:
        return Health.FAILING
    if state.last_success is None:
        return Health.NEW
    is_quiet = state.last_article is not None and now - state.last_article > QUIET_AFTER
    return Health.QUIET if is_quiet else Health.FINE


def is_paused(state: FetchState) -> bool:
    """Whether a source failed for so long that it is only probed."""
    return state.failures >= PAUSED_AFTER or state.gone >= GONE_AFTER


def pace_of(published: Sequence[datetime], now: datetime) -> timedelta:
    """Return half the usual time between a source's newest items: so each is seen soon after it appears.

    One that has fallen silent is asked less often, however busy it was.
    """
    newest = sorted(published)[-ITEMS_OF_A_PACE:]
    gaps = sorted(later - earlier for earlier, later in pairwise(newest))
    if not gaps:
        return USUAL_PACE
    pace = max(gaps[len(gaps) // 2] / 2, (now - newest[-1]) * OF_THE_SILENCE)
    return min(max(pace, SHORTEST_PACE), LONGEST_WAIT)


def pace_of_silence(last_article: datetime | None, now: datetime) -> timedelta:
    """Return the wait after a visit that found nothing changed: the longer, the longer nothing came."""
    silence = now - last_article if last_article else timedelta(0)
    return min(max(USUAL_PACE, silence * OF_THE_SILENCE), LONGEST_WAIT)


def after_visit(
    state: FetchState, now: datetime, *, pace: timedelta, asked: timedelta, moved_to: str, key: str
) -> FetchState:
    """Return the state after a visit that went well.

    asked: how long the server wants to be left alone. moved_to: where it sent us for good, '' if nowhere.
    key: what makes this source's jitter its own.
    """
    wait = min(max(pace, asked), LONGEST_WAIT)
    return replace(
        state,
        failures=0,
        gone=0,
        last_error="",
        last_success=now,
        next_visit=now + _jittered(wait, f"{key} {now.isoformat()}", least=max(asked, SHORTEST_PACE)),
        moved_to=moved_to,
        moves=0 if not moved_to else state.moves + 1 if moved_to == state.moved_to else 1,
    )


def after_failed_visit(state: FetchState, error: Exception, now: datetime, *, key: str) -> FetchState:
    """Return the state after a visit that failed: later each time, never sooner than the server asked."""
    failures = state.failures + 1
    wait = growing_delay(FIRST_RETRY, LONGEST_WAIT, failures)
    asked, gone = timedelta(0), state.gone
    if isinstance(error, SourceError):
        asked = min(timedelta(seconds=error.retry_after or 0), LONGEST_WAIT)
        gone = state.gone + 1 if error.gone else 0
    wait = max(wait, asked)
    failed = replace(state, failures=failures, gone=gone)
    if is_paused(failed):
        wait = LONGEST_WAIT
    return replace(failed, next_visit=now + _jittered(wait, f"{key} {failures}", least=asked))


def has_moved(state: FetchState) -> bool:
    """Whether a source moved for good, so that its new address can take the place of the old one."""
    return bool(state.moved_to) and state.moves >= MOVED_AFTER


def _jittered(wait: timedelta, seed: str, *, least: timedelta) -> timedelta:
    """A little sooner or later, not sooner than `least`; the same for the same seed, so that a rule stays a rule."""
    share = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:4]) / 2**32
    latest = min(wait * (1 + JITTER), LONGEST_WAIT)
    soonest = min(max(wait * (1 - JITTER), least), latest)
    return soonest + (latest - soonest) * share
