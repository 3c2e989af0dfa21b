"""More than half of the content words of a clause must be in its evidence, in some form."""

from collections.abc import Iterator

from bot.core.faithfulness.claim import Clause, Finding
from bot.core.faithfulness.source import Source
from bot.core.models import ProblemKind

_ENOUGH = 0.55


def check_coverage(clause: Clause, source: Source) -> Iterator[Finding]:
    """A clause whose evidence holds too little of what it says."""
    if clause.coverage >= _ENOUGH:
        return
    missing = [word for word in clause.content if not source.best_support(word, clause.evidence)]
    yield Finding(
        kind=ProblemKind.SUPPORT,
        words=" ".join(missing),
        reason=f"The evidence holds only {clause.coverage:.0%} of this statement; it does not say {' '.join(missing)}.",
    )
