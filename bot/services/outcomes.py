"""Many pieces of work at once, where one that fails stops no other. Logs nothing: the caller knows what failed."""

import asyncio
from collections.abc import Awaitable, Sequence
from typing import TypeVar

T = TypeVar("T")


async def outcome(work: Awaitable[T]) -> T | Exception:
    """Return the result of one piece of work, or the error that prevented it."""
    try:
        return await work
    except Exception as error:  # noqa: BLE001 - the caller gets it as the outcome
        return error


async def outcomes(works: Sequence[Awaitable[T]], at_once: int) -> list[T | Exception]:
    """Return the result of each, in order; an error takes the place of the result it prevented."""
    turns = asyncio.Semaphore(at_once)

    async def in_turn(work: Awaitable[T]) -> T:
        async with turns:
            return await work

    results = await asyncio.gather(*(in_turn(work) for work in works), return_exceptions=True)
    return [_ordinary(result) for result in results]


def _ordinary(result: T | BaseException) -> T | Exception:
    """The end of the program (cancelling, Ctrl+C) is nobody's outcome."""
    if isinstance(result, BaseException) and not isinstance(result, Exception):
        raise result
    return result
