"""The refusals of the Bot API, with the exact words of Telegram. No decision about when they apply."""

from __future__ import annotations

from bot.simulator.wire import Json


class ApiError(Exception):
    """A call that Telegram refuses: the code and description it answers with."""

    def __init__(self, code: int, description: str, parameters: Json | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters or {}


class NotAllowedError(Exception):
    """A person tried what the real apps do not offer, such as tapping a button that is not there."""


def bad_request(reason: str) -> ApiError:
    """The answer to a request that cannot be carried out as it is."""
    return ApiError(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> ApiError:
    """The answer to a bot that may not write here."""
    return ApiError(403, f"Forbidden: {reason}")


def conflict(reason: str) -> ApiError:
    """The answer to a bot that asks for its updates in two ways at once."""
    return ApiError(409, f"Conflict: {reason}")


def too_many_requests(seconds: int) -> ApiError:
    """The answer to a bot that sends too fast; `seconds` is how long it must wait."""
    return ApiError(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})


def moved_to(chat_id: int) -> ApiError:
    """The answer to a bot that writes to a group that became a supergroup."""
    reason = "Bad Request: group chat was upgraded to a supergroup chat"
    return ApiError(400, reason, {"migrate_to_chat_id": chat_id})
