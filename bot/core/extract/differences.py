"""Tells where outlets give different figures for one thing, by quoting both. Tells nothing when in doubt.

Sure means: two alike sentences, each with one count of the same noun, said to have met the same fate,
far enough apart that neither is a rounding of the other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from bot.core.arabic import (
    STOP_WORDS,
    Number,
    NumberKind,
    clitic_forms,
    find_numbers,
    is_year,
    matching_key,
    number_tokens,
    root_forms,
    without_clitics,
    words,
)
from bot.core.arabic.dates import names_date
from bot.core.extract.agreement import counts_of
from bot.core.extract.expressions import PLACE_NOUNS
from bot.core.extract.tidy import tidied_opening
from bot.core.extract.weights import Profile, likeness
from bot.core.models import Article, Evidence, KeyPoint, Story

_ALIKE = 0.4
_MOST = 2
_LONGEST = 40  # words of a quoted sentence
_APART = 0.05
_BEFORE = 3  # words
_TIMES = frozenset(
    matching_key(
        """
        عام عاما أعوام سنة سنوات سنين شهر شهرا أشهر شهور أسبوع أسبوعا أسابيع يوم يوما أيام ساعة ساعات دقيقة دقائق ثانية
        ثوان ثواني عقد عقود قرن قرون مرة مرات بتوقيت
        """
    ).split()
)
_TELLING = frozenset(
    matching_key("قتيل قتلى جريح جرحى مصاب ضحية ضحايا جثة جثث مفقود نازح معتقل أسير").split()
)
_LOOSE = frozenset(
    matching_key("أكثر أقل يقل يزيد لا على الأقل نحو حوالي قرابة زهاء يقارب يناهز بينهم بينها منهم").split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Count:
    """A number, the noun it counts, and the word that says what became of that: «قتل 12 شخصا»."""

    number: Number
    noun: str
    fate: str


def find_differences(
    story: Story, sentences: Sequence[Evidence], profiles: Sequence[Profile]
) -> tuple[KeyPoint, ...]:
    """At most two figures in dispute, the surest first: «outlet: sentence؛ outlet: sentence»."""
    articles = {article.id: article for article in story.articles}
    if len({article.outlet.strip() for article in story.articles} - {""}) < 2:
        return ()
    counted = [at for at, sentence in enumerate(sentences) if counts_of(sentence.text)]
    pairs = [
        (likeness(profiles[one], profiles[other]), one, other)
        for one, other in combinations(counted, 2)
        if _are_two_outlets(articles[sentences[one].article_id], articles[sentences[other].article_id])
    ]
    told: list[KeyPoint] = []
    nouns: set[str] = set()
    for near, one, other in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if near < _ALIKE or len(told) == _MOST:
            break
        noun = (
            ""
            if _told_apart(sentences[one].text, sentences[other].text)
            else _disputed(sentences[one].text, sentences[other].text)
        )
        if noun and noun not in nouns and all(_is_short(sentences[at].text) for at in (one, other)):
            nouns.add(noun)
            told.append(_point(articles, sentences, (one, other)))
    return tuple(told)


def _are_two_outlets(one: Article, other: Article) -> bool:
    return bool(one.outlet.strip() and other.outlet.strip()) and one.outlet.strip() != other.outlet.strip()


def _is_short(sentence: str) -> bool:
    return len(sentence.split()) <= _LONGEST


def _point(articles: dict[str, Article], sentences: Sequence[Evidence], pair: tuple[int, int]) -> KeyPoint:
    quotes = [
        f"{articles[sentences[at].article_id].outlet.strip()}: {tidied_opening(sentences[at].text)}"
        for at in pair
    ]
    return KeyPoint(text="؛ ".join([quotes[0].rstrip("."), quotes[1]]), evidence=pair)


def _disputed(one: str, other: str) -> str:
    """The noun of which both sentences give one count, and not the same; '' when there is none."""
    mine, theirs = list(_counts(one)), list(_counts(other))
    for count in mine:
        rivals = [rival for rival in theirs if _is_same_noun(count.noun, rival.noun)]
        own = [rival for rival in mine if _is_same_noun(count.noun, rival.noun)]
        if len(rivals) == len(own) == 1 and _are_in_dispute(count, rivals[0], one, other):
            return count.noun
    return ""


def _told_apart(one: str, other: str) -> bool:
    """Whether the sentences name different places, or different days."""
    return any(
        bool(mine) and bool(theirs) and mine.isdisjoint(theirs)
        for mine, theirs in ((_places(one), _places(other)), (_days(one), _days(other)))
    )


def _places(sentence: str) -> set[str]:
    """The words after «في»: where it was, in most news; of «في حي الصفا» the name."""
    spoken = [word for word in words(sentence) if word not in PLACE_NOUNS]
    return {form for one, two in pairwise(spoken) if one == "في" for form in without_clitics(two)}


def _days(sentence: str) -> set[str]:
    return {form for word in words(sentence) if names_date(word) for form in without_clitics(word)}


def _counts(sentence: str) -> Iterator[_Count]:
    tokens = number_tokens(sentence)
    for number in find_numbers(sentence):
        if number.kind is not NumberKind.PLAIN or is_year(number) or number.value <= 1:
            continue
        noun = next((word for word in number.after if word not in STOP_WORDS and word.isalpha()), "")
        before = tokens[max(0, number.start - _BEFORE) : number.start]
        if (
            not noun
            or noun in _TIMES
            or names_date(noun)
            or any(without_clitics(word) & _LOOSE for word in before[-2:])
        ):
            continue
        fate = next((word for word in reversed(before) if word.isalpha() and word not in STOP_WORDS), "")
        yield _Count(number=number, noun=noun, fate=fate)


def _is_same_noun(one: str, other: str) -> bool:
    return bool(clitic_forms(one) & clitic_forms(other)) or bool(_sure_roots(one) & _sure_roots(other))


def _are_in_dispute(one: _Count, other: _Count, first: str, second: str) -> bool:
    low, high = sorted((one.number.value, other.number.value))
    told_too = one.number.value in counts_of(second) or other.number.value in counts_of(first)
    return not told_too and high - low > _APART * high and _meet_same_fate(one, other)


def _meet_same_fate(one: _Count, other: _Count) -> bool:
    """The word before both numbers is the same («قتل», «بكلفة»), or the noun says it all («جريحا»)."""
    if clitic_forms(one.noun) & _TELLING:
        return True
    return bool(one.fate) and bool(other.fate) and bool(_sure_roots(one.fate) & _sure_roots(other.fate))


def _sure_roots(word: str) -> frozenset[str]:
    return frozenset(root for root in root_forms(word) if len(root) >= 3)
