"""Edition, Digest -> finished messages. Layout only: words are in texts/, sizes in packing."""

from bot.core.arabic import is_arabic
from bot.core.models import Article, Button, Digest, Edition, KeyPoint, Length, Message, Subscription
from bot.telegram.buttons import Retell, ShowEvidence, pack
from bot.telegram.markup import Block, Frame, Line, Span, Style, line
from bot.telegram.packing import pack as pack_blocks
from bot.telegram.texts import Texts, texts_for

WORDS_A_MINUTE = 150
LANGUAGE_SAMPLE = 2000  # characters
BULLET = "• "
NOT_MODELS = ("extractive",)  # engines that quote; any other name is a model's
DigestKey = str


def render_edition(edition: Edition, subscription: Subscription) -> tuple[Message, ...]:
    """Return the messages of a scheduled edition; none when nothing is new and the chat is not told so."""
    texts = texts_for(subscription.language)
    if not edition.digests and not subscription.tells_nothing_new:
        return ()
    title = texts.edition_title(edition.slot.local_time)
    header = (
        Line((Span(f"🗞 {title}", Style.BOLD),)),
        line(texts.long_date(edition.slot.local_date), Style.ITALIC),
    )
    return _messages((Block(header), *_edition_body(edition, texts)))


def render_latest(edition: Edition, texts: Texts) -> tuple[Message, ...]:
    """Return the messages of an edition made on demand."""
    header = Block((Line((Span(f"🗞 {texts.latest_title}", Style.BOLD),)),))
    return _messages((header, *_edition_body(edition, texts)))


def render_digest(digest: Digest, key: DigestKey, texts: Texts) -> tuple[Message, ...]:
    """Return the messages of one digest, with its link and the button that shows its evidence."""
    links = _links(digest, texts) if len(_outlets(digest)) > 1 else ()  # one outlet has its button
    body = (*_digest_body(digest, texts), *(Block((one,)) for one in links))
    blocks = (_headline(digest.headline), *body, _origin(digest, texts))
    return _messages(blocks, _digest_buttons(digest, key, texts))


def render_evidence(digest: Digest, texts: Texts) -> tuple[Message, ...]:
    """Return each claim with the sentence of the article that proves it."""
    title = Block((line(texts.evidence_title, Style.BOLD),))
    claims = (*(digest.key_points or digest.text), *digest.differences)
    return _messages((title, *(block for claim in claims for block in _proof(claim, digest))))


def _edition_body(edition: Edition, texts: Texts) -> tuple[Block, ...]:
    digests = edition.digests
    if not digests:
        return (Block((line(texts.nothing_new),)),)
    if len(digests) == 1:
        only = digests[0]
        links = tuple(Block((one,)) for one in _links(only, texts))
        headline = _headline(_marked(only.headline, edition, only, texts))
        return (headline, *_digest_body(only, texts), *links, _origin(only, texts))
    outlets = {article.outlet for digest in digests for article in digest.story.articles}
    counts = Block((line(texts.edition_counts(len(digests), len(outlets)), Style.ITALIC),))
    titles = (_marked(digest.headline, edition, digest, texts) for digest in digests)
    stories = (
        block
        for n, (title, digest) in enumerate(zip(titles, digests, strict=True), start=1)
        for block in _story(f"{n}. {title}", digest, texts)
    )
    return (counts, *stories, _colophon(digests, texts))


def _marked(headline: str, edition: Edition, digest: Digest, texts: Texts) -> str:
    """A story that was told before and has developed says so."""
    return f"{texts.developed} {headline}" if digest.story.id in edition.developed else headline


def _story(title: str, digest: Digest, texts: Texts) -> tuple[Block, ...]:
    headline = Line((Span(title, Style.BOLD),), keep_with_next=True)
    blocks = [Block((headline, line(_paragraph(digest)), *_links(digest, texts)))]
    if digest.key_points:
        blocks.append(Block(_bullets(digest), Frame.FOLDED_QUOTE))
    return tuple(blocks)


def _headline(text: str) -> Block:
    return Block((line(text, Style.BOLD, keep_with_next=True),))


def _digest_body(digest: Digest, texts: Texts) -> tuple[Block, ...]:
    body = Block((line(_paragraph(digest)),))
    if not digest.key_points:
        return (body,)
    title = Block((line(texts.key_points, Style.BOLD, keep_with_next=True),))
    return (body, title, Block(_bullets(digest), Frame.FOLDED_QUOTE), *_differences(digest, texts))


def _differences(digest: Digest, texts: Texts) -> tuple[Block, ...]:
    if not digest.differences:
        return ()
    title = Block((line(texts.differences, Style.BOLD, keep_with_next=True),))
    told = tuple(line(BULLET + claim.text) for claim in digest.differences)
    return (title, Block(told, Frame.QUOTE))


