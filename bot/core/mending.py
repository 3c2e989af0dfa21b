"""What becomes of an unfaithful digest: a wrong citation is put right, a refused claim gives way to what it cites.

Decides only; whether the outcome is faithful, the guard says again.
"""

from collections.abc import Iterable
from dataclasses import replace

from bot.core.arabic import is_arabic
from bot.core.extract import title_of
from bot.core.extract.headline import headline_of
from bot.core.extract.tidy import tidied_opening
from bot.core.faithfulness import evidence_of
from bot.core.models import Digest, KeyPoint, Verdict

MOST_QUOTED = 0.5  # of the claims; beyond that, an extract of the whole story reads better


def cited_anew(digest: Digest, verdict: Verdict) -> Digest:
    """Return the digest with other citations for refused claims that cite the wrong sentences, as models miscount."""
    refused = {problem.claim for problem in verdict.problems}
    sentences = [sentence.text for sentence in digest.sentences]

    def cited(claims: tuple[KeyPoint, ...]) -> tuple[KeyPoint, ...]:
        return tuple(
            replace(claim, evidence=evidence_of(claim, sentences)) if claim.text in refused else claim
            for claim in claims
        )

    return replace(digest, text=cited(digest.text), key_points=cited(digest.key_points))


def quoted_instead(digest: Digest, verdict: Verdict) -> Digest | None:
    """Return the digest with quotations for what the verdict refuses; nothing when too little would be left of it."""
    refused = {problem.claim for problem in verdict.problems}
    claims = (*digest.text, *digest.key_points)
    if sum(claim.text in refused for claim in claims) > MOST_QUOTED * len(claims):
        return None
    text = _quoted(digest.text, refused, digest)
    taken = {claim.text for claim in text}
    points = [one for one in _quoted(digest.key_points, refused, digest) if one.text not in taken]
    headline = _own_headline(digest) if digest.headline in refused else digest.headline
    if not text or not is_arabic(headline):
        return None
    return replace(
        digest,
        headline=headline,
        text=text,
        key_points=tuple(points),
        differences=tuple(one for one in digest.differences if one.text not in refused),
    )


def _own_headline(digest: Digest) -> str:
    lead = digest.story.lead
    return headline_of(title_of(lead), lead.outlet, [sentence.text for sentence in digest.sentences])


def _quoted(claims: Iterable[KeyPoint], refused: set[str], digest: Digest) -> tuple[KeyPoint, ...]:
    kept = (_quotation(claim, digest) if claim.text in refused else claim for claim in claims)
    return tuple({claim.text: claim for claim in kept if claim is not None}.values())


def _quotation(claim: KeyPoint, digest: Digest) -> KeyPoint | None:
    """The first sentence cited; a foreign one never stands in for Arabic."""
    for index in claim.evidence:
        shown = tidied_opening(digest.sentences[index].text) if index < len(digest.sentences) else ""
        if shown and is_arabic(shown):
            return KeyPoint(text=shown, evidence=(index,))
    return None
