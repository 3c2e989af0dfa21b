"""The dead, the hurt and the held are counted apart: «قتل اثنان وأصيب ستة» is no «قتل ستة»."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from bot.core.arabic import Number, NumberKind, clitic_forms, matching_key, number_tokens, without_clitics
from bot.core.faithfulness.claim import Clause, Finding
from bot.core.faithfulness.same_number import is_same_number
from bot.core.faithfulness.source import Source, SourceSentence
from bot.core.models import ProblemKind

_FATES = tuple(
    frozenset(matching_key(line).split())
    for line in (
        "قتل قتلت قتلوا مقتل قتيل قتيلا قتلى لقي لقوا مصرع مصرعهم توفي وفاة وفيات ضحية ضحايا أودى أودت",
        "أصيب أصيبت أصيبوا أصاب أصابت إصابة إصابات مصاب مصابا مصابين جرح جرحت جريح جريحا جرحى بجروح",
        "اعتقل اعتقلت اعتقال معتقل معتقلا معتقلين أوقف أوقفت توقيف موقوف موقوفا موقوفين احتجز احتجاز محتجز محتجزا",
        "فقد فقدان مفقود مفقودا مفقودين",
        "نزح نزوح نازح نازحا نازحين تشريد شرد تشرد",
        "أنقذ أنقذت إنقاذ ناج ناجيا ناجين إخلاء أخلي أخليت أجلي إجلاء",
        "أفرج إفراج أطلق سراح محرر محررا",
    )
)
_BACK, _FORTH = 6, 3


def check_casualties(clause: Clause, source: Source) -> Iterator[Finding]:
    """Numbers that the evidence gives for another fate, where it counts this fate with another number."""
    given = [pair for index in clause.evidence for pair in _told(source.sentences[index])]
    for number, fate in _fates(number_tokens(clause.text), clause.numbers):
        if number.kind is NumberKind.DUAL:
            continue  # «مدنيين» may be a plural
        same = [other for found, other in given if is_same_number(number, found)]
        counted = [found for found, other in given if other == fate and not is_same_number(number, found)]
        if same and fate not in same and counted:
            reason = f"The evidence counts {counted[0].words} of these, {number.words} of others."
            yield Finding(kind=ProblemKind.NUMBER, words=number.words, reason=reason)


def _told(sentence: SourceSentence) -> list[tuple[Number, int]]:
    return list(_fates(sentence.tokens, sentence.numbers))


def _fates(tokens: Sequence[str], numbers: Sequence[Number]) -> Iterator[tuple[Number, int]]:
    """Each number with the fate that it counts: that of the word it counts, else of the nearest one before."""
    for number in numbers:
        if number.kind not in (NumberKind.PLAIN, NumberKind.DUAL):
            continue
        after = tokens[number.end : number.end + _FORTH]
        before = tokens[max(0, number.start - _BACK) : number.start]
        own = (_fate(tokens[at]) for at in range(number.start, min(number.end, len(tokens))))
        near = [*own, *map(_fate, after[:1]), *map(_fate, reversed(before))]
        found = next((fate for fate in near if fate is not None), None)
        if found is not None:
            yield number, found


@lru_cache(65_536)
def _fate(word: str) -> int | None:
    forms = without_clitics(word) | clitic_forms(word)
    return next((number for number, words in enumerate(_FATES) if forms & words), None)
