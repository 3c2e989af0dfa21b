"""Runs the command line in this process, as a person at a terminal would, and returns what came out."""

import io
import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from bot.cli import main
from bot.cli.logs import NOISY, TELLS_NOTHING_NEW


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it wrote."""

    code: int
    out: str
    err: str


Mujaz = Callable[..., Ran]


def a_terminal(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Mujaz:
    def mujaz(*arguments: object, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "argv", ["mujaz", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code: Any = 0
        try:
            main()
        except SystemExit as end:
            code = end.code or 0
        out, err = capsysbinary.readouterr()
        return Ran(code=int(code), out=out.decode(), err=err.decode())

    return mujaz


class KeptLogs:
    """What the command line changes about logging, so that it can be put back."""

    def __init__(self) -> None:
        self._root = logging.getLogger()
        self._handlers, self._level = self._root.handlers[:], self._root.level
        names = (*NOISY, *TELLS_NOTHING_NEW)
        self._levels = {name: logging.getLogger(name).level for name in names}

    def put_back(self) -> None:
        self._root.handlers[:] = self._handlers
        self._root.setLevel(self._level)
        for name, level in self._levels.items():
            logging.getLogger(name).setLevel(level)
