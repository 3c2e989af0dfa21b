"""What hostile documents cost: python -m tests.bench.ingest_bombs

Each bomb is read by a worker, then an ordinary page. Prints seconds, and at the end the most memory that a worker had.
"""

import asyncio
import resource
import sys
import time

from bot.core.errors import SourceError
from bot.sources.workshop import Workshop
from tests.builders import HARBOUR, MONDAY
from tests.sources.hostile import FEEDS, FILES, PAGES
from tests.sources.newsroom import a_page

GOOD = a_page(*HARBOUR.split("\n")).encode()


async def run() -> None:
    workshop = Workshop(workers=1)
    for name, make_page in PAGES.items():
        await _report(workshop, ".html", name, make_page().encode())
    for name, make_feed in FEEDS.items():
        await _report(workshop, "feed", name, make_feed().encode())
    for name, (kind, make_file) in FILES.items():
        await _report(workshop, kind, name, make_file())
    await workshop.close()
    kilobytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    sys.stdout.write(f"most memory of a worker: {kilobytes / 1000:.0f} MB\n")


async def _report(workshop: Workshop, kind: str, name: str, raw: bytes) -> None:
    began = time.perf_counter()
    outcome = await _read(workshop, kind, raw)
    took = time.perf_counter() - began
    began = time.perf_counter()
    content = await workshop.read_page(GOOD, "", "", MONDAY)
    assert content.text == HARBOUR, "the next page is unaffected"
    after = time.perf_counter() - began
    sys.stdout.write(
        f"{kind:6}{name:28}{len(raw) / 1e6:6.2f} MB {took:5.2f} s, next page {after:4.2f} s  {outcome}\n"
    )


async def _read(workshop: Workshop, kind: str, raw: bytes) -> str:
    try:
        if kind == "feed":
            return f"{len((await workshop.read_feed(raw, '', '', MONDAY, 20)).items)} items"
        return f"{len((await workshop.read_document(raw, kind, MONDAY)).text)} letters"
    except SourceError as error:
        return str(error)


if __name__ == "__main__":
    asyncio.run(run())
