"""Units of money, length, weight, time and power in their spellings. A table, and the unit that follows a number."""

from collections.abc import Sequence
from functools import lru_cache

from bot.core.arabic import Number, matching_key

# One line a unit, in its spellings; two units of this table never mean the same.
_UNITS = """
دولار دولارا دولارات
يورو أورو اورو
ريال ريالا ريالات
درهم درهما دراهم
دينار دينارا دنانير
جنيه جنيها جنيهات
ليرة ليرات
روبل روبلا روبلات
روبية روبيات
ين
يوان
فرنك فرنكا فرنكات
كرونة كرونات
شيكل شيكلا شواكل شيقل شيقلا
بيسة بيسات
فلس فلسا فلوس
قرش قرشا قروش
سنت سنتا سنتات
هللة هللات
مليم مليما مليمات
سنتيم سنتيما سنتيمات
كيلومتر كيلومترا كيلومترات كلم كم
ميل ميلا أميال
متر مترا أمتار
سنتيمتر سنتيمترا سنتيمترات سنتمتر سنتمترا سم صنتيمتر صنتيمترا صنتيمترات صنتمتر صنتمترا
ملمتر ملمترا ملم مليمتر مليمترا ميليمتر ميليمترا مليمترات ملمترات
قدم قدما أقدام
عقدة
هكتار هكتارا هكتارات
فدان فدانا أفدنة
دونم دونما دونمات
طن طنا أطنان
كيلوغرام كيلوغراما كيلوغرامات كيلوجرام كيلوجراما كلغ كغ كيلو
غرام غراما غرامات جرام جراما جرامات
برميل برميلا براميل
مليلتر مليلترا مليلترات ميليلتر
مليغرام مليغراما مليغرامات ميليغرام مليجرام
قنطار قنطارا قناطير
أوقية
لتر لترا ليتر ليترا لترات
ثانية ثواني ثوان
دقيقة دقائق
ساعة ساعات
يوم يوما أيام
أسبوع أسبوعا أسابيع
شهر شهرا أشهر شهور
عام عاما أعوام سنة سنوات سنين
عقد عقدا عقود
قرن قرنا قرون
ميغاواط ميغاوات ميجاوات
غيغاواط غيغاوات جيجاوات
كيلوواط كيلووات
"""
UNIT_OF = {
    spelling: line.split()[0]
    for line in matching_key(_UNITS).strip().split("\n")
    for spelling in line.split()
}
_REACH = 2
_ENDS = frozenset(matching_key("قبل بعد خلال منذ مقابل في على عن").split())


def unit_of(number: Number) -> str:
    """The unit that follows a number, in its first spelling; '' when it has none of the table."""
    return _unit_in(number.after)


@lru_cache(8192)
def _unit_in(after: tuple[str, ...]) -> str:
    for word in _joined(after)[:_REACH]:
        if not word[0].isalpha() or word in _ENDS:
            return ""  # «36 ألفا قبل عام» counts no years
        found = UNIT_OF.get(word) or UNIT_OF.get(word.removeprefix("ال"), "")
        if found:
            return found
    return ""


def _joined(words: Sequence[str]) -> Sequence[str]:
    """«كيلو متر» in two words is no weight."""
    return (
        ("كيلومتر", *words[2:])
        if words[:1] == ("كيلو",) and words[1:2][0:1] and words[1][:3] == "متر"
        else words
    )
