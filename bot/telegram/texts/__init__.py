"""Every word a user can read, by language. Adding a language: copy ar.py; mypy tells what is missing."""

from bot.telegram.texts.ar import ARABIC
from bot.telegram.texts.words import Texts

__all__ = ["Texts", "texts_for"]

_LANGUAGES: dict[str, Texts] = {"ar": ARABIC}


def texts_for(language: str) -> Texts:
    """Return the texts of a language; Arabic when there are none."""
    return _LANGUAGES.get(language, ARABIC)
