"""The words that make what is said less than certain: thoughts, plans, demands, agreements, «قد» before the present.

Tables, and which words of a sentence hedge. Judges nothing.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from bot.core.arabic import matching_key
from bot.core.faithfulness.name_shapes import looks_like_name
from bot.core.faithfulness.negated import is_negated
from bot.core.faithfulness.speakers import THAT_IT, is_extent

_POSSIBLE = frozenset(
    matching_key(
        """
        ربما لعل يحتمل احتمال احتمالات مرجحا مرجحة مرجحين تحتاج يحتاج بحاجة اتهم اتهمت يتهم تتهم متهما متهمة محتمل
        محتملة المحتمل يرجح ترجح رجح رجحت المرجح ترجيح مرجحا مرجحة
        يعتقد تعتقد اعتقاد معتقدا يبدو تبدو يظن تظن يدرس تدرس يدرسون يبحث تبحث نبحث يفكر تفكر يناقش تناقش يأمل تأمل
        يتوقع تتوقع توقع توقعت متوقعا متوقعة المتوقع توقعات يقال الأرجح يستعد تستعد الممكن ممكن الداعي الداعية تنصح ينصح
        يستطيع تستطيع
        مزاعم يزعم تزعم زعم زعمت مزعوم مزعومة المزعوم المزعومة يشتبه تشتبه اشتباه يفترض المفترض
        دعا دعى دعت يدعو تدعو دعوة دعوات طالب طالبت يطالب تطالب مطالبا مطالبة اقترح اقترحت يقترح تقترح اقتراح
        مقترح مقترحا
        أوصى أوصت يوصي توصي نصح نصحت هدد هددت يهدد تهدد تهديد مستعد مستعدة استعداد استعداده استعدادها
        يخشى تخشى خشية مخاوف إذا لو شرط شريطة بشرط يحاول تحاول حاول حاولت محاولة تقدير تقديرات قدر قدرت مستقبلا
        لمح يلمح تلمح ألمح ملمحا لوح لوحت يلوح تلوح ملوحا ملوحة مهددا مهددة داعيا داعية مطالبة مقترحة آملا
        أمله أملها أملهم
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
AGREED = frozenset(matching_key("اتفق اتفقا اتفقت اتفقتا اتفقوا يتفق الاتفاق اتفاقا").split())
_HEDGES = _POSSIBLE | _PLANNED
# «تنظر في»: of a reader's claim only, for a court that hears a case does it in fact.
_CLAIM_HEDGES = (
    _HEDGES
    | frozenset(
        matching_key(
            "يمكن بالإمكان ينظر تنظر تنظران يميل تميل الأرجح أرجح الأغلب مرشح مرشحة محدد محددة فرضية فرضيات آمال أمل "
            "يرون يشك تشك يطمح تطمح اشترط اشترطت فشل فشلت يفشل أخفق أخفقت خاف خافت يخاف تخاف خشي خشيت تخوف تخوفت "
            "مطالبون مطالبين ملزم ملزمة ملزمون ملزمين "
            "متخوفا متخوفة خوف الخوف خوفه خوفها قلق إمكان "
            "إمكانية خوفا مخافة تحسبا يتساءل تتساءل تساءل قادر قادرة قادرين "
            "يطلب تطلب طلبت يريد تريد أراد أرادت طموح عازم عازمة عزمه عزمها عزمهم نيته نيتها نيتهم بصدد "
            "يرمي ترمي سعيا ساعيا ساعية سعيه سعيها بهدف "
            "يمانع تمانع يشترط تشترط مشروط مشروطة شرط بشرط مرهون مرهونة رهن "
            "جاهز جاهزة جاهزين يتطلع تتطلع يتجه تتجه وارد واردة"
        ).split()
    )
    | {person + word[1:] for word in _HEDGES if word[0] == "ي" for person in "تنأ"}
)
_RULES_OUT = frozenset(matching_key("يستبعد تستبعد يستبعدون استبعد استبعدت مستبعد مستبعدا مستبعدة").split())
_TERMS = frozenset(["شرط", "بشرط"])
_ABLE = frozenset(matching_key("قادر قادرة قادرين").split())
_FATHER = frozenset(matching_key("أبو أبي أبا بن ابن ما").split())
MAYBE, _NOT, _CAUSES = "قد", "لا", "تسبب"
_OPINIONS = frozenset(["يعتقد", "تعتقد", "يظن", "تظن"])
_DENIED = frozenset(["لا", "لم"])  # «لا يعتقد أن هناك حلا» is sure of it
_IS_SAID = "يقال"  # or is dismissed
# Verbs of the past that begin like the present after «قد».
_PAST_IN_TA = frozenset(
    matching_key(
        "تم تمت توفي توفيت تمكن تعرض تولى تقدم تحول تسبب تجاوز تلقى تراجع تأسس تخرج تزوج تسلم"
    ).split()
)
_PAST_ENDINGS = ("", "ن", "ا", "وا")
_REACH = 6
_WAS = frozenset(matching_key("كان كانت كانوا كانا كانتا").split())
_MUTUAL = re.compile("ت[^اويت]ا[^اوي]{2}ا?")  # «قد تبادل» is past
_WILL = ("سي", "ست", "سن")
_SHORTEST_FUTURE = 4
# «سيارات», «ستمئة», «سنوات» begin like a verb of the future.
_NO_FUTURE = tuple(
    matching_key(
        """
        سيما سيار سياس سياد سيدة سيدات سيدي سيول سيطر سينما سيناء سيناريو سيرة سيمفون سيبراني سياق سياح سياج سيراليون
        سيلان ستين ستون ستمئ ستمائ ستة ستار ستاد ستراتيج ستوكهولم ستوديو ستيف سيدارتا سنوا سنوي سنين سند سنغ سنجار سنجة
        سنتين سنتان سنتيم سنار
        """
    ).split()
)
_FUTURE = frozenset(matching_key("سوف لن").split())
_NEXT = frozenset(matching_key("المقبل المقبلة القادم القادمة").split())
_IF_NOT = tuple(matching_key("إن لم").split())
_UNLESS = tuple(matching_key("ما لم").split())
CONDITIONS = frozenset(matching_key("إذا لو شريطة شرط بشرط").split())
THAT = frozenset(matching_key("أن بأن").split())


