"""What somebody said must be told of the same speaker: the sentence that holds the words names who said them."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from bot.core.arabic import clitic_forms, spelling_skeleton
from bot.core.faithfulness.capitals import state_is_told
from bot.core.faithfulness.claim import MOSTLY, Clause, Finding, content_of, coverage, scores_of
from bot.core.faithfulness.hedges import THAT
from bot.core.faithfulness.known_names import is_known_name
from bot.core.faithfulness.name_shapes import is_given_name
from bot.core.faithfulness.offices import office_in
from bot.core.faithfulness.same_word import is_related_word, is_same_word, may_tell_same
from bot.core.faithfulness.source import SAME_ROOT, Source
from bot.core.faithfulness.spans import Span, spans_of
from bot.core.faithfulness.speaker_names import (
    DOCUMENTS,
    OFFICES,
    is_short_for,
    is_unnamed,
    speaker_of,
    without_kind,
)
from bot.core.faithfulness.speakers import ACCORDING_TO, TIMES, VERBS, Report, is_feminine, reports_in
from bot.core.models import ProblemKind

_TOLD = 0.5
_SURELY_SAID = 0.5
_CLEARLY = 0.3
_FEWEST = 2
_NEARLY_AS_GOOD = 0.12
_NEARLY_ALL = 0.85
_CARRIED = 2
_SAME_PHRASE = 7
_LONG_ENOUGH = 3


def check_attribution(clause: Clause, source: Source) -> Iterator[Finding]:
    """Speakers other than the one in, or just before, the sentences that hold what is said."""
    reports = reports_in(clause.words) if clause.evidence else ()
    for place, report in enumerate(reports):
        speaker = speaker_of(report)
        if not speaker or is_unnamed(speaker) or _says_it_there(report, clause, source):
            continue
        if len(report.speaker) == 1 and speaker[0] in DOCUMENTS and _is_known(speaker, source):
            continue
        said = _said(report, clause, reports[place + 1].start if place + 1 < len(reports) else None)
        if coverage(said, source, clause.evidence) < MOSTLY and _is_known(speaker, source):
            continue  # nobody knows where the article tells this
        if len(said) >= _FEWEST or not _others_speak(report, clause):
            yield from _wrong_speaker(report, said, clause, source)


def _others_speak(report: Report, clause: Clause) -> bool:
    """The rest of the claim may be what they say."""
    return any(other.speaker != report.speaker for other in reports_in(clause.whole) if other.speaker)


def _wrong_speaker(
    report: Report, said: tuple[str, ...], clause: Clause, source: Source
) -> Iterator[Finding]:
    speaker = speaker_of(report)
    places = _places_of(said, source) or clause.evidence
    told = said if len(said) >= _FEWEST else _told_besides(report, clause)
    homes = _homes(report, told, said, clause, source)
    others = [other for index in homes if (other := _other_speaker(speaker, told, index, source))]
    if any(is_short_for(other, report.speaker) for other in others):
        return
    if others and len(others) == len(homes):
        yield _finding(speaker, others[0])
    elif not any(_may_say(speaker, index, source, clause.words[report.start]) for index in {*places, *homes}):
        yield _finding(speaker, _named_in(source.sentences[places[0]].words))


def _homes(
    report: Report, told: tuple[str, ...], said: tuple[str, ...], clause: Clause, source: Source
) -> tuple[int, ...]:
    """The sentences where the source tells what is said."""
    homes = (_places_of(said, source) or clause.evidence) if told is said else _places_of(told, source)
    best = coverage(said, source, clause.evidence[:1])
    if homes and best >= _TOLD:
        homes = (*homes, clause.evidence[0])
    told_before = report.start and clause.words[report.start].lstrip("وف") in ACCORDING_TO
    if told_before and best < _NEARLY_ALL:
        homes = (*homes, *clause.evidence)  # several sentences tell all that stands before
    return tuple(dict.fromkeys(homes))


def _is_known(speaker: Sequence[str], source: Source) -> bool:
    return any(source.support_anywhere(word) >= SAME_ROOT for word in speaker)


def _named_in(words: tuple[str, ...]) -> Sequence[str]:
    return next((report.speaker for report in reports_in(words) if report.speaker), ())


def _finding(speaker: Sequence[str], named: Sequence[str]) -> Finding:
    other = f"the evidence names {' '.join(named)}" if named else "the evidence names nobody like that"
    words = " ".join(speaker)
    return Finding(
        kind=ProblemKind.ATTRIBUTION, words=words, reason=f"The claim gives these words to {words}; {other}."
    )


def _other_speaker(
    speaker: Sequence[str], said: Sequence[str], index: int, source: Source
) -> tuple[str, ...] | None:
    """Who says this part of a sentence, when it is surely somebody else."""
    spans = spans_of(source.sentences[index].words)
    shares = sorted((_share(said, span.said), -at) for at, span in enumerate(spans))
    if not shares or shares[-1][0] < _SURELY_SAID or len(said) < _FEWEST:
        return None
    if len(shares) > 1 and shares[-1][0] - shares[-2][0] < _CLEARLY:
        return None
    span = spans[-shares[-1][1]]
    says_the_rest = any(_is_same(speaker, one.speaker) for one in spans)
    if not _is_somebody_else(span, speaker, source, named=says_the_rest):
        return None
    return span.speaker if says_the_rest or not stands_in(speaker, (index,), source) else None


def _is_somebody_else(span: Span, speaker: Sequence[str], source: Source, *, named: bool) -> bool:
    """The span surely names its speaker, and the article never calls the two by one phrase."""
    known = bool(span.speaker) and is_known_name(span.speaker[0])
    other = span.speaker[:1] if known else span.speaker  # «قال ماكرون في ختام القمة»
    named = named or known or any(is_given_name(word) or office_in(word) for word in other)
    if not (named if known or len(other) >= _FEWEST else _is_family_name(other, source)):
        return False  # «عزت كثرة العواصف إلى …» names what is spoken of
    return not (
        _is_same(speaker, other) or _is_same(other, speaker) or is_also_called(speaker, other, source)
    )


def _is_family_name(speaker: Sequence[str], source: Source) -> bool:
    """«أشرقي», who is called «عبد النبي أشرقي» elsewhere."""
    places = source.places.positions.get(speaker[0], ()) if speaker else ()
    return any(at and is_given_name(source.sentences[index].words[at - 1]) for index, at in places)


def _share(said: Sequence[str], words: Sequence[str]) -> float:
    return sum(any(may_tell_same(one, word) for word in words) for one in said) / len(said) if said else 0.0


def _said(report: Report, clause: Clause, until: int | None) -> tuple[str, ...]:
    """What follows the speaker up to the next report, else what stands before the verb."""
    after = content_of(clause.words[report.end : until])
    if len(after) >= _FEWEST or any(other.start < report.start for other in reports_in(clause.words)):
        return after  # what stands before is what another one says
    return content_of(clause.words[: report.start])


def _told_besides(report: Report, clause: Clause) -> tuple[str, ...]:
    """What the whole claim tells but for this report's own verb and speaker."""
    own = clause.words[report.start : report.end]
    return content_of([word for word in clause.whole if word not in own])


