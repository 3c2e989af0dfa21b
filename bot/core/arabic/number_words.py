"""The words Arabic counts with, and what each is worth. Tables only; reading them is numbers.py."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from bot.core.arabic.letters import matching_key


class Rank(StrEnum):
    """The place a number word takes inside a number."""

    UNIT = "unit"
    TEN = "ten"
    TENS = "tens"
    HUNDRED = "hundred"
    SCALE = "scale"
    TWO_SCALES = "two scales"
    FRACTION = "fraction"
    PARTS = "parts"
    DIGITS = "digits"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One number word: its value, its place, and whether «و» joins it to the word before."""

    value: Fraction
    rank: Rank
    joined: bool = False


_UNITS = {
    0: "صفر",
    1: "واحد واحدة واحدا إحدى أحد",
    2: "اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي",
    3: "ثلاثة ثلاث ثلاثا",
    4: "أربعة أربع أربعا",
    5: "خمسة خمس خمسا",
    6: "ستة ست ستا",
    7: "سبعة سبع سبعا",
    8: "ثمانية ثماني ثمان ثمانيا",
    9: "تسعة تسع تسعا",
}
_TEN = {10: "عشرة عشر عشرا"}
_TENS = {
    20: "عشرون عشرين",
    30: "ثلاثون ثلاثين",
    40: "أربعون أربعين",
    50: "خمسون خمسين",
    60: "ستون ستين",
    70: "سبعون سبعين",
    80: "ثمانون ثمانين",
    90: "تسعون تسعين",
}
_HUNDREDS = {
    100: "مئة مائة مية",
    200: "مئتان مئتين مائتان مائتين ميتان ميتين مئتا مئتي مائتا مائتي",
    300: "ثلاثمئة ثلاثمائة",
    400: "أربعمئة أربعمائة",
    500: "خمسمئة خمسمائة",
    600: "ستمئة ستمائة",
    700: "سبعمئة سبعمائة",
    800: "ثمانمئة ثمانمائة ثمانيمئة ثمانيمائة",
    900: "تسعمئة تسعمائة",
}
_SCALES = {
    10**3: "ألف آلاف ألفا",
    10**6: "مليون ملايين مليونا",
    10**9: "مليار مليارات مليارا بليون بلايين بليونا",
    10**12: "تريليون تريليونات تريليونا ترليون ترليونات ترليونا",
}
_TWO_SCALES = {
    2 * 10**3: "ألفان ألفين ألفي",
    2 * 10**6: "مليونان مليونين مليوني",
    2 * 10**9: "ملياران مليارين ملياري بليونان بليونين",
    2 * 10**12: "تريليونان تريليونين تريليوني ترليونان ترليونين",
}
_FRACTIONS = {
    Fraction(1, 2): "نصف",
    Fraction(1, 3): "ثلث",
    Fraction(1, 4): "ربع",
    Fraction(2, 3): "ثلثا ثلثي ثلثان ثلثين",
    Fraction(2, 5): "خمسي",
}
_PARTS = {Fraction(1, 4): "أرباع", Fraction(1, 5): "أخماس", Fraction(1, 3): "أثلاث", Fraction(1, 10): "أعشار"}
_RANKS: tuple[tuple[Rank, dict[Fraction, str] | dict[int, str]], ...] = (
    (Rank.UNIT, _UNITS),
    (Rank.TEN, _TEN),
    (Rank.TENS, _TENS),
    (Rank.HUNDRED, _HUNDREDS),
    (Rank.TWO_SCALES, _TWO_SCALES),
    (Rank.SCALE, _SCALES),
    (Rank.FRACTION, _FRACTIONS),
    (Rank.PARTS, _PARTS),
)
PIECES: dict[str, Piece] = {
    word: Piece(value=Fraction(value), rank=rank)
    for rank, table in _RANKS
    for value, spellings in table.items()
    for word in matching_key(spellings).split()
}

_ORDINALS = {
    1: "أول أولى حادي حادية",
    2: "ثاني ثانية ثان",
    3: "ثالث ثالثة",
    4: "رابع رابعة",
    5: "خامس خامسة",
    6: "سادس سادسة",
    7: "سابع سابعة",
    8: "ثامن ثامنة",
    9: "تاسع تاسعة",
    10: "عاشر عاشرة",
}
_ADVERBS = "ثالثا رابعا خامسا سادسا سابعا ثامنا تاسعا عاشرا"  # «حل خامسا»; «ثانيا» is rather «secondly»
ORDINALS: dict[str, int] = {
    word: value for value, spellings in _ORDINALS.items() for word in matching_key(spellings).split()
} | {word: value for value, word in enumerate(matching_key(_ADVERBS).split(), 3)}

# Monday, not "the two".
MONDAY = frozenset(matching_key("الاثنين للاثنين وللاثنين").split())

PERCENT_WORDS = frozenset(matching_key("بالمئة بالمائة بالميه").split())
ONE = frozenset(matching_key("واحد واحدا واحدة").split())  # a number only before «بالمئة»
HUNDRED_WORDS = frozenset(matching_key("المئة المائة المية").split())

# Nouns that news counts by their dual: «قتيلان» says two.
DUAL_NOUNS = frozenset(
    matching_key(
        """
        يوم عام سن سنت شهر أسبوع ساع ساعت دقيق دقيقت مر مرت شخص قتيل جريح مصاب طفل امرأ امرأت رجل جندي مدني لاعب
        هدف نقط نقطت دول دولت مدين مدينت سيار سيارت قذيف قذيفت صاروخ طائر طائرت شرك شركت متر لتر مبار مبارات جول
        جولت مرحل مرحلت قضي قضيت تهم تهمت شاب فتا فتات شقيق شقيقت شرطي ضابط مسلح انفجار هجوم غار غارت بطول بطولت
        ميدالي ميداليت درج درجت كيلومتر عقد قرن طن فرد عامل عنصر مستوطن مواطن طالب صحفي صحافي راكب سفين سفينت
        حكم قرار اجتماع جلس جلست نسخ نسخت فيلم كتاب جائز جائزت وزير رئيس بلد جانب طرف حزب مرشح قنبل قنبلت
        """
    ).split()
)
DUAL_ENDINGS = ("ان", "ين")
