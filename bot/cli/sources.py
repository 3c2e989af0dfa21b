"""mujaz sources: list, add, remove, check. Importing and exporting lists is in source_lists.py."""

import asyncio
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Column, Table

from bot.app import Mujaz, opened, plant_newsrooms, system_clock
from bot.cli.failing import fail
from bot.cli.health import health_in_words, reason_in_words
from bot.cli.lines import print_json
from bot.cli.logs import set_up_logs
from bot.core.errors import SourceError, UserMistake
from bot.core.models import Source
from bot.core.ports import FoundSource, SourceToVisit, Visit
from bot.services.outcomes import outcomes
from bot.settings import read_settings

sources = typer.Typer(help="The sources that the bot reads.", no_args_is_help=True)

ARTICLES_SHOWN = 3
CHECKED_AT_ONCE = 16
_ADVICE = "give the address of a site that has a feed, of the feed itself, or of a public channel"

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, one source a line.")]


@sources.command("list")
def list_sources(as_json: AsJson = False) -> None:
    """Show all sources and how they are."""
    found = asyncio.run(_list())
    if as_json:
        for one in found:
            print_json(_source_json(one))
        return
    whole_id = Column("id", no_wrap=True, min_width=16)  # it is copied from here
    table = Table(whole_id, "title", "topic", "country", "last success", "state")
    for one in found:
        seen = one.state.last_success
        table.add_row(
            one.source.id,
            one.source.title,
            one.source.topic,
            one.source.country,
            f"{seen:%Y-%m-%d %H:%M}" if seen else "never",
            health_in_words(one.state, system_clock()),
        )
    Console().print(table)


@sources.command("add")
def add_source(
    link: Annotated[
        str, typer.Argument(help="A site, a feed, a public Telegram channel (@name), a YouTube channel.")
    ],
    title: Annotated[str, typer.Option(help="The name to show; its own when left out.")] = "",
    topic: Annotated[str, typer.Option(help="What it is about.")] = "general",
    country: Annotated[str, typer.Option(help="Two letters, for example sa.")] = "",
) -> None:
    """Find what can be followed behind a link, show it, and add the first."""
    asyncio.run(_add(link, title, topic, country))


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
    async with opened_for_sources() as mujaz:
        await plant_newsrooms(mujaz)
        return await mujaz.curator.list()


async def _add(link: str, title: str, topic: str, country: str) -> None:
    async with opened_for_sources() as mujaz:
        try:
            first, *others = await mujaz.curator.find(link)
        except (SourceError, UserMistake) as error:
            fail(f"{link} was not added: {error}; {_ADVICE}")
        source = replace(first.source, title=title or first.source.title, topic=topic, country=country)
        kept = await mujaz.curator.kept(source)
        added = kept is None and await mujaz.curator.add(source)
    _show_found(source, first)
    for other in others:
        typer.echo(f"also found: {other.source.title} {other.source.location}")
    typer.echo(f"{'added' if added else 'is there already:'} {(kept or source).id}")


def _show_found(source: Source, found: FoundSource) -> None:
    typer.echo(f"{source.title} ({source.kind.value}) {source.location}")
    for article in found.latest[:ARTICLES_SHOWN]:
        when = f"{article.published_at:%Y-%m-%d %H:%M}" if article.published_at else "no date"
        typer.echo(f"  {when}  {article.title or article.text.split(chr(10))[0]}")


async def _remove(source_id: str) -> bool:
    async with opened_for_sources() as mujaz:
        return await mujaz.curator.remove(source_id)


async def _check() -> list[dict[str, Any]]:
    async with opened_for_sources() as mujaz:
        await plant_newsrooms(mujaz)
        listed = await mujaz.curator.list()
        with Console(stderr=True).status(f"checking {len(listed)} sources…"):
            visits = await outcomes([mujaz.curator.check(one.source) for one in listed], CHECKED_AT_ONCE)
        now = mujaz.clock()
    return [_checked(one, visit, now) for one, visit in zip(listed, visits, strict=True)]


def _checked(one: SourceToVisit, visit: Visit | Exception, now: datetime) -> dict[str, Any]:
    told = {"id": one.source.id, "title": one.source.title, "articles": 0, "error": ""}
    told["health"] = health_in_words(one.state, now)
    if isinstance(visit, SourceError):
        return told | {"error": str(visit)}
    if isinstance(visit, Exception):
        raise visit
    return told | {"articles": len(visit.articles)}


def _outcome(result: dict[str, Any]) -> str:
    now = reason_in_words(result["error"]) if result["error"] else f"{result['articles']} articles now"
    return f"{now} (before: {result['health']})"


def opened_for_sources() -> AbstractAsyncContextManager[Mujaz]:
    """Open the bot's services as a command about sources needs them."""
    settings = read_settings()
    set_up_logs(settings.log_level, settings.log_format)
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
