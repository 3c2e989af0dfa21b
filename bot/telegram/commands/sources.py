"""/sources: what the bot reads, by topic, and whether it could read it lately."""

from itertools import groupby

from telegram import Update
from telegram.constants import ParseMode
from telegram.ext import CommandHandler

from bot.core.models import FetchState
from bot.core.ports import SourceToVisit
from bot.telegram.commands.command import Context, Handler, Services
from bot.telegram.markup import Block, Line, Style, line
from bot.telegram.packing import pack
from bot.telegram.texts import Texts


class SourcesCommand:
    """Shows the sources."""

    name = "sources"

    def __init__(self, services: Services) -> None:
        self._curator = services.curator
        self._texts = services.texts

    def handlers(self) -> list[Handler]:
        return [CommandHandler(self.name, self.show)]

    async def show(self, update: Update, _context: Context) -> None:
        if not update.effective_message:
            return
        for part in pack(blocks_of(await self._curator.list(), self._texts)):
            await update.effective_message.reply_text(part, parse_mode=ParseMode.HTML)


def blocks_of(sources: tuple[SourceToVisit, ...], texts: Texts) -> tuple[Block, ...]:
    """Return the list of sources, one block for each topic."""
    by_topic = sorted(sources, key=lambda one: one.source.topic)
    title = Block((line(texts.sources_title(len(sources)), Style.BOLD),))
    groups = groupby(by_topic, key=lambda one: one.source.topic)
    return (title, *(_topic_block(topic, tuple(group), texts) for topic, group in groups))


def _topic_block(topic: str, sources: tuple[SourceToVisit, ...], texts: Texts) -> Block:
    heading = line(texts.topics.get(topic, topic), Style.BOLD, keep_with_next=True)
    lines: list[Line] = [line(f"• {one.source.title} {_health(one.state, texts)}") for one in sources]
    return Block((heading, *lines))


def _health(state: FetchState, texts: Texts) -> str:
    if state.failures:
        return texts.source_failing
    return texts.source_fine if state.last_success else texts.source_new
