"""The offline digest: which sentences of a story's articles carry it. Quotes, never writes."""

from bot.core.extract.digest import extract_digest, sentences_of, title_of
from bot.core.extract.essentials import must_mention

__all__ = ["extract_digest", "must_mention", "sentences_of", "title_of"]
