"""Calls to act: a digest asks its readers for nothing that the source did not ask for."""

import re
from collections.abc import Iterator

from bot.core.arabic import matching_key
from bot.core.faithfulness.claim import Finding
from bot.core.faithfulness.source import Source
from bot.core.models import ProblemKind

_APPEALS = (
    r"(?:اضغط|انقر|إضغط|أنقر)(?:وا|ي)? (?:هنا|على|علي|فوق)",
    r"(?:اشترك|إشترك)(?:وا|ي)? (?:الآن|معنا|في|ب)\w*",
    r"(?:تابع|تابعونا|تابعوا|تابعنا|تابعي)(?:نا)? (?:على|عبر|لمعرفة|صفحتنا|قناتنا|حسابنا|حساب|قناة|المزيد|لمزيد|كل)\w*",
    r"(?:شارك|شاركوا|شاركونا|شاركنا) (?:الآن|المقال|الخبر|المنشور|هذا|رأيك|رأيكم|الرابط)\w*",
    r"(?:سجل|سجلوا|سجلي) (?:الآن|اسمك|بريدك|في القائمة)\w*",
    r"(?:حمل|حملوا|نزل|نزلوا) (?:التطبيق|الملف|النسخة)\w*",
    r"(?:اتصل|اتصلوا|راسلنا|راسلونا|تواصل|تواصلوا) (?:بنا|معنا|الآن|على الرقم|على|بالرقم|ب)\w*",
    r"(?:زوروا|زر) (?:موقعنا|الموقع|الرابط|صفحتنا)\w*",
    r"لا (?:تفوت|تفوتوا|تنس|تنسوا) \w+",
    r"(?:للمزيد|لمزيد) (?:من )?(?:المعلومات|التفاصيل|الأخبار)?\s*(?:اضغط|انقر|تابع|زوروا|اتصل)\w*",
    r"(?:تبرع|تبرعوا|صوتوا|اشتر|اشتروا) (?:الآن|لصالح|ل|عبر)\w*",
)
_APPEAL = re.compile(r"(?<!\w)(?:" + "|".join(matching_key(one) for one in _APPEALS) + ")")
_AFTER_ASIDE = re.compile(r"[.،؛:!؟\"»]\s*$|^\s*$")


def check_appeals(claim: str, source: Source) -> Iterator[Finding]:
    """Imperatives to the reader at the start of a clause, which the source does not hold."""
    key = matching_key(claim)
    for found in _APPEAL.finditer(key):
        starts_clause = _AFTER_ASIDE.search(key[: found.start()])
        if starts_clause and f" {found.group()} " not in source.flat:
            yield Finding(
                kind=ProblemKind.LINK,
                words=found.group(),
                reason=f"«{found.group()}» asks the reader to act; the source does not.",
            )
