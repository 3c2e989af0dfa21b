"""Everything that can go wrong and that somebody can act on.

MujazError
├── SourceError        an article could not be read; `permanent` says whether asking again makes sense
├── EngineError        an engine could not write a digest
│   └── BudgetSpentError   the money for models is spent
├── DeliveryError      a message did not reach its chat
├── SettingsError      the program is set up wrongly
├── StorageError       what must be kept cannot be kept
└── UserMistake        the reader asked for something that cannot be done; shown in the reader's language
"""

from enum import StrEnum


class MujazError(Exception):
    """The base of all errors that Mujaz raises on purpose."""


class Refusal(StrEnum):
    """Why a source gave no article, in terms a reader can act on."""

    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    NOT_FOUND = "not_found"
    FORBIDDEN_ADDRESS = "forbidden_address"
    TOO_LARGE = "too_large"
    NOT_TEXT = "not_text"
    NO_ARTICLE = "no_article"
    TOO_SHORT = "too_short"
    PAYWALL = "paywall"
    SERVER_ERROR = "server_error"
    NOT_A_FEED = "not_a_feed"
    TOO_COMPLEX = "too_complex"
    SCRIPT_ONLY = "script_only"
    NOT_ALLOWED = "not_allowed"
    TOO_OFTEN = "too_often"
    NO_FEED = "no_feed"
    NO_CHANNEL = "no_channel"
    NOT_A_LIST = "not_a_list"


class SourceError(MujazError):
    """An article could not be read; asking again makes sense unless `permanent`.

    retry_after: seconds to leave the server alone, when it said so. gone: the address does not exist any more.
    """

    def __init__(
        self,
        refusal: Refusal,
        detail: str = "",
        *,
        permanent: bool = False,
        retry_after: float | None = None,
        gone: bool = False,
    ) -> None:
        super().__init__(f"{refusal.value}: {detail}" if detail else refusal.value)
        self.refusal = refusal
        self.permanent = permanent
        self.retry_after = retry_after
        self.gone = gone


def refusal_in(reason: str) -> Refusal | None:
    """Return the refusal that the text of a SourceError names, as a FetchState keeps it."""
    name = reason.partition(":")[0]
    return Refusal(name) if name in set(Refusal) else None


class EngineError(MujazError):
    """An engine could not write a digest; the next engine gets its turn."""


class BudgetSpentError(EngineError):
    """A model may not be asked any more today or this month; the operator was told once."""


class DeliveryError(MujazError):
    """A message did not (surely) reach its chat.

    permanent: trying again makes no sense.
    chat_gone: the chat cannot be reached (blocked, kicked, deleted); its subscription is paused.
    retry_after: seconds to wait before trying again, when Telegram said so.
    new_chat_id: where the chat lives now, when it moved.
    doubtful: the request left but its answer was lost, so the message may have arrived.
    """

    def __init__(
        self,
        reason: str,
        *,
        permanent: bool = False,
        chat_gone: bool = False,
        retry_after: float | None = None,
        new_chat_id: int | None = None,
        doubtful: bool = False,
    ) -> None:
        super().__init__(reason)
        self.permanent = permanent
        self.chat_gone = chat_gone
        self.retry_after = retry_after
        self.new_chat_id = new_chat_id
        self.doubtful = doubtful


class SettingsError(MujazError):
    """The program is set up wrongly; the message says which setting and what to write instead."""


class StorageError(MujazError):
    """What must be kept cannot be kept: the database is missing, locked, full or from another version."""


class Mistake(StrEnum):
    """What a reader did that cannot be done."""

    NOTHING_TO_DIGEST = "nothing_to_digest"
    NO_EDITION_YET = "no_edition_yet"
    NOT_SUBSCRIBED = "not_subscribed"
    NOT_ADMIN = "not_admin"
    TOO_MANY_TIMES = "too_many_times"
    BAD_TIME = "bad_time"
    BAD_ZONE = "bad_zone"
    STALE_BUTTON = "stale_button"
    FILE_KIND = "file_kind"
    NOT_A_LINK = "not_a_link"
    TOO_MANY_SOURCES = "too_many_sources"
    NOT_YOUR_SOURCE = "not_your_source"


class UserMistake(MujazError):  # noqa: N818 - a person's mistake, not a failure of the program
    """The reader asked for something that cannot be done; `telegram/mistakes.py` holds what to say."""

    def __init__(self, mistake: Mistake) -> None:
        super().__init__(mistake.value)
        self.mistake = mistake
