"""House style: how a newsroom spells names and parties. Puts its spelling in place of the others, clitics kept."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from bot.core.models import Digest, KeyPoint

_MARKS = "[\u064b-\u0652\u0640]*"  # vowel signs and stretching may stand after any letter
_CLITICS = "(?P<clitics>[وف]?[بلك]?)"
_ALIF, _LAM = "ال"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A name or word as the house writes it, and the spellings that give way to it."""

    write: str
    instead_of: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseStyle:
    """All terms of a house; without any, texts stay as they are."""

    terms: tuple[Term, ...] = ()

    @property
    def mark(self) -> str:
        """A short name of exactly these terms, so that digests in different styles are kept apart; '' for none."""
        listed = "\n".join("\t".join((term.write, *term.instead_of)) for term in self.terms)
        return hashlib.sha256(listed.encode()).hexdigest()[:8] if self.terms else ""

    def applied_to(self, text: str) -> str:
        """Return the text in this style."""
        for pattern, write in _replacements(self.terms):
            text = pattern.sub(partial(_written, write), text)
        return text

    def terms_in(self, texts: Iterable[str]) -> tuple[Term, ...]:
        """Return the terms that these texts use, in whatever spelling."""
        whole = "\n".join(texts)
        return tuple(
            term
            for term in self.terms
            if any(_pattern(spelling).search(whole) for spelling in (term.write, *term.instead_of))
        )


def styled(digest: Digest, style: HouseStyle) -> Digest:
    """Return the digest with headline and claims in the house's style; its evidence stays as it was published."""
    if not style.terms:
        return digest
    return replace(
        digest,
        headline=style.applied_to(digest.headline),
        text=_claims(digest.text, style),
        key_points=_claims(digest.key_points, style),
        differences=_claims(digest.differences, style),
    )


def comparable(digest: Digest, style: HouseStyle) -> Digest:
    """Return the digest with its articles in the style of its claims: this is what the guard compares."""
    if not style.terms:
        return digest
    articles = [replace(one, title=style.applied_to(one.title)) for one in digest.story.articles]
    return replace(
        styled(digest, style),
        story=replace(digest.story, articles=tuple(articles)),
        sentences=tuple(replace(one, text=style.applied_to(one.text)) for one in digest.sentences),
    )


def _claims(claims: tuple[KeyPoint, ...], style: HouseStyle) -> tuple[KeyPoint, ...]:
    return tuple(replace(claim, text=style.applied_to(claim.text)) for claim in claims)


@lru_cache(8)
def _replacements(terms: tuple[Term, ...]) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Longer spellings first: the rule for a last name does not break the rule for the full one."""
    pairs = [(spelling, term.write) for term in terms for spelling in term.instead_of]
    longest_first = sorted(pairs, key=lambda pair: -len(pair[0]))
    return tuple((_pattern(spelling), write) for spelling, write in longest_first)


@lru_cache(4096)
def _pattern(spelling: str) -> re.Pattern[str]:
    start = ""
    if spelling.startswith(_ALIF + _LAM):  # after «li-» the article is written without its alif
        start, spelling = f"(?:{_ALIF}|(?<={_LAM})){_MARKS}", spelling[1:]
    body = r"\s+".join("".join(re.escape(letter) + _MARKS for letter in word) for word in spelling.split())
    return re.compile(rf"(?<!\w){_CLITICS}{start}{body}(?!\w)", re.IGNORECASE)


def _written(write: str, found: re.Match[str]) -> str:
    clitics = found["clitics"]
    if clitics.endswith(_LAM) and write.startswith(_ALIF + _LAM):
        return clitics + write[1:]
    return clitics + write
