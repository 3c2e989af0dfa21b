"""How well and how fast feeds are read: python -m tests.bench.ingest_feeds FOLDER

Compares entries, titles, links and dates with feedparser's, in the same run, on all files of the folder. --variants
compares the files with each other instead: one feed in many guises, such as other encodings, labels and faults.
"""

import argparse
import calendar
import html
import io
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import feedparser

from bot.core.errors import SourceError
from bot.sources.parsing.feeds import date_of, link_of, parse_entries, read_feed, title_of

NOW = datetime(2026, 11, 23, tzinfo=UTC)
BASE = "https://news.example/feed"
_MARK = re.compile(r"<[^>]*>")

Fields = tuple[str, str | None, datetime | None]


def ours(raw: bytes) -> list[Fields]:
    try:
        _, entries = parse_entries(raw, "")
    except SourceError:
        return []
    return [(title_of(entry), link_of(entry, BASE), date_of(entry, NOW)) for entry in entries]


def theirs(raw: bytes) -> list[Fields]:
    parsed = feedparser.parse(io.BytesIO(raw), response_headers={"content-location": BASE})
    return [
        (_plain(entry.get("title", "")), entry.get("link") or None, _date(entry)) for entry in parsed.entries
    ]


def _date(entry: Any) -> datetime | None:
    parts = entry.get("published_parsed") or entry.get("updated_parsed")
    return datetime.fromtimestamp(calendar.timegm(parts), UTC) if parts else None


def _plain(title: str) -> str:
    return " ".join(_MARK.sub(" ", html.unescape(_MARK.sub(" ", title))).split())


def timed(read: Callable[[bytes], Any], raws: list[bytes], times: int) -> tuple[float, list[Any]]:
    """Return the seconds of the fastest round, and what it read."""
    best, results = float("inf"), []
    for _ in range(times):
        began = time.perf_counter()
        results = [read(raw) for raw in raws]
        best = min(best, time.perf_counter() - began)
    return best, results


def compare(files: list[Path]) -> None:
    raws = [file.read_bytes() for file in files]
    their_time, their_feeds = timed(theirs, raws, 1)
    our_time, our_feeds = timed(ours, raws, 3)
    all_time, _ = timed(lambda raw: read_feed(raw, "", BASE, NOW, 20), raws, 1)
    pairs = list(zip(files, their_feeds, our_feeds, strict=True))
    alike = [(one, other) for _, one, other in pairs if len(one) == len(other)]
    for file, one, other in pairs:
        if len(one) != len(other):
            sys.stdout.write(f"  {file.name[:24]}: feedparser {len(one)} entries, ours {len(other)}\n")
    both = [fields for one, other in alike for fields in zip(one, other, strict=True)]
    sys.stdout.write(f"feeds with as many entries: {len(alike)} of {len(files)}; {len(both)} entries\n")
    for place, name in enumerate(("titles", "links", "dates")):
        same = sum(_same(one[place], other[place]) for one, other in both)
        sys.stdout.write(f"  same {name}: {same / max(1, len(both)):.4f}\n")
    sys.stdout.write(
        f"feedparser {their_time:.2f} s, ours {our_time:.3f} s: {their_time / our_time:.0f} times as fast"
        f" (with the plain text of 20 items a feed: {their_time / all_time:.0f} times)\n"
    )


def check_variants(files: list[Path]) -> None:
    """For a folder of one feed in many guises: how many hold the items that most of them hold, fully right.

    A guise may wrap a title in marks or words of its own, and a link in other parameters.
    """
    read = [ours(file.read_bytes()) for file in files]
    usual = Counter(map(tuple, read)).most_common(1)[0][0]
    wrong = [file.name for file, fields in zip(files, read, strict=True) if not _holds(fields, usual)]
    sys.stdout.write(f"fully right: {len(files) - len(wrong)} of {len(files)} {' '.join(wrong)}\n")


def _holds(fields: list[Fields], usual: tuple[Fields, ...]) -> bool:
    return len(fields) == len(usual) and all(
        title in found and (link or "").startswith((address or "").split("&")[0]) and date == told
        for (found, address, date), (title, link, told) in zip(fields, usual, strict=True)
    )


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, datetime) and isinstance(other, datetime):
        return abs((one - other).total_seconds()) < 1
    return bool(one == other) if not isinstance(one, str) else _plain(one) == _plain(other or "")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--variants", action="store_true", help="the files are one feed in many guises")
    options = parser.parse_args()
    files = sorted(path for path in options.folder.iterdir() if path.is_file())
    if options.variants:
        check_variants(files)
    else:
        compare(files)
