"""How well labelled pairs are told apart: python -m tests.bench.same_story PAIRS.jsonl.

One pair a line: {"label", "a", "b"}, each article {"id", "src", "time", "title", "text"}; label 2 is one event.
Prints F1 of the decision on each pair alone, of grouping all articles at once, and of other thresholds.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.core.models import Article, Story
from bot.core.stories import StoryIndex, WordCounts, regrouped
from bot.core.stories.likeness import SAME_EVENT, is_same_event, likeness, weighed
from bot.core.stories.report import report_of
from bot.sources.parsing.dates import read_date

ONE_EVENT = 2


def main() -> None:
    """Print the figures."""
    lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    pairs = [json.loads(line) for line in lines if line.strip()]
    labels = [pair["label"] == ONE_EVENT for pair in pairs]
    articles = {side["id"]: _article(side) for pair in pairs for side in (pair["a"], pair["b"])}
    decided = [_decided(articles[pair["a"]["id"]], articles[pair["b"]["id"]]) for pair in pairs]
    stories = _stories(list(articles.values()))
    grouped = [stories[pair["a"]["id"]] == stories[pair["b"]["id"]] for pair in pairs]
    say = sys.stdout.write
    say(f"pair by pair: {_figures([same for same, _ in decided], labels)}\n")
    say(f"all at once:  {_figures(grouped, labels)}\n")
    for step in range(-6, 9, 2):
        threshold = SAME_EVENT + step / 100
        say(f"threshold {threshold:.2f}: {_figures([alike >= threshold for _, alike in decided], labels)}\n")


def _article(side: dict[str, Any]) -> Article:
    at = read_date(side["time"], arab=False)
    assert at is not None, side["time"]
    return Article(
        id=side["id"],
        source_id="pairs",
        outlet=side["src"],
        title=side["title"],
        text=side["text"],
        seen_at=at,
        published_at=at,
    )


def _decided(one: Article, other: Article) -> tuple[bool, float]:
    weigh = WordCounts().weights
    left, right = report_of(one), report_of(other)
    alike = likeness(weighed(left, weigh), weighed(right, weigh))
    return is_same_event(left, right, alike), alike


def _stories(articles: list[Article]) -> dict[str, str]:
    placed: dict[str, list[Article]] = {}
    index = StoryIndex()
    for article in sorted(articles, key=lambda one: one.seen_at):
        for story in index.place((article,)):
            placed.setdefault(story.id, []).extend(story.articles)
    found = regrouped(Story(id=story_id, articles=tuple(group)) for story_id, group in placed.items())
    return {article.id: story.id for story in found for article in story.articles}


def _figures(decided: Sequence[bool], labels: Sequence[bool]) -> str:
    right = sum(same and label for same, label in zip(decided, labels, strict=True))
    precision, recall = right / max(1, sum(decided)), right / max(1, sum(labels))
    f1 = 2 * right / max(1, sum(decided) + sum(labels))
    return f"precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}"


if __name__ == "__main__":
    main()
