"""Judges a digest: each claim goes through every check against the sentences it cites, or the best ones."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.core.arabic import spelled_alike, words
from bot.core.faithfulness.acted_upon import check_acted_upon
from bot.core.faithfulness.antonyms import check_antonyms
from bot.core.faithfulness.appeals import check_appeals
from bot.core.faithfulness.assurance import check_assurance
from bot.core.faithfulness.attribution import check_attribution
from bot.core.faithfulness.borrowed import check_borrowed_names
from bot.core.faithfulness.bounds import check_bounds
from bot.core.faithfulness.casualties import check_casualties
from bot.core.faithfulness.causes import check_causes
from bot.core.faithfulness.certainty import check_certainty
from bot.core.faithfulness.claim import MOSTLY, Clause, Finding, best_places, clauses_of, content_of, coverage
from bot.core.faithfulness.copied_negation import check_copied_negations
from bot.core.faithfulness.counterparts import check_counterparts
from bot.core.faithfulness.coverage import check_coverage
from bot.core.faithfulness.dates import check_dates
from bot.core.faithfulness.denials import check_denials
from bot.core.faithfulness.events import check_events
from bot.core.faithfulness.foreign import check_foreign, is_foreign
from bot.core.faithfulness.full_names import check_full_names
from bot.core.faithfulness.insertions import check_insertions
from bot.core.faithfulness.known_bodies import check_known_bodies
from bot.core.faithfulness.links import check_links
from bot.core.faithfulness.ministries import check_ministries
from bot.core.faithfulness.mixed_up import check_mixed_up
from bot.core.faithfulness.named_things import check_named_things
from bot.core.faithfulness.names import check_misplaced_names, check_names
from bot.core.faithfulness.nationalities import check_nationalities
from bot.core.faithfulness.negation import check_negation
from bot.core.faithfulness.numbers import check_numbers
from bot.core.faithfulness.order import check_order
from bot.core.faithfulness.other_units import check_units
from bot.core.faithfulness.outlets import Part, cited_in, only_of, parts_by_outlet, places_of
from bot.core.faithfulness.persons import check_persons
from bot.core.faithfulness.phrases import check_phrases
from bot.core.faithfulness.promised import check_promised
from bot.core.faithfulness.purity import check_purity
from bot.core.faithfulness.quoted_speakers import check_quoted_speakers
from bot.core.faithfulness.quotes import check_quotes
from bot.core.faithfulness.roles import check_roles
from bot.core.faithfulness.scope import check_scope
from bot.core.faithfulness.sequels import check_sequels
from bot.core.faithfulness.source import Source, index_source, source_of
from bot.core.faithfulness.swaps import check_swaps
from bot.core.faithfulness.titles import check_titles
from bot.core.faithfulness.transplants import check_transplants
from bot.core.models import Digest, KeyPoint, Problem, ProblemKind, Verdict

_CLAUSE_CHECKS = (
    check_numbers,
    check_bounds,
    check_casualties,
    check_dates,
    check_names,
    check_misplaced_names,
    check_negation,
    check_copied_negations,
    check_denials,
    check_antonyms,
    check_scope,
    check_units,
    check_causes,
    check_attribution,
    check_quoted_speakers,
    check_roles,
    check_acted_upon,
    check_titles,
    check_ministries,
    check_known_bodies,
    check_transplants,
    check_full_names,
    check_persons,
    check_nationalities,
    check_borrowed_names,
    check_swaps,
    check_mixed_up,
    check_counterparts,
    check_order,
    check_named_things,
    check_phrases,
    check_coverage,
    check_assurance,
    check_promised,
    check_sequels,
)
# They take one word for another, which is right only where a clause is mostly the evidence's.
_WORD_FOR_WORD = (
    check_insertions,
    check_certainty,
    check_events,
)
_CLEARLY = 0.4  # more of the content words
_FEW_SENTENCES = 3  # two headlines are compared word for word


def find_problems(digest: Digest) -> Verdict:
    """What the digest's headline, text and key points say that its articles do not."""
    source = source_of(digest)
    claims = (KeyPoint(text=digest.headline), *digest.text, *digest.key_points, *digest.differences)
    problems: list[Problem] = []
    for claim in claims:
        parts = parts_by_outlet(claim.text, digest.story)
        problems += _problems_by_outlet(claim, parts, digest) if parts else problems_of(claim, source)
    return Verdict(problems=tuple(problems))


