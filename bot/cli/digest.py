"""mujaz digest: one article to the terminal, or many as JSON lines. Needs no database."""

import asyncio
import re
import sys
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from bot.app import Readers, opened_outside, readers_of, system_clock
from bot.cli.failing import WRONG_CALL, fail
from bot.cli.forms import digest_json, read_article
from bot.cli.lines import answer_lines, print_json, read_text
from bot.cli.logs import set_up_logs
from bot.core.arabic import is_arabic
from bot.core.errors import Refusal, SourceError
from bot.core.faithfulness import find_problems
from bot.core.house_style import comparable
from bot.core.models import Digest, FetchState, Length, ModelCall, Source, SourceKind, Story
from bot.core.spending import ModelUse, total_of, use_by_model
from bot.core.stories import story_of
from bot.engines.glossary import read_glossary
from bot.services.digest import Digester
from bot.settings import Settings, read_settings
from bot.sources.decode import decode
from bot.writers import opened_digester

ADVICE = {
    Refusal.UNREACHABLE: "the site cannot be reached; check the address, or save the page and give the file",
    Refusal.TIMEOUT: "the site did not answer in time; try again, or raise FETCH_TIMEOUT",
    Refusal.NOT_FOUND: "there is no such page; check the address",
    Refusal.FORBIDDEN_ADDRESS: "this address is private or not http(s); only public pages are opened",
    Refusal.TOO_LARGE: "this is larger than an article may be; give the article alone",
    Refusal.NOT_TEXT: "this is not a text; give a .txt, .md, .html, .pdf or .docx file, or a page",
    Refusal.NO_ARTICLE: "no article was found in it; give the article's text",
    Refusal.TOO_SHORT: "this is too short to be digested; an article has at least two sentences",
    Refusal.PAYWALL: "the article is behind a subscription; give its text as a file",
    Refusal.SERVER_ERROR: "the site is out of order or refused; try again later",
    Refusal.NOT_A_FEED: "this is not a feed",
    Refusal.TOO_COMPLEX: "this takes too long or too much memory to read; give the article's text",
    Refusal.SCRIPT_ONLY: "the page shows its text only in a browser; give the article's text",
    Refusal.NOT_ALLOWED: "the site does not want programs to read this page (robots.txt); give its text as a file",
    Refusal.TOO_OFTEN: "the site was asked too often; try again later",
}
ADVICE_ON_FILES = ADVICE | {
    Refusal.UNREACHABLE: "the file cannot be opened; check who may read it",
    Refusal.NOT_FOUND: "there is no such file; check the path",
    Refusal.NO_ARTICLE: "no article was found in it; an article has a few sentences",
}
PAGE = ("http://", "https://")


class NoShelf:
    """Keeps no digest: the command line asks once."""

    async def digest_of(self, _story: Story, _written_by: str, _length: Length) -> Digest | None:
        return None

    async def save_digest(self, _digest: Digest) -> None:
        return None


class SpendingOfThisRun:
    """Counts what one run of the command line spends, so that a budget holds in it; forgets it at the end."""

    def __init__(self) -> None:
        self._calls: list[ModelCall] = []

    async def record(self, call: ModelCall) -> None:
        self._calls.append(call)

    async def spent_since(self, moment: datetime) -> Decimal:
        return total_of(self._since(moment))

    async def calls_since(self, moment: datetime) -> tuple[ModelUse, ...]:
        return use_by_model(self._since(moment))

    def _since(self, moment: datetime) -> list[ModelCall]:
        return [call for call in self._calls if call.at >= moment]


def forgetful_digester(settings: Settings) -> AbstractAsyncContextManager[Digester]:
    """Open a Digester that needs no database. Raises SettingsError."""
    return opened_digester(settings, NoShelf(), SpendingOfThisRun(), system_clock)


def digest(
    article: Annotated[
        str, typer.Argument(help="A file, an address (https://…), or - for standard input.")
    ] = "-",
    as_json: Annotated[bool, typer.Option("--json", help="Print the digest as JSON.")] = False,
    jsonl: Annotated[
        bool,
        typer.Option("--jsonl", help='Read {"id","title","text"} a line, write one digest a line, in order.'),
    ] = False,
    length: Annotated[Length, typer.Option(help="How long each digest is.")] = Length.MEDIUM,
) -> None:
    """Digest one article, or many.

    Without a model the article's own sentences are quoted; with LLM_API_KEY or LLM_BASE_URL a model writes,
    and everything it writes is checked against the article.
    """
    settings = read_settings()
    set_up_logs(settings.log_level, settings.log_format)
    if jsonl:
        raise typer.Exit(0 if asyncio.run(_digest_lines(settings, read_text(article), length)) else 1)
    written = asyncio.run(_digest_one(settings, article, length))
    if as_json:
        print_json(_as_json(written, settings))
    else:
        _show(written)


async def _digest_lines(settings: Settings, text: str, length: Length) -> bool:
    async with forgetful_digester(settings) as digester:

        async def answer(line: str) -> dict[str, Any]:
            form = read_article(line)
            written = await digester.digest(form.story(system_clock()), length)
            return {"id": form.id} | _as_json(written, settings)

        return await answer_lines(text, answer, "digesting")


async def _digest_one(settings: Settings, argument: str, length: Length) -> Digest:
    async with opened_outside(settings) as (http, workshop), forgetful_digester(settings) as digester:
        with Console(stderr=True).status("reading and digesting…"):
            readers = readers_of(http, workshop, system_clock)
            return await digester.digest(await _read(readers, argument), length)


def _as_json(written: Digest, settings: Settings) -> dict[str, Any]:
    style = read_glossary(settings.glossary)
    return digest_json(written, find_problems(comparable(written, style)))


async def _read(readers: Readers, argument: str) -> Story:
    try:
        source = _source_of(argument)
        visit = await readers[source.kind].read(source, FetchState(next_visit=system_clock()))
    except SourceError as error:
        fail(explain(argument, error.refusal))
    return story_of(visit.articles[0])


def explain(argument: str, refusal: Refusal) -> str:
    """Return what to do about it; of an address, which can hold private things, only the host is repeated."""
    if not argument.startswith(PAGE):
        return f"{argument}: {ADVICE_ON_FILES[refusal]}"
    host = re.split("[/?#]", argument)[2].rpartition("@")[2]
    return f"{host}: {ADVICE[refusal]}"


def _source_of(argument: str) -> Source:
    if argument.startswith(PAGE):
        return Source(id="page", kind=SourceKind.PAGE, location=argument, title="")
    if argument == "-":
        return Source(id="paste", kind=SourceKind.PASTE, location=decode(sys.stdin.buffer.read()), title="")
    path = Path(argument)
    if not path.is_file():
        fail(f"there is no file {argument}", WRONG_CALL)
    return Source(id="file", kind=SourceKind.FILE, location=str(path), title=path.stem)


def _show(written: Digest) -> None:
    """Plain lines: a terminal that knows Arabic lays them out by itself."""
    typer.echo(f"{written.headline}\n")
    typer.echo(" ".join(claim.text for claim in written.text))
    if written.key_points:
        typer.echo("\nالنقاط الرئيسة")
    for point in written.key_points:
        typer.echo(f"• {point.text}")
    if written.differences:
        typer.echo("\nكيف اختلفت المصادر")
    for difference in written.differences:
        typer.echo(f"• {difference.text}")
    typer.echo(f"\n— {written.written_by}", err=True)
    if written.written_by.startswith("extractive") and not is_arabic(" ".join(c.text for c in written.text)):
        typer.echo("The article is not in Arabic: without a model it can only be quoted as it is.", err=True)
