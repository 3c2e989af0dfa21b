"""One message as it stands now, and how the Bot API describes it. Storing and sending happen elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.simulator.wire import Json

SERVICE = (
    "chat_shared",
    "migrate_to_chat_id",
    "migrate_from_chat_id",
    "pinned_message",
    "group_chat_created",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message in a chat; `content` holds its text, entities, document … in the Bot API's own shape."""

    chat_id: int
    id: int
    sender_id: int
    sent_at: datetime
    content: Json = field(default_factory=dict)
    markup: Json = field(default_factory=dict)
    reply_to: int | None = None
    edited_at: datetime | None = None

    @property
    def text(self) -> str:
        return str(self.content.get("text", ""))

    @property
    def caption(self) -> str:
        return str(self.content.get("caption", ""))

    @property
    def entities(self) -> tuple[Json, ...]:
        return tuple(self.content.get("entities", ()))

    @property
    def is_service(self) -> bool:
        return any(name in self.content for name in SERVICE)

    @property
    def keyboard(self) -> tuple[tuple[Json, ...], ...]:
        """The rows of inline buttons under the message."""
        return tuple(tuple(row) for row in self.markup.get("inline_keyboard", ()))

    @property
    def buttons(self) -> tuple[str, ...]:
        """The texts of all inline buttons, in order."""
        return tuple(str(button["text"]) for row in self.keyboard for button in row)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """A file that was sent; the Bot API hands out its id and, on request, its path."""

    id: str
    unique_id: str
    path: str
    name: str
    mime: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Tap:
    """A press on an inline button and, once given, the bot's answer."""

    id: str
    user_id: int
    chat_id: int
    message_id: int
    payload: str
    at: datetime
    answer: Json | None = None
