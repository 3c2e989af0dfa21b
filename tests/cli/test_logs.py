"""No secret in any log line or message, wherever it hides."""

import io
import json
import logging
from collections.abc import Callable

import pytest

from bot.cli.failing import fail, failing_clearly
from bot.cli.logs import Redacting, RedactingJson, set_up_logs

TOKEN = "123456789:AAabcdefghijklmnopqrstuvwxyz0123456"
SECRETS = {
    "token in an address": (f"POST https://api.telegram.org/bot{TOKEN}/getMe failed", TOKEN),
    "escaped token": (f"/bot{TOKEN.replace(':', '%3A')}/getMe", TOKEN.split(":")[1]),
    "bare token": (f"token {TOKEN}", TOKEN),
    "bearer": ("authorization: Bearer abc.def-123", "abc.def-123"),
    "loud bearer": ("AUTHORIZATION: BEARER abc.def-123", "abc.def-123"),
    "model key": ("Incorrect API key: sk-proj-abcdefgh12345", "proj-abcdefgh12345"),
    "database": ("cannot open postgresql://mujaz:geheim@db.example/mujaz", "geheim"),
    "database with an odd password": ("postgresql+psycopg://mujaz:ge@he:im@db.example/mujaz", "he:im"),
    "connection string": ("host=db password=geheim user=mujaz", "geheim"),
}


def with_message(logger: logging.Logger, text: str) -> None:
    logger.warning("Failed: %s", text)


def with_field(logger: logging.Logger, text: str) -> None:
    logger.warning("Failed.", extra={"reason": text})


def with_trace(logger: logging.Logger, text: str) -> None:
    try:
        raise ValueError(text)
    except ValueError:
        logger.exception("Failed.")


def with_cause(logger: logging.Logger, text: str) -> None:
    try:
        try:
            raise ValueError(text)
        except ValueError as error:
            raise RuntimeError("outer") from error
    except RuntimeError:
        logger.exception("Failed.")


@pytest.mark.parametrize("said", [with_message, with_field, with_trace, with_cause])
@pytest.mark.parametrize(("text", "secret"), SECRETS.values(), ids=SECRETS.keys())
def test_a_secret_is_cut_out_when_it_is_logged(
    said: Callable[[logging.Logger, str], None], text: str, secret: str
) -> None:
    """Whoever reads our logs can do nothing with them."""
    lines = io.StringIO()
    handler = logging.StreamHandler(lines)
    handler.setFormatter(Redacting("%(message)s"))
    logger = logging.getLogger("tests.redaction")
    logger.handlers[:] = [handler]
    logger.propagate = False

    said(logger, text)

    assert "***" in lines.getvalue()
    assert secret not in lines.getvalue()


def test_a_log_line_is_left_as_it_is_when_it_holds_no_secret() -> None:
    """Cutting secrets out does not cut what a person needs."""
    line = "Delivery sub-1:2026-11-23:09:00:1 of https://news.example/a@b in 12:30:45 failed"
    record = logging.makeLogRecord({"msg": line, "levelname": "INFO"})

    assert Redacting("%(message)s").format(record) == line


@pytest.mark.parametrize(("text", "secret"), SECRETS.values(), ids=SECRETS.keys())
def test_a_secret_is_cut_out_when_a_command_fails(
    capsys: pytest.CaptureFixture[str], text: str, secret: str
) -> None:
    """An unexpected error is one line too, and tells no secret."""
    with pytest.raises(SystemExit) as end, failing_clearly():
        raise ZeroDivisionError(f"{text}\nsecond line")

    told = capsys.readouterr().err
    assert end.value.code == 1
    assert secret not in told
    assert told.count("\n") == 1


def test_a_message_is_one_line_when_a_library_says_several(capsys: pytest.CaptureFixture[str]) -> None:
    """Scripts read one line per failure."""
    with pytest.raises(SystemExit):
        fail("the server\n\tis gone", 2)

    assert capsys.readouterr().err == "mujaz: the server is gone\n"


@pytest.mark.parametrize("level", ["INFO", "DEBUG"])
def test_libraries_are_quiet_when_they_would_log_addresses_or_pages(level: str) -> None:
    """Telegram's address holds the token, and every broken page is no news."""
    set_up_logs(level)

    assert not logging.getLogger("httpx").isEnabledFor(logging.INFO)
    assert not logging.getLogger("httpx2").isEnabledFor(logging.INFO)
    assert not logging.getLogger("trafilatura.core").isEnabledFor(logging.ERROR)
    assert logging.getLogger("bot").isEnabledFor(logging.INFO)


def test_line_is_one_json_object_when_programs_gather_logs() -> None:
    """Fields keep their names, and no secret passes there either."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(RedactingJson())
    logger = logging.getLogger("bot.test")
    logger.addHandler(handler)

    logger.warning("Failed.", extra={"edition": "e1", "reason": f"bot{TOKEN}"})

    line = json.loads(stream.getvalue())
    assert (line["message"], line["level"], line["edition"]) == ("Failed.", "WARNING", "e1")
    assert TOKEN not in stream.getvalue()
