"""How many articles a second the offline engine digests on one core: python -m tests.bench.extract_speed [SET.jsonl]

A set has a line {"title", "text"} for each article; left out: the built-in one. Counts processor time, three rounds;
the first fills the tables of words, as a running bot has them filled.
"""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from time import process_time

from bot.core.extract import extract_digest
from bot.core.models import Article, Story

BUILT_IN = Path(__file__).parents[2] / "seeds" / "eval" / "faithfulness.jsonl"


def stories(path: Path) -> list[Story]:
    """Read each line as a story of one article."""
    seen_at = datetime(2026, 1, 1, tzinfo=UTC)
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [
        Story(
            id=str(number),
            articles=(
                Article(
                    id=str(number),
                    source_id="s",
                    outlet="",
                    title=row.get("title", ""),
                    text=row["text"],
                    seen_at=seen_at,
                ),
            ),
        )
        for number, row in enumerate(rows)
    ]


def main() -> None:
    read = stories(Path(sys.argv[1]) if len(sys.argv) > 1 else BUILT_IN)
    words = sum(len(story.lead.text.split()) for story in read)
    sys.stdout.write(f"{len(read)} articles of {words // len(read)} words\n")
    for number in range(1, 4):
        started = process_time()
        for story in read:
            extract_digest(story)
        sys.stdout.write(f"round {number}: {len(read) / (process_time() - started):.0f} articles a second\n")


if __name__ == "__main__":
    main()