def _places_of(said: Sequence[str], source: Source) -> tuple[int, ...]:
    """The sentences that hold most of what is said; none when no sentence holds half of it."""
    if len(said) < 2:
        return ()
    scores = scores_of(said, source)
    of_sentences = scores[source.titles :]  # a title hardly says who speaks
    enough = max(_TOLD, max(of_sentences, default=0.0) - _NEARLY_AS_GOOD)
    places = [at for at in range(source.titles, len(scores)) if scores[at] >= enough]
    return tuple(sorted(places, key=lambda at: -scores[at]))


def _may_say(speaker: Sequence[str], index: int, source: Source, verb: str) -> bool:
    reports = [report for report in reports_in(source.sentences[index].words) if report.speaker]
    named = [words for report in reports for words in (speaker_of(report), report.speaker)]
    named += [span.speaker for span in spans_of(source.sentences[index].words) if span.speaker]
    if any(_is_same(speaker, other) or is_short_for(other, speaker) for other in named):
        return True
    if any(len(other) == 1 and _is_same(other, speaker) for other in named):
        return True  # «جولياني» for «محاميه رودي جولياني»
    if len(speaker) == 1 and state_is_told(speaker[0], f" {' '.join(source.sentences[index].words)} "):
        return True  # a capital speaks for its state
    sure = any(report.sure for report in reports)
    if stands_in(speaker, (index,), source) and not (
        sure and _only_spoken_of(speaker, index, reports, source)
    ):
        return True
    if any(is_also_called(speaker, other, source) for other in named):
        return True
    if not named and _is_called_by_name(speaker, source.sentences[index].words, source):
        return True
    before = range(max(0, index - _CARRIED), index)
    somebody = _is_person(speaker) and any(map(_is_person, named))
    carried = not (sure or somebody) and stands_in(speaker, (index, *before), source)
    return carried and not (is_given_name(speaker[0]) and _is_another_sex(verb, index, source))


