"""Makes the offline digest of a story from its own sentences; each claim points at the sentence it is."""

from collections.abc import Sequence

from bot.core.arabic import paragraphs
from bot.core.errors import EngineError
from bot.core.extract.agreement import Witnesses, find_witnesses, outlets_of
from bot.core.extract.candidates import Candidate, candidates, confirmed
from bot.core.extract.choice import choose
from bot.core.extract.differences import find_differences
from bot.core.extract.headline import headline_of
from bot.core.extract.instructions import speaks_to_machines, told
from bot.core.extract.tidy import tidied, tidied_opening
from bot.core.extract.weights import Profile, profiles
from bot.core.lengths import FORMS, Form
from bot.core.models import Article, Digest, Evidence, KeyPoint, Length, Story


def sentences_of(story: Story) -> tuple[Evidence, ...]:
    """All sentences of all articles of the story, the lead article's first; no orders to machines."""
    return tuple(sentence for article in story.articles for sentence in _sentences_of(article))


def _sentences_of(article: Article) -> list[Evidence]:
    return [
        Evidence(article_id=article.id, text=text)
        for paragraph in paragraphs(article.text, title=article.title)
        for text in told(paragraph)
    ]


def title_of(article: Article) -> str:
    """The article's title, or '' when it gives orders to machines."""
    return "" if speaks_to_machines(article.title) else article.title.strip()


def extract_digest(story: Story, length: Length = Length.MEDIUM, written_by: str = "extractive/1") -> Digest:
    """The digest of this length that quotes the story's own sentences; raises EngineError without any."""
    evidence = sentences_of(story)
    if not evidence:
        raise EngineError("no article of the story has a sentence")
    known = profiles([sentence.text for sentence in evidence], title_of(story.lead))
    witnesses = find_witnesses(evidence, known, outlets_of(story, evidence))
    text, points = _chosen(evidence, known, witnesses, FORMS[length])
    texts = [sentence.text for sentence in evidence]
    return Digest(
        story=story,
        headline=headline_of(title_of(story.lead), story.lead.outlet, [texts[one.index] for one in text]),
        text=tuple(_claim(texts, one, witnesses, opens=place == 0) for place, one in enumerate(text)),
        key_points=tuple(_claim(texts, one, witnesses, opens=True) for one in points),
        sentences=evidence,
        written_by=written_by,
        length=length,
        differences=find_differences(story, evidence, known),
    )


def best_sentences(story: Story, sentences: Sequence[Evidence]) -> tuple[int, ...]:
    """The places of the sentences that carry a story, those that tell it first; none when there are none."""
    if not sentences:
        return ()
    known = profiles([sentence.text for sentence in sentences], title_of(story.lead))
    witnesses = find_witnesses(sentences, known, outlets_of(story, sentences))
    text, points = _chosen(sentences, known, witnesses, FORMS[Length.MEDIUM])
    return tuple(one.index for one in (*text, *points))


def _chosen(
    sentences: Sequence[Evidence], known: Sequence[Profile], witnesses: Witnesses, form: Form
) -> tuple[list[Candidate], list[Candidate]]:
    texts = [sentence.text for sentence in sentences]
    pool = confirmed(candidates(texts, known), witnesses)
    lead_article = sentences[pool[0].index].article_id
    lead = [one for one in pool if sentences[one.index].article_id == lead_article]
    return choose(texts, pool, lead, form)


def _claim(sentences: Sequence[str], one: Candidate, witnesses: Witnesses, *, opens: bool) -> KeyPoint:
    """The sentence as it is shown, with itself as evidence, then those of other outlets that say the same."""
    sentence = sentences[one.index]
    shown = tidied_opening(sentence, one.limit) if opens else tidied(sentence, one.limit)
    return KeyPoint(text=shown, evidence=(one.index, *witnesses.get(one.index, ())))
