"""Which outlet a claim says it has something from: «بحسب الساحل …», «الساحل: …». Splits claims; checks nothing."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.core.models import Digest, KeyPoint, Story

_CUE = (
    r"(?:بحسب|حسب|وفقا?ً?|طبقا?ً?|نقلا?ً?|عن|إلى أن|ذكرت?|قالت?|أفادت?|أوردت?|نقلت?|أشارت?|تحدثت?|أعلنت?|أكدت?|كتبت?"
    r"|أوضحت?|رأت?|اتفقت?|انفردت?|تنفرد|تقول|تذكر|تفيد|يقول|يذكر|يفيد|كشفت?|أضافت?|لدى)"
)
_KIND = r"(?:صحيفة|جريدة|قناة|وكالة|موقع|شبكة|هيئة|إذاعة|منصة|كل من|كلٌّ من)"
_TAIL = r"(?:\s*:|\s*،)?(?:\s+(?:أن|إن|بأن|عن|على أن|إلى أن|أنه|إنه)(?=\s))?"
_BREAK = re.compile(r"\s*؛\s*|،?\s+(?=(?:و?بينما|و?فيما|في حين|أما)\s)")
_LINKING = re.compile(r"^(?:و?بينما|و?فيما|في حين|أما)\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a claim and the outlets it names as its source; none: it may come from any."""

    text: str
    outlets: tuple[str, ...]


def parts_by_outlet(claim: str, story: Story) -> tuple[Part, ...]:
    """Return the parts of a claim that names outlets of its story, without the words that name them; else nothing."""
    names = tuple(dict.fromkeys(article.outlet for article in story.articles if article.outlet))
    if not any(name in claim for name in names):
        return ()
    parts = tuple(_part(text, names) for text in _BREAK.split(claim) if text.strip())
    return parts if any(part.outlets for part in parts) else ()


def only_of(digest: Digest, outlet: str) -> Digest:
    """Return the digest as if this outlet alone had reported its story."""
    articles = tuple(article for article in digest.story.articles if article.outlet == outlet)
    kept = {article.id for article in articles}
    return replace(
        digest,
        story=replace(digest.story, articles=articles),
        sentences=tuple(one for one in digest.sentences if one.article_id in kept),
    )


def places_of(digest: Digest, outlet: str) -> tuple[int, ...]:
    """Return where the sentences of `only_of` stand among all sentences of the digest."""
    kept = {article.id for article in digest.story.articles if article.outlet == outlet}
    return tuple(index for index, one in enumerate(digest.sentences) if one.article_id in kept)


def cited_in(claim: KeyPoint, text: str, places: tuple[int, ...]) -> KeyPoint:
    """Return a part of a claim with those of its citations that stand at these places."""
    cited = tuple(places.index(index) for index in claim.evidence if index in places)
    return KeyPoint(text=text, evidence=cited)


def _part(text: str, names: tuple[str, ...]) -> Part:
    found = _mention(names).search(text)
    if found is None:
        return Part(text=text, outlets=())
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    told_by = tuple(name for name in names if name in found.group())
    return Part(text=" ".join(_LINKING.sub("", rest.strip()).split()).strip("،: "), outlets=told_by)


@lru_cache(256)
def _mention(names: tuple[str, ...]) -> re.Pattern[str]:
    """Outlets after a word of telling, or before a colon at the start; the bare name can mean anything («العربية»)."""
    one = "(?:" + "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)) + ")"
    several = rf"[«\"]?{one}[»\"]?(?:(?:\s+و|،\s*و?|\s+وعن\s+)[«\"]?{one}[»\"]?)*"
    cue = rf"(?:[وف]?{_CUE}\s+){{1,2}}(?:ل|إلى |عن |على |من )?(?:ل?{_KIND}\s+)?"
    told = rf"(?<!\w){cue}{several}(?!\w){_TAIL}"
    opening = (
        rf"^(?:و?بينما\s+|و?فيما\s+|في حين\s+|أما\s+)?(?:{_KIND}\s+)?{several}\s*(?::|(?=\s+(?:أن|إن)\s))"
    )
    return re.compile(f"{opening}|{told}")
