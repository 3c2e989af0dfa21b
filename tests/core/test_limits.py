"""How fast messages may leave, and whose flood it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.limits import (
    CHAT,
    CHAT_ANSWERS,
    FARTHEST,
    GROUP,
    LEAST_SHARE,
    LONGEST_HOLD,
    ONE_FLOOD,
    SECONDS_TO_RECOVER,
    Limit,
    Pace,
    Refusals,
    booked_from,
    judge_refusal,
    next_turn,
    rates_of,
    share_at,
    slowed,
)

LIMITS = st.builds(Limit, interval=st.floats(0.001, 10), burst=st.integers(1, 30))
MOMENTS = st.lists(st.floats(0, 3), max_size=80)  # pauses between messages that want to leave
TINY = 1e-6


def _leave(limit: Limit, pauses: list[float]) -> list[float]:
    now = booked_until = 0.0
    left = []
    for pause in pauses:
        now += pause
        turn = next_turn(booked_until, limit, now)
        booked_until = turn.booked_until
        left.append(turn.at)
    return left


@given(LIMITS, MOMENTS, st.floats(0.01, 60))
def test_no_window_holds_more_than_the_burst_and_its_share(
    limit: Limit, pauses: list[float], window: float
) -> None:
    """Whatever the demand, a chat or the bot never gets above its limit."""
    left = _leave(limit, pauses)

    for start in left:
        inside = [at for at in left if start <= at < start + window - TINY]
        assert len(inside) <= limit.burst + window / limit.interval + TINY


@given(LIMITS, MOMENTS)
def test_messages_leave_in_their_order_and_never_in_the_past(limit: Limit, pauses: list[float]) -> None:
    """A booked place is never before the moment of asking nor before the place booked earlier."""
    left = _leave(limit, pauses)
    asked = [sum(pauses[: number + 1]) for number in range(len(pauses))]

    assert left == sorted(left)
    assert all(at >= moment - TINY for at, moment in zip(left, asked, strict=True))


@pytest.mark.parametrize(
    ("limit", "window", "most"),
    [(CHAT, 1, 1), (CHAT_ANSWERS, 1, 6), (GROUP, 60, 20)],
    ids=["a chat a second", "answers to a chat", "a group a minute"],
)
def test_chats_get_what_telegram_allows(limit: Limit, window: float, most: int) -> None:
    """A part of an edition waits its second; no group gets more than 20 messages in any minute."""
    left = _leave(limit, [0.0] * 200)

    assert max(len([at for at in left if start <= at < start + window]) for start in left) <= most


@given(st.floats(LEAST_SHARE, 1), st.floats(0, 1000), st.floats(ONE_FLOOD + TINY, 2000))
def test_pace_halves_and_grows_back(share: float, slowed_at: float, later: float) -> None:
    """After a flood the bot is slower, never stands still, and is back at its full rate in a while."""
    before = Pace(share=share, slowed_at=slowed_at)
    now = slowed_at + later

    after = slowed(before, now)

    assert LEAST_SHARE <= after.share <= max(LEAST_SHARE, share_at(before, now) / 2)
    assert share_at(after, now) <= share_at(after, now + 1) <= 1
    assert share_at(after, now + SECONDS_TO_RECOVER) == 1


def test_one_flood_slows_down_once() -> None:
    """The refusals of requests that were under way together are one flood, not ten."""
    once = slowed(Pace(), 100)

    assert once.share == 0.5
    assert slowed(once, 100 + ONE_FLOOD / 2) == once


def test_one_slow_chat_holds_nobody_else() -> None:
    """However often one chat is refused, the others go on."""
    refusals = Refusals()
    for _ in range(50):
        refusals, hold = judge_refusal(refusals, 501, 43_837)

        assert hold == 0


def test_many_chats_refused_in_a_row_hold_everybody_briefly_then_longer() -> None:
    """The first hold is short, since it may be chance; each one that changes nothing makes the next longer."""
    refusals, holds = Refusals(), []
    for chat_id in range(12):
        refusals, hold = judge_refusal(refusals, chat_id, 3600)
        holds.append(hold)

    assert holds[:6] == [0, 0, 1, 4, 16, 64]
    assert holds[-1] == LONGEST_HOLD


def test_hold_is_never_longer_than_telegram_asks() -> None:
    """A flood of two seconds costs two seconds."""
    refusals = Refusals(chats=frozenset({1, 2}), holds=0)

    _, hold = judge_refusal(refusals, 3, 0.5)

    assert hold == 0.5


@pytest.mark.parametrize(
    ("booked_until", "expected"),
    [(90, 100), (100.5, 100.5), (100 + FARTHEST, 100 + FARTHEST), (100 + FARTHEST + 1, 100)],
    ids=["rested", "booked", "longest hold", "clock set back"],
)
def test_clock_that_was_set_back_does_not_silence_the_bot(booked_until: float, expected: float) -> None:
    """A bucket booked for hours was booked by another clock."""
    assert booked_from(booked_until, 100) == expected


@pytest.mark.parametrize(
    ("send_rate", "paid", "expected"), [(25, 0, (24.5, 5)), (30, 0, (29.4, 1)), (25, 1000, (980, 25))]
)
def test_answers_keep_a_reserve(send_rate: float, paid: float, expected: tuple[float, float]) -> None:
    """Broadcasts stay a little below their rate and leave room for answers; paid ones leave all free messages."""
    rates = rates_of(send_rate, paid)

    assert (rates.broadcasts, rates.answers) == expected
