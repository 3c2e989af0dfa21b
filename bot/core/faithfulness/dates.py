"""Every month, weekday and day of a month in a claim must be in the source."""

from collections.abc import Iterator, Sequence

from bot.core.arabic import DateKind, DateMention
from bot.core.arabic.dates import names_date
from bot.core.faithfulness.alignment import furthest_counterpart
from bot.core.faithfulness.claim import Clause, Finding, content_of
from bot.core.faithfulness.same_word import is_same_word
from bot.core.faithfulness.source import SYNONYM, Source
from bot.core.models import ProblemKind

_SAME_AROUND = 4
_SHARED = 2
_BESIDE = 4
_OF_IT = "منه"
_SAME_MONTH = frozenset(["من", "الشهر"])  # «في الخامس من الشهر ذاته»
_NEAR_COPY = 0.85  # nearer than that, it stands for the month of the evidence
_YEAR_REACH = 3  # tokens behind the month


def check_dates(clause: Clause, source: Source) -> Iterator[Finding]:
    """Months and weekdays that the source lacks, and days that it gives for another month."""
    given = [mention for sentence in source.sentences for mention in sentence.dates]
    near = [mention for index in clause.evidence for mention in source.sentences[index].dates]
    for mention in clause.dates:
        told = _is_told_elsewhere(mention, clause, source) or _has_its_year(mention, clause, source)
        told = told or _is_told_there(mention, clause, source)
        moved = None if told else _moved(mention, near)
        reason = _problem(mention, given, source) or moved or _replaced(mention, clause, source)
        if reason:
            yield Finding(kind=ProblemKind.DATE, words=mention.words, reason=reason)


def _problem(mention: DateMention, given: list[DateMention], source: Source) -> str | None:
    if mention.kind is DateKind.YEAR:
        return None
    same = [other for other in given if (other.kind, other.value) == (mention.kind, mention.value)]
    if not same:
        named = sorted({other.words for other in given if other.kind is mention.kind})
        return f"The {mention.kind.value} {mention.words} is not in the source; it names {', '.join(named) or 'none'}."
    given_day = any(other.day == mention.day for other in same) or _is_day_of_it(mention, source)
    if mention.day is not None and not given_day:
        return f"The source does not give day {mention.day} of {mention.words}."
    return None


def _is_day_of_it(mention: DateMention, source: Source) -> bool:
    """«من الخامس من آذار حتى العشرين منه» gives the 20th as well."""
    return any(
        number.value == mention.day
        and (number.after[:1] == (_OF_IT,) or _SAME_MONTH.issubset(number.after[:3]))
        for number, index in source.numbers
        if any(other.value == mention.value for other in source.sentences[index].dates)
    )


def _moved(mention: DateMention, near: list[DateMention]) -> str | None:
    """The evidence names another month or weekday, and this one stands elsewhere in the source."""
    named = [other for other in near if other.kind is mention.kind]
    if mention.kind is DateKind.YEAR or not named or any(other.value == mention.value for other in named):
        return None
    return f"The evidence names the {mention.kind.value} {named[0].words}, not {mention.words}."


def _is_told_elsewhere(mention: DateMention, clause: Clause, source: Source) -> bool:
    """Another sentence has this very day and month, and some words of the claim."""
    return mention.day is not None and any(
        (other.value, other.day, other.kind) == (mention.value, mention.day, mention.kind)
        and sum(source.best_support(word, (index,)) >= SYNONYM for word in clause.content) >= _SHARED
        for index, sentence in enumerate(source.sentences)
        for other in sentence.dates
    )


def _is_told_there(mention: DateMention, clause: Clause, source: Source) -> bool:
    """«توفي أثناء نومه السبت»: a sentence that has this weekday has most of the words beside it, the evidence not."""
    at = next((place for place, word in enumerate(clause.words) if word == mention.words), None)
    if mention.kind is not DateKind.WEEKDAY or at is None:
        return False
    beside = content_of(clause.words[max(0, at - _BESIDE) : at + _BESIDE])
    here = sum(source.best_support(word, clause.evidence) >= SYNONYM for word in beside)
    there = (
        sum(source.best_support(word, (index,)) >= SYNONYM for word in beside)
        for index, sentence in enumerate(source.sentences)
        if any((one.kind, one.value) == (mention.kind, mention.value) for one in sentence.dates)
    )
    return max(there, default=0) > max(here, _SHARED - 1)


def _has_its_year(mention: DateMention, clause: Clause, source: Source) -> bool:
    """«حزيران 2022»: another sentence has this month of this year."""
    year = _year_after(mention, clause.dates) if clause.coverage < _NEAR_COPY else None
    return year is not None and any(
        (other.value, other.kind, _year_after(other, sentence.dates)) == (mention.value, mention.kind, year)
        for sentence in source.sentences
        for other in sentence.dates
    )


def _year_after(mention: DateMention, dates: Sequence[DateMention]) -> int | None:
    following = range(mention.end, mention.end + _YEAR_REACH)
    return next((one.value for one in dates if one.kind is DateKind.YEAR and one.start in following), None)


def _replaced(mention: DateMention, clause: Clause, source: Source) -> str | None:
    """Another weekday stands between the same words, wherever else the sentence has this one."""
    if mention.kind is not DateKind.WEEKDAY:
        return None
    for position in (at for at, word in enumerate(clause.words) if word == mention.words):
        other = furthest_counterpart(clause.words, position, source, clause.evidence, _SAME_AROUND)
        if other and names_date(other) and not is_same_word(other, mention.words):
            return f"The evidence has «{other}» where the claim has «{mention.words}»."
    return None
