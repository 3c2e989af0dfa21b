"""Failures at the command line: one clear message on standard error and the right exit code."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import typer

from bot.cli.logs import redact
from bot.core.errors import MujazError, SettingsError

FAILED = 1
WRONG_CALL = 2

logger = logging.getLogger(__name__)


@contextmanager
def failing_clearly() -> Iterator[None]:
    """Turn errors into messages; an unexpected one is logged with its trace only when debugging."""
    try:
        yield
    except SettingsError as error:
        fail(str(error), WRONG_CALL)
    except MujazError as error:
        fail(str(error))
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output left; Python would complain about it at exit
        sys.exit(FAILED)
    except Exception as error:  # the outermost place of the program
        logger.debug("The command failed unexpectedly.", exc_info=error)
        fail(f"unexpected: {type(error).__name__}: {error} (LOG_LEVEL=DEBUG shows where; please report it)")


def fail(message: str, code: int = FAILED) -> NoReturn:
    """End with a message for people: one line, without secrets."""
    typer.echo(f"mujaz: {redact(' '.join(message.split()))}", err=True)
    sys.exit(code)
