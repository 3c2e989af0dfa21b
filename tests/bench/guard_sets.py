"""How the guard does on sets in other forms than `mujaz eval` reads.

    python -m tests.bench.guard_sets --summaries SUMMARIES.jsonl --headlines PAIRS.jsonl

Summaries: lines of {"text": an article, …}; every sentence of the fields named with --by (default gpt4 gpt35) is
judged, and what is refused of real models' sentences is mostly a false alarm. Headlines: lines of
{"s1", "s2", "stance"}; s2 is judged against s1 alone: agree is a paraphrase, disagree was made false by hand. --show
lists what was refused.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.core.arabic import sentences
from bot.core.faithfulness.source import Source, index_source
from bot.core.faithfulness.verdict import problems_of
from bot.core.models import KeyPoint

FEWEST_WORDS = 4
Judged = Iterator[tuple[str, str, Source]]  # group, claim, what it must be faithful to


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """Read a JSONL file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def of_summaries(path: Path, fields: list[str]) -> Judged:
    """Each sentence of each summary, beside its article."""
    for row in lines(path):
        source = index_source((), sentences(row["text"]))
        for field in fields:
            for claim in sentences(row[field]):
                if len(claim.split()) >= FEWEST_WORDS:
                    yield field, claim, source


def of_headlines(path: Path) -> Judged:
    """Each second headline, beside the first one."""
    for row in lines(path):
        if row["stance"] in ("agree", "disagree"):
            yield row["stance"], row["s2"], index_source((row["s1"],), (row["s1"],))


def report(judged: Judged, *, show: bool) -> None:
    """Print how many claims of each group were refused."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for group, claim, source in judged:
        found = problems_of(KeyPoint(text=claim), source)
        counts[group][0] += bool(found)
        counts[group][1] += 1
        if found and show:
            sys.stdout.write(f"{group}\n  {claim}\n  {[problem.reason for problem in found]}\n")
    for group, (refused, every) in counts.items():
        sys.stdout.write(f"{group}: {refused} of {every} refused, {100 * refused / every:.1f} %\n")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--summaries", type=Path)
    parser.add_argument("--headlines", type=Path)
    parser.add_argument("--by", nargs="*", default=["gpt4", "gpt35"])
    parser.add_argument("--show", action="store_true")
    asked = parser.parse_args()
    if not (asked.summaries or asked.headlines):
        parser.error("name a set: --summaries FILE, --headlines FILE or both")
    if asked.summaries:
        report(of_summaries(asked.summaries, asked.by), show=asked.show)
    if asked.headlines:
        report(of_headlines(asked.headlines), show=asked.show)


if __name__ == "__main__":
    main()