@lru_cache(4096)
def is_hedged(words: tuple[str, ...], apart_from: frozenset[str] = frozenset()) -> bool:
    """Whether any of these words, but those set apart, makes what is said less than certain."""
    return any(
        word not in apart_from
        and (
            _is_unless(words, position, apart_from)
            or is_hedge(words, position)
            or _may_cause(words, position)
            or _is_claim_hedge(word)
            or is_not_ruled_out(words, position)
        )
        and bare(word) not in _PLANS
        and not _is_due(words, position)
        and not _is_clause_of_contract(words, position)
        for position, word in enumerate(words)
    )


def _is_unless(words: Sequence[str], position: int, apart_from: frozenset[str]) -> bool:
    """«ما لم», a condition in two words."""
    return not apart_from and tuple(words[max(0, position - 1) : position + 1]) == _UNLESS


def _is_clause_of_contract(words: Sequence[str], position: int) -> bool:
    """«أخلت بشرط الضمان» makes nothing less certain, «بشرط أن» does."""
    return bare(words[position]) in _TERMS and not THAT.intersection(words[position + 1 : position + 2])


def is_not_ruled_out(words: Sequence[str], position: int) -> bool:
    """«لا تستبعد أن …», «لم يستبعد», «غير مستبعد»."""
    return words[position] in _RULES_OUT and is_negated(words, position)


