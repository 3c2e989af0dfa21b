"""Many JSON objects, one a line: read in order, answered in order, a bad line named and passed over."""

import json
import sys
from collections.abc import Awaitable, Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bot.cli.failing import WRONG_CALL, fail
from bot.cli.forms import BadInputError
from bot.core.errors import MujazError

T = TypeVar("T")
Answer = Callable[[str], Awaitable[dict[str, Any]]]


def read_text(argument: str) -> str:
    """Return the UTF-8 text of a file, or of standard input for «-»; a wrong one ends with a clear message."""
    try:
        return read_bytes(argument).decode("utf-8-sig")
    except UnicodeDecodeError:
        fail(f"{argument} is not UTF-8 text", WRONG_CALL)


def read_bytes(argument: str) -> bytes:
    """Return the bytes of a file, or of standard input for «-»; a wrong one ends with a clear message."""
    if argument == "-":
        return sys.stdin.buffer.read()
    path = Path(argument)
    if not path.is_file():
        fail(f"there is no file {argument}", WRONG_CALL)
    try:
        return path.read_bytes()
    except OSError as error:
        fail(f"{argument} cannot be read: {error.strerror}")


async def answer_lines(text: str, answer: Answer, label: str) -> bool:
    """Print one JSON object for each line, in order; return whether all lines were answered."""
    lines = [line for line in text.split("\n") if line.strip()]
    all_answered = True
    for number, line in enumerate(with_progress(lines, label), start=1):
        try:
            result = await answer(line)
        except (BadInputError, MujazError) as error:
            all_answered = False
            result = {"id": id_of(line), "line": number, "error": str(error)}
        print_json(result)
    return all_answered


def print_json(value: dict[str, Any]) -> None:
    """Print one object on one line, Arabic as it is."""
    sys.stdout.buffer.write(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()


def with_progress(lines: Sequence[T], label: str) -> Iterator[T]:
    """Give one after the other; a person at a terminal sees how far it is, on standard error."""
    console = Console(stderr=True)
    if not console.is_terminal or len(lines) < 2:
        yield from lines
        return
    columns = TextColumn(label), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(*columns, console=console, transient=True) as progress:
        yield from progress.track(lines)


def id_of(line: str) -> str:
    """Return the id of a line that could not be answered, as far as it has one."""
    try:
        found = json.loads(line)
    except ValueError:
        return ""
    if not isinstance(found, dict):
        return ""
    article = found.get("article", found)
    return str(article.get("id", "")) if isinstance(article, dict) else ""
