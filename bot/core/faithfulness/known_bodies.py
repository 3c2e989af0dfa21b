"""Bodies and seas with names of several words: no claim may bring in one that its article never names.

Word by word such a name looks known («البنك الدولي» where the article has «صندوق النقد الدولي»). One line a body: its
name in the claim, then the words of which one in the article is enough. A table.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from bot.core.arabic import spelled_alike, without_clitics
from bot.core.faithfulness.claim import Clause, Finding
from bot.core.faithfulness.source import Source
from bot.core.models import ProblemKind

_BODIES = """
الأمم المتحدة|الأمم أممي أممية الأممي الأممية المفوضية أوتشا الأونروا يونيسف اليونيسف اليونسكو
مجلس الأمن|الأمن
البنك الدولي|البنك
صندوق النقد|النقد
الاتحاد الأوروبي|الأوروبي الأوروبية أوروبي أوروبية أوروبا بروكسل التكتل الأوروبيين الأوروبيون
المفوضية الأوروبية|المفوضية
الاتحاد الأفريقي|الأفريقي الأفريقية أفريقي
منظمة العفو|العفو أمنستي
رايتس ووتش|ووتش
الصحة العالمية|الصحة
الصليب الأحمر|الصليب اللجنة
الهلال الأحمر|الهلال
جامعة الدول|الجامعة جامعة
الجامعة العربية|الجامعة جامعة
مجلس التعاون|التعاون الخليجي
الجنائية الدولية|الجنائية
التجارة العالمية|التجارة
تنظيم القاعدة|القاعدة
تنظيم الدولة|الدولة داعش
الحرس الثوري|الحرس
المحكمة الدستورية|الدستورية الدستوري
المحكمة العليا|العليا
البحر الأحمر|الأحمر
البحر الأسود|الأسود
البحر المتوسط|المتوسط
المحيط الهادئ|الهادئ
المحيط الأطلسي|الأطلسي
المحيط الهندي|الهندي
شمال الأطلسي|الأطلسي الناتو
مجلس الشيوخ|الشيوخ سيناتور السيناتور
مجلس اللوردات|اللوردات
نيويورك تايمز|تايمز
واشنطن بوست|بوست
وول ستريت|ستريت
فرانس برس|برس الفرنسية
أسوشيتد برس|برس
سكاي نيوز|سكاي
مانشستر سيتي|سيتي السيتي
مانشستر يونايتد|يونايتد اليونايتد
ريال مدريد|ريال الريال الملكي
أتلتيكو مدريد|أتلتيكو
إنتر ميلان|إنتر
"""


def _one_key(word: str) -> str:
    return "".join(spelled_alike(word))


_ALIASES = {
    tuple(spelled_alike(name)): frozenset(map(_one_key, aliases.split()))
    for name, aliases in (line.split("|") for line in _BODIES.split("\n") if line)
}


def check_known_bodies(clause: Clause, source: Source) -> Iterator[Finding]:
    """Such names of the claim of which the source has none of the words that tell them."""
    for at, pair in enumerate(zip(clause.words, clause.words[1:], strict=False)):
        aliases = _aliases_of(pair)
        if aliases and not any(_names(sentence.words, aliases) for sentence in source.sentences):
            name = " ".join(clause.words[at : at + len(pair)])
            yield Finding(kind=ProblemKind.NAME, words=name, reason=f"The source never names «{name}».")


def _aliases_of(pair: tuple[str, str]) -> frozenset[str]:
    return next(
        (_ALIASES[form, pair[1]] for form in without_clitics(pair[0]) if (form, pair[1]) in _ALIASES),
        frozenset(),
    )


@lru_cache(4096)
def _forms(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(form for word in words for form in (word, *without_clitics(word)))


def _names(words: Sequence[str], aliases: frozenset[str]) -> bool:
    return not _forms(tuple(words)).isdisjoint(aliases)
