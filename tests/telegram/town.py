"""A town with one newsroom: the running bot may read it, and a reader follows what it publishes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.core.models import Source, SourceKind
from bot.simulator import Message
from bot.sources.http import Policy
from tests.builders import HARBOUR, FixedClock
from tests.running import Scene, running_bot
from tests.sources.channel_page import a_channel, a_post
from tests.sources.newsroom import Newsroom, a_page, open_newsroom

OPERATOR = 424_242
LIMIT = 2
HTML = "text/html"


@dataclass
class Town:
    """A running bot and a newsroom it may read."""

    bot: Scene
    newsroom: Newsroom

    async def follow(self, link: str) -> Message:
        return await self.bot.tap(await self.bot.say(f"/sources {link}"), "✅ تابِع")

    async def kept(self) -> list[Source]:
        """What the bot reads besides its seeds."""
        listed = await self.bot.mujaz.curator.list()
        return [one.source for one in listed if one.source.kind is not SourceKind.FILE]

    async def told(self, message: Message, button: str, *, by: int | None = None) -> str:
        """Press a button and return the little text that Telegram shows for it."""
        tap = self.bot.telegram.tap(message.chat_id, by or self.bot.reader.id, message.id, button)
        answer = await self.bot.telegram.wait_for(
            lambda: self.bot.telegram.tap_answer(tap).answer, timeout=15
        )
        return str(answer.get("text", ""))

    async def send_list(self, content: str, name: str = "feeds.opml") -> Message:
        telegram, reader = self.bot.telegram, self.bot.reader
        sent = telegram.send_file(reader.id, reader.id, name=name, content=content.encode())
        return await self.bot.answer(reader.id, after=sent.id)


@asynccontextmanager
async def open_town(folder: Path, clock: FixedClock) -> AsyncIterator[Town]:
    async with open_newsroom() as newsroom:
        newsroom.says(
            "/rss", a_feed("صحيفة الساحل", "صحار تفتتح رصيفًا", "أمطار على الساحل", "فوز الميناء", "خبر رابع")
        )
        newsroom.says("/sport/rss", a_feed("الساحل - رياضة", "فوز الميناء"))
        newsroom.says("/", a_home("/rss", "/sport/rss"), content_type=HTML)
        newsroom.says("/s/sahel_news", a_channel(a_post(41)))
        local = Policy(allows=lambda address: address == "127.0.0.1", ports=None)
        async with running_bot(
            folder,
            clock,
            policy=local,
            channels_url=newsroom.url,
            most_sources_per_user=LIMIT,
            operator_id=OPERATOR,
        ) as scene:
            yield Town(bot=scene, newsroom=newsroom)
            assert scene.telegram.violations == (), "a call that the Bot API does not know"


def a_feed(title: str, *headlines: str) -> str:
    items = "".join(
        f"<item><title>{headline}</title><guid>{headline}</guid><description>{HARBOUR}</description>"
        "<pubDate>Mon, 23 Nov 2026 05:00:00 GMT</pubDate></item>"
        for headline in headlines
    )
    return f'<rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'


def a_home(*feeds: str) -> str:
    links = "".join(f'<link rel="alternate" type="application/rss+xml" href="{feed}">' for feed in feeds)
    return a_page("أهلًا بكم", head=links)


def a_list(*addresses: str) -> str:
    outlines = "".join(
        f'<outline xmlUrl="{address}" text="مصدر {n}"/>' for n, address in enumerate(addresses)
    )
    return f'<opml version="2.0"><body><outline text="sport">{outlines}</outline></body></opml>'
