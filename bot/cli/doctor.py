"""mujaz doctor: is everything set up? Each check says what to do when it is not."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Annotated

import typer

from bot.app import opened, seed_sources, system_clock
from bot.cli.lines import print_json
from bot.cli.logs import redact, set_up_logs
from bot.core.errors import EngineError, MujazError, SettingsError, StorageError
from bot.core.spending import in_dollars, spent_out, start_of_day, start_of_month
from bot.engines.glossary import read_glossary
from bot.engines.language_model import LanguageModel, whole_text
from bot.engines.prompts import load_prompts
from bot.settings import Settings, read_settings
from bot.telegram.application import Server, build_application, connect
from bot.writers import budget_of, judging_model, language_model, purse_of

Check = Callable[[Settings], Awaitable[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one check found; `error` says what to do, empty when all is well."""

    name: str
    found: str = ""
    error: str = ""


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, one check a line.")] = False,
) -> None:
    """Check settings, database, prompts, seeds, model, budget and bot token."""
    settings = read_settings()
    set_up_logs("ERROR")
    findings = asyncio.run(_examine(settings))
    for finding in findings:
        if as_json:
            print_json({"check": finding.name, "found": finding.found, "error": finding.error})
        else:
            mark = "✗" if finding.error else "✓"
            typer.echo(f"{mark} {finding.name}: {finding.error or finding.found}")
    if any(finding.error for finding in findings):
        raise typer.Exit(1)


async def _examine(settings: Settings) -> list[Finding]:
    checks: tuple[tuple[str, Check], ...] = (
        ("settings", _settings),
        ("database", _database),
        ("prompts", _prompts),
        ("seeds", _seeds),
        ("glossary", _glossary),
        ("model", _model),
        ("judge", _judge),
        ("budget", _budget),
        ("bot token", _token),
    )
    return [await _one(name, check, settings) for name, check in checks]


async def _one(name: str, check: Check, settings: Settings) -> Finding:
    try:
        return Finding(name=name, found=await check(settings))
    except MujazError as error:
        return Finding(name=name, error=redact(" ".join(str(error).split())))


async def _settings(settings: Settings) -> str:
    return f"all valid; time zone of new readers {settings.default_zone}"


async def _database(settings: Settings) -> str:
    async with opened(settings) as mujaz:
        count = len(await mujaz.curator.list())
    return f"opened and up to date, {count} sources"


async def _prompts(settings: Settings) -> str:
    prompts = load_prompts(settings.prompts_dir)
    return f"{len(prompts)} prompts in {settings.prompts_dir}"


async def _seeds(settings: Settings) -> str:
    return f"{len(seed_sources(settings))} newsrooms in {settings.seeds_dir}"


async def _model(settings: Settings) -> str:
    model = language_model(settings)
    if model is None:
        return "none set up: the offline engine quotes the articles (set LLM_API_KEY or LLM_BASE_URL for a model)"
    return await _asked(settings, model)


async def _judge(settings: Settings) -> str:
    model = judging_model(settings)
    if model is None:
        return "none: the rules alone check digests (JUDGE names a model for a second opinion)"
    return await _asked(settings, model)


async def _asked(settings: Settings, model: LanguageModel) -> str:
    try:
        answer = await model.check()
    finally:
        await model.close()
    with suppress(StorageError, SettingsError):  # their own lines say what is wrong
        async with opened(settings) as mujaz:
            await purse_of(settings, mujaz.spending, system_clock).pay(model.model, answer)
    whole_text(answer)
    return f"{model.model} answers"


async def _glossary(settings: Settings) -> str:
    terms = len(read_glossary(settings.glossary).terms)
    return (
        f"{terms} terms"
        if settings.glossary
        else "none (GLOSSARY names a file with the newsroom's spellings)"
    )


async def _budget(settings: Settings) -> str:
    if not settings.has_model:
        return "none needed: the offline engine costs nothing"
    budget = budget_of(settings)
    if not budget.has_limit:
        return "no limit (set LLM_PRICE_IN, LLM_PRICE_OUT and LLM_BUDGET_PER_DAY or LLM_BUDGET_PER_MONTH for one)"
    now = system_clock()
    async with opened(settings) as mujaz:
        today = await mujaz.spending.spent_since(start_of_day(now))
        month = await mujaz.spending.spent_since(start_of_month(now))
    reason = spent_out(budget, today, month)
    if reason is not None:
        raise EngineError(f"{reason}; until then the offline engine writes")
    return f"spent today {in_dollars(today)}, this month {in_dollars(month)}; mujaz costs shows more"


async def _token(settings: Settings) -> str:
    token = settings.bot_token.get_secret_value()
    if not token:
        raise SettingsError("BOT_TOKEN is not set; get one from @BotFather (the demo needs none: mujaz demo)")
    application = build_application(Server(token=token, base_url=settings.telegram_api_url))
    try:
        await connect(application)
        return f"Telegram knows the bot as @{application.bot.username}"
    finally:
        await application.shutdown()
