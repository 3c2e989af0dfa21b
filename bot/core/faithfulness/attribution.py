"""What somebody said must be told of the same speaker."""

from collections.abc import Iterator, Sequence

from bot.core.arabic import STOP_WORDS, clitic_forms, matching_key, root_forms, spelling_skeleton
from bot.core.faithfulness.claim import Clause, Finding
from bot.core.faithfulness.source import NEARLY_SAME_NAME, SHORT_ROOT, Source
from bot.core.models import ProblemKind

_REPORTING = frozenset(
    matching_key(
        """
        قال قالت يقول تقول أعلن أعلنت أكد أكدت صرح صرحت أضاف أضافت أوضح أوضحت ذكر ذكرت أفاد أفادت أشار أشارت حذر حذرت
        نفى نفت دعا دعت اتهم اتهمت اعتبر اعتبرت رأى رأت شدد شددت كشف كشفت توقع توقعت تعهد تعهدت وصف وصفت طالب طالبت
        هدد هددت نقلت نقل بحسب وفق وفقا رفض رفضت أعرب أعربت أبدى تابع لفت نوه أقر رحب رحبت
        انتقد انتقدت ندد نددت أدان أدانت
        """
    ).split()
)
_END_OF_SPEAKER = frozenset(
    matching_key("أن بأن أنه أنها عن إلى من على في بأنه بأنها عدم ضرورة أهمية وجود استعداد حق").split()
)
_NO_SPEAKER = frozenset(matching_key("أن بأن أنه أنها إلى").split())
# Titles and offices that many speakers share: they do not tell who speaks.
_OFFICES = frozenset(
    matching_key(
        """
        الرئيس رئيس رئيسة وزير وزيرة المتحدث متحدث متحدثة باسم مسؤول مسؤولون مسؤولين مصدر مصادر السلطات بيان البيان
        تقرير التقرير وكالة الأنباء الرسمية المتحدة الحكومة حكومة وزارة الوزير الوزارة السابق السابقة الحالي نظيره
        بلاده مسيول مسيولو
        """
    ).split()
)
_LONGEST_SPEAKER = 4
_LOOK_AHEAD = 8


def check_attribution(clause: Clause, source: Source) -> Iterator[Finding]:
    """Speakers whom the evidence (or, where it names none, the two sentences before) does not name."""
    for position, word in enumerate(clause.words):
        if not _reports(word) or not clause.evidence:
            continue
        claimed = _speaker(clause.words, position)
        office = () if claimed else _office(clause.words, position)
        unnamed = bool(claimed) and not _is_named(claimed, word, clause, source)
        if unnamed or (office and not _is_near(office, clause, source)):
            given = " ".join(_speakers(source.sentences[clause.evidence[0]].words)[:6])
            said = f"the evidence names {given}" if given else "the evidence names nobody like that"
            yield Finding(
                kind=ProblemKind.ATTRIBUTION,
                words=" ".join(claimed or office),
                reason=f"The claim gives these words to {' '.join(claimed or office)}; {said}.",
            )


def _reports(word: str) -> bool:
    return word in _REPORTING or (word[0] in "وف" and word[1:] in _REPORTING)


def _speaker(words: Sequence[str], position: int) -> tuple[str, ...]:
    following = words[position + 1 : position + _LOOK_AHEAD]
    if following and following[0] in _NO_SPEAKER:
        return ()
    names = (word for word in _phrase(following) if not clitic_forms(word) & _OFFICES)
    return tuple(names)[:_LONGEST_SPEAKER]


def _office(words: Sequence[str], position: int) -> tuple[str, ...]:
    """The speaker when only an office is named, «قال مسؤول في الأمم المتحدة إن»."""
    following = words[position + 1 : position + _LOOK_AHEAD]
    ends = any(word in _NO_SPEAKER for word in following[1:])
    return tuple(_phrase(following)) if ends and following[0] not in _NO_SPEAKER else ()


def _phrase(following: Sequence[str]) -> Iterator[str]:
    for word in following:
        if word in _END_OF_SPEAKER or _reports(word):
            return
        if word not in STOP_WORDS and not word[0].isdigit():
            yield word


def _speakers(words: Sequence[str]) -> list[str]:
    return [
        name for position, word in enumerate(words) if _reports(word) for name in _speaker(words, position)
    ]


def _is_named(claimed: tuple[str, ...], verb: str, clause: Clause, source: Source) -> bool:
    best = clause.evidence[0]
    sentence = source.sentences[best]
    given = _speakers(sentence.words)
    if not given:
        near = (best, max(0, best - 1), max(0, best - 2))
        known = sum(source.best_support(name, near) > SHORT_ROOT for name in claimed)
        return known >= 0.5 * len(claimed)
    if any(_is_same_name(name, other) for name in claimed for other in given):
        return True
    known = sum(source.best_support(name, (best,)) >= NEARLY_SAME_NAME for name in claimed)
    return known >= 0.75 * len(claimed) and verb in sentence.words


def _is_near(office: tuple[str, ...], clause: Clause, source: Source) -> bool:
    best = clause.evidence[0]
    near = (best, max(0, best - 1), max(0, best - 2), 0, 1)
    return all(source.best_support(word, near) > SHORT_ROOT for word in office)


def _is_same_name(one: str, other: str) -> bool:
    return bool(
        clitic_forms(one) & clitic_forms(other)
        or (len(one) > 4 and root_forms(one) & root_forms(other))
        or spelling_skeleton(one) == spelling_skeleton(other)
    )
