"""The messages about sources, with their buttons. Pure layout: reads no message, saves nothing."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from bot.core.errors import Mistake
from bot.core.models import Button, Message, Source, SourceKind
from bot.core.ports import FoundSource, SourceToVisit
from bot.telegram import buttons
from bot.telegram.health import health_in_words, when_in_words
from bot.telegram.markup import Block, Line, Span, Style, line
from bot.telegram.packing import pack
from bot.telegram.texts import Texts

SOURCES_A_PAGE = 10
ARTICLES_SHOWN = 3
LONGEST_HEADLINE = 120
LONGEST_BUTTON = 40  # characters; a phone shows no more


def list_panel(sources: tuple[SourceToVisit, ...], page: int, now: datetime, texts: Texts) -> Message:
    """Return a page of what the bot reads, by topic, each source with how it does."""
    by_topic = sorted(sources, key=lambda one: one.source.topic)
    shown, page, pages = _page_of(by_topic, page)
    title = Block((line(texts.sources.title(len(sources)), Style.BOLD),))
    groups = groupby(shown, key=lambda one: one.source.topic)
    blocks = [title, *(_topic_block(topic, tuple(group), now, texts) for topic, group in groups)]
    if pages > 1:
        blocks.append(Block((line(texts.sources.page(page + 1, pages), Style.ITALIC),)))
    last = (
        Button(text=texts.sources.removable, payload=buttons.pack(buttons.ShowRemovable(0))),
        Button(text=texts.sources.add, payload=buttons.pack(buttons.AskSource())),
    )
    turns = _turns(page, pages, buttons.ShowSources, texts)
    return Message(html=_html(blocks), buttons=(*turns, last))


def found_panel(found: Sequence[FoundSource], room: int | None, now: datetime, texts: Texts) -> Message:
    """Return a preview of the first source found, the others by name, and what can be done about them."""
    words = texts.sources
    first, *others = found
    blocks = [
        Block((line(words.found, Style.BOLD, keep_with_next=True), _linked(first.source, texts))),
        Block(_latest(first, now, texts)),
    ]
    if others:
        named = (_linked(one.source, texts, n) for n, one in enumerate(others, start=2))
        blocks.append(Block((line(words.also_found, keep_with_next=True), *named)))
    if room == 0:
        told = texts.mistakes[Mistake.TOO_MANY_SOURCES]
        return Message(html=_html([*blocks, Block((line(told),))]))
    if room is not None:
        blocks.append(Block((line(words.room(room), Style.ITALIC),)))
    return Message(html=_html(blocks), buttons=_choices(found, texts))


def import_panel(listed: int, new: int, room: int | None, texts: Texts) -> Message:
    """Return what a list of sources would add, with a button when that is allowed."""
    words = texts.sources
    if not new:
        return plain(words.list_known(listed))
    if room is not None and new > room:
        return plain(words.list_too_long(new, room))
    row = (
        Button(text=words.decline, payload=buttons.pack(buttons.Decline())),
        Button(text=words.import_list(new), payload=buttons.pack(buttons.ImportList())),
    )
    return Message(html=plain(words.list_found(listed, new)).html, buttons=(row,))


def removable_panel(sources: tuple[SourceToVisit, ...], page: int, texts: Texts) -> Message:
    """Return a page of the sources that somebody may remove, a button for each."""
    words = texts.sources
    back = (Button(text=words.to_list, payload=buttons.pack(buttons.ShowSources(0))),)
    if not sources:
        return Message(html=plain(words.removable_none).html, buttons=(back,))
    shown, page, pages = _page_of(sources, page)
    rows = [
        (
            Button(
                text=one.source.title[:LONGEST_BUTTON],
                payload=buttons.pack(buttons.AskRemove(one.source.id)),
            ),
        )
        for one in shown
    ]
    turns = _turns(page, pages, buttons.ShowRemovable, texts)
    return Message(html=plain(words.removable_title).html, buttons=(*rows, *turns, back))


def remove_panel(source: Source, texts: Texts) -> Message:
    """Return the question whether a source is to be removed."""
    row = (
        Button(text=texts.sources.keep, payload=buttons.pack(buttons.ShowRemovable(0))),
        Button(text=texts.sources.remove, payload=buttons.pack(buttons.Remove(source.id))),
    )
    return Message(html=plain(texts.sources.remove_question(source.title)).html, buttons=(row,))


def done_panel(told: str, texts: Texts) -> Message:
    """Return what was done, and the way back to the list."""
    back = Button(text=texts.sources.to_list, payload=buttons.pack(buttons.ShowSources(0)))
    return Message(html=plain(told).html, buttons=((back,),))


def plain(text: str) -> Message:
    """Return a text as a message; titles in it may hold anything."""
    return Message(html=_html([Block(tuple(line(one) for one in text.split("\n")))]))


def _topic_block(topic: str, sources: tuple[SourceToVisit, ...], now: datetime, texts: Texts) -> Block:
    heading = line(texts.sources.topics.get(topic, topic), Style.BOLD, keep_with_next=True)
    lines = [
        Line((Span(f"• {one.source.title} "), Span(health_in_words(one.state, now, texts))))
        for one in sources
    ]
    return Block((heading, *lines))


def _linked(source: Source, texts: Texts, number: int = 0) -> Line:
    """The link carries the address until somebody taps: a restart in between loses nothing."""
    before = (Span(f"{number}. "),) if number else ()
    kind = Span(f" · {texts.sources.kinds[source.kind]}")
    return Line((*before, Span(source.title, Style.PLAIN, source.location), kind))


def _latest(found: FoundSource, now: datetime, texts: Texts) -> tuple[Line, ...]:
    if not found.latest:
        return (line(texts.sources.nothing_published),)
    lines = [line(texts.sources.latest, Style.BOLD, keep_with_next=True)]
    for article in found.latest[:ARTICLES_SHOWN]:
        headline = _cut(article.title or article.text.split("\n")[0], LONGEST_HEADLINE)
        when = when_in_words(article.published_at, now, texts)
        lines.append(Line((Span(f"• {headline}"), *((Span(f" · {when}", Style.ITALIC),) if when else ()))))
    return tuple(lines)


def _choices(found: Sequence[FoundSource], texts: Texts) -> tuple[tuple[Button, ...], ...]:
    """The first with «no» beside it; Telegram lays keyboards out left to right, so it comes last in its row."""
    words, kinds = texts.sources, [one.source.kind for one in found]
    decline = Button(text=words.decline, payload=buttons.pack(buttons.Decline()))
    first = Button(text=words.follow, payload=_follow(kinds[0], 0))
    others = [
        (Button(text=words.follow_number(place + 1), payload=_follow(kind, place)),)
        for place, kind in enumerate(kinds)
        if place
    ]
    return ((decline, first), *others)


def _follow(kind: SourceKind, place: int) -> str:
    return buttons.pack(buttons.Follow(kind, place))


def _page_of(sources: Sequence[SourceToVisit], page: int) -> tuple[Sequence[SourceToVisit], int, int]:
    """The list may have become shorter since the button was shown: then its last page."""
    pages = max(-(-len(sources) // SOURCES_A_PAGE), 1)
    page = min(max(page, 0), pages - 1)
    return sources[page * SOURCES_A_PAGE : (page + 1) * SOURCES_A_PAGE], page, pages


def _turns(
    page: int, pages: int, kind: type[buttons.ShowSources | buttons.ShowRemovable], texts: Texts
) -> tuple[tuple[Button, ...], ...]:
    row = []
    if page + 1 < pages:
        row.append(Button(text=texts.sources.next, payload=buttons.pack(kind(page + 1))))
    if page > 0:
        row.append(Button(text=texts.sources.previous, payload=buttons.pack(kind(page - 1))))
    return (tuple(row),) if row else ()


def _html(blocks: list[Block]) -> str:
    """A page of ten sources and a preview of three articles fit into one message."""
    return pack(tuple(blocks))[0]


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[:longest].rsplit(' ', 1)[0]}…"
