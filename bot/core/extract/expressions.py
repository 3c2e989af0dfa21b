"""Finds the expressions of a sentence that a digest should keep word for word: figures, dates, people, places.

Shapes and closed lists only; each expression is a stretch of the sentence itself.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.core.arabic import (
    STOP_WORDS,
    Number,
    NumberKind,
    dates_in,
    matching_key,
    number_tokens,
    numbers_in,
)
from bot.core.arabic.dates import DateMention, names_date
from bot.core.arabic.number_words import PIECES
from bot.core.extract.opening_words import (
    EVENT_VERBS,
    GENERIC_SPEAKERS,
    NO_SUBJECT,
    PERSONAL_VERBS,
    PREPOSITIONS,
    REPORTING_VERBS,
)

# The tokens of `number_tokens`, in the sentence's own spelling: letters keep their vowel signs.
_MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u0640"
_OWN_TOKEN = re.compile(
    '(?:(?<![^\\s(\\[«"“:])[-\u2212\u2013])?\\d+(?:[.,،٫٬]\\d+)*|[%٪]'
    f"|[^\\W\\d_](?:[^\\W\\d_]|[{_MARKS}])*|[^\\w\\s{_MARKS}]"
)
_OFFICES = frozenset(
    matching_key(
        """
        رئيس رئيسة الرئيس الرئيسة وزير وزيرة الوزير مدير مديرة محافظ قائد زعيم حاكم أمين سفير السفير مبعوث المبعوث
        مندوب ملك الملك أمير الأمير ولي الشيخ المستشارة المستشار المتحدث المتحدثة الناطق الناطقة نائب النائب السناتور
        الجنرال اللواء العميد العقيد القاضي المحامي المدرب اللاعب المهندس الدكتور الدكتورة الطبيب الخبير الخبيرة المحلل
        الباحث الباحثة البروفيسور الكاتب المخرج الممثل الممثلة
        """
    ).split()
)
PLACE_NOUNS = frozenset(
    matching_key(
        "مدينة بلدة قرية محافظة ولاية منطقة إقليم مقاطعة حي جزيرة مطار ميناء معبر جبل نهر بحر خليج مضيق مخيم قضاء"
    ).split()
)
_NO_PLACES = frozenset(
    matching_key(
        """
        مقدسة مجاورة صغيرة كبيرة ساحلية حدودية سكنية صناعية واحدة أخرى جديدة قديمة تاريخية سياحية عربية نائية بعيدة
        قريبة مختلفة معينة محددة آمنة خطرة منزوعة عسكرية جبلية أثرية كاملة
        """
    ).split()
)
# Words that never end a name: «رجب طيب أردوغان», «نيو جيرسي», «عبد الفتاح».
_NOT_LAST = frozenset(
    matching_key(
        "ولد طيب جونغ جين جاي جيه بن ابن عبد أبو أبي آل سان دي فان دا نيو لوس ريو تل بني رأس كفر أم شرم خان"
    ).split()
)
_ENDS_SPEAKER = frozenset(
    matching_key("أن إن أنه أنها أنهم إنه إنها إنهم بأن بأنه بأنها إلى عن").split()
) | frozenset(':،«"“')
_YEAR_NOUNS = frozenset(matching_key("عام العام سنة السنة").split())
_NO_NOUN = re.compile("بال|لل|لت|اخر(?:ون|ين|ان)$|ي[^\\W\\d_]+ون$")
_ATTACHED = frozenset(
    matching_key(
        "بسرعة بشكل بعنوان بصفته بصفتها بدعوة بزيارة لشبكة لصحيفة لوكالة لقناة لمحطة لإذاعة لموقع لمجلة"
    ).split()
)
_NO_NAMES = (
    STOP_WORDS | _ATTACHED | REPORTING_VERBS | EVENT_VERBS | PERSONAL_VERBS | PREPOSITIONS | NO_SUBJECT
) - {"ولد"}  # was born, and «son of» in Mauritanian names
_LONGEST_PERSON = 7
_LONGEST_OFFICE = 5


class ExpressionKind(StrEnum):
    """What an expression names."""

    FIGURE = "figure"
    DATE = "date"
    PERSON = "person"
    PLACE = "place"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """A stretch of a sentence, verbatim, and where it starts (characters)."""

    kind: ExpressionKind
    text: str
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A sentence cut into tokens: where each stands, and its matching key."""

    sentence: str
    spans: list[tuple[int, int]]
    keys: list[str]

    def cut(self, kind: ExpressionKind, start: int, end: int) -> Expression:
        first, last = self.spans[start][0], self.spans[end - 1][1]
        if kind is ExpressionKind.FIGURE and self.keys[start][0] in "وبل" and self.keys[start][1:] in PIECES:
            first += 1  # «وثلاثة صحافيين» is «ثلاثة صحافيين»
        return Expression(kind=kind, text=self.sentence[first:last], start=first)


