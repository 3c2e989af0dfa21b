"""A sentence told faithfully in another dress: other digits, spellings and month names, without an aside."""

import re
from random import Random

from bot.core.evaluation.corruption_words import SPELLING_VARIANTS

_ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_BRACKETS = re.compile(r"\([^)]{2,60}\)")
_FIRST_AND = re.compile(r"^و(?=(?:قال|أكد|أعلن|أضاف|ذكر|أوضح|أشار|ال))")
_SOURCE_NAMED = re.compile(r"،?\s*(?:وفقا|بحسب|حسب) (?:ل)?[^،.]{3,60}(?=[،.])")


def varied(sentence: str, dice: Random) -> str:
    """Return the sentence as another newsroom would write it: nothing in it becomes false."""
    if dice.random() < 0.5:
        sentence = sentence.translate(_ARABIC_DIGITS)
    for one, other in SPELLING_VARIANTS:
        sentence = sentence.replace(one, other)
    for aside in (_BRACKETS, _FIRST_AND, _SOURCE_NAMED):
        sentence = aside.sub("", sentence)
    return sentence
