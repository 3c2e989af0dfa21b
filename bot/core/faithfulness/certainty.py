"""What the article only thinks possible, plans or asks for, a claim must not tell as done."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import takewhile

from bot.core.arabic import STOP_WORDS, matching_key
from bot.core.faithfulness.claim import Clause, Finding, content_of
from bot.core.faithfulness.light_words import is_light
from bot.core.faithfulness.negated import is_negated
from bot.core.faithfulness.parts import statements_in
from bot.core.faithfulness.same_word import is_related_word, is_same_word, may_tell_same
from bot.core.faithfulness.source import Source
from bot.core.models import ProblemKind

_POSSIBLE = frozenset(
    matching_key(
        """
        ربما لعل يحتمل احتمال احتمالات مرجحا مرجحة مرجحين تحتاج يحتاج بحاجة اتهم اتهمت يتهم تتهم متهما متهمة محتمل
        محتملة المحتمل يرجح ترجح رجح رجحت المرجح ترجيح مرجحا مرجحة
        يعتقد تعتقد اعتقاد معتقدا يبدو تبدو يظن تظن يدرس تدرس يدرسون يبحث تبحث نبحث يفكر تفكر يناقش تناقش يأمل تأمل
        يتوقع تتوقع توقع توقعت متوقعا متوقعة المتوقع توقعات يستعد تستعد الممكن ممكن الداعي الداعية تنصح ينصح
        قادر قادرة قادرين يستطيع تستطيع
        مزاعم يزعم تزعم زعم زعمت مزعوم مزعومة المزعوم المزعومة يشتبه تشتبه اشتباه يفترض المفترض
        دعا دعى دعت يدعو تدعو دعوة دعوات طالب طالبت يطالب تطالب مطالبا مطالبة اقترح اقترحت يقترح تقترح اقتراح
        مقترح مقترحا
        أوصى أوصت يوصي توصي نصح نصحت هدد هددت يهدد تهدد تهديد مستعد مستعدة استعداد استعداده استعدادها
        يخشى تخشى خشية مخاوف إذا لو شرط شريطة بشرط يحاول تحاول حاول حاولت محاولة تقدير تقديرات قدر قدرت مستقبلا
        لمح يلمح تلمح ألمح ملمحا لوح لوحت يلوح تلوح ملوحا ملوحة مهددا مهددة داعيا داعية مطالبة مقترحة آملا
        آملة راغبا راغبة رغبة رغبته رغبتها يرغب ترغب متعهدا متعهدة
        """
    ).split()
)
_PLANNED = frozenset(
    matching_key(
        """
        يعتزم تعتزم يعتزمون اعتزام ينوي تنوي نية يخطط تخطط يخططون خطط خطة يسعى تسعى سعي يسعون يهدف تهدف المقرر المنتظر
        ينتظر مقرر مقررة المقررة وعد وعدت تعهد تعهدت يتعهد تتعهد
        """
    ).split()
)
# «خطة الودائع» names a thing; it hedges nothing.
_PLANS = frozenset(matching_key("خطة خطط").split())
_DUE = frozenset(matching_key("المقرر المقررة المنتظر المنتظرة المتوقع المتوقعة المرتقب المرتقبة").split())
_AGREED = frozenset(matching_key("اتفق اتفقا اتفقت اتفقتا اتفقوا يتفق الاتفاق اتفاقا").split())
_HEDGES = _POSSIBLE | _PLANNED
# «تنظر في»: of a reader's claim only, for a court that hears a case does it in fact.
_CLAIM_HEDGES = (
    _HEDGES
    | frozenset(
        matching_key(
            "يمكن بالإمكان ينظر تنظر تنظران يميل تميل الأرجح أرجح الأغلب مرشح مرشحة فرضية فرضيات آمال أمل "
            "يرون يشك تشك يطمح تطمح اشترط اشترطت فشل فشلت يفشل أخفق أخفقت خاف خافت يخاف تخاف خشي خشيت تخوف تخوفت "
            "متخوفا متخوفة قلق إمكان إمكانية "
            "يطلب تطلب طلبت يريد تريد أراد أرادت طموح عازم عازمة بصدد مرهون مرهونة رهن يتطلع تتطلع يتجه تتجه وارد واردة"
        ).split()
    )
    | {person + word[1:] for word in _HEDGES if word[0] == "ي" for person in "تنأ"}
)
_RULES_OUT = frozenset(matching_key("يستبعد تستبعد يستبعدون استبعد استبعدت").split())
_BUT = frozenset(matching_key("حيث إذ لكن لكنه لكنها لكنهم بينما فيما التي الذي الذين").split())
_TERMS = frozenset(["شرط", "بشرط"])
_FATHER = frozenset(matching_key("أبو أبي أبا بن ابن ما").split())
_MAYBE = "قد"
# Verbs of the past that begin like the present after «قد».
_PAST_IN_TA = frozenset(
    matching_key(
        "تم تمت توفي توفيت تمكن تعرض تولى تقدم تحول تسبب تجاوز تلقى تراجع تأسس تخرج تزوج تسلم"
    ).split()
)
_WAS = frozenset(["كان", "كانت", "كانوا"])
_WILL = ("سي", "ست", "سن")
_NO_PAST = "يتسنبلك"  # how a verb of the past hardly begins
_SHORTEST_FUTURE = 5
_FUTURE = frozenset(matching_key("سوف لن").split())
_IF = frozenset(matching_key("إذا لو شريطة شرط بشرط").split())
_THAT = frozenset(matching_key("أن بأن").split())
_BEING = frozenset(matching_key("يكون تكون").split())
_SUBJECT_REACH = 9
_SUBJECT = 2
_REACH = 6
_FEWEST_SHARED = 2
_MOST_OF_SCOPE = 0.7
_MOST_IF_MAYBE = 0.65


def check_certainty(clause: Clause, source: Source) -> Iterator[Finding]:
    """Statements that the evidence hedges and the claim does not."""
    if not clause.evidence or is_hedged(clause.whole):
        return
    for index in clause.evidence:
        for words in statements_in(source.sentences[index].text):
            finding = _hedged_in(words, clause) or _future_in(words, clause)
            if finding:
                yield finding
                return


def _hedged_in(words: tuple[str, ...], clause: Clause) -> Finding | None:
    for word, scopes in _hedges_in(words):
        most = _MOST_IF_MAYBE if _bare(word) == _MAYBE else _MOST_OF_SCOPE
        told = next((scope for scope in scopes if _is_told(scope, clause, most)), ())
        if not told or _repeats_hedge(word, clause):
            continue
        if (_is_plan(word) and _is_future(clause.words)) or _denies(told[0], clause):
            continue
        return Finding(
            kind=ProblemKind.MEANING,
            words=_told_word(told[0], clause) or told[0],
            reason=f"The evidence hedges this with «{word}»; the claim tells it as certain.",
        )
    return None


@lru_cache(4096)
def _hedges_in(words: tuple[str, ...]) -> tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]:
    """The hedges of a statement, each with the words that it may hedge."""
    return tuple(
        (word, tuple(_scopes(words, position)))
        for position, word in enumerate(words)
        if _is_hedge(words, position)
    )


def _future_in(words: Sequence[str], clause: Clause) -> Finding | None:
    """«واستمعت المحكمة» where the evidence has «وستستمع المحكمة»: what is to come is told as done."""
    if _is_future(clause.words):
        return None
    for at, word in enumerate(words[:-1]):
        verb = word.removeprefix("و").removeprefix("ف")
        if len(verb) < _SHORTEST_FUTURE or verb[:2] not in _WILL:
            continue
        for place, told in enumerate(clause.words[:-1]):
            done = is_related_word(told, verb[1:]) and is_same_word(clause.words[place + 1], words[at + 1])
            opens = place == 0 or told[0] == "و"
            if done and opens and told.removeprefix("و")[0] not in _NO_PAST and not told.startswith("ال"):
                reason = f"The evidence says that it will happen, «{word}»; the claim tells it as done."
                return Finding(kind=ProblemKind.MEANING, words=told, reason=reason)
    return None


def _scopes(words: Sequence[str], position: int) -> Iterator[tuple[str, ...]]:
    """What a hedge hedges: the words after it, or those after «أن» where its subject stands between."""
    yield _scope(words, position)
    if not _is_hedge(words, position):
        return
    after = words[position + 1 : position + 1 + _SUBJECT_REACH]
    that = next((at for at, word in enumerate(after) if word in _THAT), None)
    if that is not None:
        start = position + 2 + that
        yield tuple(word for word in content_of(words[start : start + _REACH]) if word not in _BEING)


def is_hedged(words: Sequence[str]) -> bool:
    """Whether any of these words makes what is said less than certain."""
    return any(
        (_is_hedge(words, position) or _is_claim_hedge(word) or is_not_ruled_out(words, position))
        and _bare(word) not in _PLANS
        and not _is_due(words, position)
        and not _is_clause_of_contract(words, position)
        for position, word in enumerate(words)
    )


def _is_clause_of_contract(words: Sequence[str], position: int) -> bool:
    """«أخلت بشرط الضمان» makes nothing less certain, «بشرط أن» does."""
    return _bare(words[position]) in _TERMS and not _THAT.intersection(words[position + 1 : position + 2])


def is_not_ruled_out(words: Sequence[str], position: int) -> bool:
    """«لا تستبعد أن …», «لم يستبعد»."""
    return words[position] in _RULES_OUT and is_negated(words, position)


def _is_due(words: Sequence[str], position: int) -> bool:
    """«السباق المقرر في أغسطس» is no hedge, «من المقرر أن يشارك» is one."""
    before = words[position - 1] if position else ""
    return words[position] in _DUE and before.startswith("ال")


def _is_claim_hedge(word: str) -> bool:
    return word in _CLAIM_HEDGES or (word[0] in "وفبل" and word[1:] in _CLAIM_HEDGES)


def _is_hedge(words: Sequence[str], position: int) -> bool:
    word = _bare(words[position])
    if position and words[position - 1] in _FATHER:
        return False  # «حسن أبو طالب» demands nothing, «ما إذا» asks
    in_case = word == "حال" and words[max(0, position - 1)] in ("في", "وفي")
    return word in _HEDGES or in_case or is_maybe(words, position) or _is_agreed(words, position)


def is_maybe(words: Sequence[str], position: int) -> bool:
    """«قد» before a verb of the present; before a past one it only stresses."""
    following = words[position + 1] if position + 1 < len(words) else ""
    present = following[:1] in ("ي", "ت") and len(following) > 2 and not _is_past(following)
    was = any(_bare(word) in _WAS for word in words[max(0, position - _REACH) : position])  # «كان … قد تبرع»
    return _bare(words[position]) == _MAYBE and present and not was


def _is_agreed(words: Sequence[str], position: int) -> bool:
    """What two parties agreed to do is not done yet."""
    return "علي" in words[position + 1 : position + 1 + _REACH] and _bare(words[position]) in _AGREED


def _is_past(verb: str) -> bool:
    return verb in _PAST_IN_TA or (verb[0] == verb[-1] == "ت" and len(verb) > 4)


def _bare(word: str) -> str:
    return word[1:] if len(word) > 2 and word[0] in "وف" and word not in _HEDGES else word


def _is_plan(word: str) -> bool:
    return _bare(word) in _PLANNED


def _is_future(words: Sequence[str]) -> bool:
    return any(
        word in _FUTURE or (len(word) > 4 and word.removeprefix("و")[:2] in ("سي", "ست", "سن"))
        for word in words
    )


def _scope(words: Sequence[str], position: int) -> tuple[str, ...]:
    if not _is_hedge(words, position):
        return ()
    start = words.index("علي", position) + 1 if _is_agreed(words, position) else position + 1
    if _bare(words[position]) != _MAYBE:
        return _telling(tuple(takewhile(lambda word: word not in _BUT, words[start : start + _REACH])))
    after = list(takewhile(lambda word: word not in _IF | _BUT, words[start : start + _REACH]))
    subject = words[max(0, position - _SUBJECT) : position] if after and is_light(after[0]) else ()
    return _telling([*subject, *after])  # «الخفض قد يأتي في مارس»


def _telling(words: Sequence[str]) -> tuple[str, ...]:
    """The words that tell something, months and weekdays as well; all content words if each of them is light."""
    full = tuple(word for word in words if word not in STOP_WORDS and not is_light(word))
    return full if len(full) >= _FEWEST_SHARED else content_of(words)


def _is_told(scope: Sequence[str], clause: Clause, most: float) -> bool:
    told = [word for word in scope if _told_word(word, clause)]
    first = any(_told_word(word, clause) for word in scope[:1])
    return first and len(told) >= _FEWEST_SHARED and len(told) >= most * len(scope)


def _repeats_hedge(hedge: str, clause: Clause) -> bool:
    """The claim has the hedge in another form; «التعليم» is no «تدرس»."""
    return any(is_related_word(word, hedge) and word not in STOP_WORDS for word in clause.words)


def _denies(word: str, clause: Clause) -> bool:
    """What «was expected» and did not happen is no certainty made of a hope."""
    return any(
        is_related_word(one, word) and is_negated(clause.words, at) for at, one in enumerate(clause.words)
    )


def _told_word(word: str, clause: Clause) -> str | None:
    return next((one for one in clause.words if may_tell_same(one, word)), None)