def expressions_in(sentence: str) -> list[Expression]:
    """The figures with what they count, dates, people and places of a sentence, in order."""
    keys = number_tokens(sentence)
    spans = [found.span() for found in _OWN_TOKEN.finditer(sentence)]
    if len(keys) != len(spans):
        return []
    read = _Read(sentence=sentence, spans=spans, keys=keys)
    numbers = numbers_in(keys)
    dates = dates_in(keys, numbers)
    found = [*_figures(read, numbers, dates), *_dates(read, numbers, dates), *_people(read), *_places(read)]
    return sorted(found, key=lambda one: (one.start, -len(one.text)))


def _figures(read: _Read, numbers: Sequence[Number], dates: Sequence[DateMention]) -> Iterator[Expression]:
    dated = {at for mention in dates for at in range(mention.start - 1, mention.end)}
    for number in numbers:
        if number.kind not in (NumberKind.PLAIN, NumberKind.PERCENT) or number.start in dated:
            continue
        if read.keys[number.start].startswith("ال"):
            continue  # «the twenties», «the seventieth»: no count
        noun = read.keys[number.end] if number.end < len(read.keys) else ""
        counts = len(noun) > 2 and noun.isalpha() and noun not in STOP_WORDS and not _NO_NOUN.match(noun)
        if number.kind is NumberKind.PERCENT:
            yield read.cut(ExpressionKind.FIGURE, number.start, number.end)
        elif counts and number.value > 1:
            yield read.cut(ExpressionKind.FIGURE, number.start, number.end + 1)


def _dates(read: _Read, numbers: Sequence[Number], dates: Sequence[DateMention]) -> Iterator[Expression]:
    days = {number.end: number.start for number in numbers}
    stretches: list[tuple[int, int]] = []
    for mention in dates:
        start = days.get(mention.start, mention.start) if mention.day is not None else mention.start
        if (
            start
            and read.keys[start - 1] in _YEAR_NOUNS
            and not (stretches and stretches[-1][1] == start - 1)
        ):
            start -= 1
        if stretches and start <= stretches[-1][1] + 1:
            stretches[-1] = (stretches[-1][0], mention.end)
        else:
            stretches.append((start, mention.end))
    for start, end in stretches:
        if any(key[0].isdigit() for key in read.keys[start:end]) and end - start > 1:
            yield read.cut(ExpressionKind.DATE, start, end)


def _people(read: _Read) -> Iterator[Expression]:
    """Speakers («قال مدير الميناء سالم الكندي إن») and holders of an office («الرئيس … فلان»)."""
    for at, key in enumerate(read.keys):
        verb = key[1:] if key[0] == "و" and key[1:] in REPORTING_VERBS else key
        if verb in REPORTING_VERBS and verb != "بين":  # nearly always «between»
            end = _end_of_person(read.keys, at + 1)
            if end - at - 1 >= 2 and read.keys[at + 1] not in GENERIC_SPEAKERS:
                yield read.cut(ExpressionKind.PERSON, at + 1, end)
        elif key in _OFFICES and (end := _end_of_holder(read.keys, at)):
            yield read.cut(ExpressionKind.PERSON, at, end)


def _end_of_person(keys: Sequence[str], start: int) -> int:
    """Where a speaker ends, when «أن», a comma or a quote follows: else its words may hold an object."""
    end = start
    while end < len(keys) and end - start <= _LONGEST_PERSON and _may_name(keys[end]):
        end += 1
    following = end + 1 if end < len(keys) and names_date(keys[end]) else end
    return end if following < len(keys) and keys[following] in _ENDS_SPEAKER else start


def _may_name(key: str) -> bool:
    attached = key.startswith(("بال", "لل")) and len(key) > 5
    return key.isalpha() and key not in _NO_NAMES and not attached and not names_date(key)


def _end_of_holder(keys: Sequence[str], start: int) -> int:
    """Where the name after an office ends: definite words, then two or three bare ones; 0 without a name."""
    at = start + 1
    while (
        at < len(keys) and at - start <= _LONGEST_OFFICE and keys[at].startswith("ال") and _may_name(keys[at])
    ):
        at += 1
    end = at
    while end < len(keys) and end - at < 2 and _may_name(keys[end]) and not keys[end].startswith("ال"):
        end += 1
    named = end - at == 2 and (at > start + 1 or keys[start].startswith("ال"))
    return _end_of_name(keys, end) if named else 0


def _end_of_name(keys: Sequence[str], end: int) -> int:
    return end + 1 if keys[end - 1] in _NOT_LAST and end < len(keys) and keys[end].isalpha() else end


def _places(read: _Read) -> Iterator[Expression]:
    for at in range(len(read.keys) - 1):
        noun, name = read.keys[at : at + 2]
        if noun in PLACE_NOUNS and _may_name(name) and name not in _NO_PLACES:
            yield read.cut(ExpressionKind.PLACE, at, _end_of_name(read.keys, at + 2))
