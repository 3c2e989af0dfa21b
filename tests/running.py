"""The whole bot against the local Telegram, in one process, with a clock that moves when told."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.app import Mujaz, opened, plant_articles
from bot.running import run_bot
from bot.settings import Settings, read_settings
from bot.simulator import Chat, Message, Simulator, User, serve
from bot.sources.http import Policy
from bot.telegram.application import Server
from tests.builders import FixedClock

TOKEN = "123456789:AAExampleTokenThatOpensNothing-00000"


@dataclass
class Scene:
    """A running bot, a reader, and the clock between them."""

    mujaz: Mujaz
    telegram: Simulator
    reader: User
    clock: FixedClock
    base_url: str

    async def say(self, text: str, *, reply_to: int | None = None) -> Message:
        """Write to the bot in private and return its first finished answer."""
        before = self.last_id(self.reader.id)
        self.telegram.send_text(self.reader.id, self.reader.id, text, reply_to=reply_to)
        return await self.answer(self.reader.id, after=before + 1)

    async def answer(self, chat_id: int, *, after: int) -> Message:
        """Return the bot's first message after this one, once it no longer says that it is working."""

        def finished() -> Message | None:
            said = [one for one in self.telegram.bot_messages(chat_id) if one.id > after]
            return said[0] if said and not said[0].text.startswith("⏳") else None

        found = await self.telegram.wait_for(finished, timeout=15)
        assert found is not None
        return found

    async def tap(self, message: Message, button: str) -> Message:
        """Press a button and return the message as it is afterwards."""
        before = self.now(message)
        tap = self.telegram.tap(message.chat_id, self.reader.id, message.id, button)
        await self.telegram.wait_for(
            lambda: self.telegram.tap_answer(tap).answer is not None and self.now(message) != before,
            timeout=15,
        )
        return self.now(message)

    async def open_channel(self, title: str) -> tuple[Chat, Message]:
        """Let the reader make a channel with the bot as its administrator; return it and the panel the bot shows."""
        channel = self.telegram.add_channel(title, owner_id=self.reader.id)
        self.telegram.promote_bot(channel.id, by=self.reader.id)
        panel = await self.telegram.wait_for(lambda: self._panel_of(title), timeout=15)
        return channel, panel

    def _panel_of(self, title: str) -> Message | None:
        said = self.telegram.bot_messages(self.reader.id)
        return next((one for one in said if title in one.text and one.buttons), None)

    async def advance_until(self, predicate: Callable[[], bool]) -> None:
        """Let the clock run in steps of five seconds until it is so."""
        for _ in range(30):
            self.clock.advance(seconds=5)
            try:
                await self.telegram.wait_for(predicate, timeout=0.5)
            except TimeoutError:
                continue
            return
        await self.telegram.wait_for(predicate, timeout=0.5)

    def now(self, message: Message) -> Message:
        return next(one for one in self.telegram.messages(message.chat_id) if one.id == message.id)

    def last_id(self, chat_id: int) -> int:
        return max((message.id for message in self.telegram.messages(chat_id)), default=0)


@asynccontextmanager
async def running_bot(
    folder: Path,
    clock: FixedClock,
    *,
    known: bool = False,
    policy: Policy | None = None,
    **settings: object,
) -> AsyncIterator[Scene]:
    """Run the bot with the seed article, on a database in this folder; `policy` lets it read newsrooms of the test."""
    database_url = f"sqlite:///{folder / 'mujaz.db'}"
    chosen = read_settings(
        database_url=database_url,
        publish_every=0.2,
        deliver_every=0.2,
        collect_every=1,
        fetch_pause=0,
        **settings,
    )
    telegram = Simulator(
        token=TOKEN, bot_username="mujaz_test_bot", bot_name="موجز", clock=clock, poll_penalty=0
    )
    reader = telegram.add_user("سارة", started=known)
    async with serve(telegram, port=0) as base_url, running(chosen, clock, base_url, policy) as mujaz:
        await telegram.wait_for(lambda: telegram.is_polled, timeout=15)
        yield Scene(mujaz=mujaz, telegram=telegram, reader=reader, clock=clock, base_url=base_url)


@asynccontextmanager
async def running(
    settings: Settings, clock: FixedClock, base_url: str, policy: Policy | None = None
) -> AsyncIterator[Mujaz]:
    """Run the bot against this server until the block ends."""
    stop = asyncio.Event()
    async with opened(settings, clock, policy) as mujaz, asyncio.TaskGroup() as group:
        await plant_articles(mujaz)
        group.create_task(run_bot(mujaz, Server(token=TOKEN, base_url=base_url), stop))
        try:
            yield mujaz
        finally:
            stop.set()
