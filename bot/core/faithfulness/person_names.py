"""Full names in a text: a given name and what follows it. Arabic has no capitals, so tables and neighbours tell."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.core.arabic import STOP_WORDS, matching_key, synonym_groups
from bot.core.faithfulness.claim import is_number_word
from bot.core.faithfulness.gazetteer import is_nationality
from bot.core.faithfulness.known_names import is_known_name
from bot.core.faithfulness.light_words import is_light
from bot.core.faithfulness.name_shapes import is_given_name
from bot.core.faithfulness.offices import office_in
from bot.core.faithfulness.speakers import VERBS

LONGEST_NAME = 4
_SHORTEST = 2
_OFFICE_REACH = 4
_IN_NAME_OF = frozenset(["باسم", "وباسم"])
_AGED = frozenset(matching_key("البالغ البالغة").split())
_KNOWN_BY = frozenset(matching_key("يعرف تعرف المعروف المعروفة عرف عرفت يسمى المسمى تحت").split())
_FAMILY = re.compile("ال.{2,}ي|بن.{0,6}|بو.{3,}")
_ARTICLE = len("ال")
_OF_GOD = frozenset(["الدين", "الله"])  # «نور الدين بلحاج»
# Names that are words as well: a name only where an office, a nationality or a family name stands beside them.
_ALSO_WORDS = frozenset(
    matching_key(
        """
        هاجر رعد هناء حكيم سامان شيخة جبار آدم جمعة كفاح وفاء أمل إيمان سلام فرح نجاح كامل حسن جابر ناصر منصور سعد سعيد
        سعيدة بدر نجم هلال قمر شمس نور ضياء فجر ربيع خميس رمضان رجب شعبان عيد نصر فتح صلاح جهاد نضال كريم كريمة جميل
        جميلة عزيز عزيزة حبيب حبيبة طيب رحمة نعمة بركة هبة عطية منحة هدية ثابت راضي راضية صالح صالحة عادل عادلة فاضل
        فاضلة كوكب حياة نهلة وردة زهرة زهور ريحان ريحانة ياسمينة سوسنة دلال حنان حنين سراج منير منيرة مبروك مبروكة
        مسعودة ميمون ميمونة بشرى أنوار أفراح أزهار أشواق أماني آمال أمين أمينة صادق صادقة شاهر شاهين صقر فهد ليث أسد
        ذيب نمر غزال ريم عقاب باز حر سيف حسام مهند عون غيث مزنة ندى ديمة مطر برق سحر سمر هديل هيام غرام وجد شوق ود
        وداد صبر صبري فوز فائز فائزة ناجح نادر نادرة وحيد وحيدة فريد عاشور محرم صفر نوروز شتاء ربى تلا سهل جبل بحر
        ميثاء موزة حصة مها شما علياء روضة جواهر لؤلؤة مرجان عنبر مسك كافور سكر عسل نجمة بدرية قمرية شمسة هلالة عوض
        مرزوق سالمة غالية غالي ماجدة أنيس أنيسة جليلة جليل مؤمن مؤمنة مسلم مهتدي هادية راشدة رشيدة حسناء حسنية محاسن
        بدور نجوم كواكب أنعام إنعام إكرام إحسان آرام آرون أثير أريج أما أميت أنمار أنيل أوس أيلين باراكا باري
        باسل بافل بخيت بدران بدن بريا برين بشر بهاء بول بيان بينغ تشن تعبان ثائر ثامر جبريل جلال جوما جون جيان حاج
        حارب حسبو رؤى أبكر
        حفيظ حليمة حميد حورية خطري خولة دفنه ذياب رؤوف رابح رفعت روز روژ رياك زايد ساطع سالمين سانتياغو
        سانغ سبيل ستار سردار سيفدا شافي شبل شفيق شوقي شون شياو صبحي صخر صديق صفاء ضاحي طاهر عاصي عايض عبيد عزام عزت
        عزيزي عفيف عقيل علاء عمار عهود عوضية عياض غزوان فاتح فرج فضل فكرت فلاح قدير قرنق قيصر كاوا كرار كنان كوكو كوي
        لالة لام لبيب لقاء لوغان ليانغ مالك مبارك متعب متين محسن محيي مختار مزون مساعد مشاري مضر مطلق معين مفيد مقتدى
        ملوال منال منصف منيب موضي مولاي مين مينغ نائل نازنين ناصيف ناظم نصرت نوف نيال نيل هادي هجو هونغ هيرو هيلة
        هيمن هيون وديع وعد وي وين ياجي يربانا يونغ ژيان
        """
    ).split()
)


_MONTHS = frozenset(matching_key("ربيع جمادى").split())
_OF_TWO = frozenset(matching_key("الأول الثاني الآخر الأولى الآخرة الثانية").split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A full name: from which to which word."""

    start: int
    end: int


