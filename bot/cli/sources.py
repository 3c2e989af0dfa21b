"""mujaz sources: list, add, remove, check."""

import asyncio
from contextlib import AbstractAsyncContextManager
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table

from bot.app import Mujaz, opened, plant_newsrooms
from bot.cli.failing import fail
from bot.cli.lines import print_json
from bot.cli.logs import set_up_logs
from bot.core.errors import SourceError
from bot.core.models import Source, SourceKind
from bot.core.ports import SourceToVisit
from bot.core.stories import article_id
from bot.settings import read_settings

sources = typer.Typer(help="The sources that the bot reads.", no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, one source a line.")]


@sources.command("list")
def list_sources(as_json: AsJson = False) -> None:
    """Show all sources and how they are."""
    found = asyncio.run(_list())
    if as_json:
        for one in found:
            print_json(_source_json(one))
        return
    table = Table("id", "title", "topic", "country", "last success", "state")
    for one in found:
        seen = one.state.last_success
        table.add_row(
            one.source.id,
            one.source.title,
            one.source.topic,
            one.source.country,
            f"{seen:%Y-%m-%d %H:%M}" if seen else "never",
            one.state.last_error or "fine",
        )
    Console().print(table)


@sources.command("add")
def add_source(
    url: Annotated[str, typer.Argument(help="The address of a feed.")],
    title: Annotated[str, typer.Option(help="The name to show; the address when left out.")] = "",
    topic: Annotated[str, typer.Option(help="What it is about.")] = "general",
    country: Annotated[str, typer.Option(help="Two letters, for example sa.")] = "",
) -> None:
    """Read a feed once, then add it."""
    source = Source(
        id=article_id("source", url),
        kind=SourceKind.FEED,
        location=url,
        title=title or url,
        topic=topic,
        country=country,
    )
    asyncio.run(_add(source))


@sources.command("remove")
def remove_source(
    source_id: Annotated[str, typer.Argument(help="The id that `sources list` shows.")],
) -> None:
    """Stop reading a source; its articles stay."""
    if not asyncio.run(_remove(source_id)):
        fail(f"there is no source {source_id}; see: mujaz sources list")
    typer.echo(f"removed {source_id}")


@sources.command("check")
def check_sources(as_json: AsJson = False) -> None:
    """Read every source now, keep nothing, and say what came."""
    results = asyncio.run(_check())
    for result in results:
        if as_json:
            print_json(result)
        else:
            typer.echo(f"{'✓' if not result['error'] else '✗'} {result['title']}: {_outcome(result)}")
    if any(result["error"] for result in results):
        raise typer.Exit(1)


async def _list() -> tuple[SourceToVisit, ...]:
    async with _opened() as mujaz:
        await plant_newsrooms(mujaz)
        return await mujaz.curator.list()


async def _add(source: Source) -> None:
    async with _opened() as mujaz:
        try:
            visit = await mujaz.curator.check(source)
        except SourceError as error:
            fail(f"{source.location} was not added: {error}; give the address of an RSS, Atom or JSON feed")
        added = await mujaz.curator.add(source)
    typer.echo(
        f"{'added' if added else 'is there already:'} {source.id} ({len(visit.articles)} articles now)"
    )


async def _remove(source_id: str) -> bool:
    async with _opened() as mujaz:
        return await mujaz.curator.remove(source_id)


async def _check() -> list[dict[str, Any]]:
    async with _opened() as mujaz:
        await plant_newsrooms(mujaz)
        listed = await mujaz.curator.list()
        console = Console(stderr=True)
        shown = track(listed, "checking", console=console, transient=True, disable=not console.is_terminal)
        return [await _check_one(mujaz, one.source) for one in shown]


async def _check_one(mujaz: Mujaz, source: Source) -> dict[str, Any]:
    try:
        visit = await mujaz.curator.check(source)
    except SourceError as error:
        return {"id": source.id, "title": source.title, "articles": 0, "error": str(error)}
    return {"id": source.id, "title": source.title, "articles": len(visit.articles), "error": ""}


def _outcome(result: dict[str, Any]) -> str:
    return str(result["error"] or f"{result['articles']} articles")


def _opened() -> AbstractAsyncContextManager[Mujaz]:
    settings = read_settings()
    set_up_logs(settings.log_level)
    return opened(settings)


def _source_json(one: SourceToVisit) -> dict[str, Any]:
    success = one.state.last_success
    return {
        "id": one.source.id,
        "kind": one.source.kind.value,
        "location": one.source.location,
        "title": one.source.title,
        "topic": one.source.topic,
        "country": one.source.country,
        "failures": one.state.failures,
        "last_error": one.state.last_error,
        "last_success": success.isoformat() if success else None,
    }