def _is_due(words: Sequence[str], position: int) -> bool:
    """«السباق المقرر في أغسطس» is no hedge, «من المقرر أن يشارك» is one."""
    before = words[position - 1] if position else ""
    return words[position] in _DUE and before.startswith("ال")


def _is_claim_hedge(word: str) -> bool:
    return word in _CLAIM_HEDGES or (word[0] in "وفبل" and word[1:] in _CLAIM_HEDGES)


def _may_cause(words: Sequence[str], position: int) -> bool:
    """«قد تسبب حروقا» is written like a past."""
    return bare(words[position]) == MAYBE and words[position + 1 : position + 2] == (_CAUSES,)


def is_hedge(words: Sequence[str], position: int) -> bool:
    word = bare(words[position])
    if position and (words[position - 1] in _FATHER or is_extent(words, position)):
        return False  # «حسن أبو طالب» demands nothing, «ما إذا» asks
    in_case = word == "حال" and words[max(0, position - 1)] in ("في", "وفي")
    if _is_due(words, position) or (word in _OPINIONS and words[max(0, position - 1)] in _DENIED):
        return False
    if words[position] == _IS_SAID and not THAT_IT.intersection(words[position + 1 : position + 2]):
        return False
    able = word in _ABLE and "علي" in words[position + 1 : position + 2]  # «هيوا قادر» is a name
    return word in _HEDGES or in_case or able or is_maybe(words, position) or is_agreed(words, position)


def is_maybe(words: Sequence[str], position: int) -> bool:
    """«قد» before a verb of the present; before a past one it only stresses."""
    following = next((word for word in words[position + 1 : position + 3] if word != _NOT), "")
    present = following[:1] in ("ي", "ت") and len(following) > 2 and not _is_past(following)
    was = any(bare(word) in _WAS for word in words[max(0, position - _REACH) : position])  # «كان … قد تبرع»
    return bare(words[position]) == MAYBE and present and not was


def is_agreed(words: Sequence[str], position: int) -> bool:
    """What two parties agreed to do is not done yet."""
    return "علي" in words[position + 1 : position + 1 + _REACH] and bare(words[position]) in AGREED


def conditions_beside(words: Sequence[str], hedge: str) -> frozenset[str]:
    """The words of conditions where these set one beside the hedge: «قد يرتفع إذا استمر» is hedged twice."""
    if_not = any(pair == _IF_NOT for pair in pairwise(words))  # «إن لم تصدر المراسيم»
    twice = bare(hedge) not in CONDITIONS and (if_not or any(bare(word) in CONDITIONS for word in words))
    return CONDITIONS if twice else frozenset()


def _is_past(verb: str) -> bool:
    known = any(verb.removesuffix(ending) in _PAST_IN_TA for ending in _PAST_ENDINGS)
    return known or bool(_MUTUAL.fullmatch(verb)) or (verb[0] == verb[-1] == "ت" and len(verb) > 4)


def bare(word: str) -> str:
    return word[1:] if len(word) > 2 and word[0] in "وف" and word not in _HEDGES else word


def is_plan(word: str) -> bool:
    return bare(word) in _PLANNED


def future_at(words: Sequence[str]) -> int | None:
    """Where the first verb of the future stands, or «سوف» or «لن»."""
    return next((at for at, word in enumerate(words) if word in _FUTURE or is_will(word)), None)


@lru_cache(65_536)
def is_will(word: str) -> bool:
    """«سيرتفع», «وستعلن»."""
    verb = word.removeprefix("و")
    verb = verb.removeprefix("ف") if len(verb) > _SHORTEST_FUTURE + 1 else verb
    if len(verb) < _SHORTEST_FUTURE or verb[:2] not in _WILL:
        return False
    return verb[-1] != "ه" and not verb.startswith(_NO_FUTURE) and not looks_like_name(verb, (), verb)


def looks_ahead(words: Sequence[str]) -> bool:
    """A verb of the future, or «المقبل»."""
    return future_at(words) is not None or not _NEXT.isdisjoint(words)
