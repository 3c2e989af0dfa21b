"""A digest is in Modern Standard Arabic: no foreign words, scripts, signs or dialect that the source lacks."""

import re
from collections.abc import Iterator

from bot.core.arabic import clean, is_arabic, matching_key, words
from bot.core.faithfulness.claim import Finding
from bot.core.faithfulness.source import Source
from bot.core.models import ProblemKind

_LATIN_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]{2,}")
# Letters of neither script, and pictures; accents, modifiers and signs such as ° stay out.
_STRANGE = re.compile(
    r"[\u0370-\u05ff\u0900-\u1fff\u2600-\u27bf\u2e80-\ud7ff\uf900-\ufaff\U0001f000-\U0003ffff]+"
)
# Only words that Modern Standard Arabic does not have, from Egypt, the Levant, the Gulf, Iraq and the Maghreb.
_DIALECT = frozenset(
    matching_key(
        """
        اللي عشان علشان مش موش كده كدا هيك شو إيش ايش ليش إزاي إمتى دلوقتي هلق هلأ هسه النهارده إمبارح برضه برضو
        بتاع بتاعت ديال بزاف واخا شنو شلون هاد هيدا هيدي احنا إحنا انتو عايز عاوز بدنا بدهم هيروح هيكون هتكون حيكون
        كتير شوية مافي مفيش ماكو ماكانش جابو راحو قالو يقولو صارلو معاه يلا هنيك لسه لسا
        """
    ).split()
)


def check_purity(claim: str, source: Source) -> Iterator[Finding]:
    """Latin words, other scripts, pictures and dialect words in Arabic that the source does not hold."""
    if not is_arabic(claim):
        return  # a quotation of an article in another language; what a model writes must be Arabic anyway
    shown = clean(claim)
    strange = [*_LATIN_WORD.findall(shown), *_STRANGE.findall(shown)]
    foreign = [found for found in strange if found.lower() not in source.text]
    dialect = [word for word in words(claim) if word in _DIALECT and f" {word} " not in source.flat]
    for word in dict.fromkeys((*foreign, *dialect)):
        yield Finding(
            kind=ProblemKind.LANGUAGE,
            words=word,
            reason=f"«{word}» is not Modern Standard Arabic, and the source does not hold it.",
        )
