"""Our errors -> the sentence to show to a reader. Never shows a technical text."""

from bot.core.errors import EngineError, MujazError, SourceError, StorageError, UserMistake
from bot.telegram.texts import Texts


def say(error: MujazError, texts: Texts) -> str:
    """Return what happened and what to do next, in the reader's language."""
    match error:
        case UserMistake():
            return texts.mistakes[error.mistake]
        case SourceError():
            return texts.refusals[error.refusal]
        case EngineError():
            return texts.engine_failed
        case StorageError():
            return texts.storage_failed
        case _:
            return texts.unexpected


def can_be_retried(error: MujazError) -> bool:
    """Would doing the same again perhaps succeed?"""
    match error:
        case UserMistake():
            return False
        case SourceError():
            return not error.permanent
        case _:
            return True
