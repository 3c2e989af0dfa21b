"""Who speaks in a sentence: the words that name a speaker after «قال», before it, or after «بحسب»."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.core.arabic import STOP_WORDS, matching_key
from bot.core.faithfulness.name_shapes import is_given_name

# Reporting verbs, third person of the past; feminine and present forms are made from them.
_PAST = """
قال أعلن أكد صرح أضاف أوضح ذكر أفاد أشار حذر نفى دعا اتهم اعتبر رأى شدد كشف توقع تعهد وصف طالب هدد أعرب أبدى لفت
نوه أقر رحب انتقد ندد أدان قدر رجح لاحظ اشتكى شكا أوصى نصح حث اقترح عزا أرجع برر علل طمأن نبه استبعد زعم ادعى جزم
اعتقد أبلغ استنكر أثنى أشاد ناشد استغرب تساءل اعترف أنكر ألمح لمح لوح شكك تمنى أفصح جدد جادل
"""
_PRESENT = """
يقول يعلن يؤكد يصرح يضيف يوضح يذكر يفيد يحذر ينفي يدعو يتهم يرى يشدد يكشف يتوقع يتعهد يصف يطالب يهدد يعرب
يقدر يرجح يلاحظ يوصي ينصح يقترح يعزو يستبعد يزعم يعترف يجادل ينبه يشتكي يشكو يبرر يعلل يشكك ينتقد يندد يلفت ينوه يحث
يطمئن يناشد يستنكر يستغرب يجزم
"""
_PLURAL = "قالوا أكدوا أعلنوا أضافوا أوضحوا ذكروا يقولون يؤكدون يعتقدون"
ACCORDING_TO = frozenset(matching_key("بحسب وفق وفقا حسبما نقلا").split())
_END = frozenset(
    matching_key(
        """
        أن إن بأن أنه أنها أنهم إنه إنها إنهم بأنه بأنها بأنهم عن إلى من على عدم ضرورة أهمية وجود استعداد حق
        خلال في إذا
        قائلا قائلة مضيفا مضيفة موضحا موضحة مؤكدا مؤكدة مشيرا مشيرة معتبرا معتبرة محذرا محذرة داعيا داعية
        مطالبا مطالبة
        الذي التي الذين وهو وهي بعد قبل منذ عند ما كما أما لكن ثم
        """
    ).split()
)
THAT_IT = frozenset(matching_key("أن إن بأن أنه أنها أنهم إنه إنها إنهم بأنه بأنها بأنهم").split())
_WHAT = frozenset(["ما"])  # «لم يصدر ما يؤكد وفاتها» reports nothing
_NEGATIONS = frozenset(matching_key("لم لن لا ولم ولن ولا").split())
_WITHOUT = frozenset(matching_key("دون بدون").split())  # «من دون ذكر مصدر»
TIMES = frozenset(
    matching_key(
        """
        اليوم أمس السبت الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة مساء صباح فجر ظهر عصر ليل الأسبوع الشهر الماضي
        الجاري الحالي سابقا لاحقا مؤخرا أيضا كذلك بدوره بدورها مجددا
        """
    ).split()
)
# What these verbs demand or praise follows with «ب».
_WITH_BA = frozenset(
    matching_key(
        "طالب طالبت يطالب تطالب هدد هددت يهدد تهدد رحب رحبت ندد نددت أشاد أشادت تعهد تعهدت نصح "
        "نصحت ينصح تنصح أوصى أوصت يوصي توصي لوح لوحت يلوح تلوح أقر أقرت يقر تقر اعترف اعترفت نوه نوهت رد ردت "
        "اكتفى اكتفت قضى قضت أمر أمرت"
    ).split()
)
_OF_SOMETHING = frozenset(
    matching_key("اعتبر اعتبرت عد عدت وصف وصفت اتهم اتهمت انتقد انتقدت نفى نفا نفت أكد أكدت").split()
)
_DESCRIBES = frozenset(matching_key("وصف وصفت يصف تصف").split())
_OBJECTS = matching_key("ه ها هم").split()
_WHO = frozenset(["الذي", "التي", "الذين"])
_PRONOUNS = frozenset(matching_key("أنه أنها أنهم إنه إنها لكنه لكنها لكنهم وهو وهي هو هي").split())
_TOLD_TO = frozenset(
    matching_key(
        "لتلفزيون لوكالة لصحيفة لقناة لإذاعة لمجلة لموقع للتلفزيون للصحيفة للصحفيين للصحافيين للقناة لبي"
    ).split()
)
# Verbs of saying only where these words follow the speaker: «تعتبر المدينة من …», «تضيف التوسعة رصيفا» say nothing.
_THAT_FOLLOWS = tuple((that,) for that in THAT_IT)
_IF_FOLLOWED = dict.fromkeys(
    matching_key("يعتبر تعتبر يعتقد تعتقد يظن تظن يضيف تضيف").split(), _THAT_FOLLOWS
) | dict.fromkeys(matching_key("عبر عبرت يعبر تعبر").split(), (("عن",),))
_ASIDES = frozenset(matching_key("في قبل خلال بعد عبر لدى").split())
_FOR_HIS_PART = tuple((word,) for word in matching_key("جهته جهتها جهتهم جانبه جانبها جانبهم ناحيته").split())
_EXTENT, _DEGREES = "قدر", frozenset(matching_key("أكبر بأكبر أقصى بأقصى على أي").split())
_BEING = frozenset(matching_key("يكون تكون").split())  # «أن تكون قد رأت» saw, it said nothing
_LONGEST = 7
_FINDS = frozenset(["كشف", "كشفت", "يكشف", "تكشف"])  # «كشفت البعثة عن ورشة» says nothing
_OF, _IN = "عن", "في"
WAS = frozenset(["كان", "كانت", "وكان", "وكانت"])
_NEAR, _SHORT, _ASIDE = 4, 3, 5
_SUBJECT = 4


def _feminine(past: str) -> str:
    return (past[:-1] if past[-1] in "اي" else past) + "ت"


_ROOTS = matching_key(_PAST).split()
_PASTS = frozenset(_ROOTS)
VERBS = (
    frozenset(_ROOTS)
    | frozenset(map(_feminine, _ROOTS))
    | frozenset(matching_key(_PRESENT).split())
    | frozenset("ت" + verb[1:] for verb in matching_key(_PRESENT).split())
    | frozenset(matching_key(_PLURAL).split())
)


def is_feminine(verb: str) -> bool:
    """Whether a reporting verb (one of `VERBS`) has a feminine subject: «قالت», «ترى»."""
    return (verb[-1] == "ت" and verb not in _ROOTS) or (verb[0] == "ت" and "ي" + verb[1:] in VERBS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Somebody is said to have said something: who, and from which to which word that is told.

    `sure` when «أن» or a last word ends the speaker, so that no object can be among its words.
    """

    speaker: tuple[str, ...]
    start: int
    end: int
    sure: bool


