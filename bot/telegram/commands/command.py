"""What a command is, and what commands may use. Copy help.py to add one."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Protocol

from telegram import CallbackQuery, Message, Update
from telegram.ext import BaseHandler, ContextTypes

from bot.core.errors import Mistake, UserMistake
from bot.core.figures import Figures
from bot.core.ports import Clock
from bot.services.answer import Answerer, Request
from bot.services.curate import Curator
from bot.services.subscribe import Registrar
from bot.telegram.texts import Texts

Context = ContextTypes.DEFAULT_TYPE
Handler = BaseHandler[Update, Context, Any]  # the library leaves a handler's result open


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """All that commands may call: services and the words."""

    answerer: Answerer
    registrar: Registrar
    curator: Curator
    texts: Texts
    clock: Clock
    sample: Request
    name: str
    figures: Callable[[], Awaitable[Figures]]
    operator_id: int | None
    tell_owners: Callable[[], Awaitable[None]]


def message_of(query: CallbackQuery) -> Message:
    """Return the message under which a button was pressed. Raises UserMistake when Telegram no longer shows it."""
    if not isinstance(query.message, Message):
        raise UserMistake(Mistake.STALE_BUTTON)
    return query.message


class Command(Protocol):
    """One thing a reader can ask for; `name` is what is typed after the slash, empty when nothing is."""

    @property
    def name(self) -> str: ...

    def handlers(self) -> list[Handler]:
        """Return what the library calls, in order."""
        ...
