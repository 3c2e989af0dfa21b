"""Cleans an article's own title: the outlet's name, «عاجل |», «بالصور», a trailing «!» and ornaments go.

Takes away only what says nothing of the news; never a speaker («تقرير: …») and never a word of the sentence.
"""

import re

from bot.core.arabic import clean, words

_TAIL = re.compile(r"^(.*\S)\s+[|\-–—•]\s+([^|]+)$", re.DOTALL)
_ORNAMENT = re.compile("[\u2190-\u2bff\U0001f000-\U0001faff*=~_►◄■□●○◆★☆✓]+")
_HASHTAG = re.compile(r"#(?=\w)|(?<=\w)_(?=\w)")
_MEDIA = r"(?:بال|ال)?(?:فيديو ?غرافيك|فيديو|صور[ةه]?|فيديوهات|انفوغراف|إنفوغراف(?:يك)?|صوت|أسماء)"
_FIRST = re.compile(
    rf"(?:(?:عاجل|هام|حصري(?:ا|اً)?|خاص|مباشر|متجدد|محدث|تحديث|شاهد(?:وا)?|تابع(?:وا)?|اقرأ|{_MEDIA}(?:\s*(?:و|\+)\s*{_MEDIA})?)"
    r"\s*(?:[|:،!\-–—…/]+|\.{2,})\s*"
    r"|(?:بالفيديو|بالصور)(?:\s*و(?:ال|بال)?(?:فيديو|صور))?\s+(?=\S+\s+\S+\s+\S+)"
    r"|(?:أخبار|رياضة|اقتصاد|سياسة|ثقافة|منوعات|صحة|تكنولوجيا|علوم|فن|فنون|مجتمع|محليات|دولي|عربي|العالم|حوادث)\s*[|/]\s*)"
)
_SECTION = re.compile(rf"{_MEDIA}|الأخبار|أخبار|آخر الأخبار|عاجل|رياضة|اقتصاد|سياسة|ثقافة|منوعات|بدون عنوان")
_LAST = re.compile(
    rf"\s*[(\[|\-–—+/.]+\s*(?:{_MEDIA}(?:\s*(?:و|\+)\s*{_MEDIA})?|شاهد|محدث|متجدد|تحديث)\s*[)\]]?$"
)
_END = re.compile(r"[\s!،؛:|\-–—]+$|(?<!\.)\.$")
_ASKS = re.compile(r"[؟?][\s!»\"”)]*$")
_BAIT = re.compile(
    r"(?:لن تصدق|لن تتخيل|صدق أو لا تصدق|إليك|إليكم|تعرف على|تعرفوا على|هذا ما|هذه هي|مفاجأة)\b"
)
_FEWEST_LETTERS = 4


def cleaned_title(title: str, outlet: str) -> str:
    """The title as a headline; '' when it tells nothing: empty, or only the outlet's name."""
    shown = _HASHTAG.sub(" ", _ORNAMENT.sub(" ", clean(title)))
    shown = _without_openings(" ".join(shown.split()))
    shown = _without_outlet(shown, outlet)
    shown = _LAST.sub("", shown)
    shown = _END.sub("", re.sub(r"([؟?])!+$", r"\1", shown)).strip()
    tells = sum(map(len, words(shown))) >= _FEWEST_LETTERS and words(shown) != words(outlet)
    tells = tells and not _SECTION.fullmatch(shown)
    return shown if tells else ""


def teases(title: str) -> bool:
    """Whether a title asks or baits instead of telling."""
    return bool(_ASKS.search(title) or _BAIT.match(title))


def _without_openings(title: str) -> str:
    while found := _FIRST.match(title):
        title = title[found.end() :]
    return title.lstrip(" .،؛:|-–—!…")


def _without_outlet(title: str, outlet: str) -> str:
    found = _TAIL.match(title)
    return found[1] if found and _names_outlet(found[2], outlet, in_bar="|" in title) else title


def _names_outlet(tail: str, outlet: str, *, in_bar: bool) -> bool:
    named, own = set(words(tail)), set(words(outlet))
    same = bool(named) and bool(own) and (named <= own or own <= named)
    return same or (in_bar and len(tail.split()) <= 4)
