"""Links, handles, addresses and telephone numbers: a digest may only pass on what the source holds."""

import re
from collections.abc import Iterator

from bot.core.arabic import clean, matching_key
from bot.core.faithfulness.claim import Finding
from bot.core.faithfulness.source import Source
from bot.core.models import ProblemKind

_LINK = re.compile(
    r"https?://[^\s»\"<>]+|www\.[^\s»\"<>]+|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{2,64}"
    r"|(?<![\w@])@\w{3,32}|(?<![\w.])[a-z0-9-]{2,63}\.(?:com|net|org|info|io|me|tv|news|ai|co)\b(?:/[^\s»\"<>]*)?",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<![\w.,])\+?\d(?:[ \-()]{0,2}\d){7,14}(?![\w.,]\d)")
_NOT_DIGIT = re.compile(r"\D")
_ENDING = '.,،؛:!؟?)»”"'


def check_links(claim: str, source: Source) -> Iterator[Finding]:
    """Links, handles, e-mail addresses and telephone numbers that the source does not hold."""
    shown = clean(claim)
    for found in _LINK.finditer(shown):
        link = found.group().rstrip(_ENDING)
        if link.lower() not in source.text:
            yield _finding(link)
    for found in _PHONE.finditer(matching_key(shown)):
        digits = _NOT_DIGIT.sub("", found.group())
        if digits not in source.digits:
            yield _finding(found.group())


def _finding(words: str) -> Finding:
    return Finding(
        kind=ProblemKind.LINK, words=words, reason=f"The source holds no link, handle or number {words}."
    )
