"""mujaz verify: is this digest supported by this article? Needs no database and no model."""

import asyncio
from typing import Annotated, Any

import typer

from bot.app import system_clock
from bot.cli.failing import WRONG_CALL, fail
from bot.cli.forms import BadInputError, read_verify, verdict_json
from bot.cli.lines import answer_lines, print_json, read_text
from bot.core.faithfulness import find_problems


def verify(
    question: Annotated[str, typer.Argument(help="A JSON file, or - for standard input.")] = "-",
    as_json: Annotated[bool, typer.Option("--json", help="Print the verdict as JSON.")] = False,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Read one question a line, write one verdict a line, in order.")
    ] = False,
) -> None:
    """Check every name, number, date, quote and speaker of a digest against its article.

    Input: {"article":{"id","title","text"},"digest":{"headline","digest":[{"text","evidence"}],"key_points":[…]}}.
    Ends with 1 when one digest was given and it is not faithful.
    """
    text = read_text(question)
    if jsonl:
        raise typer.Exit(0 if asyncio.run(answer_lines(text, _answer, "verifying")) else 1)
    try:
        result = asyncio.run(_answer(text))
    except BadInputError as error:
        fail(str(error), WRONG_CALL)
    if as_json:
        print_json(result)
    else:
        _show(result["verdict"])
    raise typer.Exit(0 if result["verdict"]["faithful"] else 1)


async def _answer(line: str) -> dict[str, Any]:
    form = read_verify(line)
    verdict = find_problems(form.read(system_clock()))
    return {"id": form.article.id, "verdict": verdict_json(verdict)}


def _show(verdict: dict[str, Any]) -> None:
    if verdict["faithful"]:
        typer.echo("faithful: the article supports every claim")
    for problem in verdict["problems"]:
        typer.echo(
            f"{problem['kind']}: «{problem['words']}» in «{problem['claim']}»\n    {problem['reason']}"
        )
