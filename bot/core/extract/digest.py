"""Makes the offline digest of a story from its own sentences; each claim points at the sentence it is."""

from bot.core.arabic import sentences
from bot.core.errors import EngineError
from bot.core.extract.candidates import Candidate, candidates
from bot.core.extract.choice import choose
from bot.core.extract.headline import headline_of
from bot.core.extract.instructions import speaks_to_machines
from bot.core.extract.tidy import tidied, tidied_opening
from bot.core.extract.weights import profiles
from bot.core.lengths import FORMS, Form
from bot.core.models import Article, Digest, Evidence, KeyPoint, Length, Story


def sentences_of(story: Story) -> tuple[Evidence, ...]:
    """All sentences of all articles of the story, the lead article's first; none that gives orders to machines."""
    return tuple(sentence for article in story.articles for sentence in _sentences_of(article))


def _sentences_of(article: Article) -> list[Evidence]:
    return [
        Evidence(article_id=article.id, text=text)
        for text in sentences(article.text, title=article.title)
        if not speaks_to_machines(text)
    ]


def title_of(article: Article) -> str:
    """The article's title, or '' when it gives orders to machines."""
    return "" if speaks_to_machines(article.title) else article.title.strip()


def extract_digest(story: Story, length: Length = Length.MEDIUM, written_by: str = "extractive/1") -> Digest:
    """The digest of this length that quotes the story's own sentences; raises EngineError without any."""
    evidence = sentences_of(story)
    if not evidence:
        raise EngineError("no article of the story has a sentence")
    text, points = _chosen(story, evidence, FORMS[length])
    return Digest(
        story=story,
        headline=headline_of(title_of(story.lead), story.lead.outlet, evidence[text[0].index].text),
        text=tuple(_claim(evidence, one, opens=place == 0) for place, one in enumerate(text)),
        key_points=tuple(_claim(evidence, one, opens=True) for one in points),
        sentences=evidence,
        written_by=written_by,
        length=length,
    )


def _chosen(
    story: Story, evidence: tuple[Evidence, ...], form: Form
) -> tuple[list[Candidate], list[Candidate]]:
    texts = [sentence.text for sentence in evidence]
    pool = candidates(texts, profiles(texts, title_of(story.lead)))
    lead_article = evidence[pool[0].index].article_id
    return choose(texts, pool, [one for one in pool if evidence[one.index].article_id == lead_article], form)


def _claim(evidence: tuple[Evidence, ...], one: Candidate, *, opens: bool) -> KeyPoint:
    sentence = evidence[one.index].text
    shown = tidied_opening(sentence, one.limit) if opens else tidied(sentence, one.limit)
    return KeyPoint(text=shown, evidence=(one.index,))