@lru_cache(8192)
def persons_in(words: tuple[str, ...]) -> tuple[Person, ...]:
    """The full names in these words (matching keys), from left to right."""
    found: list[Person] = []
    for start in range(len(words)):
        if (found and start < found[-1].end) or not starts_name(words, start):
            continue
        end = _end_of_name(words, start)
        if end > start + 1:
            found.append(Person(start=start, end=end))
    return tuple(found)


def _end_of_name(words: Sequence[str], start: int) -> int:
    """A family name with an article is the last: «كاظم الحسناوي الدوام» names no «الدوام»."""
    end = start + 1
    while end < min(len(words), start + LONGEST_NAME) and goes_on(words[end]):
        end += 1
        last = words[end - 1]
        if (
            last.startswith("ال")
            and len(last) > _ARTICLE
            and not (last in _OF_GOD or words[end - 2] == "عبد")
        ):
            break
    return end


def starts_name(words: Sequence[str], at: int) -> bool:
    """Whether a given name stands here; «المتحدث باسم الجيش» names no «باسم»."""
    if words[at] in _IN_NAME_OF:
        return not _KNOWN_BY.intersection(words[max(0, at - 1) : at]) and not "".join(
            words[at + 1 : at + 2]
        ).startswith("ال")
    if words[at] in _MONTHS and _OF_TWO.intersection(words[at + 1 : at + 2]):
        return False  # «ربيع الثاني»
    return is_given_name(words[at]) or _names_here(words, at) or _follows_office(words, at)


def told_as_in(name: tuple[str, ...], flat: str) -> tuple[str, ...]:
    """The name as far as the source (words between spaces) has it in this order, at least two words."""
    end = len(name)
    while end > _SHORTEST and f" {name[end - 2]} {name[end - 1]} " not in flat:
        end -= 1
    return name[:end]


def _names_here(words: Sequence[str], at: int) -> bool:
    """«المحافظ جبار الموسوي»: between an office or a nationality and a family name such a word is a name."""
    if words[at] not in _ALSO_WORDS:
        return False
    before, after = (words[at - 1] if at else ""), (words[at + 1] if at + 1 < len(words) else "")
    return bool(_FAMILY.fullmatch(after) or before in VERBS or office_in(before) or is_nationality(before))


def _follows_office(words: Sequence[str], at: int) -> bool:
    """«الممثلة كيت بيكنسيل», «المهاجم السنغالي ساديو مانيه»: two bare words that mean nothing behind who it is."""
    named = words[at : at + 2]
    if (
        at == 0
        or not words[at - 1].startswith("ال")
        or len(named) < _SHORTEST
        or not all(map(_means_nothing, named))
    ):
        return False
    before = words[max(0, at - _OFFICE_REACH) : at]
    if is_nationality(before[-1]):
        return any(map(office_in, before)) or not "".join(before[-2:-1]).startswith("ال")
    adjective = "".join(before[-2:-1]).startswith("ال") and not office_in(before[-2])  # «التحالف الحاكم»
    return bool(office_in(before[-1])) and not adjective


def _means_nothing(word: str) -> bool:
    ordinary = (
        is_light(word)
        or synonym_groups(word)
        or word[0] in "بلوسيت"
        or word.startswith("ال")
        or word.endswith("يه")
    )
    return goes_on(word) and len(word) > 2 and not ordinary and not is_number_word(word)


def goes_on(word: str) -> bool:
    """Whether a full name may go on with this word."""
    verb = word in VERBS or (word[0] in "وف" and word[1:] in VERBS)
    ruled = word[0] == "ب" and not (_FAMILY.fullmatch(word) or is_known_name(word))
    other = verb or ruled or bool(office_in(word)) or word in _AGED or is_nationality(word)
    return word.isalpha() and word not in STOP_WORDS and not other