@lru_cache(8192)
def reports_in(words: tuple[str, ...]) -> tuple[Report, ...]:
    """The reports of a clause or sentence; the speaker is empty when only the verb stands there."""
    return tuple(_reports(words))


def _reports(words: Sequence[str]) -> Iterator[Report]:
    for position, word in enumerate(words):
        bare = word[1:] if word[0] in "وف" and word not in VERBS else word
        if bare in _IF_FOLLOWED:
            report = _report(words, position, may_run_out=False)
            follows = words[report.end : report.end + 1] in _IF_FOLLOWED[bare]
            if follows and report.speaker and not _is_object(report.speaker[0]):
                yield report
        elif (bare in VERBS or _names_object(bare)) and not _is_no_verb(words, position):
            yield _report(words, position, may_run_out=False)
        elif bare in ACCORDING_TO:
            yield _report(words, position, may_run_out=True)


def _names_object(word: str) -> bool:
    """«اعتبره العتوم متسرعا», «وصفتها الوزارة بـ …»."""
    return any(word.endswith(ending) and word[: -len(ending)] in _OF_SOMETHING for ending in _OBJECTS)


def is_extent(words: Sequence[str], position: int) -> bool:
    """«بأكبر قدر», «على قدر هائل»: a measure, and nobody's estimate."""
    return position > 0 and words[position] == _EXTENT and words[position - 1] in _DEGREES


