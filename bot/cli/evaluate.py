"""mujaz eval: how good the guard and the digests are, in figures, on any set of articles or on the built-in one."""

import asyncio
import time
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import AliasChoices, BaseModel, Field, ValidationError, field_validator
from rich.console import Console
from rich.progress import track
from rich.table import Table

from bot.app import system_clock
from bot.cli.digest import forgetful_digester
from bot.cli.failing import WRONG_CALL, fail
from bot.cli.forms import ArticleForm
from bot.cli.lines import print_json, read_text
from bot.cli.logs import set_up_logs
from bot.cli.plot import draw
from bot.core.errors import EngineError
from bot.core.evaluation import (
    AutomaticScores,
    Case,
    DigestScores,
    GuardScores,
    Labelled,
    Rouge,
    Tally,
    score_automatically,
    score_digests,
    score_guard,
)
from bot.core.models import Digest
from bot.services.digest import Digester
from bot.settings import Settings, read_settings

BUILT_IN = Path("eval") / "faithfulness.jsonl"


class LabelledForm(BaseModel):
    """A labelled sentence; sets name the label in different ways."""

    text: str
    kind: str = Field(default="other", validation_alias=AliasChoices("type", "how", "kind"))


class CaseForm(ArticleForm):
    """An article of a set: what it supports (`ok`), what it does not (`bad`), human digests (`refs`)."""

    ok: list[LabelledForm | str] = Field(default_factory=list)
    bad: list[LabelledForm | str] = Field(default_factory=list)
    refs: list[str] = Field(default_factory=list, validation_alias=AliasChoices("refs", "ref"))
    part: str = ""

    @field_validator("refs", mode="before")
    @classmethod
    def _one_or_many(cls, refs: object) -> object:
        return [refs] if isinstance(refs, str) else refs

    def case(self) -> Case:
        return Case(
            story=self.story(system_clock()),
            faithful=tuple(_labelled(one) for one in self.ok),
            false=tuple(_labelled(one) for one in self.bad),
            references=tuple(self.refs),
        )


def evaluate(
    path: Annotated[
        str, typer.Argument(help="A JSONL set, or - for standard input; left out: the built-in one.")
    ] = "",
    part: Annotated[str, typer.Option(help="Only the articles of this part, for example held.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print all figures as one JSON object.")] = False,
    plot: Annotated[Path | None, typer.Option(help="Draw the figures into this PNG file.")] = None,
    show_misses: Annotated[bool, typer.Option("--misses", help="List what the guard got wrong.")] = False,
) -> None:
    """Measure the guard on labelled sentences, and the digests of the engine that is set up.

    A line: {"id","title","text","ok":[{"text","how"}],"bad":[{"text","type"}],"refs":["a human digest"]}; all but the
    text may be left out. With a model set up its digests are measured, so that models can be compared.
    """
    settings = read_settings()
    set_up_logs("ERROR")
    cases = _read(path or str(settings.seeds_dir / BUILT_IN), part)
    started = time.process_time()
    guard = score_guard(cases)
    guard_seconds = time.process_time() - started
    automatic = score_automatically(cases)
    digests, digest_seconds = asyncio.run(_digest_all(settings, cases))
    scores = score_digests((case, digest) for case, digest in zip(cases, digests, strict=True) if digest)
    figures = {
        "articles": len(cases),
        "guard": _guard_figures(guard, guard_seconds),
        "corruptions": _automatic_figures(automatic),
        "digests": _digest_figures(scores, digest_seconds),
    }
    if plot is not None:
        draw(figures, plot)
    if as_json:
        print_json(figures)
    else:
        _show(guard, automatic, figures)
    if show_misses:
        _show_misses(guard)


