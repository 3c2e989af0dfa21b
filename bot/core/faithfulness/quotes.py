"""Quotation marks promise the very words: what stands between them must stand in the source in one piece."""

import re
from collections.abc import Iterator

from bot.core.arabic import clean, spelled_alike, spelling_skeleton, synonym_groups
from bot.core.faithfulness.claim import Finding
from bot.core.faithfulness.light_words import is_light
from bot.core.faithfulness.same_word import is_same_word
from bot.core.faithfulness.source import SAME_ROOT, SHORT_ROOT, Source
from bot.core.models import ProblemKind

QUOTE = re.compile('[«“"]([^«»“”"]{2,300})[»”"]')
# With a mark missing, a straight one opens only where a word starts.
_UNPAIRED_QUOTE = re.compile(r'(?:[«“]|(?<![\w"])"(?=\S))([^«»“”"]{2,300})(?:[»”]|(?<=\S)")')
_LONGEST_TERM = 2
_SHORTEST_TERM = 3
_LATIN = re.compile(r" [a-z]{3,} ")
_SHORTEST_NAME, _LONGEST_NAME = 4, 3
_SHORTEST_VERB = 4


def check_quotes(claim: str, source: Source) -> Iterator[Finding]:
    """Quotes that the source does not hold in one piece, but for case endings and clitics."""
    shown = clean(claim)
    pattern = _UNPAIRED_QUOTE if shown.count('"') % 2 else QUOTE
    for found in pattern.finditer(shown):
        quoted = spelled_alike(found[1])
        if quoted and not (_holds(quoted, source) if len(quoted) > 1 else _holds_word(quoted[0], source)):
            yield Finding(
                kind=ProblemKind.QUOTE,
                words=found[1],
                reason=f"The source does not hold the quotation «{found[1]}» word for word.",
            )


def _holds(quoted: list[str], source: Source) -> bool:
    together = f" {' '.join(quoted)} " in source.flat or _is_spelled_otherwise(quoted, source)
    return together or _is_inflected(quoted, source) or _is_term(quoted, source)


def _holds_word(word: str, source: Source) -> bool:
    """One word in marks may be a term in any form; what the source has in Latin letters nobody can compare."""
    known = len(word) < _SHORTEST_TERM or is_light(word) or source.support_anywhere(word) >= SHORT_ROOT
    return known or bool(_LATIN.search(source.flat))


def _is_spelled_otherwise(quoted: list[str], source: Source) -> bool:
    """A name of two or three words in other letters («ديفنس وان»), or two words written as one."""
    length = len(quoted)
    if length > _LONGEST_NAME:
        return False
    sound = [spelling_skeleton(word) for word in quoted]
    runs = (
        sentence.words[at : at + length]
        for sentence in source.sentences
        for at in range(len(sentence.words) - length + 1)
    )
    named = any(len(word) >= _SHORTEST_NAME for word in quoted) and not any(map(synonym_groups, quoted))
    alike = named and any([spelling_skeleton(word) for word in run] == sound for run in runs)
    return alike or f" {''.join(quoted)} " in source.flat


def _is_inflected(quoted: list[str], source: Source) -> bool:
    """The same words in the same order, each in a form that its place in the sentence asks for."""
    length = len(quoted)
    return any(
        all(
            is_same_word(one, other) or _bare(one) == _bare(other) or _is_other_person(one, other)
            for one, other in zip(quoted, words[at : at + length], strict=True)
        )
        for words in (sentence.words for sentence in source.sentences)
        for at in range(len(words) - length + 1)
    )


def _bare(word: str) -> str:
    """«بطيئا» and «بطيء» carry their hamza in two ways."""
    return word.removesuffix("ا").replace("ء", "").rstrip("ي")


def _is_other_person(one: str, other: str) -> bool:
    """«لن نسلق» said of his committee is «لن تسلق»."""
    return len(one) >= _SHORTEST_VERB and one[1:] == other[1:] and one[0] in "يت" and other[0] in "ان"


def _is_term(quoted: list[str], source: Source) -> bool:
    """Two words in marks may be a name that the source writes in another form: all of it somewhere in one sentence."""
    return len(quoted) <= _LONGEST_TERM and any(
        all(source.support(word).get(index, 0) >= SAME_ROOT for word in quoted)
        for index in range(len(source.sentences))
    )
