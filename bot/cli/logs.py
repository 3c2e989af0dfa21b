"""Log lines for people: fixed sentence, then fields. No secret passes: whatever looks like a token is cut out."""

import json
import logging
import re
from datetime import UTC, datetime

from rich.console import Console
from rich.logging import RichHandler

NOISY = (
    "httpx",
    "httpx2",
    "httpcore",
    "httpcore2",
    "telegram",
    "openai",
    "uvicorn",
    "alembic",
    "aiosqlite",
    "procrastinate",
    "psycopg",
)
TELLS_NOTHING_NEW = ("apscheduler", "trafilatura", "htmldate", "justext", "charset_normalizer")
_SECRETS = re.compile(
    r"\d{6,}(?::|%3A)[\w-]{20,}"  # a bot token, also inside an address
    r"|\bsk-[\w-]{8,}"  # a key of a model's server
    r"|(?<=bearer )\S+"
    r"|(?<=://)[^\s/]+(?=@)"  # name and password of a database, also with an @ in it
    r"|(?<=password=)\S+",
    re.IGNORECASE,
)
_PLAIN_FIELDS = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class Redacting(logging.Formatter):
    """Writes message, fields and trace, then cuts secrets out of all of it."""

    def format(self, record: logging.LogRecord) -> str:
        fields = {name: value for name, value in vars(record).items() if name not in _PLAIN_FIELDS}
        shown = " ".join(f"{name}={value}" for name, value in fields.items())
        return redact(f"{super().format(record)} {shown}".strip())


class RedactingJson(Redacting):
    """The same as one JSON object a line, for programs."""

    def format(self, record: logging.LogRecord) -> str:
        fields = {name: value for name, value in vars(record).items() if name not in _PLAIN_FIELDS}
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **fields,
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return redact(json.dumps(line, ensure_ascii=False, default=str))


def redact(text: str) -> str:
    """Return the text without tokens, keys and passwords."""
    return _SECRETS.sub("***", text)


def set_up_logs(level: str, shape_of_lines: str = "text") -> None:
    """Log to standard error, as "text" or "json"; libraries that log addresses (with the token) are kept quiet."""
    console = Console(stderr=True)
    handler: logging.Handler = logging.StreamHandler()
    shape = "%(asctime)s %(levelname)s %(name)s: %(message)s"
    if shape_of_lines == "text" and console.is_terminal:
        handler = RichHandler(console=console, show_path=False, rich_tracebacks=False)
        shape = "%(message)s"
    handler.setFormatter(RedactingJson() if shape_of_lines == "json" else Redacting(shape))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in NOISY:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLevelName(level)))
    for name in TELLS_NOTHING_NEW:  # jobs and pages that fail are logged by us, with a reason
        logging.getLogger(name).setLevel(logging.CRITICAL)
