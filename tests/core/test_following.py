"""Whose source is whose, how many a reader may add, and when two addresses are one place."""

from dataclasses import replace

import pytest

from bot.core.following import (
    Limits,
    looks_like_link,
    may_remove,
    only_new,
    place_of,
    room_for,
    same_source,
)
from tests.builders import a_source


@pytest.mark.parametrize(
    "typed",
    [
        "https://news.example/feed",
        "news.example",
        "news.example:8080/x",
        "@sahel_news",
        "t.me/sahel_news",
        "feed://news.example/rss",
        "صحيفة.السعودية/أخبار",
        "http://[::1]/",
    ],
)
def test_a_link_is_seen_when_somebody_types_one(typed: str) -> None:
    """A link needs no scheme, and an Arabic host is one too."""
    assert looks_like_link(typed)


@pytest.mark.parametrize("typed", ["", "أخبار", "مرحبا بكم", "@", "news", "ثم.", "a b.com"])
def test_talk_is_no_link_when_somebody_just_talks(typed: str) -> None:
    """A word after the command is not sent to the internet."""
    assert not looks_like_link(typed)


@pytest.mark.parametrize(
    "spelling",
    [
        "http://news.example/feed",
        "https://www.news.example/feed/",
        "HTTPS://News.Example/feed",
        "news.example/feed",
    ],
)
def test_a_source_is_not_added_twice_when_its_address_is_spelled_otherwise(spelling: str) -> None:
    """Scheme, www, capitals of the host and a last slash make no other newsroom."""
    kept = a_source(location="https://news.example/feed")

    assert same_source(a_source(source_id="other", location=spelling), (kept,)) == kept
    assert only_new((a_source(source_id="other", location=spelling),), (kept,)) == ()


@pytest.mark.parametrize(
    "address",
    ["https://news.example/feed/sport", "https://news.example/Feed", "https://news.example/feed?id=2"],
)
def test_another_source_is_another_when_its_path_differs(address: str) -> None:
    """Sections of one newsroom are sources of their own."""
    assert place_of(address) != place_of("https://news.example/feed")


def test_a_list_keeps_its_order_when_it_repeats_itself() -> None:
    """The first of two lines with one place stays, with its title."""
    first, second = a_source(source_id="a", location="https://a.example/"), a_source(source_id="b")
    again = replace(first, id="c", location="http://a.example")

    assert only_new((first, second, again), ()) == (first, second)


@pytest.mark.parametrize(
    ("reader_id", "most", "expected"),
    [(7, 3, 1), (7, 2, 0), (7, 1, 0), (8, 3, 3), (99, 3, None)],
    ids=["some left", "none left", "limit lowered", "new reader", "operator"],
)
def test_room_is_counted_when_a_reader_wants_more(reader_id: int, most: int, expected: int | None) -> None:
    """A reader's own sources count, those of others and of the bot do not; the operator has no limit."""
    kept = [replace(a_source(source_id=str(n)), owner_id=7) for n in range(2)] + [a_source()]

    assert room_for(reader_id, kept, Limits(most=most, operator_id=99)) == expected


@pytest.mark.parametrize(
    ("reader_id", "owner_id", "operator_id", "expected"),
    [(7, 7, None, True), (8, 7, None, False), (99, 7, 99, True), (7, None, None, False)],
    ids=["own", "of another reader", "operator", "of the bot"],
)
def test_a_source_is_removable_when_it_is_ones_own(
    reader_id: int, owner_id: int | None, operator_id: int | None, expected: bool
) -> None:
    """Nobody takes another reader's news away, and a shipped newsroom belongs to the operator."""
    source = replace(a_source(), owner_id=owner_id)

    assert may_remove(reader_id, source, Limits(operator_id=operator_id)) is expected
