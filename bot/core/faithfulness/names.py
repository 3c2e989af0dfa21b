"""Names in a claim must be in the source, and places must be in the part of it that speaks of the same thing."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from bot.core.arabic import STOP_WORDS, clitic_forms, matching_key, synonym_groups, without_clitics
from bot.core.arabic.dates import names_date
from bot.core.faithfulness.acting import opens
from bot.core.faithfulness.alignment import counterparts, furthest_counterpart
from bot.core.faithfulness.capitals import capital_stands_for, is_one_state, state_is_told
from bot.core.faithfulness.claim import Clause, Finding, is_number_word
from bot.core.faithfulness.gazetteer import is_nationality, is_place
from bot.core.faithfulness.known_names import is_known_name
from bot.core.faithfulness.light_words import is_light
from bot.core.faithfulness.name_shapes import is_given_name, looks_like_name
from bot.core.faithfulness.named_things import kind_of
from bot.core.faithfulness.offices import office_in
from bot.core.faithfulness.same_word import is_related_word, is_same_word, may_tell_same
from bot.core.faithfulness.source import Source
from bot.core.models import ProblemKind

_KNOWN = 0.6
_THEME = 4  # sentences that name a place: the article is about it, and may call it «there»
_MANY = 5
_NEAR_COPY = 0.8
_DOING = re.compile(
    "...|..و.|ت..ي.|ا..ا.|ا.ت.ا.|م.ا..ه|ان..ا.|است..ا."
)  # «نيل», «ظهور», «تحقيق» are no towns
_IN, _NEAR = "في", 3
_FEW_SENTENCES = 3
_SHORTER = "الاقصر"
_STATES = frozenset(matching_key("ولاية مدينة مقاطعة إقليم بلدة محافظة").split())
_NAMED_SO = frozenset(matching_key("قناة صحيفة جريدة مجلة نادي جامعة بنك مستشفى إذاعة فندق").split())
_THAT = frozenset(matching_key("أن إن بأن بين وبين كانت").split())
_WHERE = frozenset(
    matching_key("في من إلى قرب نحو وسط مدينة العاصمة داخل شمال جنوب شرق غرب شمالي جنوبي شرقي غربي").split()
)
_BEING_THERE = frozenset(
    matching_key(
        "تستضيف استضافت تحتضن احتضنت تشهد شهدت يزور تزور زار زارت يصل تصل وصل وصلت غادر غادرت يغادر تغادر"
    ).split()
)


def check_names(clause: Clause, source: Source) -> Iterator[Finding]:
    """Names that the source lacks."""
    for position, word in enumerate(clause.words):
        if word in clause.content and (reason := _unknown(position, clause, source)):
            yield Finding(kind=ProblemKind.NAME, words=word, reason=reason)


def check_misplaced_names(clause: Clause, source: Source) -> Iterator[Finding]:
    """Names that stand in the claim where the source has another name."""
    yield from _elsewhere(clause, source)
    for position, word in enumerate(clause.words):
        if word not in clause.content or _unknown(position, clause, source):
            continue
        reason = _misplaced(position, clause, source) if is_place(word) else None
        if not reason and is_given_name(word):
            reason = _exchanged(position, clause, source)
        if reason:
            yield Finding(kind=ProblemKind.NAME, words=word, reason=reason)


def _elsewhere(clause: Clause, source: Source) -> Iterator[Finding]:
    """«مركزا للشرطة في كالي» where the evidence has «في بوبايان», whatever the two are called."""
    known = clause.coverage >= _NEAR_COPY and len(source.sentences) >= _FEW_SENTENCES
    for position in range(2, len(clause.words) if known else 0):
        ruler, word = clause.words[position - 1 : position + 1]
        if ruler == _IN and _may_be_town(word, clause):
            nouns = clause.words[max(0, position - _NEAR) : position - 1]
            towns = (_town_after(nouns, word, source.sentences[at].words, clause) for at in clause.evidence)
            other = next(filter(None, towns), None)
            if other and (is_place(word) or is_place(other) or not any(map(_DOING.fullmatch, (word, other)))):
                reason = f"The source has «{other}» where the claim has «{word}»."
                yield Finding(kind=ProblemKind.NAME, words=word, reason=reason)


def _may_be_town(word: str, clause: Clause) -> bool:
    bare = not (word.startswith("ال") or is_light(word) or names_date(word) or synonym_groups(word))
    return word in clause.content and (is_place(word) or bare)


def _town_after(nouns: Sequence[str], town: str, words: Sequence[str], clause: Clause) -> str | None:
    """What this sentence has behind one of these nouns and «في», when it has not the claim's town at all."""
    if any(is_related_word(town, word) for word in words):
        return None
    for at in range(2, len(words)):
        before = words[max(0, at - _NEAR) : at - 1] if words[at - 1] == _IN else ()
        same = any(is_same_word(one, noun) for one in before for noun in nouns if noun not in STOP_WORDS)
        if same and _may_be_other(words[at], clause):
            return words[at]
    return None


