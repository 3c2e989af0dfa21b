"""The bot is added, promoted, silenced, removed or blocked: says what to do next, keeps subscriptions in step."""

import logging

from telegram import (
    Chat,
    ChatMember,
    ChatMemberAdministrator,
    ChatMemberRestricted,
    ChatMemberUpdated,
    Update,
)
from telegram.constants import ChatMemberStatus, ChatType, ParseMode
from telegram.error import Forbidden
from telegram.ext import ChatMemberHandler

from bot.telegram.commands.command import Context, Handler, Services
from bot.telegram.commands.panel import times_panel
from bot.telegram.messenger import keyboard

logger = logging.getLogger(__name__)

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
        if _is_shut_out(change.new_chat_member):
            await self._lose(change.chat.id)
        elif change.chat.type == ChatType.CHANNEL:
            await self._offer_channel(change, context)
        elif change.chat.type != ChatType.PRIVATE and change.old_chat_member.status in ABSENT:
            await context.bot.send_message(change.chat.id, self._texts.group_added)

    async def _lose(self, chat_id: int) -> bool:
        """Stop serving this chat and tell its owner; false when it was not served, or its loss was found before."""
        if await self._services.registrar.pause(chat_id) is None:
            return False
        await self._services.tell_owners()
        return True

    async def _offer_channel(self, change: ChatMemberUpdated, context: Context) -> None:
        """Ask in private, so that no question ever shows up in the channel."""
        title = change.chat.title or ""
        try:
            if not _may_post(change.new_chat_member):
                if await self._lose(change.chat.id):
                    return  # its owner knows what to do; who took the right away does not ask
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


def _is_shut_out(member: ChatMember) -> bool:
    """Is the bot away, or there without a voice?"""
    if isinstance(member, ChatMemberRestricted):
        return not (member.is_member and member.can_send_messages)
    return member.status in ABSENT


def _may_post(member: ChatMember) -> bool:
    return isinstance(member, ChatMemberAdministrator) and bool(member.can_post_messages)
