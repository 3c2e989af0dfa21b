"""mujaz stories: which of these articles tell of one event? Needs no database; a model only for foreign ones."""

import asyncio
from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any

import typer
from pydantic import BaseModel, ConfigDict, ValidationError

from bot.app import system_clock
from bot.cli.digest import forgetful_digester
from bot.cli.failing import FAILED
from bot.cli.forms import BadInputError
from bot.cli.lines import id_of, print_json, read_text, with_progress
from bot.cli.logs import set_up_logs
from bot.core.arabic import split_title
from bot.core.models import Article, Story
from bot.core.stories import NOT_RETOLD, Retold, StoryIndex, article_id, regrouped
from bot.services.bridge import Bridge
from bot.settings import Settings, read_settings
from bot.sources.parsing.dates import read_date

SHAPE = '{"id","title","text","outlet","url","published_at"}'


class ReportForm(BaseModel):
    """One article as other programs give it; its title or its text must be there."""

    model_config = ConfigDict(coerce_numbers_to_str=True)

    id: str = ""
    title: str = ""
    text: str = ""
    outlet: str = ""
    url: str | None = None
    published_at: str | None = None


def stories(
    articles: Annotated[str, typer.Argument(help="A file of JSON lines, or - for standard input.")] = "-",
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Write one line an article, in order, instead of a list to read.")
    ] = False,
) -> None:
    """Group articles into stories: one story is one event.

    Input, one a line: {"id","title","text","outlet","url","published_at"}; "text" or "title" must be there.
    Output of --jsonl: {"id","story","position"}; the article at position 0 leads its story.
    A report in another language joins Arabic ones when a model is set up, which tells it in Arabic first.
    """
    settings = read_settings()
    set_up_logs(settings.log_level, settings.log_format)
    lines = [line for line in read_text(articles).split("\n") if line.strip()]
    read = _read_all(lines)
    reports = [one for one in read if isinstance(one, Article)]
    retold = asyncio.run(_retold(settings, reports)) if settings.has_model else NOT_RETOLD
    grouped = _grouped(reports, retold)
    if jsonl:
        _print_lines(lines, read, grouped)
    else:
        _show(grouped)
    raise typer.Exit(FAILED if any(isinstance(one, BadInputError) for one in read) else 0)


def _read_all(lines: list[str]) -> list[Article | BadInputError]:
    """An article without a date is taken to be of the time of the one before it."""
    read: list[Article | BadInputError] = []
    at = system_clock()
    for number, line in enumerate(lines, start=1):
        try:
            article = _article(line, number, at)
        except BadInputError as error:
            read.append(error)
        else:
            at = article.seen_at
            read.append(article)
    return read


def _article(line: str, number: int, at: datetime) -> Article:
    form = _form(line)
    published_at = _moment(form.published_at)
    title, text = (form.title, form.text) if form.title.strip() else split_title(form.text)
    return Article(
        id=article_id("line", str(number)),
        source_id="input",
        outlet=form.outlet,
        title=title,
        text=text,
        url=form.url,
        published_at=published_at,
        seen_at=published_at or at,
    )


def _form(line: str) -> ReportForm:
    try:
        form = ReportForm.model_validate_json(line)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BadInputError(f"{where + ': ' if where else ''}{first['msg']}; expected {SHAPE}") from error
    if not form.text.strip() and not form.title.strip():
        raise BadInputError("text: is empty; there is nothing to compare")
    return form


def _moment(written: str | None) -> datetime | None:
    if not written:
        return None
    moment = read_date(written, arab=True)
    if moment is None:
        raise BadInputError("published_at: is no date; write it like 2026-11-23T09:00:00Z")
    return moment


async def _retold(settings: Settings, articles: list[Article]) -> Retold:
    async with forgetful_digester(settings) as digester:
        return await Bridge(digester, seconds=None).retell(articles)


def _grouped(articles: list[Article], retold: Retold) -> tuple[Story, ...]:
    """As the bot does it: one after the other as they were published, then all stories together once more."""
    index = StoryIndex()
    members: dict[str, list[Article]] = {}
    in_time = sorted(articles, key=lambda article: article.seen_at)
    for article in with_progress(in_time, "grouping"):
        for story in index.place((article,), retold):
            members.setdefault(story.id, []).append(article)
    return regrouped(Story(id=story_id, articles=tuple(group)) for story_id, group in members.items())


def _print_lines(lines: list[str], read: list[Article | BadInputError], grouped: Iterable[Story]) -> None:
    places = {
        article.id: {"story": story.id, "position": position}
        for story in grouped
        for position, article in enumerate(story.articles)
    }
    for number, (line, one) in enumerate(zip(lines, read, strict=True), start=1):
        answer: dict[str, Any] = {"id": id_of(line)}
        if isinstance(one, Article):
            answer |= places[one.id]
        else:
            answer |= {"line": number, "error": str(one)}
        print_json(answer)


def _show(grouped: Iterable[Story]) -> None:
    """Those of most articles first; plain lines, which a terminal that knows Arabic lays out by itself."""
    for story in sorted(grouped, key=lambda story: -len(story.articles)):
        outlets = "، ".join(outlet for outlet in story.outlets if outlet)
        typer.echo(f"{len(story.articles)}\t{story.lead.title}" + (f" ({outlets})" if outlets else ""))
