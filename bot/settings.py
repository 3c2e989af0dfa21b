"""All settings: read once from the environment and .env, validated, frozen. Only app.py and bot/cli see them."""

import hmac
import re
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.core.errors import SettingsError
from bot.core.ledger import LEAST_CONTENT_KEPT, LEAST_KEPT
from bot.core.limits import Rates, rates_of
from bot.core.retry import DeliveryRules, OnDoubt
from bot.core.schedule import is_zone

PROJECT = Path(__file__).parent.parent
SHIPPED = Path(__file__).parent / "_data"  # where a wheel holds prompts/ and seeds/


def _shipped(folder: str) -> Path:
    beside_the_code = PROJECT / folder
    return beside_the_code if beside_the_code.is_dir() else SHIPPED / folder


def _known_zone(zone: str) -> str:
    if not is_zone(zone):
        raise ValueError("is not a time zone of the IANA database; write for example Asia/Riyadh")
    return zone


def _existing_folder(folder: Path) -> Path:
    if not folder.is_dir():
        raise ValueError("is not a folder; leave the setting out to use the one that is shipped")
    return folder


def _existing_file(path: Path) -> Path:
    if not path.is_file():
        raise ValueError("is not a file; leave the setting out to go without one")
    return path


# Six decimals: then the cost of a token is a whole number of the unit that storage/spending.py keeps.
Dollars = Annotated[Decimal, Field(ge=0, le=1_000_000, decimal_places=6)]
Folder = Annotated[Path, AfterValidator(_existing_folder)]
File = Annotated[Path, AfterValidator(_existing_file)]


