"""Makes a sentence ready to show: shorter where it is safe, balanced quotes, a final full stop.

Only takes away; every word that stays is the article's.
"""

import re

from bot.core.extract.opening import freed

LONGEST_SHOWN = 48  # words; a longer sentence loses its tail where that is safe
_SHORTEST = 12
_PAIRS = {"»": "«", "”": "“", ")": "(", "]": "["}
_SAFE_CUT = re.compile(
    r"[،؛]\s*(?=(?:كما|فيما|بينما|في حين|حيث|وذلك|وفق|وفقا|بحسب|حسب|مشير|مضيف|موضح|مؤكد|لافت|معتبر|منوه)\S*\s)"
)
# What follows these limits what was said before: cutting it off would change the meaning.
_LIMITS = re.compile(
    r"(?:^|\s)(?:و|ف)?(?:لكن\S*|إلا|غير أن\S*|بيد أن\S*|إذا|في حال|بشرط|ما لم|شريطة|لولا|باستثناء|عدا|نفى|نفت)(?:\s|$)"
)
_LOOSE_END = re.compile(r"(?:\.{2,}|…|[\s،؛:,;])+$")


def tidied(sentence: str) -> str:
    """The sentence as it is shown inside a text."""
    return _finished(_balanced(_shortened(" ".join(sentence.split()))))


def tidied_opening(sentence: str) -> str:
    """The sentence as it is shown on its own: no list mark, no linking word in front."""
    return tidied(freed(" ".join(sentence.split())))


def _shortened(sentence: str) -> str:
    if len(sentence.split()) <= LONGEST_SHOWN:
        return sentence
    cuts = [found.start() for found in _SAFE_CUT.finditer(sentence)]
    safe = [cut for cut in cuts if _is_safe(sentence[:cut], sentence[cut:])]
    return sentence[: safe[-1]] if safe else sentence


def _is_safe(head: str, tail: str) -> bool:
    even = head.count('"') % 2 == 0 and all(head.count(a) == head.count(b) for a, b in _PAIRS.items())
    return even and _SHORTEST <= len(head.split()) <= LONGEST_SHOWN and not _LIMITS.search(tail)


def _balanced(sentence: str) -> str:
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
