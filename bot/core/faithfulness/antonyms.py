"""A claim must not say the opposite of its evidence: rose for fell, north for south, accepted for refused."""

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.core.arabic import matching_key
from bot.core.faithfulness.alignment import counterparts
from bot.core.faithfulness.claim import Clause, Finding
from bot.core.faithfulness.source import Source
from bot.core.models import ProblemKind

_OPPOSITES = (
    ("نفى ينفي تنفي نفت أنكر ينكر تنكر نافي", "أكد يؤكد تؤكد اعترف يعترف تعترف أقر تبنى"),
    ("رفض يرفض ترفض رافض", "وافق يوافق توافق موافق رحب يرحب ترحب قبول قبل أيد يؤيد تؤيد"),
    (
        "رفع ارتفع ارتفاع يرتفع ترتفع صعد صعود زيادة زاد تزيد يزيد ازداد ازدياد قفز نمو نما",
        "خفض انخفض انخفاض ينخفض تنخفض تراجع يتراجع تتراجع هبط هبوط نقص تقلص انكماش انكمش تقليص",
    ),
    ("فوز فاز يفوز تفوز انتصر انتصار تغلب يتغلب", "خسر خسارة يخسر تخسر هزيمة انهزم تعادل"),
    ("نجح نجاح ينجح تنجح", "فشل يفشل تفشل أخفق إخفاق"),
    (
        "بدء بدأ يبدأ تبدأ انطلق انطلاق استأنف استئناف يستأنف تستأنف",
        "إنهاء ينهي تنهي ألغى إلغاء يلغي تلغي تأجيل إرجاء أجل يؤجل تؤجل",
    ),
    ("فتح افتتح افتتاح يفتح تفتح", "أغلق إغلاق يغلق تغلق"),
    ("عين تعيين يعين تعين", "أقال إقالة عزل يقيل تقيل"),
    ("دعم يدعم تدعم تأييد", "عارض معارضة معارض يعارض تعارض ندد تنديد أدان إدانة تدين يدين انتقد انتقاد"),
    ("اعتقل اعتقال يعتقل تعتقل احتجز احتجاز", "أفرج إفراج يفرج تفرج"),
    ("شمال شمالي شمالية", "جنوب جنوبي جنوبية"),
    ("شرق شرقي شرقية", "غرب غربي غربية"),
    ("سماح سمح يسمح تسمح تجيز أجاز", "حظر يحظر تحظر منع يمنع تمنع"),
    ("أرباح ربح مكاسب", "خسائر خسارة"),
    ("أكثر أعلى أكبر", "أقل أدنى أصغر"),
    ("إطلاق أطلق", "وقف أوقف إيقاف"),
    ("أول أولى", "آخر أخيرة الأخير"),
    ("تصاعد تصعيد", "تهدئة هدوء"),
    ("انضم انضمام", "انسحب انسحاب"),
    ("سابق سابقة", "حالي حالية"),
)
_CLITICS = "(?:و|ف)?(?:س)?(?:ب|ل)?(?:ال)?"
_ENDINGS = "(?:ت|وا|ه|ها|هم|ا|ان|ين)?"


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(f"{_CLITICS}(?:{'|'.join(matching_key(words).split())}){_ENDINGS}")


_PAIRS = tuple((_pattern(one), _pattern(other)) for one, other in _OPPOSITES)


def check_antonyms(clause: Clause, source: Source) -> Iterator[Finding]:
    """Words whose opposite, and not themselves, is in the best evidence."""
    yield from _swapped(clause, source)
    told = _sides(clause.words)
    given = _sides(source.sentences[clause.evidence[0]].words) if clause.evidence else {}
    for (pair, side), word in told.items():
        opposite = (pair, not side)
        if opposite in given and opposite not in told and (pair, side) not in given:
            yield _finding(word, given[opposite])


def _swapped(clause: Clause, source: Source) -> Iterator[Finding]:
    """Words in whose very place the evidence has the opposite."""
    for position, word in enumerate(clause.words):
        if not (sides := _sides_of(word)):
            continue
        opposites = {(pair, not side) for pair, side in sides}
        given = counterparts(clause.words, position, source, clause.evidence)
        against = [other for other in given if opposites & set(_sides_of(other))]
        if against and not any(set(sides) & set(_sides_of(other)) for other in given):
            yield _finding(word, against[0])


def _finding(word: str, opposite: str) -> Finding:
    reason = f"The claim says «{word}»; the evidence says the opposite, «{opposite}»."
    return Finding(kind=ProblemKind.MEANING, words=word, reason=reason)


def _sides(words: tuple[str, ...]) -> dict[tuple[int, bool], str]:
    return {side: word for word in reversed(words) for side in _sides_of(word)}


@lru_cache(65_536)
def _sides_of(word: str) -> tuple[tuple[int, bool], ...]:
    return tuple(
        (number, side == 0)
        for number, pair in enumerate(_PAIRS)
        for side, pattern in enumerate(pair)
        if pattern.fullmatch(word)
    )