def _is_no_verb(words: Sequence[str], position: int) -> bool:
    """«لم يقل» reports nothing; «اثني عشر» counts."""
    negated = position > 0 and words[position - 1] in _NEGATIONS | _WHAT | _WITHOUT
    negated = negated or (position > 1 and words[position - 2] in _BEING and words[position - 1] == "قد")
    negated = negated or is_extent(words, position)
    finds = words[position].lstrip("وف") in _FINDS and _OF in words[position + 1 : position + _LONGEST]
    negated = negated or finds or (position > 0 and words[position - 1] == "ان")  # «دون أن تكشف هويته»
    return negated or any(following.startswith("عشر") for following in words[position + 1 : position + 2])


def _report(words: Sequence[str], position: int, *, may_run_out: bool) -> Report:
    speaker: list[str] = []
    end = position + 1
    whom = _names_object(words[position].lstrip("وف"))  # «التي وصفتها ميركل» names her who says it
    if position and words[position - 1] in (_PRONOUNS if whom else _PRONOUNS | _WHO):
        return Report(speaker=(), start=position, end=end, sure=False)  # «غير أنه استبعد اللجوء»
    if _follows_subject(words, position) or _had_done(words, position):
        return Report(speaker=(), start=position, end=end, sure=False)  # «التحالف يعلن اعتراض صواريخ»
    demands = words[position].lstrip("وف") in _WITH_BA
    while (
        end < len(words)
        and len(speaker) < _LONGEST
        and (not _ends(words[end], speaker) or _name_follows(words, end))
    ):
        if demands and words[end][0] == "ب" and words[end] != "بن" and not is_given_name(words[end]):
            break
        speaker += [words[end]] if words[end] not in STOP_WORDS and words[end] not in TIMES else []
        end += 1
    end += _aside(words, end)
    sure = words[end] in THAT_IT if end < len(words) else may_run_out
    if _describes(words[position]):
        speaker, sure = (speaker if len(speaker) > 1 else []), False  # «ووصفت الاتهامات بأنها …»
    if speaker and ((_is_object(speaker[0]) and not sure) or speaker[0] in _TOLD_TO):
        speaker = []
    return Report(speaker=tuple(speaker), start=position, end=end, sure=sure)


def _had_done(words: Sequence[str], position: int) -> bool:
    """«كان الوزير … قد أعلن مقتل مئة»: the subject stands before."""
    before = words[max(0, position - _LONGEST - 1) : position]
    return before[-1:] == ("قد",) and not WAS.isdisjoint(before)


def _describes(verb: str) -> bool:
    """What it describes follows as well, before «بأنه»."""
    return verb in _DESCRIBES or verb[1:] in _DESCRIBES


def _aside(words: Sequence[str], at: int) -> int:
    """How many words tell where or to whom it was said, before «أن»: «قال … في مؤتمر صحفي إن»."""
    here = words[at : at + _ASIDE]
    if not here or not (here[0] in _ASIDES or here[0] in _TOLD_TO or here[1:2] in _FOR_HIS_PART):
        return 0
    return next((one for one, word in enumerate(here) if word in THAT_IT), 0)


def _follows_subject(words: Sequence[str], position: int) -> bool:
    """A verb of the present behind a noun that opens the sentence: what follows is its object."""
    before = words[:position]
    present = words[position][0] in "يت" and words[position] not in _PASTS
    if present and not WAS.isdisjoint(before[-_LONGEST:]):
        return True  # «كان الاتحاد يتوقع إغلاق …»
    opens = 0 < len(before) <= _SUBJECT and before[-1] not in STOP_WORDS and not before[0][0].isdigit()
    return present and opens and before[0] not in STOP_WORDS and not any(word in VERBS for word in before)


def _name_follows(words: Sequence[str], at: int) -> bool:
    """«قائد الأمن في المنطقة سامر الحلاق»: a place stands between the office and the name."""
    return words[at] == _IN and any(is_given_name(word) for word in words[at + 1 : at + _NEAR])


def _is_object(word: str) -> bool:
    """«لاحظ طلبا متزايدا»: an indefinite noun in the accusative speaks nothing."""
    return word[-1] == "ا" and len(word) > _SHORT and not word.startswith("ال") and not is_given_name(word)


def _ends(word: str, speaker: Sequence[str]) -> bool:
    bare = word[1:] if word[0] == "و" else word
    if word == "في" and len(speaker) == 1:
        return False
    ends = word in _END or word in _TOLD_TO or bare in VERBS or word[0].isdigit() or word in _NEGATIONS
    return ends or (len(word) > 3 and word[0] == "ب" and word[1:3] == "ال")
