"""«All» and «most» must be the article's: some of them are not all of them."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from bot.core.arabic import matching_key
from bot.core.faithfulness.claim import Clause, Finding, is_number_word
from bot.core.faithfulness.source import Source
from bot.core.models import ProblemKind

_ALL = frozenset(
    matching_key(
        "جميع كل كافة سائر كلها كلهم كله كلهن جميعا جميعها جميعهم جميعهن كافتهم كلنا كلكم جميعنا بأكملها بأكمله بأسره"
    ).split()
)
_SAYS_ALL = _ALL | frozenset(
    matching_key(
        "مختلف شتى عموم بالإجماع إجماع بإجماع أي أية الكامل كامل كاملة بالكامل كليا كلي شامل"
    ).split()
)
_MOST = frozenset(matching_key("معظم معظمها معظمهم أغلب أغلبية أغلبها غالبية الغالبية أكثرية").split())
_SAYS_MOST = _MOST | _ALL | frozenset(matching_key("مجملها مجمل عموما غالبا أكثر أكثرها أكثرهم").split())
_NO_QUANTITY = frozenset(
    matching_key(
        "من ما عام سنة يوم شهر أسبوع مرة منها منهم منهما ذلك هذا هذه شيء حال واحد واحدة أربع"
    ).split()
)


def check_scope(clause: Clause, source: Source) -> Iterator[Finding]:
    """«All» or «most» of something where the evidence does not say so."""
    given = {_bare(word) for index in clause.evidence for word in source.sentences[index].words}
    for position, word in enumerate(clause.words):
        for claimed, enough in ((_ALL, _SAYS_ALL), (_MOST, _SAYS_MOST)):
            if _bare(word) in claimed and not _is_idiom(clause.words, position) and not given & enough:
                reason = f"The claim says «{word}»; the evidence does not."
                yield Finding(kind=ProblemKind.MEANING, words=word, reason=reason)


@lru_cache(65_536)
def _bare(word: str) -> str:
    for length in range(3):
        if word[length:] in _SAYS_ALL | _SAYS_MOST and all(letter in "وفبلك" for letter in word[:length]):
            return word[length:]
    return word


def _is_idiom(words: Sequence[str], position: int) -> bool:
    following = words[position + 1] if position + 1 < len(words) else ""
    return (
        following in _NO_QUANTITY
        or is_number_word(following)
        or following[:1].isdigit()
        or (not following and _bare(words[position]) == "كل")
    )
