"""A cause must be the article's: two facts side by side are no reason for each other."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from bot.core.arabic import matching_key
from bot.core.arabic.dates import names_date
from bot.core.faithfulness.claim import Clause, Finding, content_of, coverage, scores_of
from bot.core.faithfulness.offices import office_in
from bot.core.faithfulness.person_names import persons_in
from bot.core.faithfulness.same_word import may_tell_same
from bot.core.faithfulness.source import SYNONYM, Source
from bot.core.faithfulness.speakers import ACCORDING_TO
from bot.core.models import ProblemKind

_BECAUSE = frozenset(
    matching_key(
        "بسبب لأن لأنه لأنها لأنهم لأنهما نتيجة جراء بفعل نظرا ناجم ناجمة نجم نجمت بأنه بأنها "
        "خشية خوفا تفاديا تجنبا تحسبا لأسباب لدواع لدواعي"
    ).split()
)
_BLAMES = frozenset(
    matching_key("عزا عزت يعزو تعزو يعزى تعزى أرجع أرجعت يرجع ترجع برر بررت يبرر تبرر علل عللت").split()
)
_LINKS = (
    _BECAUSE
    | _BLAMES
    | frozenset(
        matching_key(
            """
            يعود تعود مرده
            إثر عقب بعد إذ حيث أدى أدت يؤدي تؤدي تسبب تسببت سبب سببه سببها أسباب لأسباب مسببا مما دفع دفعت خلفية
            لكون لكي كي احتجاجا اعتراضا ردا رد جاء بدعوى بتهمة بتهم بحجة لعدم لعطل مقابل رغم وراء أثر تأثر
            يتأثر بعدما بعدم بأن اتهم متهما بدافع عوامل سببا أسفر أسفرت
            """
        ).split()
    )
)
_WHEN = frozenset(matching_key("قبل بعد منذ خلال أثناء عقب").split())
_TIMES = frozenset(matching_key("عام العام سنة يوم شهر القرن مطلع أواخر نهاية بداية منتصف").split())
_CAUSES = _BECAUSE | frozenset(matching_key("إثر جراء").split())
_REACH = 6
_TOLD = 0.5
_HARDLY_TOLD = 0.45
_SURELY_TOLD = 0.7
_OPENING = 5
_PARTLY_TOLD = 0.3
_FEWEST = 2


def check_causes(clause: Clause, source: Source) -> Iterator[Finding]:
    """Reasons that the source does not give, or gives without tying them to what they shall explain."""
    for position, word in enumerate(clause.words):
        if not _states_cause(clause.words, position):
            continue
        after = clause.words[position + 1 : position + 1 + _REACH]
        reason = content_of(tuple(takewhile(lambda one: one not in _WHEN | ACCORDING_TO, after)))
        told = content_of(clause.words[:position])
        unnamed = _without_speaker(clause.words[:position])
        tied = len(reason) < _FEWEST or any(_is_tied(reason, one, source) for one in (told, unnamed))
        tied = tied or (_bare(word) == "الي" and _blames_it(reason, unnamed, source))
        if len(told) >= _FEWEST and reason and (not tied or _has_another(reason[0], told, source)):
            yield Finding(
                kind=ProblemKind.MEANING,
                words=" ".join((word, *reason)),
                reason="The source does not give this as the cause.",
            )


def _without_speaker(words: tuple[str, ...]) -> tuple[str, ...]:
    """Who gives the cause may be named in another sentence."""
    named = {word for person in persons_in(words) for word in words[person.start : person.end]}
    return tuple(word for word in content_of(words) if word not in named and not office_in(word))


def _states_cause(words: Sequence[str], position: int) -> bool:
    word = _bare(words[position])
    if word == "الي":
        blamed = any(_bare(before) in _BLAMES for before in words[max(0, position - _REACH - 2) : position])
        return blamed and not _tells_when(words[position + 1 : position + 2])
    if word in ("بانه", "بانها"):
        return any(_bare(before) in _BLAMES for before in words[:position])
    return word in _BECAUSE


def _tells_when(following: Sequence[str]) -> bool:
    """«تعود الواقعة إلى 17 آب» gives no reason."""
    return any(word[0].isdigit() or word in _TIMES or names_date(word) for word in following)


def _bare(word: str) -> str:
    return word[1:] if word[0] in "وف" and word[1:] in _LINKS else word


def _is_tied(reason: Sequence[str], told: Sequence[str], source: Source) -> bool:
    by_reason = [(score, index) for index, score in enumerate(scores_of(reason, source))]
    best = max(by_reason, default=(0.0, 0))[0]
    if best < _HARDLY_TOLD:
        return False
    places = [index for score, index in by_reason if score >= max(_TOLD, best - 0.1)] or [
        index for score, index in by_reason if score == best
    ]
    return any(_ties(index, told, source) or _gives_it(index, reason, told, source) for index in places)


def _blames_it(reason: Sequence[str], told: Sequence[str], source: Source) -> bool:
    """A sentence that tells this gives somebody's reason, and half of its words: the rest may be reworded."""
    return any(
        any(_bare(word) in _BLAMES for word in sentence.words)
        and coverage(told, source, (index,)) >= _TOLD
        and 2 * sum(source.best_support(word, (index,)) >= SYNONYM for word in reason) >= len(reason)
        for index, sentence in enumerate(source.sentences)
    )


def _has_another(head: str, told: Sequence[str], source: Source) -> bool:
    """The sentence that tells all this gives a cause, and it is not this one."""
    scores = scores_of(told, source)
    index = max(range(len(scores)), key=lambda at: scores[at])
    words = source.sentences[index].words
    after = [content_of(words[at + 1 :])[:_REACH] for at, word in enumerate(words) if _bare(word) in _CAUSES]
    return (
        scores[index] >= _SURELY_TOLD
        and any(after)
        and source.support_anywhere(head) >= _TOLD
        and not any(may_tell_same(head, word) for word in words)
    )


def _gives_it(index: int, reason: Sequence[str], told: Sequence[str], source: Source) -> bool:
    """The sentence itself says «because» before the very words of the reason."""
    words = source.sentences[index].words
    given = any(
        _bare(word) in _BECAUSE and all(any(may_tell_same(one, other) for one in reason) for other in after)
        for at, word in enumerate(words)
        if (after := content_of(words[at + 1 : at + 1 + _REACH])[:_FEWEST])
    )
    return given and coverage(told, source, (index,)) >= _PARTLY_TOLD


def _ties(index: int, told: Sequence[str], source: Source) -> bool:
    links = any(_bare(word) in _LINKS for word in source.sentences[index].words[:_OPENING])
    near = (index, max(0, index - 1)) if links else (index,)
    return coverage(told, source, near) >= _TOLD
