"""Who acts in the evidence must not be acted upon: «موّل الباحثون جامعة أوتريخت» of «موّلت جامعة أوتريخت المشروع»."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.core.arabic import matching_key, without_clitics
from bot.core.faithfulness.acting import acts_before, is_adverb, is_stop, opens
from bot.core.faithfulness.claim import Clause, Finding
from bot.core.faithfulness.name_shapes import is_given_name
from bot.core.faithfulness.offices import office_in
from bot.core.faithfulness.same_word import is_related_word, is_same_word
from bot.core.faithfulness.source import Source
from bot.core.faithfulness.speakers import VERBS
from bot.core.models import ProblemKind

_HEAD = 2
_PRONOUNS = ("ه", "ها", "هم")
_NEARLY_ALL = 0.7
_JOINED, _THEY = "بل", "وا"  # «واتهموا قوات الأمن»: who accused is not named
_HONOURS = frozenset(matching_key("معالي سعادة السيد السيدة سمو فخامة الدكتور الدكتورة").split())
_BY = frozenset(matching_key("لسان قبل وفق بحسب يد طريق").split())
_SHORTEST_PEOPLE = 6
PARTIES = frozenset(
    matching_key(
        """
        وزارة هيئة لجنة محكمة شركة بلدية جامعة منظمة نقابة اتحاد مجلس مديرية دائرة غرفة جمعية قيادة نيابة مصرف بنك
        معهد حزب كتلة فصيل حركة كتيبة لواء نادي وكالة مؤسسة صندوق حكومة جيش شرطة قوات قوة سلطات سلطة معارضة فريق جماعة
        عشيرة قبيلة دفاع ادعاء وفد بعثة عائلة أسرة أهالي سكان مسلحون متمردون
        """
    ).split()
)


def check_acted_upon(clause: Clause, source: Source) -> Iterator[Finding]:
    """Verbs with another subject than in the evidence, whose subject is the object here."""
    if clause.coverage < _NEARLY_ALL:
        return
    for position in range(len(clause.words) - _HEAD):
        verb, actor = clause.words[position : position + _HEAD]
        if not opens(clause.words, position) or verb not in clause.content or _is_no_actor(actor):
            continue
        after = clause.words[position + 1 :]
        for words in (source.sentences[index].words for index in clause.evidence):
            for other in _actors_after(verb, words, actor):
                one = is_related_word(other, actor) or (bool(office_in(actor)) and is_given_name(other))
                if not one and _is_bare_object(other, after):
                    reason = f"In the evidence «{other}» acts, not «{actor}»."
                    yield Finding(kind=ProblemKind.MEANING, words=f"{verb} {actor}", reason=reason)
                    return


def _is_no_actor(word: str) -> bool:
    return is_stop(word) or word[0].isdigit() or word[0] in "بل" or word in VERBS or is_adverb(word)


def _actors_after(verb: str, given: Sequence[str], actor: str) -> Iterator[str]:
    """The first word after the same verb, past honours, that may be its subject; none where the actor is before it."""
    for at, word in enumerate(given[:-1]):
        if word[0] in _JOINED or word.endswith(_THEY) or not _is_same_verb(word, verb):
            continue
        if acts_before(given, at, actor):
            continue
        following = next((one for one in given[at + 1 :] if one not in _HONOURS), "")
        if following and _is_party(following) and not _is_head_of(following, actor, given):
            yield following


def _is_head_of(body: str, actor: str, words: Sequence[str]) -> bool:
    """«السيدات» is «فريق السيدات»."""
    return any(one == body and is_same_word(other, actor) for one, other in pairwise(words))


def _is_same_verb(one: str, other: str) -> bool:
    """The same form but for clitics, or both present: «ويسلم», «تسلم»."""
    present = [word.removeprefix("و") for word in (one, other)]
    both = all(word[:1] in ("ي", "ت") for word in present) and present[0][1:] == present[1][1:]
    return both or is_same_word(one, other)


def _is_party(word: str) -> bool:
    """Somebody or a body of people: by its table, its office, its name, or the plural of people («المسلحون»)."""
    people = word.startswith("ال") and word.endswith("ون") and len(word) > _SHORTEST_PEOPLE
    own = office_in(word) and not (word.endswith(_PRONOUNS) and office_in(word) != word)  # «برأت شريكه»
    named = bool(own) or is_given_name(word) or not PARTIES.isdisjoint(without_clitics(word))
    return (people or named) and word[0] not in "بل"


def _is_bare_object(word: str, after: Sequence[str]) -> bool:
    """Behind the subject, ruled by no preposition and no genitive: the noun before it has an article."""
    for at in range(1, len(after)):
        before = after[at - 1]
        if after[at] == word and not is_stop(before) and before not in VERBS | _BY:
            return before.startswith("ال") or (at > 1 and after[at - 2].startswith("ال"))
    return False
