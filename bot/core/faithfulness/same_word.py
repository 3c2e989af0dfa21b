"""Whether two words are the same word in other forms: other clitics, other endings, or of one root."""

from functools import lru_cache

from bot.core.arabic import clitic_forms, root_forms, synonym_groups

_SURE_ROOT = 3


@lru_cache(65_536)
def is_same_word(one: str, other: str) -> bool:
    """The same word but for clitics and endings."""
    return one == other or not clitic_forms(one).isdisjoint(clitic_forms(other))


@lru_cache(65_536)
def is_related_word(one: str, other: str) -> bool:
    """The same word, or another word of the same root of three letters or more («رفض», «يرفض», «مرفوض»)."""
    if is_same_word(one, other):
        return True
    return any(len(root) >= _SURE_ROOT for root in root_forms(one) & root_forms(other))


@lru_cache(65_536)
def may_tell_same(one: str, other: str) -> bool:
    """The same word, a relative or a synonym of it."""
    return is_related_word(one, other) or not synonym_groups(one).isdisjoint(synonym_groups(other))
