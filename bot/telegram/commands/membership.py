"""The bot is added, promoted, removed or blocked: says what to do next, keeps subscriptions in step."""

from telegram import Chat, ChatMember, ChatMemberAdministrator, ChatMemberUpdated, Update
from telegram.constants import ChatMemberStatus, ChatType, ParseMode
from telegram.error import Forbidden
from telegram.ext import ChatMemberHandler

from bot.telegram.commands.command import Context, Handler, Services
from bot.telegram.commands.panel import times_panel
from bot.telegram.messenger import keyboard

ABSENT = (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)


class MembershipChange:
    """Watches where the bot is and what it may do there."""

    name = ""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._texts = services.texts

    def handlers(self) -> list[Handler]:
        return [ChatMemberHandler(self.on_change, ChatMemberHandler.MY_CHAT_MEMBER)]

    async def on_change(self, update: Update, context: Context) -> None:
        change = update.my_chat_member
        if change is None:
            return
        if change.new_chat_member.status in ABSENT:
            await self._services.registrar.pause(change.chat.id)
        elif change.chat.type == ChatType.CHANNEL:
            await self._offer_channel(change, context)
        elif change.chat.type != ChatType.PRIVATE and change.old_chat_member.status in ABSENT:
            await context.bot.send_message(change.chat.id, self._texts.group_added)

    async def _offer_channel(self, change: ChatMemberUpdated, context: Context) -> None:
        """Ask in private, so that no question ever shows up in the channel."""
        title = change.chat.title or ""
        try:
            if not _may_post(change.new_chat_member):
                await context.bot.send_message(change.from_user.id, self._texts.channel_needs_posting(title))
                return
            await self._show_panel(change.chat, change.from_user.id, context)
        except Forbidden:
            return  # this person never opened a chat with the bot; /settings offers the channel later

    async def _show_panel(self, chat: Chat, owner_id: int, context: Context) -> None:
        registrar = self._services.registrar
        subscription = await registrar.open(chat.id, owner_id, chat.title or "")
        subscription = await registrar.welcome_back(chat.id) or subscription
        panel = times_panel(subscription, self._services.clock(), self._texts)
        await context.bot.send_message(owner_id, self._texts.channel_added(chat.title or ""))
        await context.bot.send_message(
            owner_id, panel.html, parse_mode=ParseMode.HTML, reply_markup=keyboard(panel)
        )


def _may_post(member: ChatMember) -> bool:
    return isinstance(member, ChatMemberAdministrator) and bool(member.can_post_messages)
