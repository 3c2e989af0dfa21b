"""Pieces of work: a queue holds nothing but a key, and an edition waits for no other for long."""

from datetime import timedelta

import pytest

from bot.core.models import Length, Story
from bot.core.work import PATIENCE, StoryToDigest, may_wait
from tests.builders import MONDAY, an_article

STORY = Story(
    id="story «1»",
    articles=tuple(an_article(article_id=name) for name in ("b/2", "a 1", 'c"3')),
    merged_ids=("old",),
)


def test_key_tells_which_reports_in_which_order_and_how_long() -> None:
    """Whoever takes the work finds the very story that was chosen: its texts name its digest."""
    ordered = StoryToDigest.of(STORY, Length.SHORT)

    assert StoryToDigest.read(ordered.key) == ordered
    assert (ordered.length, ordered.article_ids) == (Length.SHORT, ("b/2", "a 1", 'c"3'))


@pytest.mark.parametrize(
    ("after", "waits"), [(timedelta(0), True), (PATIENCE, False), (timedelta(hours=5), False)]
)
def test_edition_waits_a_moment_and_not_after_a_downtime(after: timedelta, waits: bool) -> None:
    """Late by seconds for the sake of a digest; never later than that."""
    assert may_wait(MONDAY, MONDAY + after) is waits
    assert timedelta(minutes=1) >= PATIENCE
