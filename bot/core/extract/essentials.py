"""Lists what a digest of a story should mention: figures, names, dates and places of its best sentences."""

from collections import Counter
from collections.abc import Sequence

from bot.core.extract.digest import best_sentences
from bot.core.extract.expressions import Expression, ExpressionKind, expressions_in
from bot.core.models import Evidence, Story

_MOST = 8
_MOST_OF_A_KIND = 3


def must_mention(story: Story, sentences: Sequence[Evidence]) -> tuple[str, ...]:
    """Up to eight short expressions, word for word, in reading order; none is part of another."""
    kept: list[Expression] = []
    for index in best_sentences(story, sentences):
        for one in expressions_in(sentences[index].text):
            if _has_room(one.kind, kept) and not _is_told(one, kept):
                kept.append(one)
    whole = "\n".join(sentence.text for sentence in sentences)
    return tuple(sorted((one.text for one in kept), key=whole.index))


def _has_room(kind: ExpressionKind, kept: Sequence[Expression]) -> bool:
    kinds = Counter(one.kind for one in kept)
    return len(kept) < _MOST and kinds[kind] < _MOST_OF_A_KIND


def _is_told(new: Expression, kept: Sequence[Expression]) -> bool:
    return any(new.text in one.text or one.text in new.text for one in kept)
