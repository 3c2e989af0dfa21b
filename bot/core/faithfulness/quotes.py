"""Quotation marks promise the very words: what stands between them must stand in the source in one piece."""

import re
from collections.abc import Iterator

from bot.core.arabic import STOP_WORDS, clean, spelled_alike
from bot.core.faithfulness.claim import Finding
from bot.core.faithfulness.source import SAME_ROOT, Source
from bot.core.models import ProblemKind

_QUOTE = re.compile('[«“"]([^«»“”"]{2,300})[»”"]')
_ALWAYS_EXACT = 4


def check_quotes(claim: str, source: Source) -> Iterator[Finding]:
    """Quotes of two words or more that the source does not hold in one piece."""
    for found in _QUOTE.finditer(clean(claim)):
        quoted = spelled_alike(found[1])
        if len(quoted) >= 2 and f" {' '.join(quoted)} " not in source.flat and not _is_name(quoted, source):
            yield Finding(
                kind=ProblemKind.QUOTE,
                words=found[1],
                reason=f"The source does not hold the quotation «{found[1]}» word for word.",
            )


def _is_name(quoted: list[str], source: Source) -> bool:
    """Two or three words in marks may be a name or a term that the source writes in another form."""
    content = [word for word in quoted if word not in STOP_WORDS]
    return len(quoted) < _ALWAYS_EXACT and all(source.support_anywhere(word) >= SAME_ROOT for word in content)