class Settings(BaseSettings):
    """One field per setting; .env.example explains each and a test compares both."""

    model_config = SettingsConfigDict(
        env_file=".env", extra="ignore", env_ignore_empty=True, frozen=True, validate_default=True
    )

    bot_token: SecretStr = SecretStr("")
    telegram_api_url: str = Field(default="https://api.telegram.org", pattern=r"^https?://\S+[^/]$")
    bot_name: str = Field(default="موجز", min_length=1)

    database_url: str = Field(
        default="sqlite:///data/mujaz.db", pattern=r"^(sqlite|postgres|postgresql)(\+\w+)?://"
    )
    seeds_dir: Folder = _shipped("seeds")
    prompts_dir: Folder = _shipped("prompts")
    glossary: File | None = None
    default_zone: Annotated[str, AfterValidator(_known_zone)] = "Asia/Riyadh"

    llm_base_url: str = Field(default="", pattern=r"^(https?://\S+)?$")
    llm_api_key: SecretStr = SecretStr("")
    llm_model: str = Field(default="gpt-4.1-mini", min_length=1)
    llm_timeout: float = Field(default=60, gt=0, le=600)
    llm_retries: int = Field(default=2, ge=0, le=10)
    llm_at_once: int = Field(default=4, ge=1, le=64)
    llm_price_in: Dollars = Decimal(0)
    llm_price_out: Dollars = Decimal(0)
    judge: str = ""
    judge_price_in: Dollars | None = None
    judge_price_out: Dollars | None = None
    llm_budget_per_day: Dollars = Decimal(0)
    llm_budget_per_month: Dollars = Decimal(0)

    fetch_timeout: float = Field(default=20, gt=0, le=120)
    fetch_pause: float = Field(default=2, ge=0, le=60)
    fetch_contact: str = "https://github.com/mujaz-bot/mujaz"

    channels_url: str = Field(default="https://t.me", pattern=r"^https?://\S+[^/]$")
    most_sources_per_user: int = Field(default=20, ge=0, le=100_000)
    operator_id: int | None = None

    send_rate: float = Field(default=25, ge=1, le=30)
    paid_broadcast: float = Field(default=0, ge=0, le=1000)
    on_doubt: OnDoubt = OnDoubt.RESEND
    edition_ttl: float = Field(default=6, gt=0, le=168)
    catch_up: float = Field(default=6, ge=0, le=48)
    keep_ledger: int = Field(default=90, ge=0, le=36_500)
    keep_articles: int = Field(default=180, ge=0, le=36_500)

    collect_every: float = Field(default=60, ge=1, le=3600)
    publish_every: float = Field(default=5, ge=0.2, le=60)
    deliver_every: float = Field(default=1, ge=0.2, le=60)

    webhook_url: str = Field(default="", pattern=r"^(https?://\S+[^/])?$")
    webhook_secret: SecretStr = SecretStr("")
    web_host: str = Field(default="127.0.0.1", min_length=1)
    web_port: int = Field(default=0, ge=0, le=65535)

    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["text", "json"] = "text"

    @field_validator("webhook_secret")
    @classmethod
    def _secret_fits_in_a_header(cls, secret: SecretStr) -> SecretStr:
        if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", secret.get_secret_value()):
            raise ValueError("may hold letters, digits, _ and - only, at most 256")
        return secret

    @field_validator("keep_ledger")
    @classmethod
    def _ledger_remembers_what_is_told(cls, days: int) -> int:
        if 0 < days < LEAST_KEPT.days:
            raise ValueError(
                f"must be at least {LEAST_KEPT.days} days, or a story could be told twice; 0: for ever"
            )
        return days

    @field_validator("keep_articles")
    @classmethod
    def _costs_of_the_month_are_known(cls, days: int) -> int:
        if 0 < days < LEAST_CONTENT_KEPT.days:
            raise ValueError(
                f"must be at least {LEAST_CONTENT_KEPT.days} days, or costs of the month would shrink; 0: for ever"
            )
        return days

    @field_validator("llm_budget_per_day", "llm_budget_per_month")
    @classmethod
    def _budget_has_prices(cls, budget: Decimal, info: ValidationInfo) -> Decimal:
        prices = [info.data.get(name) for name in ("llm_price_in", "llm_price_out")]  # None: itself wrong
        if budget and prices == [0, 0]:
            raise ValueError("a budget cannot hold without prices; set LLM_PRICE_IN and LLM_PRICE_OUT")
        return budget

    @model_validator(mode="after")
    def _judge_has_a_server(self) -> "Settings":
        if self.judge and not self.has_model:
            raise ValueError("JUDGE needs a model's server; set LLM_API_KEY or LLM_BASE_URL too")
        return self

    @model_validator(mode="after")
    def _webhook_has_a_port(self) -> "Settings":
        if self.webhook_url and not self.web_port:
            raise ValueError("WEBHOOK_URL needs a port to be told at; set WEB_PORT too")
        return self

    @property
    def webhook_password(self) -> str:
        """What Telegram must show; made from the token when none is set, so that all replicas know the same."""
        told = self.webhook_secret.get_secret_value()
        return told or hmac.new(self.bot_token.get_secret_value().encode(), b"webhook", "sha256").hexdigest()

    @property
    def queue_address(self) -> str:
        """The PostgreSQL of DATABASE_URL as its own library writes it. Raises SettingsError when it is another."""
        kind, _, rest = self.database_url.partition("://")
        if not kind.startswith("postgres"):
            raise SettingsError("workers need PostgreSQL: set DATABASE_URL=postgresql://…, or use: mujaz run")
        return f"postgresql://{rest}"

    @property
    def rates(self) -> Rates:
        """How many messages a second may leave."""
        return rates_of(self.send_rate, self.paid_broadcast)

    @property
    def delivery_rules(self) -> DeliveryRules:
        """What becomes of messages that are in doubt or late."""
        return DeliveryRules(on_doubt=self.on_doubt, time_to_live=timedelta(hours=self.edition_ttl))

    @property
    def has_model(self) -> bool:
        """A key, or the address of a server that may need none."""
        return bool(self.llm_api_key.get_secret_value() or self.llm_base_url)


def read_settings(**overrides: object) -> Settings:
    """Return the settings. Raises SettingsError with one line for each wrong one; never shows a value."""
    try:
        return Settings(**overrides)  # type: ignore[arg-type] # pydantic checks them, that is what it is for
    except ValidationError as error:
        lines = [
            f"{'.'.join(str(part) for part in problem['loc']).upper()}: {problem['msg']}"
            for problem in error.errors(include_input=False, include_url=False)
        ]
        raise SettingsError("some settings are wrong:\n  " + "\n  ".join(lines)) from None
