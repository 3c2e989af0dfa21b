"""Everything the local Telegram remembers, and the plain ways to look it up and change it.

Who may do what is decided in access.py; what a change tells the bot is told in events.py.
"""

from __future__ import annotations

import asyncio
import itertools
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.simulator.changes import Bell
from bot.simulator.messages import Message, StoredFile, Tap
from bot.simulator.parser import Parser, load_parser
from bot.simulator.people import Chat, ChatKind, Member, Status, User, rights_in
from bot.simulator.updates import UpdateQueue
from bot.simulator.wire import Clock, Json

# Real ids do not fit into 32 bits; ours should not, either.
FIRST_USER = 5_000_000_001
FIRST_GROUP = -4_000_000_001
FIRST_CHANNEL = -1_002_000_000_001


@dataclass(slots=True, kw_only=True)
class Webhook:
    """Where the bot wants its updates, and how the last delivery went."""

    url: str = ""
    secret: str = ""
    max_connections: int = 40
    last_error: str = ""
    last_error_at: datetime | None = None


@dataclass(slots=True, kw_only=True)
class Profile:
    """What the bot says of itself, by language, and its commands, by scope and language."""

    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    menu_buttons: dict[int, Json] = field(default_factory=dict)


class State:
    """People, chats, messages, files and the bot's own things."""

    def __init__(self, *, bot: User, clock: Clock, penalty: float) -> None:
        self.bot = bot
        self.clock = clock
        self.parser: Parser = load_parser()
        self.bell = Bell()
        self.updates = UpdateQueue(self.bell, penalty=penalty)
        self.webhook = Webhook()
        self.profile = Profile()
        self.users: dict[int, User] = {bot.id: bot}
        self.chats: dict[int, Chat] = {}
        self.members: dict[int, dict[int, Member]] = defaultdict(dict)
        self.messages: dict[int, dict[int, Message]] = defaultdict(dict)
        self.files: dict[str, StoredFile] = {}
        self.taps: dict[str, Tap] = {}
        self.keyboards: dict[int, Json] = {}
        self.pinned: dict[int, list[int]] = defaultdict(list)
        self.actions: dict[int, tuple[str, datetime]] = {}
        self.reactions: dict[tuple[int, int], list[str]] = {}
        self.drafts: dict[int, tuple[Json, datetime]] = {}
        self._user_ids = itertools.count(FIRST_USER)
        self._group_ids = itertools.count(FIRST_GROUP, -1)
        self._channel_ids = itertools.count(FIRST_CHANNEL, -1)
        self._message_ids: dict[int, itertools.count[int]] = defaultdict(lambda: itertools.count(1))
        self._serials = itertools.count(1)

    async def pause(self, seconds: float) -> None:
        """Wait, whatever else changes meanwhile, but no longer than the server runs."""
        loop = asyncio.get_running_loop()
        until = loop.time() + seconds
        while self.updates.is_open and loop.time() < until:
            await self.bell.wait(until - loop.time())

    def serial(self) -> int:
        """A number never given out before."""
        return next(self._serials)

    def add_user(self, name: str, username: str, language: str) -> User:
        user = User(id=next(self._user_ids), name=name, username=username, language=language)
        self.users[user.id] = user
        self.chats[user.id] = Chat(id=user.id, kind=ChatKind.PRIVATE, title=name, username=username)
        self.bell.ring()
        return user

    def add_chat(self, kind: ChatKind, title: str, username: str = "") -> Chat:
        ids = self._group_ids if kind is ChatKind.GROUP else self._channel_ids
        chat = Chat(id=next(ids), kind=kind, title=title, username=username)
        self.chats[chat.id] = chat
        self.bell.ring()
        return chat

    def change_user(self, user_id: int, **changes: bool) -> None:
        """Change how a person stands to the bot: started, blocked, deactivated."""
        self.users[user_id] = replace(self.users[user_id], **changes)  # type: ignore[arg-type]  # only flags
        self.bell.ring()

    def member(self, chat_id: int, user_id: int) -> Member:
        """What a user is in a chat; in a private chat the person and the bot are members."""
        if chat_id > 0:
            return Member(status=Status.MEMBER) if user_id in (chat_id, self.bot.id) else Member()
        return self.members[chat_id].get(user_id, Member())

    def set_member(
        self, chat_id: int, user_id: int, status: Status, rights: tuple[str, ...] | None = None
    ) -> None:
        """Make a user something in a chat; an administrator gets all rights unless told otherwise."""
        if rights is None:
            rights = rights_in(self.chats[chat_id].kind) if status is Status.ADMINISTRATOR else ()
        self.members[chat_id][user_id] = Member(status=status, rights=rights)
        self.bell.ring()

    def next_message_id(self, chat_id: int) -> int:
        """Channels and supergroups count their own messages; all other chats of the bot share one count."""
        own = self.chats[chat_id].kind in (ChatKind.CHANNEL, ChatKind.SUPERGROUP)
        return next(self._message_ids[chat_id if own else 0])

    def keep(self, message: Message) -> Message:
        """Store a message, new or changed."""
        self.messages[message.chat_id][message.id] = message
        self.bell.ring()
        return message

    def find_message(self, chat_id: int, message_id: int) -> Message | None:
        return self.messages[chat_id].get(message_id)

    def remove_message(self, message: Message) -> None:
        del self.messages[message.chat_id][message.id]
        if message.id in self.pinned[message.chat_id]:
            self.pinned[message.chat_id].remove(message.id)
        self.bell.ring()

    def keep_file(self, name: str, mime: str, content: bytes, folder: str) -> StoredFile:
        """Store a file under a new id."""
        number = self.serial()
        suffix = name.rpartition(".")[2] if "." in name else "bin"
        file = StoredFile(
            id=f"LocalFile{number:08d}",
            unique_id=f"Unique{number:08d}",
            path=f"{folder}/file_{number}.{suffix}",
            name=name,
            mime=mime,
            content=content,
        )
        self.files[file.id] = file
        return file

    def file_at(self, path: str) -> StoredFile | None:
        return next((file for file in self.files.values() if file.path == path), None)
