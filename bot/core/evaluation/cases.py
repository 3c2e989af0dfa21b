"""One article with what is known about it."""

from dataclasses import dataclass

from bot.core.models import Story


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A sentence about an article, and how it was made («paraphrase», «number_swapped» …)."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An article; sentences that it supports and does not support; human digests of it."""

    story: Story
    faithful: tuple[Labelled, ...] = ()
    false: tuple[Labelled, ...] = ()
    references: tuple[str, ...] = ()