def _paragraph(digest: Digest) -> str:
    return " ".join(claim.text for claim in digest.text)


def _bullets(digest: Digest) -> tuple[Line, ...]:
    """Each point, and in a story of several outlets who reports it."""
    several = len(_outlets(digest)) > 1
    return tuple(
        Line((Span(BULLET + point.text), *(_told_by(point, digest) if several else ())))
        for point in digest.key_points
    )


def _outlets(digest: Digest) -> set[str]:
    return {article.outlet for article in digest.story.articles}


def _told_by(point: KeyPoint, digest: Digest) -> tuple[Span, ...]:
    outlets = {article.id: article.outlet for article in digest.story.articles}
    cited = [digest.sentences[n].article_id for n in point.evidence if n < len(digest.sentences)]
    names = dict.fromkeys(outlets[article_id] for article_id in cited if outlets[article_id])
    return (Span(f" ({'، '.join(names)})", Style.ITALIC),) if names else ()


def _origin(digest: Digest, texts: Texts) -> Block:
    """Where it comes from and who wrote it: code knows, no model is asked."""
    minutes = max(round(_words(digest) / WORDS_A_MINUTE), 1)
    facts = [*(article.outlet for article in digest.story.articles[:3] if article.outlet)]
    published = digest.story.lead.published_at
    if published:
        facts.append(texts.long_date(published.date()))
    facts.append(texts.reading_time(minutes))
    lines = [line(" · ".join(dict.fromkeys(facts)), Style.ITALIC), line(_author(digest, texts), Style.ITALIC)]
    if digest.topics:
        lines.append(line(" ".join(f"#{texts.labels[topic]}" for topic in digest.topics)))
    return Block(tuple(lines))


def _words(digest: Digest) -> int:
    return sum(len(claim.text.split()) for claim in (*digest.text, *digest.key_points))


def _author(digest: Digest, texts: Texts) -> str:
    if not digest.written_by.startswith(NOT_MODELS):
        told_in_arabic = is_arabic(digest.story.lead.text[:LANGUAGE_SAMPLE])
        author = texts.written_by_model if told_in_arabic else texts.translated_by_model
        return author(digest.written_by.split(" ")[0])
    return texts.quoted if is_arabic(_paragraph(digest)) else texts.quoted_foreign


def _colophon(digests: tuple[Digest, ...], texts: Texts) -> Block:
    models = [digest for digest in digests if not digest.written_by.startswith(NOT_MODELS)]
    return Block((line(_author((models or list(digests))[0], texts), Style.ITALIC),))


def _links(digest: Digest, texts: Texts) -> tuple[Line, ...]:
    linked = [article for article in digest.story.articles if article.url]
    if not linked:
        return ()
    spans = [span for article in linked[:4] for span in (Span(" · "), _link(article, texts))]
    return (Line(tuple(spans[1:])),)


def _link(article: Article, texts: Texts) -> Span:
    return Span(article.outlet or texts.read_original, Style.PLAIN, article.url or "")


def _digest_buttons(digest: Digest, key: DigestKey, texts: Texts) -> tuple[tuple[Button, ...], ...]:
    """Telegram lays keyboards out left to right, so the first button is the last of its row."""
    row = [Button(text=texts.evidence_button, payload=pack(ShowEvidence(key)))]
    if digest.story.lead.url:
        row.append(Button(text=texts.read_original, url=digest.story.lead.url))
    return (tuple(row), _length_buttons(digest, key, texts))


def _length_buttons(digest: Digest, key: DigestKey, texts: Texts) -> tuple[Button, ...]:
    """One step longer and one step shorter, as far as there is one."""
    lengths = list(Length)
    at = lengths.index(digest.length)
    steps = ((texts.longer, lengths[at + 1 : at + 2]), (texts.shorter, lengths[:at][-1:]))
    return tuple(
        Button(text=word, payload=pack(Retell(key, length))) for word, found in steps for length in found
    )


def _proof(claim: KeyPoint, digest: Digest) -> tuple[Block, ...]:
    quotes = tuple(line(digest.sentences[n].text) for n in claim.evidence if n < len(digest.sentences))
    blocks = [Block((line(BULLET + claim.text, Style.BOLD, keep_with_next=True),))]
    if quotes:
        blocks.append(Block(quotes, Frame.QUOTE))
    return tuple(blocks)


def _messages(blocks: tuple[Block, ...], buttons: tuple[tuple[Button, ...], ...] = ()) -> tuple[Message, ...]:
    """Buttons go under the last part; only the first part rings."""
    parts = pack_blocks(blocks)
    last = len(parts) - 1
    return tuple(
        Message(html=part, buttons=buttons if n == last else (), silent=n > 0) for n, part in enumerate(parts)
    )