def _problems_by_outlet(claim: KeyPoint, parts: Sequence[Part], digest: Digest) -> Iterator[Problem]:
    """What a claim says of an outlet must stand in what that outlet reports, not in what another does."""
    for part in parts:
        for outlet in part.outlets or ("",):
            told = only_of(digest, outlet) if outlet else digest
            places = places_of(digest, outlet) if outlet else tuple(range(len(digest.sentences)))
            for problem in problems_of(cited_in(claim, part.text, places), source_of(told)):
                cited = tuple(places[index] for index in problem.evidence if 0 <= index < len(places))
                yield replace(problem, claim=claim.text, evidence=cited)


def evidence_of(claim: KeyPoint, sentences: Sequence[str]) -> tuple[int, ...]:
    """The sentences a claim cites; the one or two that tell it, where those it cites clearly do not."""
    source = index_source((), sentences)
    content = content_of(spelled_alike(claim.text))
    best = tuple(sorted(best_places(content, source)))
    told = coverage(content, source, best)
    cited = coverage(content, source, [index for index in claim.evidence if 0 <= index < len(sentences)])
    return best if told >= max(MOSTLY, cited + _CLEARLY) else claim.evidence


def problems_of(claim: KeyPoint, source: Source) -> list[Problem]:
    """The problems of one claim; its evidence counts the source's sentences without the titles."""
    if not words(claim.text):
        return [_problem(claim, Finding(kind=ProblemKind.EMPTY, words="", reason="The claim says nothing."))]
    count = len(source.sentences) - source.titles
    cited = [index + source.titles for index in claim.evidence if 0 <= index < count]
    problems = [_problem(claim, finding) for finding in _bad_evidence(claim, count)]
    if not source.holds_whole(claim.text):
        problems += _found(claim, source, cited)
    return list({(problem.kind, problem.words): problem for problem in reversed(problems)}.values())[::-1]


def _bad_evidence(claim: KeyPoint, count: int) -> Iterator[Finding]:
    wrong = [str(index) for index in claim.evidence if not 0 <= index < count]
    if wrong:
        listed = ", ".join(wrong)
        reason = f"The claim cites sentence {listed}, but the source has only sentences 0 to {count - 1}."
        yield Finding(kind=ProblemKind.EVIDENCE, words=listed, reason=reason)


def _found(claim: KeyPoint, source: Source, cited: Sequence[int]) -> Iterator[Problem]:
    if is_foreign(claim.text, source):
        for check in (check_links, check_appeals, check_foreign):
            yield from (_problem(claim, finding) for finding in check(claim.text, source))
        return
    for check in (check_quotes, check_links, check_appeals, check_purity):
        for finding in check(claim.text, source):
            yield _problem(claim, finding)
    for clause in clauses_of(claim.text, source, cited):
        close = clause.coverage >= MOSTLY or len(source.sentences) < _FEW_SENTENCES
        for check_clause in _CLAUSE_CHECKS + _WORD_FOR_WORD if close else _CLAUSE_CHECKS:
            for finding in check_clause(clause, source):
                yield _problem(claim, finding, _evidence(clause, source))


def _evidence(clause: Clause, source: Source) -> tuple[int, ...]:
    return tuple(index - source.titles for index in sorted(clause.evidence) if index >= source.titles)


def _problem(claim: KeyPoint, finding: Finding, evidence: tuple[int, ...] = ()) -> Problem:
    return Problem(
        claim=claim.text,
        kind=finding.kind,
        words=finding.words,
        reason=finding.reason,
        evidence=evidence or claim.evidence,
    )
