"""mujaz sources import, export: lists of sources as OPML, which all feed readers know. Reads no source."""

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.app import plant_newsrooms
from bot.cli.failing import fail
from bot.cli.lines import read_bytes
from bot.cli.sources import opened_for_sources
from bot.core.errors import SourceError
from bot.core.models import Source
from bot.sources.opml import FOLLOWED, read_opml, write_opml


def import_sources(
    file: Annotated[
        str, typer.Argument(help="An OPML file, as feed readers export it; - for standard input.")
    ],
) -> None:
    """Add the sources of an OPML file; folders become topics. They are read when their turn comes."""
    try:
        listed = read_opml(read_bytes(file))
    except SourceError as error:
        fail(f"{file} was not imported: {error}; export your feeds as OPML from a feed reader")
    added = asyncio.run(_import(listed))
    typer.echo(f"added {added}, there already {len(listed) - added}")


def export_sources(
    file: Annotated[str, typer.Argument(help="Where to write; standard output when left out.")] = "-",
) -> None:
    """Write the feeds and channels as OPML, a folder for each topic."""
    kept = asyncio.run(_sources())
    written = write_opml(kept, "موجز")
    if file == "-":
        sys.stdout.buffer.write(written)
        return
    try:
        Path(file).write_bytes(written)
    except OSError as error:
        fail(f"{file} cannot be written: {error.strerror}")
    typer.echo(f"exported {sum(source.kind in FOLLOWED for source in kept)} to {file}")


async def _import(listed: tuple[Source, ...]) -> int:
    async with opened_for_sources() as mujaz:
        await plant_newsrooms(mujaz)
        return await mujaz.curator.add_all(listed)


async def _sources() -> tuple[Source, ...]:
    async with opened_for_sources() as mujaz:
        await plant_newsrooms(mujaz)
        return tuple(one.source for one in await mujaz.curator.list())
