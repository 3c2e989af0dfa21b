"""The command line: mujaz …, python -m bot …; exit codes 0 (done), 1 (failed, or problems found), 2 (wrong call)."""

from importlib.metadata import version
from typing import Annotated

import typer

from bot.cli.bot import bot
from bot.cli.costs import costs
from bot.cli.demo import demo
from bot.cli.digest import digest
from bot.cli.doctor import doctor
from bot.cli.evaluate import evaluate
from bot.cli.failing import failing_clearly
from bot.cli.memory import keep_memory_small
from bot.cli.migrate import migrate
from bot.cli.read import read
from bot.cli.run import run
from bot.cli.source_lists import export_sources, import_sources
from bot.cli.sources import sources
from bot.cli.status import status
from bot.cli.stories import stories
from bot.cli.verify import verify
from bot.cli.worker import worker

__all__ = ["main"]

program = typer.Typer(
    name="mujaz",
    help="Digests of Arabic news that cannot invent: every claim carries the sentence that proves it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
program.command()(demo)
program.command()(run)
program.command()(bot)
program.command()(worker)
program.command()(migrate)
program.command()(digest)
program.command()(read)
program.command()(verify)
program.command()(stories)
program.command()(costs)
program.command()(doctor)
program.command()(status)
program.command("eval")(evaluate)
sources.command("import")(import_sources)
sources.command("export")(export_sources)
program.add_typer(sources, name="sources")


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"mujaz {version('mujaz')}")
        raise typer.Exit


@program.callback()
def _options(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit."),
    ] = False,
) -> None: ...


def main() -> None:
    """Run the command line; every expected failure is one clear message, never a traceback."""
    keep_memory_small()
    with failing_clearly():
        program()
