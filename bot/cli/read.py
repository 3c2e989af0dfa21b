"""mujaz read: what the bot would take from an address or a file, or why it takes nothing. Needs no database."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from bot.app import opened_outside, system_clock
from bot.cli.digest import PAGE, explain
from bot.cli.failing import FAILED, WRONG_CALL, fail
from bot.cli.forms import BadInputError
from bot.cli.lines import answer_lines, print_json, read_text
from bot.cli.logs import set_up_logs
from bot.core.errors import Refusal, SourceError
from bot.settings import Settings, read_settings
from bot.sources.content import Content, Feed, Item
from bot.sources.file import BUILT, PLAIN, FileReader, bytes_of
from bot.sources.http import HttpClient, Response, require_success
from bot.sources.page import FILES, PageReader
from bot.sources.workshop import LARGEST_FEED, Workshop

MOST_ITEMS = 5_000
_HTML = re.compile(rb"\s*(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)


class Reading:
    """Reads addresses and files as the bot would."""

    def __init__(self, http: HttpClient, workshop: Workshop) -> None:
        self._http = http
        self._workshop = workshop
        self._pages = PageReader(http, workshop, system_clock)
        self._files = FileReader(workshop, system_clock)

    async def read(self, argument: str) -> Content | Feed:
        """Return the article or the feed behind an address or a path. Raises SourceError."""
        if argument.startswith(PAGE):
            return await self._read_address(argument)
        return await self._read_file(Path(argument))

    async def _read_address(self, url: str) -> Content | Feed:
        response = await self._http.get(url, largest=LARGEST_FEED)
        require_success(response)
        if response.body[:4] in FILES:
            return await self._pages.content_of(response)
        return await self._feed_or(response, lambda: self._pages.content_of(response))

    async def _read_file(self, path: Path) -> Content | Feed:
        kind = path.suffix.lower()
        if kind in BUILT or (kind and kind in PLAIN):
            return await self._files.content_of(path)
        raw = await asyncio.to_thread(bytes_of, path)
        found = Response(status=200, url="", headers={}, body=raw)
        if raw[:4] in FILES or _HTML.match(raw[:2000]):
            return await self._pages.content_of(found)
        return await self._feed_or(found, lambda: self._files.content_of(path))

    async def _feed_or(
        self, response: Response, read_otherwise: Callable[[], Awaitable[Content]]
    ) -> Content | Feed:
        if _HTML.match(response.body[:2000]):
            return await read_otherwise()
        try:
            return await self._workshop.read_feed(
                response.body, response.charset, response.url, system_clock(), MOST_ITEMS
            )
        except SourceError as error:
            if error.refusal is not Refusal.NOT_A_FEED:
                raise
        return await read_otherwise()


def read(
    what: Annotated[
        str, typer.Argument(help="An address (https://…) or a file; with --jsonl a file of them, or -.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
    jsonl: Annotated[
        bool,
        typer.Option(
            "--jsonl",
            help='Read one address, path or {"id","input"} a line, write one JSON a line, in order.',
        ),
    ] = False,
) -> None:
    """Show what the bot would take from a page, a feed or a file: its text, or why there is none."""
    settings = read_settings()
    set_up_logs(settings.log_level, settings.log_format)
    if jsonl:
        raise typer.Exit(0 if asyncio.run(_read_lines(settings, read_text(what))) else FAILED)
    if not what.startswith(PAGE) and not Path(what).exists():
        fail(f"there is no file {what}", WRONG_CALL)
    try:
        found = asyncio.run(_read_one(settings, what))
    except SourceError as error:
        if as_json:
            print_json(_refusal_json(what, error))
        fail(explain(what, error.refusal))
    if as_json:
        print_json(_as_json(found))
    else:
        _show(found)


async def _read_one(settings: Settings, what: str) -> Content | Feed:
    async with opened_outside(settings) as (http, workshop):
        with Console(stderr=True).status("reading…"):
            return await Reading(http, workshop).read(what)


async def _read_lines(settings: Settings, text: str) -> bool:
    refused = 0
    async with opened_outside(settings) as (http, workshop):
        reading = Reading(http, workshop)

        async def answer(line: str) -> dict[str, Any]:
            nonlocal refused
            asked = _asked(line.strip())
            what = str(asked["input"])
            try:
                return asked | _as_json(await reading.read(what))
            except SourceError as error:
                refused += 1
                return asked | _refusal_json(what, error)

        all_answered = await answer_lines(text, answer, "reading")
    return all_answered and refused == 0


def _asked(line: str) -> dict[str, Any]:
    """What a line asks for, to stand before its answer: an address or a path, bare or in JSON. Raises BadInputError."""
    if not line.startswith("{"):
        return {"input": line}
    try:
        form = json.loads(line)
        what = next(form[name] for name in ("input", "url", "path", "file") if form.get(name))
    except (ValueError, StopIteration) as error:
        raise BadInputError('expected an address, a path, or {"id","input"}') from error
    return ({"id": str(form["id"])} if "id" in form else {}) | {"input": str(what)}


def _refusal_json(what: str, error: SourceError) -> dict[str, Any]:
    return {"refusal": error.refusal.value, "error": explain(what, error.refusal)}


def _as_json(found: Content | Feed) -> dict[str, Any]:
    if isinstance(found, Feed):
        return {"kind": "feed", "title": found.title, "items": [_item_json(item) for item in found.items]}
    return {
        "kind": "article",
        "title": found.title,
        "text": found.text,
        "date": found.published_at.isoformat() if found.published_at else None,
        "image": found.image or None,
        "language": found.language or None,
        "outlet": found.outlet or None,
        "url": found.url or None,
    }


def _item_json(item: Item) -> dict[str, Any]:
    return {
        "id": item.mark,
        "title": item.title,
        "text": item.text,
        "date": item.published_at.isoformat() if item.published_at else None,
        "image": item.image or None,
        "url": item.url,
    }


def _show(found: Content | Feed) -> None:
    typer.echo(found.title)
    if isinstance(found, Feed):
        for item in found.items:
            typer.echo(f"• {' — '.join(part for part in (_day(item), item.title, item.url) if part)}")
        return
    facts = (found.outlet, _day(found), found.language, found.url)
    typer.echo(" — ".join(part for part in facts if part), err=True)
    typer.echo(f"\n{found.text}")


def _day(found: Content | Item) -> str:
    return f"{found.published_at:%Y-%m-%d %H:%M}" if found.published_at else ""
