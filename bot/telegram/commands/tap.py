"""A tap on a button of a chat's settings: may this person press it, and what the message shows afterwards."""

from typing import TypeVar

from telegram import CallbackQuery, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.core.models import Message
from bot.telegram import buttons, schedule_buttons
from bot.telegram.commands.command import Context
from bot.telegram.commands.permission import require_manager
from bot.telegram.messenger import keyboard

PayloadOfChat = TypeVar(
    "PayloadOfChat",
    buttons.OpenPanel,
    buttons.ToggleTime,
    buttons.AskTime,
    buttons.ShowZones,
    buttons.SetZone,
    buttons.ShowDays,
    buttons.ToggleDay,
    buttons.SetLength,
    buttons.Leave,
    schedule_buttons.ShowPage,
    schedule_buttons.SetWeekend,
    schedule_buttons.ToggleWeekendTime,
    schedule_buttons.ToggleRamadanTime,
    schedule_buttons.SetRamadanShift,
    schedule_buttons.SetQuietStart,
    schedule_buttons.SetQuietEnd,
    schedule_buttons.SetHush,
    schedule_buttons.EndQuiet,
    schedule_buttons.PauseUntil,
    schedule_buttons.EndPause,
    schedule_buttons.SetNothingNew,
    schedule_buttons.SetTimeToLive,
    schedule_buttons.EndTimeToLive,
)


async def allowed(
    update: Update, context: Context, kind: type[PayloadOfChat]
) -> tuple[CallbackQuery, PayloadOfChat]:
    """Return the pressed button if this person may press it. Raises UserMistake."""
    query = update.callback_query
    assert query is not None, "a callback handler gets a query"
    payload = buttons.unpack(kind, query.data or "")
    await require_manager(context.bot, payload.chat_id, query.from_user.id)
    return query, payload


async def show(query: CallbackQuery, panel: Message) -> None:
    """Turn the message under the button into this panel."""
    await query.answer()
    try:
        await query.edit_message_text(panel.html, parse_mode=ParseMode.HTML, reply_markup=keyboard(panel))
    except BadRequest as error:
        if "not modified" not in str(error):  # a double tap asks for what is shown already
            raise
