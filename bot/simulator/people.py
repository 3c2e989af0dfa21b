"""Who is there: people, chats and memberships, and how the Bot API describes them. No messages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.simulator.wire import Json


class ChatKind(StrEnum):
    """The four kinds of chats."""

    PRIVATE = "private"
    GROUP = "group"
    SUPERGROUP = "supergroup"
    CHANNEL = "channel"


class Status(StrEnum):
    """What somebody is in a chat."""

    CREATOR = "creator"
    ADMINISTRATOR = "administrator"
    MEMBER = "member"
    RESTRICTED = "restricted"
    LEFT = "left"
    KICKED = "kicked"


RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
)
CHANNEL_RIGHTS = ("can_post_messages", "can_edit_messages")
GROUP_RIGHTS = ("can_pin_messages", "can_manage_topics")
VOICES = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)
PRESENT = (Status.CREATOR, Status.ADMINISTRATOR, Status.MEMBER, Status.RESTRICTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """A person or the bot; `started` and `blocked` tell how the person stands to the bot."""

    id: int
    name: str
    username: str = ""
    is_bot: bool = False
    language: str = "ar"
    started: bool = False
    blocked: bool = False
    deactivated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """A conversation; a private chat has its person's id."""

    id: int
    kind: ChatKind
    title: str
    username: str = ""
    migrated_to: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """What a user is in a chat, and an administrator's rights."""

    status: Status = Status.LEFT
    rights: tuple[str, ...] = ()

    @property
    def is_present(self) -> bool:
        return self.status in PRESENT


def rights_in(kind: ChatKind) -> tuple[str, ...]:
    """All rights an administrator can hold in a chat of this kind."""
    return RIGHTS + (CHANNEL_RIGHTS if kind is ChatKind.CHANNEL else GROUP_RIGHTS)


def user_json(user: User) -> Json:
    """A User of the Bot API."""
    shape: Json = {"id": user.id, "is_bot": user.is_bot, "first_name": user.name}
    if user.username:
        shape["username"] = user.username
    if not user.is_bot:
        shape["language_code"] = user.language
    return shape


def chat_json(chat: Chat) -> Json:
    """A Chat of the Bot API."""
    name = "first_name" if chat.kind is ChatKind.PRIVATE else "title"
    shape: Json = {"id": chat.id, "type": chat.kind.value, name: chat.title}
    if chat.username:
        shape["username"] = chat.username
    return shape


def member_json(user: User, member: Member, kind: ChatKind) -> Json:
    """A ChatMember of the Bot API, with the members its status requires."""
    shape: Json = {"status": member.status.value, "user": user_json(user)}
    if member.status is Status.CREATOR:
        shape["is_anonymous"] = False
    if member.status in (Status.KICKED, Status.RESTRICTED):
        shape["until_date"] = 0
    if member.status is Status.RESTRICTED:
        shape |= {"is_member": True} | dict.fromkeys(VOICES, False)
    if member.status is Status.ADMINISTRATOR:
        shape |= {"can_be_edited": False, "is_anonymous": False}
        shape |= {right: right in member.rights for right in rights_in(kind)}
    return shape
