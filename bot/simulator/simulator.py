"""The local Telegram in Python's hands: set a scene, act as people, see what the bot did.

It serves nothing by itself (server.py does), and belongs to one event loop: call it from there only.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from typing import TypeVar

from bot.simulator import person
from bot.simulator.errors import NotAllowedError
from bot.simulator.events import place_bot
from bot.simulator.faults import Faults, FloodLimits
from bot.simulator.messages import Message, Tap
from bot.simulator.origin import channel_origin, content_to_forward, hidden_origin
from bot.simulator.people import Chat, ChatKind, Status, User
from bot.simulator.state import State
from bot.simulator.transcript import Call, Transcript
from bot.simulator.wire import Clock, Upload

T = TypeVar("T")
YOU = "أنت"


class Simulator:
    """One bot, the people around it, and everything said.

    `poll_penalty` is how long Telegram lets a hasty poller wait, `webhook_pause` the first pause after
    a failed delivery; both in seconds, for tests to shorten.
    """

    def __init__(
        self,
        *,
        token: str,
        bot_username: str,
        bot_name: str,
        clock: Clock,
        poll_penalty: float = 3.0,
        webhook_pause: float = 1.0,
    ) -> None:
        bot = User(id=int(token.partition(":")[0]), name=bot_name, username=bot_username, is_bot=True)
        self.token = token
        self.webhook_pause = webhook_pause
        self.state = State(bot=bot, clock=clock, penalty=poll_penalty)
        self.faults = Faults()
        self.flood_limits = FloodLimits(clock)
        self.transcript = Transcript(self.state.bell)
        self.you = self.add_user(YOU)

    @property
    def strict_parser(self) -> bool:
        """Whether Telegram's own parser reads the markup, or the lenient stand-in."""
        return self.state.parser.strict

    @property
    def is_polled(self) -> bool:
        """Whether the bot waits for updates right now."""
        return self.state.updates.is_polled

    @property
    def bot(self) -> User:
        return self.state.bot

    @property
    def calls(self) -> tuple[Call, ...]:
        """All calls of the bot, oldest first."""
        return self.transcript.calls

    @property
    def violations(self) -> tuple[Call, ...]:
        """The calls with unknown, missing or wrongly typed parameters."""
        return tuple(call for call in self.calls if call.violation)

    def calls_of(self, method: str) -> tuple[Call, ...]:
        """All calls of one method, oldest first."""
        return tuple(call for call in self.calls if call.method == method)

    def messages(self, chat_id: int) -> tuple[Message, ...]:
        """What the chat shows now, oldest first, after all edits and deletions."""
        return tuple(self.state.messages[chat_id].values())

    def bot_messages(self, chat_id: int) -> tuple[Message, ...]:
        """The bot's own messages in the chat, oldest first."""
        return tuple(message for message in self.messages(chat_id) if message.sender_id == self.bot.id)

    def duplicates(self) -> tuple[tuple[int, str], ...]:
        """Chat and text of everything the bot said more than once in a chat."""
        said = [message for messages in self.state.messages.values() for message in messages.values()]
        texts = Counter(
            (message.chat_id, message.text or message.caption)
            for message in said
            if message.sender_id == self.bot.id and (message.text or message.caption)
        )
        return tuple(place for place, times in texts.items() if times > 1)

    def tap_answer(self, tap: Tap) -> Tap:
        """The tap as it stands now, with the bot's answer once given."""
        return self.state.taps[tap.id]

    async def wait_for(self, predicate: Callable[[], T | None], timeout: float = 5.0) -> T:  # noqa: ASYNC109 - our error tells more
        """What `predicate` gives, as soon as it is true; raises TimeoutError that tells the last calls."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + timeout
        while not (found := predicate()):
            left = deadline - loop.time()
            if left <= 0:
                raise TimeoutError(
                    f"not so after {timeout} s; the bot's last calls:\n{self.transcript.tail()}"
                )
            await self.state.bell.wait(left)
        return found

    def add_user(self, name: str, *, username: str = "", language: str = "ar", started: bool = False) -> User:
        """A new person; the private chat with the bot has the person's id."""
        user = self.state.add_user(name, username, language)
        self.state.change_user(user.id, started=started)
        return self.state.users[user.id]

    def add_group(self, title: str, *, members: tuple[int, ...], with_bot: bool = True) -> Chat:
        """A new group, owned by its first member; the bot joins it, and is told, unless `with_bot` is off."""
        group = person.create_chat(self.state, ChatKind.GROUP, title, "", members[0])
        for user_id in members[1:]:
            self.state.set_member(group.id, user_id, Status.MEMBER)
        if with_bot:
            self.add_bot(group.id, by=members[0])
        return group

    def add_channel(self, title: str, *, owner_id: int, username: str = "") -> Chat:
        """A new channel without the bot; `promote_bot` lets it in."""
        return person.create_chat(self.state, ChatKind.CHANNEL, title, username, owner_id)

    def join(self, chat_id: int, user_id: int) -> None:
        """Let a person into a group or channel."""
        self.state.set_member(chat_id, user_id, Status.MEMBER)

    def make_admin(self, chat_id: int, user_id: int) -> None:
        """Make a person an administrator with all rights."""
        self.state.set_member(chat_id, user_id, Status.ADMINISTRATOR)

    def add_bot(self, chat_id: int, *, by: int) -> None:
        """Let the bot into a group as a plain member."""
        place_bot(self.state, chat_id, by, Status.MEMBER)

    def promote_bot(self, chat_id: int, *, by: int, rights: tuple[str, ...] | None = None) -> None:
        """Make the bot an administrator, with all rights unless told otherwise."""
        place_bot(self.state, chat_id, by, Status.ADMINISTRATOR, rights)

    def demote_bot(self, chat_id: int, *, by: int) -> None:
        """Take the bot's rights away; it stays a plain member."""
        place_bot(self.state, chat_id, by, Status.MEMBER)

    def silence_bot(self, chat_id: int, *, by: int) -> None:
        """Let the bot stay in a group, but not write there."""
        place_bot(self.state, chat_id, by, Status.RESTRICTED)

    def remove_bot(self, chat_id: int, *, by: int) -> None:
        """Take the bot out of a group or channel; it may be added again."""
        place_bot(self.state, chat_id, by, Status.LEFT)

    def kick_bot(self, chat_id: int, *, by: int) -> None:
        """Ban the bot from a group or channel."""
        place_bot(self.state, chat_id, by, Status.KICKED)

    def migrate(self, group_id: int) -> Chat:
        """Turn a group into a supergroup with a new id; the old chat is dead."""
        return person.migrate(self.state, self.state.chats[group_id])

    def block(self, user_id: int) -> None:
        """Let a person block the bot."""
        person.set_blocked(self.state, user_id, blocked=True)

    def unblock(self, user_id: int) -> None:
        """Let a person unblock the bot."""
        person.set_blocked(self.state, user_id, blocked=False)

    def deactivate(self, user_id: int) -> None:
        """Let a person delete their account."""
        self.state.change_user(user_id, deactivated=True)

    def send_text(self, chat_id: int, user_id: int, text: str, *, reply_to: int | None = None) -> Message:
        """Write as a person; in a channel, post as its owner or administrator."""
        return person.send_text(self.state, chat_id, user_id, text, reply_to)

    def forward(
        self,
        chat_id: int,
        user_id: int,
        *,
        text: str,
        origin_title: str,
        origin_username: str = "",
        origin_message_id: int = 1,
        from_person: bool = False,
    ) -> Message:
        """Forward a post of an outside channel, or with `from_person` of somebody who hides who they are."""
        now = self.state.clock()
        if from_person:
            origin = hidden_origin(origin_title, now)
        else:
            origin = channel_origin(origin_title, origin_username, origin_message_id, now)
        return person.say(self.state, chat_id, user_id, person.forwarded(self.state, text, origin))

    def forward_message(self, message: Message, *, to: int, user_id: int) -> Message:
        """Forward a message that is here already into another chat."""
        return person.say(self.state, to, user_id, content_to_forward(self.state, message))

    def send_file(
        self, chat_id: int, user_id: int, *, name: str, content: bytes, mime: str = "", caption: str = ""
    ) -> Message:
        """Send a document as a person."""
        return person.send_file(
            self.state, chat_id, user_id, Upload(name=name, content=content, mime=mime), caption
        )

    def tap(self, chat_id: int, user_id: int, message_id: int, button_text: str) -> Tap:
        """Press an inline button by its text; raises NotAllowedError when it cannot call the bot."""
        message = self.state.messages[chat_id][message_id]
        for button in (button for row in message.keyboard for button in row):
            if button["text"] == button_text:
                return person.tap(self.state, message, user_id, button)
        raise NotAllowedError(f"no button {button_text!r}; there are: {', '.join(message.buttons) or 'none'}")

    def share_chat(self, user_id: int, *, request_id: int, chat_id: int) -> Message:
        """Press the keyboard's request_chat button with this number and pick a chat."""
        rows = self.state.keyboards.get(user_id, {}).get("keyboard", ())
        asked = [button["request_chat"] for row in rows for button in row if "request_chat" in button]
        for request in asked:
            if request["request_id"] == request_id:
                return person.share_chat(self.state, user_id, request, chat_id)
        raise NotAllowedError(f"no button asks for a chat under the number {request_id}")
