"""Whom a report names: the words of a speaker that tell who it is, without offices and kinds that many share."""

from collections.abc import Sequence
from itertools import dropwhile, takewhile

from bot.core.arabic import clitic_forms, matching_key
from bot.core.faithfulness.claim import is_number_word
from bot.core.faithfulness.gazetteer import is_place
from bot.core.faithfulness.known_names import is_known_name
from bot.core.faithfulness.name_shapes import is_given_name
from bot.core.faithfulness.offices import office_in
from bot.core.faithfulness.speakers import Report

# Titles and offices that many speakers share: alone they do not tell who speaks.
OFFICES = frozenset(
    matching_key(
        """
        الرئيس رئيس رئيسة وزير وزيرة المتحدث متحدث متحدثة ناطق الناطق باسم مسؤول مسؤولون مسؤولين مصدر مصادر السلطات بيان
        تقرير وكالة الأنباء الرسمية المتحدة الحكومة حكومة وزارة الوزير الوزارة السابق السابقة الحالي نظيره بلاده السيد
        الخارجية الداخلية الدفاع المالية العدل التعليم الطاقة النفط التجارة الاقتصاد الزراعة النقل الإعلام الثقافة
        الدكتور الدكتورة مدير مديرة أمين الأمين العام النائب نائب السفير مندوب المندوب خبير الخبير الخبيرة عام دائرة
        """
    ).split()
)
_KNOWLEDGE = frozenset(
    matching_key(
        "المعلومات معلومات المعطيات معطيات البيانات بيانات الأرقام أرقام فحوص فحوصات تحاليل اختبارات نتائج صور أقمار"
    ).split()
)
DOCUMENTS = frozenset(
    matching_key(
        "النص القانون المشروع القرار الدراسة التقرير البيان الوثيقة الحكم الاتفاق الخطة المصدر المذكرة الرسالة الإعلان"
    ).split()
)
# Of many bodies that share such a word the next one tells which it is.
_BODIES = frozenset(
    matching_key(
        """
        نادي شركة منظمة هيئة مجموعة مؤسسة جماعة حزب جمعية لجنة مركز شبكة صحيفة مجلة قناة اتحاد
        مجلس فريق بنك مصرف جامعة محكمة نقابة حركة مستشفى إدارة مكتب شرطة جيش
        """
    ).split()
)
_HIS_WORDS = frozenset(
    one + ending
    for one in matching_key("بيانات رواية قول تعبير وصف رأي تقدير بيان كلام تصريح اعتقاد")
    .replace("يه", "يت")
    .split()
    for ending in ("ه", "ها", "هم")
)
_FIGURES = frozenset(matching_key("تقدير تقديرات حصيلة إحصاءات إحصائيات").split())  # whose they are follows
_SOME = frozenset(
    matching_key(
        "الكاتب الكاتبة المقال عدد بعض البعض كثيرون الكثيرون طرف الطرفان الطرفين اسمه اسمها هويته هويتها"
    ).split()
)
_SURELY_SPEAKER = 2
_MINISTRIES = frozenset(matching_key("وزارة وزير وزيرة").split())


def speaker_of(report: Report) -> tuple[str, ...]:
    """The words that tell who speaks: no offices if there is a name, and only the first if more may follow."""
    speaker = tuple(dropwhile(lambda word: word in _FIGURES, report.speaker)) or report.speaker
    named = tuple(word for word in speaker if not clitic_forms(word) & OFFICES) or speaker
    if not report.sure and not any(is_given_name(word) for word in named):
        return speaker[:_SURELY_SPEAKER]  # what is no office may be what is spoken of
    names = tuple(word for word in named if not is_place(word)) or _field_of(speaker) or named
    if names and is_known_name(names[0]):
        return names[:1]  # «وصف ترامب تعيين روبرت مولر …»
    names = tuple(dropwhile(lambda word: not is_given_name(word), names)) or names
    if names and is_given_name(names[0]):
        names = names[:1] + tuple(takewhile(lambda word: not office_in(word), names[1:]))
    return names if report.sure else names[: _SURELY_SPEAKER + (names[:1] == ("عبد",))]


def _field_of(speaker: tuple[str, ...]) -> tuple[str, ...]:
    """«وزارة الدفاع السعودية» is known by its field."""
    return () if _MINISTRIES.isdisjoint(speaker[:1]) else speaker[:2]


def is_unnamed(speaker: Sequence[str]) -> bool:
    """«عضوان آخران», «المعلومات المتوافرة»: nobody whom the article could name."""
    ending = speaker[0][-2:]
    counted = ending in ("ان", "ون") and len(speaker) > 1 and speaker[1].endswith(ending)
    if len(speaker) == 1 and ending in ("ها", "هم", "ته"):
        return True  # «أمها», «رفيقته»
    if "الاخر" in speaker or any(map(is_number_word, speaker[1:])):
        return True  # «كل فريق الآخر», «أكد اعتراض ثلاثة صواريخ»
    indefinite = not any(word.startswith("ال") for word in speaker)
    return (counted and indefinite) or not (_KNOWLEDGE | _HIS_WORDS | _SOME).isdisjoint(speaker[:1])


def without_kind(speaker: Sequence[str]) -> Sequence[str]:
    """«ريال» of «نادي ريال»: many bodies are clubs."""
    return [word for word in speaker if word not in _BODIES] or speaker


def is_short_for(other: Sequence[str], speaker: Sequence[str]) -> bool:
    """«الوزارة» for «وزارة الاقتصاد المكسيكية»."""
    return len(other) == 1 and other[0].startswith("ال") and other[0][2:] in speaker
