"""Makes a sentence ready to show: shorter where it is safe, balanced quotes, a final full stop.

Only takes away; every word that stays is the article's.
"""

import re

from bot.core.arabic import matching_key
from bot.core.extract.opening import freed
from bot.core.extract.opening_words import VERBS_OF_NEWS

LONGEST_SHOWN = 48  # words; a longer sentence loses its tail where that is safe
_SHORTEST = 12
_PAIRS = {"»": "«", "”": "“", ")": "(", "]": "["}
_MARK = re.compile('[«»“”()\\[\\]"]')
_SAFE_CUT = re.compile(
    r"[،؛]\s*(?=(?:كما|فيما|بينما|في حين|وذلك|مشير|مضيف|موضح|مؤكد|لافت|معتبر|منوه|مما|الأمر الذي|ما أدى)\S*\s)"
)
_NEXT_CLAUSE = re.compile(r"[،؛]\s*و(?=([^\W\d_]+)\s)")
# What follows these limits what was said before, or says who said it: cutting it off would change the meaning.
_LIMITS = re.compile(
    r"(?:^|\s)(?:و|ف)?(?:لكن\S*|إلا|غير أن\S*|بيد أن\S*|إذا|إن لم|في حال|حال|بشرط|ما لم|شريطة|لولا|باستثناء|عدا|نفى|نفت"
    r"|بحسب|حسب|حسبما|وفق|وفقا|طبقا|نقلا|على حد|على ما|كما (?:قال|ذكر|أعلن|أفاد|أوضح|أكد)\S*|قال|قالت|زعم\S*)(?:\s|$)"
)
_OPENS_SUBORDINATE = re.compile(
    r"و?(?:عندما|بعدما|قبل|بعد|إذا|لو|لما|حين|حينما|بينما|فيما|رغم|منذ|كلما|مع|أما|لأن|بسبب|إثر|عقب|في|خلال|على|إلى|من)\s"
)
_LOOSE_END = re.compile(r"(?:\.{2,}|…|[\s،؛:,;])+$")


def tidied(sentence: str, most: int = LONGEST_SHOWN) -> str:
    """The sentence as it is shown inside a text, of at most so many words where it can be cut without harm."""
    return _finished(_balanced(_shortened(" ".join(sentence.split()), most)))


def tidied_opening(sentence: str, most: int = LONGEST_SHOWN) -> str:
    """The sentence as it is shown on its own: no list mark, no linking word in front."""
    return tidied(freed(" ".join(sentence.split())), most)


def cut_lengths(sentence: str) -> list[int]:
    """To how many words the sentence can be cut without harm, the longest first."""
    whole = " ".join(sentence.split())
    return sorted({len(whole[:cut].split()) for cut in _safe_cuts(whole)}, reverse=True)


def _shortened(sentence: str, most: int) -> str:
    if len(sentence.split()) <= most:
        return sentence
    return next(
        (sentence[:cut] for cut in _safe_cuts(sentence) if len(sentence[:cut].split()) <= most), sentence
    )


def _safe_cuts(sentence: str) -> list[int]:
    """Where the sentence can end, the last place first."""
    cuts = {found.start() for found in _SAFE_CUT.finditer(sentence)}
    if not _OPENS_SUBORDINATE.match(sentence):
        cuts |= {
            found.start()
            for found in _NEXT_CLAUSE.finditer(sentence)
            if matching_key(found[1]) in VERBS_OF_NEWS
        }
    return sorted((cut for cut in cuts if _is_safe(sentence[:cut], sentence[cut:])), reverse=True)


def _is_safe(head: str, tail: str) -> bool:
    even = head.count('"') % 2 == 0 and all(head.count(a) == head.count(b) for a, b in _PAIRS.items())
    return even and len(head.split()) >= _SHORTEST and not _LIMITS.search(tail)


def _balanced(sentence: str) -> str:
    if not _MARK.search(sentence):
        return sentence.strip()
    waiting: list[tuple[str, int]] = []
    lone = []
    for index, mark in enumerate(sentence):
        if mark in _PAIRS.values() or (mark == '"' and ('"' not in [one for one, _ in waiting])):
            waiting.append((mark, index))
        elif mark in _PAIRS or mark == '"':
            opener = _PAIRS.get(mark, '"')
            position = next((at for at in reversed(range(len(waiting))) if waiting[at][0] == opener), None)
            if position is None:
                lone.append(index)
            else:
                del waiting[position]
    dropped = {*lone, *(index for _, index in waiting)}
    return "".join(mark for index, mark in enumerate(sentence) if index not in dropped).strip()


def _finished(sentence: str) -> str:
    whole = _LOOSE_END.sub("", sentence)
    ends = whole.rstrip("»”\")]'")[-1:]
    return whole if ends in (".", "!", "؟", "?") else f"{whole}."
