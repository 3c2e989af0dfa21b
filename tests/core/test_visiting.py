"""When a source is visited again."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.core.errors import Refusal, SourceError
from bot.core.models import FetchState
from bot.core.visiting import (
    GONE_AFTER,
    LONGEST_WAIT,
    MOVED_AFTER,
    PAUSED_AFTER,
    Health,
    after_failed_visit,
    after_visit,
    has_moved,
    health_of,
    pace_of,
    pace_of_silence,
)
from tests.builders import MONDAY

NOTHING = timedelta(0)
DOWN = SourceError(Refusal.SERVER_ERROR, "503")


def _every(gap: timedelta, count: int = 20) -> list[datetime]:
    return [MONDAY - gap * number for number in range(count)]


def _visited(state: FetchState, **changes: object) -> FetchState:
    wanted = {"pace": timedelta(minutes=30), "asked": NOTHING, "moved_to": "", "key": "source"} | changes
    return after_visit(state, MONDAY, **wanted)  # type: ignore[arg-type] # all of them are the rule's own


def _failed(times: int, error: Exception = DOWN) -> FetchState:
    state = FetchState(next_visit=MONDAY, last_success=MONDAY)
    for _ in range(times):
        state = after_failed_visit(state, error, MONDAY, key="source")
    return state


@pytest.mark.parametrize(
    ("gap", "pace"),
    [
        pytest.param(timedelta(minutes=2), timedelta(minutes=5), id="an agency: every five minutes"),
        pytest.param(timedelta(hours=1), timedelta(minutes=30), id="hourly: half of it"),
        pytest.param(timedelta(days=9), timedelta(hours=24), id="a quiet one: once a day"),
    ],
)
def test_source_is_visited_at_its_own_pace(gap: timedelta, pace: timedelta) -> None:
    """Fresh news comes soon; a monthly blog is not asked every minute."""
    assert pace_of(_every(gap), MONDAY) == pace


@pytest.mark.parametrize(
    ("silence", "pace"),
    [
        pytest.param(timedelta(hours=2), timedelta(minutes=15), id="two hours: nothing unusual"),
        pytest.param(timedelta(hours=40), timedelta(hours=4), id="two days: a few times a day"),
        pytest.param(timedelta(days=400), timedelta(hours=24), id="a year: once a day"),
    ],
)
def test_source_that_fell_silent_is_asked_less_often(silence: timedelta, pace: timedelta) -> None:
    """A newsroom that closed is not asked every quarter of an hour for ever."""
    assert pace_of(_every(timedelta(minutes=30)), MONDAY + silence) == pace


def test_source_that_answers_nothing_new_is_asked_less_often_with_time() -> None:
    """«Not modified» brings no dates, and a weekly paper is not asked every quarter of an hour for that."""
    waits = [pace_of_silence(MONDAY - timedelta(hours=hours), MONDAY) for hours in (1, 20, 1000)]

    assert waits == [timedelta(minutes=15), timedelta(hours=2), timedelta(hours=24)]
    assert pace_of_silence(None, MONDAY) == timedelta(minutes=15)


def test_source_without_dates_is_visited_at_the_usual_pace() -> None:
    """Many feeds tell no dates at all."""
    assert pace_of([], MONDAY) == pace_of([MONDAY], MONDAY) == timedelta(minutes=15)


def test_server_is_left_alone_as_long_as_it_asks() -> None:
    """TTL and max-age count, up to a day."""
    asked = _visited(FetchState(next_visit=MONDAY), asked=timedelta(hours=3))
    too_long = _visited(FetchState(next_visit=MONDAY), asked=timedelta(days=90))

    assert timedelta(hours=3) <= asked.next_visit - MONDAY <= timedelta(hours=3.3)
    assert too_long.next_visit - MONDAY == LONGEST_WAIT


def test_sources_that_were_added_together_drift_apart() -> None:
    """A thousand feeds do not all knock in the same second for ever."""
    state = FetchState(next_visit=MONDAY)

    visits = {_visited(state, key=f"source {number}").next_visit for number in range(100)}

    assert len(visits) == 100


def test_failing_source_is_visited_later_each_time_and_then_only_probed() -> None:
    """A newsroom whose server is down is not hammered, and never forgotten."""
    waits = [_failed(times).next_visit - MONDAY for times in range(1, PAUSED_AFTER + 2)]

    assert waits[0] <= timedelta(minutes=6)
    assert all(later > earlier for earlier, later in pairwise(waits[:-1]))
    assert waits[-1] <= LONGEST_WAIT
    assert health_of(_failed(PAUSED_AFTER), MONDAY) is Health.PAUSED


def test_source_that_answers_again_is_well_again() -> None:
    """One good probe revives it."""
    revived = _visited(_failed(PAUSED_AFTER + 5))

    assert health_of(revived, MONDAY) is Health.FINE
    assert revived.next_visit - MONDAY < timedelta(hours=1)


def test_server_that_names_a_time_is_not_asked_before() -> None:
    """429 with Retry-After is an agreement."""
    error = SourceError(Refusal.SERVER_ERROR, "429", retry_after=7200)

    assert _failed(1, error).next_visit - MONDAY >= timedelta(hours=2)


def test_address_that_is_gone_is_given_up_soon() -> None:
    """410 three times in a row means what it says; once may be a slip."""
    gone = SourceError(Refusal.NOT_FOUND, "410", permanent=True, gone=True)

    assert health_of(_failed(GONE_AFTER - 1, gone), MONDAY) is Health.FAILING
    assert health_of(_failed(GONE_AFTER, gone), MONDAY) is Health.PAUSED


def test_move_counts_only_when_it_leads_to_the_same_place_again_and_again() -> None:
    """A captive portal redirects once; a newsroom that moved does so each time."""
    state = FetchState(next_visit=MONDAY)
    for _ in range(MOVED_AFTER):
        state = _visited(state, moved_to="https://new.example/feed")
    wavering = _visited(state, moved_to="https://other.example/feed")

    assert has_moved(state)
    assert not has_moved(wavering)
    assert not has_moved(_visited(state))


def test_silent_source_is_called_quiet() -> None:
    """It answers, but nothing new came for a week: an operator may want to know."""
    quiet = FetchState(next_visit=MONDAY, last_success=MONDAY, last_article=MONDAY - timedelta(days=8))

    assert health_of(quiet, MONDAY) is Health.QUIET
    assert health_of(FetchState(next_visit=MONDAY), MONDAY) is Health.NEW


@given(
    gaps=some.lists(some.timedeltas(timedelta(0), timedelta(days=400)), max_size=40),
    asked=some.timedeltas(timedelta(0), timedelta(days=4000)),
)
def test_next_visit_is_never_at_once_and_never_beyond_a_day(gaps: list[timedelta], asked: timedelta) -> None:
    """Whatever a feed claims, it is visited between every five minutes and once a day."""
    published = [MONDAY - gap for gap in gaps]

    pace = pace_of(published, MONDAY)
    wait = _visited(FetchState(next_visit=MONDAY), pace=pace, asked=asked).next_visit - MONDAY

    assert max(min(asked, LONGEST_WAIT), timedelta(minutes=5)) <= wait <= LONGEST_WAIT
