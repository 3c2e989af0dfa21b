"""The parts of a sentence that each tell something of their own: cut at commas and at words like «فيما» and «لكن».

A matching key has no commas, so parts are cut from the text.
"""

import re
from functools import lru_cache

from bot.core.arabic import spelled_alike

_BREAKS = r"(?:فيما|بينما|لكن\w*|مقابل|بعدما|على أن|قبل أن|في حين|غير أن|إلا أن|بيد أن)\s"
_COUNTED_ANEW = r"\s+و(?=\w*\s?\d)"  # «187 نائبا ومعارضة 63», «و25 سنتيمترا»
_ANYWHERE = re.compile(rf"[،؛:]\s*|\s+(?={_BREAKS})|{_COUNTED_ANEW}")
_GOES_ON = (
    r"و(?!زير|كيل|الد|الي |سط|كال|زار)|ف(?!ي\s)|لكن"
    r"|معتبر|مشير|مضيف|مؤكد|موضح|مطالب|داعي|محذر|متهم|مشدد|مبين|لافت|قائل|حيث|إذ\s|علما"
)
_BETWEEN_STATEMENTS = re.compile(rf"[،؛]\s*(?={_GOES_ON})|\s+(?={_BREAKS})")


@lru_cache(4096)
def parts_of(text: str) -> tuple[str, ...]:
    """The text cut at every comma and break."""
    return tuple(part for part in _ANYWHERE.split(text) if part.strip())


@lru_cache(4096)
def statement_texts(text: str) -> tuple[str, ...]:
    """The text cut where a new statement begins, not at the commas around an aside."""
    return tuple(part for part in _BETWEEN_STATEMENTS.split(text) if part.strip())


@lru_cache(4096)
def statements_in(text: str) -> tuple[tuple[str, ...], ...]:
    """The words of each statement."""
    return tuple(tuple(spelled_alike(part)) for part in statement_texts(text))
