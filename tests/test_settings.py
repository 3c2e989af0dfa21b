"""Settings: every one documented, defaulted and checked at start."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from bot.core.errors import SettingsError
from bot.settings import Settings, read_settings

EXAMPLE = Path(__file__).parent.parent / ".env.example"
NO_FIXED_DEFAULT = {
    "seeds_dir",
    "prompts_dir",
    "glossary",
    "judge_price_in",
    "judge_price_out",
    "operator_id",
}


def _example() -> dict[str, str]:
    lines = re.findall(r"^(?:# )?([A-Z_]+)=(.*)$", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE)
    return {name.lower(): value for name, value in lines}


def test_example_lists_every_setting_with_its_default() -> None:
    """Nobody has to read code to know what can be set."""
    defaults = {name: field.default for name, field in Settings.model_fields.items()}
    example = _example()

    assert set(example) == set(defaults)
    for name in set(defaults) - NO_FIXED_DEFAULT:
        shown = (
            defaults[name].get_secret_value()
            if hasattr(defaults[name], "get_secret_value")
            else defaults[name]
        )
        assert example[name] == str(shown), name


def test_every_setting_in_the_example_is_explained() -> None:
    """Each has a line of words above it."""
    lines = EXAMPLE.read_text(encoding="utf-8").split("\n")
    bare = [
        line
        for above, line in zip(["", *lines], lines, strict=False)
        if re.match(r"(# )?[A-Z_]+=", line) and not (above.startswith("# ") or re.match(r"[A-Z_]+=", above))
    ]

    assert bare == []


def test_environment_file_is_read(tmp_path: Path) -> None:
    """A line in .env is enough."""
    (tmp_path / ".env").write_text("LLM_MODEL=my-model\nDEFAULT_ZONE=Africa/Cairo\n", encoding="utf-8")

    settings = read_settings()

    assert (settings.llm_model, settings.default_zone) == ("my-model", "Africa/Cairo")


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("DEFAULT_ZONE", "Riyadh", "Asia/Riyadh"),
        ("LLM_TIMEOUT", "soon", "number"),
        ("LLM_RETRIES", "-1", "greater than or equal to 0"),
        ("DATABASE_URL", "mysql://u:s3cret-pass@host/db", "sqlite|postgres"),
        ("PROMPTS_DIR", "/nowhere/at/all", "not a folder"),
        ("LOG_LEVEL", "LOUD", "'DEBUG', 'INFO'"),
        ("LLM_PRICE_IN", "-0.4", "greater than or equal to 0"),
        ("LLM_PRICE_OUT", "0.0000001", "6 decimal places"),
        ("LLM_PRICE_OUT", "NaN", "finite number"),
        ("LLM_BUDGET_PER_DAY", "2", "LLM_PRICE_IN and LLM_PRICE_OUT"),
        ("LLM_BUDGET_PER_MONTH", "20", "LLM_PRICE_IN and LLM_PRICE_OUT"),
        ("WEBHOOK_URL", "https://bot.example.org", "WEB_PORT"),
        ("WEBHOOK_URL", "bot.example.org", "https"),
        ("WEBHOOK_SECRET", "s3cret-pass!", "letters, digits"),
    ],
)
def test_wrong_setting_is_named_with_what_to_write(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, says: str
) -> None:
    """A typing mistake stops the start with a clear line, and no value is shown: it may be a secret."""
    monkeypatch.setenv(name, value)

    with pytest.raises(SettingsError, match=name) as failure:
        read_settings()

    assert says in str(failure.value)
    assert "s3cret-pass" not in str(failure.value)


def test_secrets_do_not_show_when_settings_are_printed() -> None:
    """A log line with the settings in it gives nothing away."""
    settings = Settings(bot_token="123456:SECRET-TOKEN", llm_api_key="sk-SECRET")  # type: ignore[arg-type] # as from .env

    assert "SECRET" not in repr(settings)


@pytest.mark.parametrize(
    ("key", "address", "expected"),
    [("", "", False), ("sk-1", "", True), ("", "http://localhost:11434/v1", True)],
    ids=["nothing", "key", "local server"],
)
def test_model_is_used_when_it_has_a_key_or_an_address(key: str, address: str, *, expected: bool) -> None:
    """Without either the offline engine writes, and that is no error."""
    settings = Settings(llm_api_key=key, llm_base_url=address)  # type: ignore[arg-type] # as from .env

    assert settings.has_model is expected


@pytest.mark.parametrize("price", ["llm_price_in", "llm_price_out"])
def test_budget_is_accepted_when_it_has_a_price(price: str) -> None:
    """One price is enough for a budget to hold, and no digit of it is lost."""
    settings = read_settings(**{price: "0.15", "llm_budget_per_day": "2.5", "llm_budget_per_month": "40"})

    assert (getattr(settings, price), settings.llm_budget_per_day) == (Decimal("0.15"), Decimal("2.5"))


def test_only_the_wrong_price_is_named_when_a_budget_depends_on_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """One mistake, one line."""
    monkeypatch.setenv("LLM_PRICE_IN", "cheap")
    monkeypatch.setenv("LLM_BUDGET_PER_DAY", "2")

    with pytest.raises(SettingsError, match="LLM_PRICE_IN") as failure:
        read_settings()

    assert "LLM_BUDGET_PER_DAY" not in str(failure.value)


@pytest.mark.parametrize("days", [1, 13, -1])
def test_ledger_that_forgets_what_was_told_is_refused(days: int) -> None:
    """A setting may save room, not make a story come twice."""
    with pytest.raises(SettingsError, match="KEEP_LEDGER"):
        read_settings(keep_ledger=days)


@pytest.mark.parametrize("days", [1, 31, -1])
def test_content_that_goes_before_its_month_is_over_is_refused(days: int) -> None:
    """A budget of the month must know what the month cost."""
    with pytest.raises(SettingsError, match="KEEP_ARTICLES"):
        read_settings(keep_articles=days)


@pytest.mark.parametrize("days", [0, 14, 3650])
def test_ledger_is_kept_for_weeks_for_years_or_for_ever(days: int) -> None:
    """0 is for ever."""
    assert read_settings(keep_ledger=days).keep_ledger == days