def _may_be_other(word: str, clause: Clause) -> bool:
    bare = word not in STOP_WORDS and not (is_light(word) or names_date(word) or is_number_word(word))
    bare = bare and not (kind_of(word) or synonym_groups(word))
    told = any(may_tell_same(word, one) for one in clause.whole)
    return bare and word.isalpha() and not told and (is_place(word) or not word.startswith("ال"))


def _unknown(position: int, clause: Clause, source: Source) -> str | None:
    word = clause.words[position]
    if source.support_anywhere(word) >= _KNOWN or _is_its_state(position, clause, source):
        return None
    if word == _SHORTER and f" {word} من " in f" {' '.join(clause.words)} ":
        return None  # «القوارب الأقصر من ثمانية أمتار» are not at Luxor
    named = is_place(word) or is_known_name(word) or looks_like_name(word, clause.words, clause.text)
    return f"The name «{word}» is nowhere in the source." if named else None


def _is_its_state(position: int, clause: Clause, source: Source) -> bool:
    """The source names the capital of this state, or the state for which this capital stands."""
    flat = source.flat
    word = clause.words[position]
    if capital_stands_for(word, flat) or (_acts(clause.words, position) and state_is_told(word, flat)):
        return True
    return not _is_at(clause.words, position) and state_is_told(word, _evidence(clause, source))


def _acts(words: Sequence[str], position: int) -> bool:
    """It opens the clause or follows a verb («ترفض موسكو», «أن موسكو»), but for a verb of being there."""
    before = words[position - 1] if position else ""
    follows = before in _THAT or (
        bool(position) and opens(words, position - 1) and before not in _BEING_THERE
    )
    return not _has_preposition(words[position]) and (not position or words[position][0] == "و" or follows)


def _has_preposition(place: str) -> bool:
    """«ببرلين»; «برلين» begins like it."""
    return place[0] == "ب" and is_place(place[1:])


def _is_at(words: Sequence[str], position: int) -> bool:
    """A place where something is or goes, not a capital for its state."""
    before = words[position - 1] if position else ""
    return _has_preposition(words[position]) or before in _WHERE | _BEING_THERE


def _misplaced(position: int, clause: Clause, source: Source) -> str | None:
    word = clause.words[position]
    before = clause.words[position - 1] if position else ""
    if before and before not in STOP_WORDS and _has_pair(before, word, clause, source):
        return None
    if _tells_whose(position, clause.words, source) or _is_part_of_name(before, word, source):
        return None
    near = {0, 1, *clause.evidence, *(max(0, index - 1) for index in clause.evidence)}
    told = not _is_at(clause.words, position) and state_is_told(word, _evidence(clause, source))
    if not told and source.best_support(word, near) < _KNOWN and not _is_everywhere(position, clause, source):
        return f"The source names «{word}» in another part, not with this statement."
    other = _with_many_neighbours(position, clause, source) or _in_its_place(position, clause, source)
    if not other and not told:  # «العقوبات على طهران» of «العقوبات على إيران»
        other = _after_same_noun(position, clause, source)
    return f"The source has «{other}» where the claim has «{word}»." if other else None


def _tells_whose(position: int, words: Sequence[str], source: Source) -> bool:
    """«بولاية كونيتيكت الأميركية» of an article that says of another thing that it is American."""
    kind = words[max(0, position - 2)] if position > 1 else ""
    state = not _STATES.isdisjoint(without_clitics(kind)) and not is_nationality(words[position - 1])
    return state and is_nationality(words[position]) and source.support_anywhere(words[position]) >= _KNOWN


