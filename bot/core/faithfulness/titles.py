"""An office belongs to the person who holds it: a known name with another person's title is a false name."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.core.arabic import STOP_WORDS, clitic_forms, matching_key, without_clitics
from bot.core.faithfulness.claim import Clause, Finding
from bot.core.faithfulness.gazetteer import is_place
from bot.core.faithfulness.name_shapes import is_given_name
from bot.core.faithfulness.offices import office_in
from bot.core.faithfulness.person_names import persons_in, starts_name
from bot.core.faithfulness.same_word import is_related_word, is_same_word
from bot.core.faithfulness.source import SAME_ROOT, Source
from bot.core.faithfulness.speakers import VERBS
from bot.core.models import ProblemKind

_SAME_OFFICE = tuple(
    frozenset(matching_key(line).split())
    for line in (
        "رئيس رئيسة رئاسة زعيم قائد برئاسة يرأسه يرأسها ترأس بقيادة يقود يقوده يقودها قاد مدير مديرة",
        "ناطق ناطقة متحدث متحدثة",
        "مندوب مندوبة سفير سفيرة مبعوث ممثل ممثلة دبلوماسي",
        "خبير خبيرة محلل محللة باحث باحثة أستاذ أستاذة مهندس طبيب طبيبة دكتور دكتورة عالم اقتصادي",
        "لاعب لاعبة مهاجم حارس عداء عداءة نجم",
        "محافظ حاكم والي عامل عمدة",
        "ملك عاهل أمير ولي",
        "محامي محامية وكيل دفاع",
        "نائب نائبة عضو",
        "سيناتور شيوخ",
        "متنبئ متنبئة خبير خبيرة",
        "مالك صاحب مؤسس شريك يملك أسس",
        "وزير وزيرة",
        "مدرب يدرب تدريب دربه فني",
        "سفير سفيرة سفارة",
        "مدير مديرة إدارة يدير تدير",
        "كاتب كاتبة كتب مؤلف",
        "مخرج مخرجة أخرج إخراج",
    )
)
_HONOURS = frozenset(
    matching_key("الدكتور الدكتورة السيد السيدة الشيخ الكابتن المهندس اللواء العميد العقيد الجنرال").split()
)
_GENERAL = frozenset(matching_key("العام العامة السابق الحالي").split())  # «الأمين العام»
_CLUBS = frozenset(matching_key("اتحاد نادي فريق منتخب").split())  # «مدرب اتحاد الحمامات» and «مدرب الحمامات»
_DEPUTIES = frozenset(matching_key("نائب نائبة مساعد مساعدة وكيل وكيلة").split())
_BODIES = frozenset(
    matching_key("وزارة هيئة شركة لجنة مجلس بلدية جمعية منظمة حزب نقابة اتحاد محكمة بنك جامعة سلطات").split()
)
_GOVERNMENT = set(matching_key("الوزراء الحكومة").split())
_GOVERNOR = "محافظ"
_VICE = frozenset(matching_key("نائب نائبة").split())  # an assistant may be called in many ways
_HIS_CHIEF = 4
_PHRASE = 6
_NEAR = 9
_IS = (("وهو",), ("وهي",))
_PEER = frozenset(matching_key("نظيره نظيرته نظيرها نظيرهما").split())


def check_titles(clause: Clause, source: Source) -> Iterator[Finding]:
    """Names of the source that follow an office which the source never gives them."""
    yield from _new_deputies(clause, source)
    for position, word in enumerate(clause.words):
        office = office_in(word)
        if position and word.startswith("ال") and is_given_name(clause.words[position - 1]):
            continue  # «صلاح الأمين» is a name
        if not office or _is_served(clause.words, position) or _has_own(clause.words, position):
            continue
        name = _name_after(clause.words, position, source)
        phrase = clause.words[position + 1 : name]
        if name is None:
            name, phrase = _name_before(clause, position), clause.words[position + 1 : position + 2]
        if name is None:
            continue
        person = clause.words[name]
        near = list(_around(person, source))
        deputy = position > 0 and _is_deputy(clause.words[position - 1])
        if near and (
            not any(_gives(office, phrase, words, source) for words in near)
            or (not deputy and _is_only_deputy(office, near))
        ):
            yield Finding(
                kind=ProblemKind.NAME,
                words=" ".join(clause.words[min(position, name) : max(position, name) + 1]),
                reason=f"The source does not call {person} «{' '.join((word, *phrase))}».",
            )


def _new_deputies(clause: Clause, source: Source) -> Iterator[Finding]:
    """«نائب رئيس زيمبابوي» where the article only ever has «رئيس زيمبابوي»."""
    for deputy, office, whose in zip(clause.words, clause.words[1:], clause.words[2:], strict=False):
        if _VICE.isdisjoint(without_clitics(deputy)) or not office_in(office) or is_place(office):
            continue
        chief = any(_follow(office, whose, source.sentences[index].words) for index in clause.evidence)
        if chief and not any(_names_deputy(office, sentence.words) for sentence in source.sentences):
            reason = f"The source has «{office} {whose}», and nobody's «{deputy}»."
            yield Finding(kind=ProblemKind.NAME, words=f"{deputy} {office}", reason=reason)


def _names_deputy(office: str, words: Sequence[str]) -> bool:
    """«نائب الرئيس», «النائب الأول للرئيس»."""
    return any(
        _is_deputy(word) and any(is_related_word(office, one) for one in words[at + 1 : at + _HIS_CHIEF])
        for at, word in enumerate(words)
    )


def _follow(one: str, other: str, words: Sequence[str]) -> bool:
    return any(is_same_word(one, first) and is_same_word(other, then) for first, then in pairwise(words))


def _has_own(words: Sequence[str], position: int) -> bool:
    """«محامي جورج عبود» is the lawyer of him whom the name names."""
    bare = not words[position].startswith("ال")
    return bare and position + 1 < len(words) and starts_name(words, position + 1)


def _is_served(words: Sequence[str], position: int) -> bool:
    """«وكيل اللاعب …» names the agent: the player is only whom he serves."""
    before = words[position - 1] if position else ""
    return (
        words[position].startswith("ال")
        and bool(before)
        and not before.startswith("ال")
        and bool(office_in(before))
    )


def _name_after(words: Sequence[str], position: int, source: Source) -> int | None:
    """Where the name of the holder starts: the first bare word after definite ones, or a known given name."""
    for at in range(position + 1, min(position + _PHRASE, len(words))):
        word = words[at]
        if word in _HONOURS | _GENERAL | _BODIES or is_place(word) or _opens_place(words, at):
            continue
        if word in STOP_WORDS or word[0].isdigit() or office_in(word):
            return None
        if at == position + 1 and words[position].startswith("ال") and _is_no_part(words, at):
            return None  # «يرفض المدرب تسمية منتخب صلاح»
        if starts_name(words, at) or _is_repeated(words, at, source):
            return at
    return None


def _is_no_part(words: Sequence[str], at: int) -> bool:
    """Behind a definite office an indefinite word is no part of its title, if it is no name."""
    return not words[at].startswith("ال") and not starts_name(words, at)


def _opens_place(words: Sequence[str], at: int) -> bool:
    """«محافظ ذي قار …», «وزير المناجم السابق في مدغشقر …»."""
    return words[at] == "ذي" or (words[at] == "في" and any(map(is_place, words[at + 1 : at + 2])))


def _name_before(clause: Clause, position: int) -> int | None:
    """Where the name starts that an office in apposition follows: «آدم كوكو، المتحدث باسم الجيش»."""
    ended = [person for person in persons_in(clause.words) if person.end == position]
    comma = re.search(rf"{_last_letters(clause.words, position)}\s?[،,(]", matching_key(clause.text))
    return ended[0].start if ended and comma else None


def _last_letters(words: Sequence[str], position: int) -> str:
    return re.escape(words[position - 1][-2:])


def _is_repeated(words: Sequence[str], at: int, source: Source) -> bool:
    """Two bare words after a definite one that the source has in this order: a name, whatever its origin."""
    pair = words[at : at + 2]
    if (
        not words[at - 1].startswith("ال")
        or words[at].startswith("ال")
        or any(_is_no_name(word) for word in pair)
        or len(pair) < 2
    ):
        return False
    return f" {pair[0]} {pair[1]} " in source.flat


def _is_no_name(word: str) -> bool:
    return word in STOP_WORDS or word in VERBS or word[0] in "بل" or not word.isalpha()


def _around(person: str, source: Source) -> Iterator[tuple[str, ...]]:
    for index, support in source.support(person).items():
        words = source.sentences[index].words
        for position, word in enumerate(words):
            if support >= SAME_ROOT and is_same_word(word, person):
                yield (*words[max(0, position - _NEAR) : position + _NEAR], *_told_next(index, source))


def _told_next(index: int, source: Source) -> tuple[str, ...]:
    """«وهو نائب رئيس البنك»: the next sentence goes on about the same person."""
    following = source.sentences[index + 1].words if index + 1 < len(source.sentences) else ()
    return following[:_NEAR] if following[:1] in _IS else ()


def _gives(office: str, phrase: Sequence[str], words: Sequence[str], source: Source) -> bool:
    held = any(_is_same_office(office, word) or not _PEER.isdisjoint(without_clitics(word)) for word in words)
    telling = [word for word in phrase if word not in _HONOURS | _GENERAL | _CLUBS and not is_place(word)][:1]
    elsewhere = [word for word in telling if source.support_anywhere(word) >= SAME_ROOT]
    return held and all(any(_is_same_body(word, other) for other in words) for word in elsewhere)


def _is_same_body(one: str, other: str) -> bool:
    """«رئيس الوزراء» is «رئيس الحكومة»."""
    return is_related_word(one, other) or {one, other} == _GOVERNMENT


def _is_deputy(word: str) -> bool:
    return not _DEPUTIES.isdisjoint(without_clitics(word))


def _is_only_deputy(office: str, near: Sequence[Sequence[str]]) -> bool:
    """Wherever the source names the office beside this person, it is another's whose deputy he is."""
    held = [words for words in near if any(_is_same_office(office, word) for word in words)]
    return bool(held) and all(_has_deputy(office, words) for words in held)


def _has_deputy(office: str, words: Sequence[str]) -> bool:
    """The person is called «نائب المحافظ» here, and no more."""
    held = [at for at, word in enumerate(words) if _is_same_office(office, word)]
    return bool(held) and all(at > 0 and _is_deputy(words[at - 1]) for at in held)


def _is_same_office(one: str, word: str) -> bool:
    forms = clitic_forms(word)
    if is_same_word(one, word):
        return not (one == _GOVERNOR and word.endswith("ه"))  # «المحافظة» is what he governs
    return any(one in offices and forms & offices for offices in _SAME_OFFICE)