def _is_person(speaker: Sequence[str]) -> bool:
    return any(is_given_name(word) or is_known_name(word) for word in speaker)


def _says_it_there(report: Report, clause: Clause, source: Source) -> bool:
    """«أوضح المدير أن مجلس الإدارة أوصى بصرفها»: within what another one says, this one speaks."""
    verb, speaker = clause.words[report.start], report.speaker
    for words in (source.sentences[index].words for index in clause.evidence):
        for at in (place for place, word in enumerate(words) if word in THAT and place):
            subject, after = words[at + 1 : at + 1 + len(speaker)], words[at + 1 + len(speaker) :][:1]
            same = all(map(is_related_word, subject, speaker)) and len(subject) == len(speaker)
            if same and any(may_tell_same(verb, word) for word in after):
                return True
    return False


def _is_called_by_name(speaker: Sequence[str], words: Sequence[str], source: Source) -> bool:
    """«وردّ الكناني» of «المتحدث باسم قيادة العمليات، العميد حيدر الكناني»."""
    families = (word for word in words if _is_family_name((word,), source))
    return any(is_also_called(speaker, (family,), source) for family in families)


def _is_another_sex(verb: str, index: int, source: Source) -> bool:
    """«قالت …» where the sentence goes on with «وأشار إلى …», which a man did."""
    words = source.sentences[index].words
    verbs = [word for report in reports_in(words) if (word := words[report.start].lstrip("وف")) in VERBS]
    sexes = {is_feminine(one) for one in verbs}
    return bool(sexes) and verb.lstrip("وف") in VERBS and is_feminine(verb.lstrip("وف")) not in sexes


def _only_spoken_of(speaker: Sequence[str], index: int, reports: Sequence[Report], source: Source) -> bool:
    """The sentence names them only within what somebody else says."""
    if all(clitic_forms(word) & OFFICES for word in speaker):
        return False  # «متحدث باسم …» may be any
    words = source.sentences[index].words
    first = min(report.end for report in reports if report.sure)
    return not any(_is_same_name(word, one) for word in words[:first] for one in speaker)


def _is_same(speaker: Sequence[str], other: Sequence[str]) -> bool:
    telling = without_kind(speaker)
    same = [word for word in telling if any(_is_same_name(word, one) for one in other)]
    short = any(is_short_for((word,), speaker) for word in other)  # «وكيل الشركة» for «شركة النخيل»
    return len(same) * 2 >= len(telling) or (short and len(telling) < len(speaker))


def is_also_called(speaker: Sequence[str], other: Sequence[str], source: Source) -> bool:
    """Some sentence calls the two by one phrase: «قال رئيس الفريق سامي راشد»."""
    return any(
        _is_same(speaker, phrase) and _is_same(other, phrase)
        for index in _holding(speaker[0], source)
        for phrase in _phrases(speaker[0], source.sentences[index].words)
    )


def _holding(word: str, source: Source) -> list[int]:
    return [index for index, support in source.support(word).items() if support >= SAME_ROOT]


def _phrases(word: str, words: Sequence[str]) -> Iterator[Sequence[str]]:
    for position, other in enumerate(words):
        if is_related_word(word, other):
            start = position if _is_joined(words[position]) else max(0, position - 1)
            near = words[position + 1 : position + _SAME_PHRASE - 2]
            after = takewhile(lambda one: not _is_joined(one), (one for one in near if one not in TIMES))
            yield (*words[start : position + 1], *after)


def _is_joined(word: str) -> bool:
    """«ماكرون وترامب» are two; «والي» may be the governor."""
    return (
        word[0] == "و" and len(word) > _LONG_ENOUGH and (is_known_name(word[1:]) or is_given_name(word[1:]))
    )


def stands_in(speaker: Sequence[str], sentences: Sequence[int], source: Source) -> bool:
    telling = without_kind(speaker)
    known = sum(_is_named_in(word, sentences, source) for word in telling)
    return known >= 0.5 * len(telling)


def _is_named_in(word: str, sentences: Sequence[int], source: Source) -> bool:
    """A given name in its very spelling, any other word in some form."""
    if not is_given_name(word):
        return source.best_support(word, sentences) >= SAME_ROOT
    return any(_is_same_name(word, other) for index in sentences for other in source.sentences[index].words)


def _is_same_name(one: str, other: str) -> bool:
    """«أحمد» is no «محمود», though they share a root."""
    names = is_given_name(one) and is_given_name(other)
    return (is_same_word if names else is_related_word)(one, other) or spelling_skeleton(
        one
    ) == spelling_skeleton(other)