def _is_part_of_name(before: str, word: str, source: Source) -> bool:
    """«قناة القدس», «الرئيس الأميركي»: the source has these two words, wherever it may be."""
    return (before in _NAMED_SO or bool(office_in(before))) and f" {before} {word} " in source.flat


def _is_everywhere(position: int, clause: Clause, source: Source) -> bool:
    """The article is about the place, or names its capital or its state."""
    sentences = sum(support >= _KNOWN for support in source.support(clause.words[position]).values())
    return sentences >= _THEME or _is_its_state(position, clause, source)


def _evidence(clause: Clause, source: Source) -> str:
    """The words of the evidence, between spaces."""
    return f" {' '.join(word for index in clause.evidence for word in source.sentences[index].words)} "


def _has_pair(one: str, other: str, clause: Clause, source: Source) -> bool:
    """The evidence itself has the two words side by side."""
    return any(
        is_same_word(one, before) and _is_same_place(other, word)
        for index in clause.evidence
        for before, word in pairwise(source.sentences[index].words)
    )


def _with_many_neighbours(position: int, clause: Clause, source: Source) -> str | None:
    """Another place among the same many words, wherever else the sentence has this one."""
    other = furthest_counterpart(clause.words, position, source, clause.evidence, _MANY)
    word = clause.words[position]
    if not other or not is_place(other) or _is_same_place(other, word):
        return None
    of_its_state = is_nationality(word) and capital_stands_for(
        word, f" {other} "
    )  # «مطارين عراقيين» of Baghdad
    return None if of_its_state or _is_capital_of(other, position, clause) else other


def _is_capital_of(state: str, position: int, clause: Clause) -> bool:
    """«العقوبات على طهران» of «العقوبات على إيران»: no town where something is."""
    return not _is_at(clause.words, position) and state_is_told(clause.words[position], f" {state} ")


def _exchanged(position: int, clause: Clause, source: Source) -> str | None:
    other = _in_its_place(position, clause, source, is_given_name)
    word = clause.words[position]
    return f"The source has «{other}» where the claim has «{word}»." if other else None


def _in_its_place(
    position: int, clause: Clause, source: Source, is_such: Callable[[str], bool] = is_place
) -> str | None:
    """Another name between the same neighbours, in an evidence sentence that does not hold this one."""
    word = clause.words[position]
    if clause.coverage >= _NEAR_COPY and source.support(word).get(clause.evidence[0], 0) >= _KNOWN:
        return None
    sentences = [index for index in clause.evidence if source.support(word).get(index, 0) < _KNOWN]
    given = [other for other in counterparts(clause.words, position, source, sentences) if is_such(other)]
    same = (
        _is_same_place(other, word)
        or capital_stands_for(word, f" {other} ")
        or _is_capital_of(other, position, clause)
        for other in given
    )
    return None if any(same) else next(iter(given), None)


def _after_same_noun(position: int, clause: Clause, source: Source) -> str | None:
    """Another nationality after the same noun, when the source never has this one after it."""
    noun, place = clause.words[max(0, position - 1)], clause.words[position]
    if position == 0 or is_place(noun) or noun in STOP_WORDS or len(noun) <= 2:
        return None
    other = _other_place(noun, place, source)
    return other if other and place.startswith("ال") == other.startswith("ال") else None


def _is_same_place(one: str, other: str) -> bool:
    """«البحرين» and «البحريني» are one."""
    ones, others = clitic_forms(one), clitic_forms(other)
    return (
        not ones.isdisjoint(others)
        or is_one_state(one, other)
        or any(
            form + ending in longer
            for shorter, longer in ((ones, others), (others, ones))
            for form in shorter
            for ending in ("ي", "يه")
        )
    )


def _other_place(noun: str, place: str, source: Source) -> str | None:
    """The place that follows the noun in the source, when the claimed one never does."""
    other = None
    places = {at for form in clitic_forms(noun) for at in source.places.positions.get(form, ())}
    for index, position in sorted(places):
        following = source.sentences[index].words[position + 1 : position + 3]
        if not clitic_forms(source.sentences[index].words[position]) & clitic_forms(noun):
            continue
        if any(_is_same_place(word, place) for word in following):
            return None
        if following and is_place(following[0]):
            other = other or following[0]
    return other
