"""A number keeps its unit: rials are not dollars, miles not kilometres, tons not kilograms."""

from collections.abc import Iterator

from bot.core.faithfulness.claim import Clause, Finding
from bot.core.faithfulness.measures import is_same_duration
from bot.core.faithfulness.source import Source
from bot.core.faithfulness.units import unit_of
from bot.core.models import ProblemKind


def check_units(clause: Clause, source: Source) -> Iterator[Finding]:
    """Numbers that the source has, but with another unit and never with this one."""
    for number in clause.numbers:
        unit = unit_of(number)
        if not unit:
            continue
        given = [unit_of(found) for found, _ in source.numbers if found.value == number.value]
        told = any(is_same_duration(number, found) for found, _ in source.numbers)
        if given and unit not in given and all(given) and not told:
            reason = f"The source says {number.words} {given[0]}, not {unit}."
            yield Finding(kind=ProblemKind.NUMBER, words=f"{number.words} {unit}", reason=reason)
