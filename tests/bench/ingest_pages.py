"""How well pages are read: python -m tests.bench.ingest_pages FOLDER [FOLDER …]

A folder holds pages and gold.json: {name: {"text" or "articleBody", "url", …}}. Prints token F1 for each page under .95
and the mean; the pages in Arabic once more in windows-1256, with the right, no and a wrong label.
"""

import argparse
import gzip
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.core.errors import SourceError
from bot.sources.parsing.page import read_page

NOW = datetime(2026, 11, 23, tzinfo=UTC)
TOLD_BELOW = 0.95
_MARKS = re.compile("[\u064b-\u065f\u0670\u0640]")
_LABEL = re.compile(rb"charset=([\"']?)[-\w]+")

Spoil = Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page and what is right about it."""

    name: str
    url: str
    raw: bytes
    gold: str


def in_windows_1256(raw: bytes, label: bytes | None) -> bytes:
    """The page as an old newsroom would send it; None keeps the label, which says UTF-8."""
    old = raw.decode(errors="replace").encode("cp1256", "xmlcharrefreplace")
    return old if label is None else _LABEL.sub(label, old)


def f1(found: str, gold: str) -> float:
    """Return the token F1 of two texts: NFKC, without vowel marks, lower case."""
    one, other = _tokens(found), _tokens(gold)
    return 2 * sum((one & other).values()) / max(1, sum(one.values()) + sum(other.values()))


def _tokens(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", _MARKS.sub("", unicodedata.normalize("NFKC", text)).lower()))


def pages_in(folder: Path) -> Iterator[Page]:
    for name, about in json.loads((folder / "gold.json").read_text(encoding="utf-8")).items():
        path = folder / about.get("file", f"{name}.html.gz")
        raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        yield Page(name=name, url=about["url"], raw=raw, gold=about.get("text") or about["articleBody"])


def _text(page: Page, spoil: Spoil) -> str:
    try:
        return read_page(spoil(page.raw), "", page.url, NOW).text
    except SourceError as error:
        sys.stdout.write(f"  {page.name[:24]}: {error}\n")
        return ""


def report(pages: list[Page], title: str, spoil: Spoil = bytes) -> None:
    scores = {page.name: f1(_text(page, spoil), page.gold) for page in pages}
    mean, least = sum(scores.values()) / len(scores), min(scores.values())
    sys.stdout.write(f"{title}: F1 {mean:.4f}, least {least:.3f}, {len(scores)} pages\n")
    for name, score in sorted(scores.items(), key=lambda pair: pair[1]):
        if score < TOLD_BELOW:
            sys.stdout.write(f"  {score:.3f} {name[:24]}\n")


def _is_arabic(page: Page) -> bool:
    return page.gold.count("\u064a") > page.gold.count("\u06cc")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    for folder in parser.parse_args().folders:
        pages = list(pages_in(folder))
        arabic = [page for page in pages if _is_arabic(page)]
        report(pages, folder.name)
        if arabic:
            report(arabic, "  only Arabic")
            report(
                arabic,
                "  windows-1256, right label",
                lambda raw: in_windows_1256(raw, b"charset=\\1windows-1256"),
            )
            report(arabic, "  windows-1256, no label", lambda raw: in_windows_1256(raw, b""))
            report(arabic, "  windows-1256, label says utf-8", lambda raw: in_windows_1256(raw, None))
