"""Who may change a chat's subscription: in private the reader, elsewhere an administrator."""

from telegram import Bot
from telegram.constants import ChatMemberStatus
from telegram.error import BadRequest, Forbidden

from bot.core.errors import Mistake, UserMistake

MANAGERS = (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR)


async def require_manager(bot: Bot, chat_id: int, user_id: int) -> None:
    """Raises UserMistake when this person may not manage this chat."""
    if chat_id == user_id:
        return
    try:
        member = await bot.get_chat_member(chat_id, user_id)
    except (BadRequest, Forbidden) as error:
        raise UserMistake(Mistake.NOT_ADMIN) from error
    if member.status not in MANAGERS:
        raise UserMistake(Mistake.NOT_ADMIN)
