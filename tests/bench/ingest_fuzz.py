"""How ingestion bears broken input: python -m tests.bench.ingest_fuzz 10000 [folder of pages and feeds]

Breaks feeds and pages at random and has each read by a worker. Prints what came of them and how long it took at most.
"""

import argparse
import asyncio
import gzip
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from bot.core.errors import SourceError
from bot.sources.workshop import SECONDS, Workshop
from tests.builders import MONDAY
from tests.sources.mutations import FEEDS, PAGES, SECRET, mutated, trap
from tests.sources.newsroom import open_newsroom

LARGEST_SEED = 200_000  # bytes; the small ones are broken in more places


async def run(count: int, folder: Path | None, seed: int) -> int:
    """Return how many documents did what none may do."""
    dice, outcomes, slowest, bad = random.Random(seed), Counter[str](), 0.0, 0
    pages, feeds = (*PAGES, *_found(folder, "pages_*")), (*FEEDS, *_found(folder, "feeds_*"))
    workshop = Workshop()
    with tempfile.TemporaryDirectory() as place:
        secret = Path(place) / "secret"
        secret.write_text(SECRET, encoding="utf-8")
        async with open_newsroom() as newsroom:
            traps = trap(newsroom.url + "/trap", str(secret))
            for number in range(count):
                raw = mutated(dice.choice(pages if number % 2 else feeds), dice, traps)
                began = time.perf_counter()
                outcome, told = await _read(workshop, raw, is_page=bool(number % 2))
                slowest = max(slowest, time.perf_counter() - began)
                outcomes[outcome] += 1
                bad += SECRET in told
            bad += len(newsroom.asked)
    await workshop.close()
    sys.stdout.write(f"{count} documents, slowest {slowest:.2f} s (limit {SECONDS:g}), escapes {bad}\n")
    sys.stdout.writelines(f"{number:7} {outcome}\n" for outcome, number in outcomes.most_common())
    return bad


async def _read(workshop: Workshop, raw: bytes, *, is_page: bool) -> tuple[str, str]:
    try:
        if is_page:
            return "page read", repr(await workshop.read_page(raw, "", "https://news.example/1", MONDAY))
        feed = await workshop.read_feed(raw, "", "https://news.example/feed", MONDAY, 20)
        return "feed read", repr(feed)
    except SourceError as error:
        return f"{'page' if is_page else 'feed'} refused: {error.refusal.value}", str(error)


def _found(folder: Path | None, pattern: str) -> list[bytes]:
    files = sorted(folder.glob(f"{pattern}/*")) if folder else []
    raws = [
        gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes() for file in files
    ]
    return [raw for raw in raws if len(raw) <= LARGEST_SEED]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    sys.exit(bool(asyncio.run(run(given.count, given.folder, given.seed))))
