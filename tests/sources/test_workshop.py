"""Worker processes: a document made to hang or to fill the memory costs one of them, and nobody else anything."""

import asyncio
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import psutil
import pytest

from bot.core.errors import Refusal, SourceError
from bot.sources.workshop import LARGEST_PAGE, Workshop, _Worker
from tests.builders import HARBOUR, MONDAY
from tests.sources.hostile import FEEDS, FILES, PAGES
from tests.sources.newsroom import a_page, refusal_of

ROOT = Path(__file__).parents[2]
GOOD = a_page(*HARBOUR.split("\n")).encode()
LEAVES_A_WORKER = """
import asyncio, sys, time
from bot.sources.workshop import Workshop
from tests.builders import MONDAY
from tests.sources.test_workshop import GOOD

async def main():
    workshop = Workshop()
    await workshop.read_page(GOOD, "", "", MONDAY)
    print(workshop._idle[0]._process.pid, flush=True)
    time.sleep(60)

asyncio.run(main())
"""


@pytest.fixture
async def opened() -> AsyncIterator[Workshop]:
    workshop = Workshop(seconds=10, workers=1)
    yield workshop
    await workshop.close()


async def good_page(workshop: Workshop) -> str:
    return (await workshop.read_page(GOOD, "", "https://news.example/harbour", MONDAY)).text


def pid_of(workshop: Workshop) -> int:
    return workshop._idle[0]._process.pid


def is_gone(pid: int) -> bool:
    for _ in range(500):
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.02)
    return False


async def test_a_worker_is_used_again_when_it_has_answered(opened: Workshop) -> None:
    """Starting a process costs a second; only the first document pays it."""
    assert await good_page(opened) == HARBOUR
    first = pid_of(opened)
    assert await good_page(opened) == HARBOUR

    assert pid_of(opened) == first


@pytest.mark.parametrize(
    "bomb",
    [PAGES["attributes"], PAGES["short paragraphs"], FEEDS["attributes"], FILES["paragraphs in a docx"][1]],
    ids=["attributes of a page", "short paragraphs", "attributes of a feed", "a packed docx"],
)
async def test_the_next_page_is_read_when_a_document_was_a_bomb(opened: Workshop, bomb: object) -> None:
    """A document that takes too long is refused in time, its worker is ended, and the next reader notices nothing."""
    assert callable(bomb)
    written = bomb()
    raw = written.encode() if isinstance(written, str) else written
    kind = ".docx" if raw.startswith(b"PK") else ".html"
    await good_page(opened)
    first = pid_of(opened)
    opened._seconds = 0.4

    if raw.startswith(b"<rss"):
        error = await refusal_of(opened.read_feed(raw, "", "", MONDAY, 20))
    else:
        error = await refusal_of(opened.read_document(raw, kind, MONDAY))

    opened._seconds = 10
    assert (error.refusal, error.permanent) == (Refusal.TOO_COMPLEX, True)
    assert is_gone(first)
    assert await good_page(opened) == HARBOUR


async def test_a_worker_has_little_memory_and_no_secret_when_it_is_started(
    opened: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever takes a worker over finds less than a gigabyte, no file to write, no token."""
    monkeypatch.setenv("BOT_TOKEN", "123456789:AAExampleTokenThatOpensNothing-00000")
    await good_page(opened)
    pid = pid_of(opened)

    assert max(resource.prlimit(pid, resource.RLIMIT_AS)) < 10**9
    assert resource.prlimit(pid, resource.RLIMIT_FSIZE) == (0, 0)
    assert "BOT_TOKEN" not in psutil.Process(pid).environ()


async def test_a_worker_is_replaced_when_it_has_read_enough_or_died() -> None:
    """What libraries remember cannot grow for ever, and a worker that the system killed is not missed."""
    workshop = Workshop(seconds=10, workers=1, documents=2)
    await good_page(workshop)
    first = pid_of(workshop)
    await good_page(workshop)
    left = list(workshop._idle)
    await good_page(workshop)
    second = pid_of(workshop)
    os.kill(second, signal.SIGKILL)
    assert is_gone(second)
    await workshop._idle[0]._process.wait()  # until the loop has heard of it, too

    assert await good_page(workshop) == HARBOUR
    assert left == []
    assert len({first, second, pid_of(workshop)}) == 3
    await workshop.close()


async def test_no_worker_is_left_when_the_workshop_closes_or_a_reader_gives_up() -> None:
    """Nothing goes on in the background: neither after the end, nor for somebody who left."""
    workshop = Workshop(seconds=10, workers=1)
    await good_page(workshop)
    first = pid_of(workshop)
    bomb = PAGES["attributes"]().encode()

    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await workshop.read_page(bomb, "", "", MONDAY)
    gave_up = is_gone(first)
    await good_page(workshop)
    second = pid_of(workshop)
    await workshop.close()

    assert gave_up
    assert is_gone(second)


def test_no_worker_is_left_when_the_bot_is_killed() -> None:
    """A bot that is killed in the middle leaves no process behind."""
    bot = subprocess.Popen(
        [sys.executable, "-c", LEAVES_A_WORKER], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert bot.stdout is not None
    worker = int(bot.stdout.readline())
    assert psutil.pid_exists(worker)

    bot.kill()
    bot.wait()
    bot.stdout.close()

    assert is_gone(worker)


async def test_a_document_is_refused_unread_when_it_is_too_large() -> None:
    """Nobody starts a process for what is larger than an article can be."""
    workshop = Workshop()

    error = await refusal_of(workshop.read_page(b"x" * (LARGEST_PAGE + 1), "", "", MONDAY))

    assert error.refusal is Refusal.TOO_LARGE
    assert workshop._idle == []


@pytest.mark.parametrize(
    "says",
    [
        "b'\\xff\\xff\\xff\\xff'",
        "b'\\0\\0\\0\\7not JSO'",
        "b'\\0\\0\\0\\x11{\"content\": [1,2]}'",
        'b\'\\0\\0\\0\\x16{"refusal": "nonsense"}\'',
        "b'\\0\\0'",
        "b''",
    ],
    ids=["a gigabyte", "no JSON", "another shape", "another word", "half a size", "nothing"],
)
async def test_an_answer_is_not_believed_when_it_has_another_shape(says: str) -> None:
    """A worker that a document has taken over can say nothing that the bot would carry out."""
    liar = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", f"import sys; sys.stdin.buffer.read(8); sys.stdout.buffer.write({says})"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )

    with pytest.raises(SourceError) as caught:
        await _Worker(liar).answer(GOOD, {"job": "page"}, 10)

    assert caught.value.refusal is Refusal.TOO_COMPLEX
    assert liar.returncode is not None
