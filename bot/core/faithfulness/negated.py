"""Which words of a sentence are negated: «لم», «لا», «غير» before them, and what limits or ends a negation."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from bot.core.arabic import STOP_WORDS, matching_key
from bot.core.faithfulness.claim import Clause
from bot.core.faithfulness.source import Source

NEGATIONS = frozenset(
    matching_key("لا ألا لم لن ليس ليست ليسوا لست غير دون بدون بلا عدم انعدام").split()
) | frozenset(["not", "no", "never", "without"])
# Words that negate without a negation, limit one, or take one back: who finds them nearby cannot be sure.
AS_GOOD_AS = frozenset(
    matching_key(
        """
        ألا إلا سوى فقط لولا ليسوا نفى ينفي تنفي نفت نافيا نافية رفض رفضت يرفض ترفض رفضه رفضها رافضا منع
        منعت يمنع تمنع منعا حظر حظرت يحظر تحظر تعثر تعثرت امتنع امتنعت يمتنع فشل فشلت فشلا غاب غابت غياب قلة
        نقص نادرا تراجع تعذر حال حالت يحول تحول حيلولة أنكر أنكرت أوقف توقف تعذر تعذرت يتعذر تتعذر يستحيل
        خلت خلو بلا ألغى ألغت استبعد استبعدت يستبعد تستبعد خلا خالية امتناع الامتناع بعيدا بمعزل بمنأى تأخر
        تأخرت يتأخر تأخير حرم حرمت يحرم تحرم حرمان سلم سلمت نجا نجت
        علق علقت يعلق تعلق تعليق ما بدلا عوضا أغلق أغلقت إغلاق
        """
    ).split()
)
_LIGHT_WORDS = frozenset(
    matching_key(
        "الآن نكن أكن يكونوا هناك يستطيع تستطيع يستطيعون يمكن يمكننا يمكنه يمكنها يوجد توجد وجود أي "
        "أية حدوث إجراء وقوع يتم تتم يكن تكن"
    ).split()
)
_AFTER_LA_NO_NEGATION = frozenset(matching_key("يزال تزال زال زالت بد سيما حدود يقل تقل شك بأس").split())
_AFTER_GHAYR_NO_NEGATION = frozenset(matching_key("أن أنه أنها").split())
_BEING = frozenset(matching_key("يكن تكن يكون تكون").split())
NOT_DONE = frozenset(["لم", "لا", "لن"])
EXCEPT = frozenset(matching_key("إلا سوى").split())
_WITHOUT = frozenset(matching_key("دون بدون").split())
_DOING = frozenset(
    matching_key("إعطاء تقديم إعلان وضع ذكر تحديد إيراد توجيه اتخاذ إضافة الكشف الإدلاء إبداء توضيح").split()
)
_ASKING = frozenset(["هل", "ماذا"])
_WHETHER = frozenset([("ان", "كان"), ("ان", "كانت")])
_ON = frozenset(matching_key("على من").split())  # «على غير المعتاد»
_DEFINITE = ("ال", "لل", "بال", "وال", "كال")
_ELSE = "والا"  # «وإلا» is no «ألا»
_OR_THAT, _OR_REACH, _BACK = ("او", "ان"), 8, 2
_ANY_OF = ("اي", "من")
_IS_NOT = (("ليس",), ("ليست",))
_THERE_IS = frozenset(["يوجد", "توجد"])
_OPINIONS = frozenset(["عتقد", "ظن", "عتقدون", "عتقدوا"])
_BUT = frozenset(matching_key("لكن لكنه لكنها بل إلا سوى ولكن ولكنه ولكنها غير وأن وإن").split())
_CLAUSE_REACH, _JOINED_VERB = 7, 4
_LIGHT_REACH = 5  # words, all of them light
_REACH = 3
_FAR = 6


def is_negated(words: Sequence[str], position: int) -> bool:
    """Whether a negation stands within three words before, or opens what the word belongs to."""
    return is_negated_itself(words, position) or _is_in_denied_clause(words, position)


def is_negated_itself(words: Sequence[str], position: int) -> bool:
    """Whether a negation stands within three words before, with only light words between, or in a list."""
    return _is_listed(words, position) or _follows_negation(words, position)


def _is_listed(words: Sequence[str], position: int) -> bool:
    """«لا يمكن أن تكون طرفا أو أن تتبنى», «ولا أي من أعضاء وفده», «ليس هناك متهم أو مشتبه به»."""
    if tuple(words[max(0, position - _BACK) : position]) in (_OR_THAT, _ANY_OF):
        return negates(words[max(0, position - _OR_REACH) : position])
    joined = position > _BACK and words[position - 1] == _OR_THAT[0]
    return joined and is_negated_itself(words, position - _BACK)


def _follows_negation(words: Sequence[str], position: int) -> bool:
    for distance in range(1, min(_LIGHT_REACH, position) + 1):
        word = words[position - distance]
        bare = unjoined(word)
        if word in EXCEPT or (
            bare == "غير" and negates(words[max(0, position - distance - _FAR) : position - distance])
        ):
            return False  # «لم تبدل غير مضختين» replaced these
        if bare in ("دون", "غير") and _is_other_than(words, position - distance):
            return False
        if bare == "غير" and words[max(0, position - distance - 1)] == "من":
            return True  # «من غير أن تستغني»
        if bare in NEGATIONS:
            return not (_is_idiom(bare, words[position - distance + 1]) or is_excepted(words, position))
        if word in _DOING and unjoined(words[max(0, position - distance - 1)]) in _WITHOUT:
            return True
        if word not in _LIGHT_WORDS and word not in STOP_WORDS:
            return words[position][-1] != "ا" and _is_negated_being(words[:position])
    return False


def _is_in_denied_clause(words: Sequence[str], position: int) -> bool:
    """«لا يوجد نص يمنع …», «لا أعتقد أن صلاح وحده قادنا»: what such words open is denied with them."""
    for at in range(max(1, position - _CLAUSE_REACH), position - 1):
        opens = words[at] in _THERE_IS or (words[at][1:] in _OPINIONS and "ان" in words[at + 1 : at + _REACH])
        if opens and unjoined(words[at - 1]) in NOT_DONE:
            return not any(map(_starts_anew, words[at : position + 1]))
    return False


def _starts_anew(word: str) -> bool:
    return word in _BUT or (word[0] == "و" and len(word) >= _JOINED_VERB)


def _is_other_than(words: Sequence[str], position: int) -> bool:
    """«دون الأولى», «كهفين غير الكهف الأول»: lesser or others; «المواقع غير الرسمية» are not official."""
    after_definite = position > 0 and (
        words[position - 1].startswith(_DEFINITE) or words[position - 1] in _ON
    )
    return words[position + 1].startswith("ال") and not (
        unjoined(words[position]) == "غير" and after_definite
    )


def _is_negated_being(before: Sequence[str]) -> bool:
    """«لم تكن السدود معروفة»: a definite subject stands between the negated verb of being and what it is not."""
    at = len(before)
    while at > len(before) - _REACH and at > 0 and before[at - 1].startswith("ال"):
        at -= 1
    owned = at < len(before) and at > 1 and _may_own(before[at - 1])  # «لم يكن استخدام الرسم مرتبطا»
    if tuple(before[-2:-1]) in _IS_NOT and not before[-1].startswith("ال") and _may_own(before[-1]):
        return True  # «ليست مظاهرات سلمية»
    return _is_no_being(before[:at]) or (owned and _is_no_being(before[: at - 1]))


def _may_own(word: str) -> bool:
    """«استخدام الرسم»; «بوسعها الانتظار» is no subject."""
    return word not in STOP_WORDS and word[0] not in "بل"


def _is_no_being(before: Sequence[str]) -> bool:
    being = before[-2:]
    return tuple(being[-1:]) in _IS_NOT or (
        len(being) > 1 and unjoined(being[0]) in NOT_DONE and being[1] in _BEING
    )


@lru_cache(65_536)
def unjoined(word: str) -> str:
    if word in NEGATIONS or len(word) <= 2 or word == _ELSE:
        return word
    return word[1:] if word[0] in "وفب" or word == "لعدم" else word


def _is_idiom(negation: str, following: str) -> bool:
    if negation == "غير":
        return following in _AFTER_GHAYR_NO_NEGATION
    return negation in ("لا", "بلا") and following in _AFTER_LA_NO_NEGATION


def is_excepted(words: Sequence[str], position: int) -> bool:
    """«لم توافق إلا على …» says that she agreed, to this alone."""
    return any(
        word in EXCEPT and not _is_that_not(words, at)
        for at, word in enumerate(words[position + 1 : position + _FAR], position + 1)
    )


def _is_that_not(words: Sequence[str], position: int) -> bool:
    """«ألا يتجاوز» is written like «إلا»."""
    following = "".join(words[position + 1 : position + 2])
    return following.startswith("ي") and following != "يوم"


def negates(words: Sequence[str]) -> bool:
    """Whether any of these words is a negation."""
    return any(unjoined(word) in NEGATIONS for word in words)


def negates_anything(clause: Clause, source: Source) -> bool:
    """Whether the evidence of a clause negates anything at all."""
    return any(negates(source.sentences[index].words) for index in clause.evidence)


def negates_somehow(words: Sequence[str]) -> bool:
    """Whether any of these words is a negation or as good as one."""
    return any(unjoined(word) in NEGATIONS or unjoined(word) in AS_GOOD_AS for word in words)


def may_negate(words: Sequence[str]) -> bool:
    """Whether these words negate somehow, or ask («إن كان»)."""
    whether = any(pair in _WHETHER for pair in pairwise(words))
    return negates_somehow(words) or whether or not _ASKING.isdisjoint(words)
