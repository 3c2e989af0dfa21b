"""The Bot API methods that the local Telegram carries out, by name. getUpdates is apart: it waits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from bot.simulator import editing, files, membership, profile, sending, webhook
from bot.simulator.checks import Parameters
from bot.simulator.state import State

Method = Callable[[State, Parameters], object]

GET_UPDATES = "getUpdates"
METHODS: Mapping[str, Method] = MappingProxyType(
    {
        "getMe": profile.get_me,
        "logOut": profile.log_out_or_close,
        "close": profile.log_out_or_close,
        "setWebhook": webhook.set_webhook,
        "deleteWebhook": webhook.delete_webhook,
        "getWebhookInfo": webhook.get_webhook_info,
        "sendMessage": sending.send_message,
        "sendPhoto": sending.send_photo,
        "sendDocument": sending.send_document,
        "forwardMessage": sending.forward_message,
        "copyMessage": sending.copy_message,
        "sendChatAction": sending.send_chat_action,
        "sendMessageDraft": sending.send_message_draft,
        "setMessageReaction": sending.set_message_reaction,
        "editMessageText": editing.edit_message_text,
        "editMessageCaption": editing.edit_message_caption,
        "editMessageReplyMarkup": editing.edit_message_reply_markup,
        "deleteMessage": editing.delete_message,
        "deleteMessages": editing.delete_messages,
        "pinChatMessage": editing.pin_chat_message,
        "unpinChatMessage": editing.unpin_chat_message,
        "unpinAllChatMessages": editing.unpin_all_chat_messages,
        "answerCallbackQuery": editing.answer_callback_query,
        "getFile": files.get_file,
        "setMyCommands": profile.set_my_commands,
        "getMyCommands": profile.get_my_commands,
        "deleteMyCommands": profile.delete_my_commands,
        "setMyName": profile.set_my_name,
        "getMyName": profile.get_my_name,
        "setMyDescription": profile.set_my_description,
        "getMyDescription": profile.get_my_description,
        "setMyShortDescription": profile.set_my_short_description,
        "getMyShortDescription": profile.get_my_short_description,
        "setChatMenuButton": profile.set_chat_menu_button,
        "getChatMenuButton": profile.get_chat_menu_button,
        "getChat": membership.get_chat,
        "getChatMember": membership.get_chat_member,
        "getChatAdministrators": membership.get_chat_administrators,
        "getChatMemberCount": membership.get_chat_member_count,
        "leaveChat": membership.leave_chat,
    }
)
SENDS = ("sendMessage", "sendPhoto", "sendDocument", "forwardMessage", "copyMessage")
