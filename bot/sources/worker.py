"""The other side of workshop.py: a process that reads what strangers wrote, one document after the other.

Started as `python -m bot.sources.worker`; ends when its input ends. Opens no file and no connection.
"""

import json
import logging
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from typing import BinaryIO

from bot.core.errors import Refusal, SourceError
from bot.sources.content import Answer
from bot.sources.frames import READY, REPLY, REQUEST
from bot.sources.parsing.channel import read_channel
from bot.sources.parsing.feeds import read_feed
from bot.sources.parsing.files import read_document
from bot.sources.parsing.page import read_page

MEMORY = 950_000_000  # bytes of address space, so that a worker stays below a gigabyte; a page takes a quarter of it

Facts = dict[str, str]


def _page(raw: bytes, facts: Facts) -> Answer:
    return Answer(content=read_page(raw, facts["label"], facts["url"], _now(facts)))


def _feed(raw: bytes, facts: Facts) -> Answer:
    return Answer(feed=read_feed(raw, facts["label"], facts["url"], _now(facts), int(facts["most"])))


def _document(raw: bytes, facts: Facts) -> Answer:
    return Answer(content=read_document(raw, facts["kind"], _now(facts)))


def _channel(raw: bytes, facts: Facts) -> Answer:
    return Answer(feed=read_channel(raw, facts["label"], _now(facts), int(facts["most"])))


def _now(facts: Facts) -> datetime:
    return datetime.fromisoformat(facts["now"])


JOBS: dict[str, tuple[Callable[[bytes, Facts], Answer], Refusal]] = {
    "page": (_page, Refusal.NO_ARTICLE),
    "feed": (_feed, Refusal.NOT_A_FEED),
    "channel": (_channel, Refusal.NO_CHANNEL),
    "document": (_document, Refusal.NO_ARTICLE),
}


def main() -> None:
    """Answer requests until there are no more."""
    logging.disable()
    answers = _only_for_answers()
    _limit_yourself()
    answers.write(READY)
    answers.flush()
    while head := sys.stdin.buffer.read(REQUEST.size):
        facts_size, raw_size = REQUEST.unpack(head)
        facts: Facts = json.loads(sys.stdin.buffer.read(facts_size))
        raw = sys.stdin.buffer.read(raw_size)
        _watch(float(facts["seconds"]))
        reply = json.dumps(asdict(answer(raw, facts)), default=datetime.isoformat).encode()
        _watch(0)
        answers.write(REPLY.pack(len(reply)) + reply)
        answers.flush()


def answer(raw: bytes, facts: Facts) -> Answer:
    """Return what the document says, or why it says nothing."""
    read, refusal = JOBS[facts["job"]]
    try:
        return read(raw, facts)
    except SourceError as error:
        return Answer(refusal=error.refusal, detail=str(error).partition(": ")[2])
    except MemoryError:
        raise  # what is left of this process cannot be trusted; the workshop starts another one
    except Exception as error:  # noqa: BLE001 - whatever a parser trips over, it is this document's fault
        return Answer(refusal=refusal, detail=f"unreadable: {type(error).__name__}")


def _only_for_answers() -> BinaryIO:
    """A library that prints must not spoil an answer: its words go nowhere."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _limit_yourself() -> None:
    with suppress(ImportError):  # Windows has no such limits; there the time limit alone holds
        import resource

        for what, most in (
            (resource.RLIMIT_AS, MEMORY),
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_FSIZE, 0),
        ):
            with suppress(ValueError, OSError):  # the system allows less already, or knows no such limit
                resource.setrlimit(what, (most, most))


def _watch(seconds: float) -> None:
    """The workshop kills whoever takes too long; this holds when the workshop itself was killed."""
    with suppress(AttributeError):  # Windows
        signal.setitimer(signal.ITIMER_REAL, 2 * seconds)


if __name__ == "__main__":
    main()