def _read(path: str, part: str) -> list[Case]:
    cases = []
    for number, line in enumerate(read_text(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            form = CaseForm.model_validate_json(line)
        except ValidationError as error:
            fail(f"{path}, line {number}: {error.errors(include_input=False)[0]['msg']}", WRONG_CALL)
        if not part or form.part == part:
            cases.append(form.case())
    if not cases:
        fail(f"{path} holds no article" + (f" of part {part}" if part else ""), WRONG_CALL)
    return cases


def _labelled(one: LabelledForm | str) -> Labelled:
    return (
        Labelled(text=one, kind="other") if isinstance(one, str) else Labelled(text=one.text, kind=one.kind)
    )


async def _digest_all(settings: Settings, cases: list[Case]) -> tuple[list[Digest | None], float]:
    console = Console(stderr=True)
    shown = track(cases, "digesting", console=console, transient=True, disable=not console.is_terminal)
    async with forgetful_digester(settings) as digester:
        started = time.process_time()
        digests = [await _digest(digester, case) for case in shown]
        return digests, time.process_time() - started


async def _digest(digester: Digester, case: Case) -> Digest | None:
    try:
        return await digester.digest(case.story)
    except EngineError:
        return None  # counted by the difference between articles and digests


def _guard_figures(guard: GuardScores, seconds: float) -> dict[str, Any]:
    sentences = guard.recall.of + sum(tally.of for tally in guard.faithful.values())
    return {
        "recall": _percent(guard.recall.share),
        "false_sentences": guard.recall.of,
        "false_alarms": _percent(guard.false_alarms.share),
        "faithful_sentences": guard.false_alarms.of,
        "recall_by_kind": _shares(guard.false),
        "false_alarms_by_kind": _shares(guard.faithful),
        "ms_a_sentence": round(1000 * seconds / max(sentences, 1), 2),
    }


def _automatic_figures(automatic: AutomaticScores) -> dict[str, Any]:
    return {
        "recall": _percent(automatic.recall.share),
        "recall_when_cited": _percent(automatic.recall_when_cited.share),
        "false_sentences": automatic.recall.of,
        "false_alarms": _percent(automatic.varied.share),
        "false_alarms_when_cited": _percent(automatic.varied_when_cited.share),
        "faithful_sentences": automatic.varied.of,
        "recall_by_kind": _shares(automatic.caught),
        "recall_by_kind_when_cited": _shares(automatic.caught_when_cited),
    }


def _digest_figures(scores: DigestScores, seconds: float) -> dict[str, Any]:
    return {
        "written": scores.count,
        "faithful": _percent(scores.faithful),
        "rouge": _rouge(scores.text),
        "rouge_of_the_lead": _rouge(scores.lead),
        "rouge_of_a_lead_as_long": _rouge(scores.lead_of_size),
        "rouge_of_the_oracle": _rouge(scores.oracle),
        "coverage": round(scores.coverage, 3),
        "redundancy": round(scores.redundancy, 3),
        "dangling_points": _percent(scores.dangling),
        "well_formed": _percent(scores.form),
        "articles_a_second": round(scores.count / max(seconds, 1e-6), 1),
    }


def _shares(tallies: dict[str, Tally]) -> dict[str, float]:
    return {kind: _percent(tally.share) for kind, tally in tallies.items()}


def _percent(share: float) -> float:
    return round(100 * share, 1)


def _rouge(score: Rouge) -> list[float]:
    return [_percent(score.one), _percent(score.two), _percent(score.longest)]


def _show(guard: GuardScores, automatic: AutomaticScores, figures: dict[str, Any]) -> None:
    console = Console()
    kinds = Table("sentences", "kind", "refused", "of", "%", title="guard")
    groups = (
        ("false", guard.false),
        ("faithful", guard.faithful),
        ("made false by rule", automatic.caught),
        ("the same, evidence cited", automatic.caught_when_cited),
        ("varied by rule", {"varied": automatic.varied}),
    )
    for name, tallies in groups:
        for kind, tally in tallies.items():
            kinds.add_row(name, kind, str(tally.refused), str(tally.of), f"{_percent(tally.share)}")
    console.print(kinds)
    for group in ("guard", "corruptions", "digests"):
        table = Table("measure", "value", title=group)
        for name, value in figures[group].items():
            if not isinstance(value, dict):
                table.add_row(name.replace("_", " "), str(value))
        console.print(table)


def _show_misses(guard: GuardScores) -> None:
    for name, labels in (("missed", guard.missed), ("wronged", guard.wronged)):
        for label in labels:
            typer.echo(f"{name} [{label.kind}] {label.text}")
