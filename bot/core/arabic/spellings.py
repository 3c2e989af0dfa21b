"""Names and loan words that newsrooms spell in several ways, and the one spelling we compare. A table."""

import re
from functools import lru_cache

from bot.core.arabic.letters import matching_key

_INSIDE_A_WORD = {
    "أميرك": "أمريك",
    "نتانياهو": "نتنياهو",
    "زيلنسكي": "زيلينسكي",
    "استانبول": "اسطنبول",
    "استنبول": "اسطنبول",
    "إنجلترا": "إنغلترا",
    "إنكلترا": "إنغلترا",
    "لوجانسك": "لوغانسك",
    "لوهانسك": "لوغانسك",
    "هونج": "هونغ",
    "كونج": "كونغ",
    "بيونجيانج": "بيونغيانغ",
    "البراجمات": "البراغمات",
    "فيدرال": "فدرال",
    "تليفزيون": "تلفزيون",
    "تلفاز": "تلفزيون",
    "صحاف": "صحف",
    "مسؤول": "مسئول",
    "شئون": "شؤون",
    "فلادمير": "فلاديمير",
    "دانمارك": "دنمارك",
    "دانمرك": "دنمارك",
    "انترنيت": "انترنت",
    "بروكسيل": "بروكسل",
    "هاواوي": "هواوي",
    "سناتور": "سيناتور",
    "كانبيرا": "كانبرا",
    "أنجليس": "أنجلوس",
    "ءو": "ؤو",
    "أبوظبي": "ظبي",
}
_WHOLE_WORDS = {"ترمب": "ترامب", "بوتن": "بوتين", "سول": "سيول"}
_INSIDE = {matching_key(a): matching_key(b) for a, b in _INSIDE_A_WORD.items()}
_ANY_INSIDE = re.compile("|".join(sorted(map(re.escape, _INSIDE), key=len, reverse=True)))
_CLITICS = "وفبلك"
_IN_TWO_WORDS = re.compile(r"\b([وبل]?(?:بيون[غج]|نيو|كوالا|فيس)) (?=(?:يان[غج]|يورك|دلهي|لمبور|بوك)\b)")


@lru_cache(65_536)
def one_spelling(word: str) -> str:
    """The matching key of a word, in the one spelling we compare names by."""
    spelled = _ANY_INSIDE.sub(lambda found: _INSIDE[found.group()], word)
    for length in range(3):
        clitics, rest = spelled[:length], spelled[length:]
        if rest in _WHOLE_WORDS and all(letter in _CLITICS for letter in clitics):
            return clitics + _WHOLE_WORDS[rest]
    return spelled


def joined(key: str) -> str:
    """A matching key in which names that some write in two words («بيونغ يانغ») are one."""
    return _IN_TWO_WORDS.sub(r"\1", key)
