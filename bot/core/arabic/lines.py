"""Which lines of an article's text are its body: headings, related-story links and boilerplate go.

Newsrooms put the headlines of other stories between the paragraphs; a digest that quotes one is false.
Does not split lines into sentences.
"""

import re
from itertools import pairwise

from bot.core.arabic.words import words

_ENDS_SENTENCE = ".!?؟…\"»”'"
_RUNS_ON = ":،؛,;"
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_LIST_ITEM = re.compile(r"(?:[-–—•*●▪◾]|[\d٠-٩]{1,2}\s?[.)\-–])\s*\S")
_LONGEST_LINK = 20
_LONGEST_HEADING = 9
_LONGEST_JOINED = 60

_BOILERPLATE = re.compile(
    r"(?:[اإ]قر[أا](?:وا)?(?:/?ي)?\s*(?:أيض|ايض|المزيد|كذلك|:)|شاهد(?:وا)?\s*(?:أيض|ايض|الفيديو|:)|للمزيد\b"
    r"|تابعوا?(?:نا)?\s+(?:على|عبر|صفح|حساب|قنا)|المصدر\s*:|اضغط|حقوق النشر|جميع الحقوق|انقر|نرشح لك"
    r"|يمكنكم (?:استلام|تسلم|متابعة)|مواضيع ذات صلة|أخبار ذات صلة|صورة أرشيفية|©"
    r"|(?:read (?:more|also)|related(?: stories| articles)?|sign up|subscribe|click here|follow us|all rights)\b)",
    re.IGNORECASE,
)
_AGENCY = (
    r"(?:CNN(?:\s?بالعربية)?|أ ?ف ?ب|ا ف ب|أ\.ف\.ب|رويترز|د ب أ|أ ?ب|ا ب|وكالات|الأناضول|واس|وام|قنا"
    r"|AFP|AP|Reuters)"
)
_DATELINES = (
    re.compile(rf"[^.؟!\n(]{{0,60}}\({_AGENCY}\)\s?[-–—]{{0,3}}\s?"),
    re.compile(rf"[^\W\d][^.؟!\n()]{{1,40}}\s?[-–—]{{1,2}}\s?{_AGENCY}\s?[-–—:]{{1,2}}\s?"),
)


def body_lines(text: str, title: str) -> list[str]:
    """The lines of cleaned text that belong to the article itself, unwrapped; all lines if none would stay."""
    lines = [line.strip() for line in text.split("\n")]
    lines = _unwrapped([line for line in lines if _LETTER_OR_DIGIT.search(line)])
    lines = _joined(lines)
    kept = _without_asides(lines, words(title))
    return _without_dateline(kept or lines)


def is_hard_wrapped(lines: list[str]) -> bool:
    """Whether the lines are one text broken at a fixed width and not paragraphs."""
    if len(lines) < 4:
        return False
    widest = _usual_widest(lines)
    unfinished = sum(line[-1] not in '.!?؟…:»”"' for line in lines[:-1]) / (len(lines) - 1)
    nearly_full = sum(len(line) >= 0.75 * widest for line in lines) / len(lines)
    return 40 <= widest <= 130 and unfinished >= 0.5 and nearly_full >= 0.5


def _usual_widest(lines: list[str]) -> int:
    return sorted(map(len, lines))[int(0.9 * (len(lines) - 1))]


def _unwrapped(lines: list[str]) -> list[str]:
    if not is_hard_wrapped(lines):
        return lines
    widest = _usual_widest(lines)
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        paragraphs[-1].append(line)
        if len(line) < 0.6 * widest or (line[-1] in ".!?؟" and len(line) < 0.95 * widest):
            paragraphs.append([])
    return [" ".join(paragraph) for paragraph in paragraphs if paragraph]


def _joined(lines: list[str]) -> list[str]:
    joined: list[str] = []
    for line in lines:
        if joined and joined[-1][-1] in ":،" and len(joined[-1].split()) < _LONGEST_JOINED:
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
    return joined


def _without_asides(lines: list[str], title: list[str]) -> list[str]:
    finished = sum(line[-1] in _ENDS_SENTENCE for line in lines) / max(1, len(lines))
    kept = []
    for line, following in pairwise([*lines, ""]):
        if _BOILERPLATE.match(line) or (title and words(line) == title):
            continue
        if finished >= 0.6 and len(lines) >= 5 and _is_link(line, following):
            continue
        if finished >= 0.3 and _is_heading(line, following):
            continue
        kept.append(line)
    return kept


def _is_link(line: str, following: str) -> bool:
    unfinished = line[-1] not in _ENDS_SENTENCE and line[-1] not in _RUNS_ON
    return bool(following) and unfinished and not _LIST_ITEM.match(line) and _count(line) <= _LONGEST_LINK


def _is_heading(line: str, following: str) -> bool:
    count = _count(line)
    if count > _LONGEST_HEADING or line[-1] in ".!…" or line[-1] in _RUNS_ON or _LIST_ITEM.match(line):
        return False
    if (line[-1] in '»”"' and count > 6) or (line[-1] in "?؟" and count > 7):
        return False
    return bool(following) and _count(following) >= count + 4


def _count(line: str) -> int:
    return len(line[:2000].split())


def _without_dateline(lines: list[str]) -> list[str]:
    return [_cut_dateline(line) if index <= 1 else line for index, line in enumerate(lines)]


def _cut_dateline(line: str) -> str:
    for dateline in _DATELINES:
        found = dateline.match(line)
        rest = line[found.end() :] if found else ""
        if _count(rest) >= 5:
            return rest
    return line
