"""«All» and «most» must be the article's: some of them are not all of them."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from bot.core.arabic import Number, NumberKind, matching_key
from bot.core.faithfulness.claim import Clause, Finding, is_number_word
from bot.core.faithfulness.negated import negates
from bot.core.faithfulness.source import Source
from bot.core.models import ProblemKind

_ALL = frozenset(
    matching_key(
        "جميع كل كافة سائر كلها كلهم كله كلهن جميعا جميعها جميعهم جميعهن كافتهم كلنا كلكم جميعنا بأكملها بأكمله بأسره"
    ).split()
)
_SAYS_ALL = (
    _ALL
    | frozenset(["لكل", "بكل", "وكل", "فكل"])
    | frozenset(
        matching_key(
            "مختلف شتى عموم بالإجماع إجماع بإجماع أي أية الكامل كامل كاملة كاملا بالكامل كليا كلي شامل"
        ).split()
    )
)
_ONLY = frozenset(matching_key("وحده وحدها وحدهم وحدهما فقط حصرا حصريا").split())
_SAYS_ONLY = _ONLY | frozenset(
    matching_key("سوى إلا لوحده لوحدها منفردا منفردة حصر يقتصر تقتصر اقتصر اقتصرت").split()
)
_MOST = frozenset(
    matching_key(
        "معظم معظمه معظمها معظمهم معظمهن أغلب أغلبه أغلبها أغلبهم أغلبية غالبية الغالبية غالبيتهم غالبيتها أكثرية"
    ).split()
)
_SAYS_MOST = (
    _MOST
    | _ALL
    | frozenset(
        matching_key("الأكثرية الأغلبية الأغلب المعظم مجملها مجمل عموما غالبا أكثر أكثرها أكثرهم").split()
    )
)
_ANY = frozenset(matching_key("أي أية").split())
_SAYS_NONE = _SAYS_ALL | frozenset(matching_key("أحد إطلاقا بتاتا قط البتة دون").split())
_ALONE = re.compile("وحد[هَُِ]+ه?")
_SPANS = frozenset(matching_key("دقيقة دقائق ساعة ساعات يوم أيام أسابيع أشهر ثوان ثواني").split())
_OF = "من"  # «كل من الوزيرين» counts nobody, «جميعهم من النساء» all
_APART = ("علي", "حده")
_FAR = 4
_SAME = 2  # words behind a quantity that tell what it counts
_LONG_ENOUGH = 4
_HALF = {NumberKind.PERCENT: Fraction(50), NumberKind.FRACTION: Fraction(1, 2)}
_NO_QUANTITY = frozenset(
    matching_key(
        "من ما ساعة دقيقة ثانية عام سنة يوم شهر أسبوع مرة منها منهم منهما ذلك هذا هذه شيء حال واحد واحدة أربع"
    ).split()
)


def check_scope(clause: Clause, source: Source) -> Iterator[Finding]:
    """«All» or «most» of something where the evidence does not say so."""
    given = {_bare(word) for index in clause.evidence for word in source.sentences[index].words}
    if _says_none(clause.words) and given.isdisjoint(_SAYS_NONE):
        reason = "The claim says that none did; the evidence does not."
        yield Finding(kind=ProblemKind.MEANING, words="أي من", reason=reason)
    for position, word in enumerate(clause.words):
        for claimed, enough in ((_ALL, _SAYS_ALL), (_MOST, _SAYS_MOST), (_ONLY, _SAYS_ONLY)):
            if (
                not _claims(word, position, clause.words, claimed)
                or (claimed is not _ONLY and _is_idiom(clause.words, position))
                or (claimed is _ONLY and _is_no_limit(clause, position, source))
                or (given & enough and not (claimed is _ALL and _is_most(clause, position, source)))
            ):
                continue
            if claimed is not _MOST or not _counts_most(clause, source):
                reason = f"The claim says «{word}»; the evidence does not."
                yield Finding(kind=ProblemKind.MEANING, words=word, reason=reason)


def _is_most(clause: Clause, position: int, source: Source) -> bool:
    """«جميعهم من النساء» where the evidence has «معظمهم من النساء»."""
    after = clause.words[position + 1 : position + 1 + _SAME]
    sentences = (source.sentences[index].words for index in clause.evidence)
    given = [
        words[at]
        for words in sentences
        for at in range(len(words))
        if words[at + 1 : at + 1 + _SAME] == after
    ]
    most = any(_bare(word) in _MOST for word in given)
    return len(after) == _SAME and most and not any(_bare(word) in _ALL for word in given)


def _says_none(words: Sequence[str]) -> bool:
    """«لم يسدد أي من القروض»."""
    return any(
        word in _ANY and words[at + 1 : at + 2] == ("من",) and negates(words[max(0, at - _FAR) : at])
        for at, word in enumerate(words)
    )


def _is_no_limit(clause: Clause, position: int, source: Source) -> bool:
    """«مدير الوحدة» is a unit; «بعد سبع دقائق فقط» says that it was soon."""
    unit = _bare(clause.words[position]) == "وحده" and not _ALONE.search(clause.text)
    return unit or clause.words[max(0, position - 1)] in _SPANS or _is_part_of(clause, source)


def _is_part_of(clause: Clause, source: Source) -> bool:
    """«سبع شاحنات فقط» of «سبع من أصل عشر»."""
    return bool(clause.numbers) and any(
        "اصل" in source.sentences[index].words and "من" in source.sentences[index].words
        for index in clause.evidence
    )


def _claims(word: str, position: int, words: Sequence[str], claimed: frozenset[str]) -> bool:
    """«كامل المساحات» is all of them; «مباراة كاملة» is no quantity."""
    definite = any(following.startswith("ال") for following in words[position + 1 : position + 2])
    return _bare(word) in claimed or (claimed is _ALL and _bare(word) == "كامل" and definite)


def _counts_most(clause: Clause, source: Source) -> bool:
    """The evidence gives a part above a half, or a larger number against a smaller one: «12 مقابل 3»."""
    for index in clause.evidence:
        numbers = source.sentences[index].numbers
        if any(_is_large_part(number) for number in numbers):
            return True
        against = [(one, other) for one, other in pairwise(numbers) if "مقابل" in (*one.after, *other.before)]
        if any(one.value > other.value for one, other in against):
            return True
    return False


def _is_large_part(number: Number) -> bool:
    half = _HALF.get(number.kind)
    return half is not None and number.value > half


@lru_cache(65_536)
def _bare(word: str) -> str:
    for length in range(3):
        short = length and len(word[length:]) < _LONG_ENOUGH  # «ولاية» is no «أية»
        if (
            not short
            and word[length:] in _SAYS_ALL | _SAYS_MOST | _SAYS_ONLY
            and all(letter in "وفبلك" for letter in word[:length])
        ):
            return word[length:]
    return word


def _is_idiom(words: Sequence[str], position: int) -> bool:
    following = words[position + 1] if position + 1 < len(words) else ""
    if "الاخر" in words[position + 1 : position + _FAR + 1]:
        return True  # «اتهم كل طرف الآخر»
    if following == _APART[0] and words[position + 2 : position + 3] == _APART[1:]:
        return True  # «كل على حدة»
    each = words[position] == "لكل" or (position > 0 and words[position - 1] == "عن")  # «عن كل سهم»
    return each or (
        (following in _NO_QUANTITY and (following != _OF or _bare(words[position]) == "كل"))
        or is_number_word(following)
        or following[:1].isdigit()
        or (not following and _bare(words[position]) == "كل")
    )
