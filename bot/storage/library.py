"""Sources, articles, stories and digests, kept."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Row, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.models import Article, Digest, FetchState, Length, Source, SourceKind, Story
from bot.core.ports import SourceToVisit
from bot.core.stories import WordCounts, counted_words, digest_key, story_fingerprint
from bot.core.stories.word_counts import REMEMBERED_ARTICLES
from bot.storage.database import Database
from bot.storage.schema import articles, digests, sources, stories, word_counts

DIGEST = TypeAdapter(Digest)
STATE_COLUMNS = (
    *("next_visit", "etag", "last_modified", "failures", "last_error", "last_success"),
    *("last_article", "moved_to", "moves", "gone"),
)
ARTICLE_COLUMNS = ("id", "source_id", "outlet", "title", "text", "url", "published_at", "seen_at")


ALL = ""  # the word that every article has: how many are counted


class SqlLibrary:
    """The Library port on a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def sources(self) -> tuple[SourceToVisit, ...]:
        async with self._database.reading() as connection:
            rows = await connection.execute(select(sources).order_by(sources.c.added_order))
            return tuple(_source_of(row) for row in rows)

    async def sources_due(self, now: datetime, source_id: str = "") -> tuple[SourceToVisit, ...]:
        query = select(sources).where(sources.c.next_visit <= now).order_by(sources.c.next_visit)
        if source_id:
            query = query.where(sources.c.id == source_id)
        async with self._database.reading() as connection:
            return tuple(_source_of(row) for row in await connection.execute(query))

    async def add_source(self, source: Source, state: FetchState) -> bool:
        async with self._database.writing() as connection:
            order = await connection.scalar(select(func.coalesce(func.max(sources.c.added_order), 0)))
            row = _source_row(source) | _state_row(state) | {"added_order": (order or 0) + 1}
            return await self._database.insert_new(connection, sources, [row]) == 1

    async def remove_source(self, source_id: str) -> bool:
        async with self._database.writing() as connection:
            result = await connection.execute(delete(sources).where(sources.c.id == source_id))
            return result.rowcount == 1

    async def move_source(self, source_id: str, location: str) -> None:
        moved = {"location": location, "moved_to": "", "moves": 0, "etag": "", "last_modified": ""}
        async with self._database.writing() as connection:
            await connection.execute(update(sources).where(sources.c.id == source_id).values(moved))

    async def known_articles(self, article_ids: tuple[str, ...]) -> frozenset[str]:
        query = select(articles.c.id).where(articles.c.id.in_(article_ids))
        async with self._database.reading() as connection:
            return frozenset((await connection.execute(query)).scalars())

    async def save_visit(self, source_id: str, state: FetchState, new: tuple[Story, ...]) -> None:
        async with self._database.writing() as connection:
            topic = await connection.scalar(select(sources.c.topic).where(sources.c.id == source_id))
            await connection.execute(
                update(sources).where(sources.c.id == source_id).values(_state_row(state))
            )
            saved = [
                article for story in new for article in await self._save_story(connection, story, topic or "")
            ]
            await self._count_words(connection, saved)

    async def _save_story(self, connection: AsyncConnection, story: Story, topic: str) -> list[Article]:
        """Save the articles that are not kept yet, after those that are; return them."""
        in_story = select(articles.c.id).where(articles.c.story_id == story.id)
        kept = set((await connection.execute(in_story)).scalars())
        last_seen = await connection.scalar(select(stories.c.last_seen).where(stories.c.id == story.id))
        await self._database.upsert(connection, stories, _story_row(story, last_seen))
        fresh = [article for article in story.articles if article.id not in kept]
        saved = []
        for position, article in enumerate(fresh, start=len(kept)):
            row = _article_row(article, story, position, topic)
            if await self._database.insert_new(connection, articles, [row]):
                saved.append(article)
        return saved

    async def _count_words(self, connection: AsyncConnection, saved: Iterable[Article]) -> None:
        """Count in one order: two processes that count at the same time must not wait for each other."""
        counts = Counter(word for article in saved for word in (ALL, *counted_words(article)))
        if not counts:
            return
        rows = [{"word": word, "articles": count} for word, count in sorted(counts.items())]
        await self._database.add_up(connection, word_counts, "articles", rows)
        total = await connection.scalar(select(word_counts.c.articles).where(word_counts.c.word == ALL))
        if total and total >= REMEMBERED_ARTICLES:
            await connection.execute(update(word_counts).values(articles=word_counts.c.articles // 2))
            await connection.execute(delete(word_counts).where(word_counts.c.articles == 0))

    async def word_counts(self) -> WordCounts:
        async with self._database.reading() as connection:
            found = await connection.execute(select(word_counts.c.word, word_counts.c.articles))
            words = {row.word: row.articles for row in found}
        return WordCounts(words.pop(ALL, 0), words)

    async def stories_since(self, since: datetime, topics: tuple[str, ...] = ()) -> tuple[Story, ...]:
        chosen = select(articles.c.story_id).where(articles.c.seen_at >= since)
        if topics:
            chosen = chosen.where(articles.c.topic.in_(topics))
        query = (
            select(articles, stories.c.last_seen)
            .join(stories, stories.c.id == articles.c.story_id)
            .where(articles.c.story_id.in_(chosen))
            .order_by(stories.c.last_seen, articles.c.story_id, articles.c.position)
        )
        async with self._database.reading() as connection:
            return _stories_of(await connection.execute(query))

    async def story_of(self, story_id: str, article_ids: tuple[str, ...]) -> Story | None:
        query = select(articles).where(articles.c.id.in_(article_ids))
        async with self._database.reading() as connection:
            kept = {row.id: _article_of(row) for row in await connection.execute(query)}
        if len(kept) < len(article_ids):
            return None
        return Story(id=story_id, articles=tuple(kept[article_id] for article_id in article_ids))

    async def digest_of(self, story: Story, written_by: str, length: Length) -> Digest | None:
        return await self.digest_by_key(digest_key(story, written_by, length))

    async def digest_by_key(self, key: str) -> Digest | None:
        async with self._database.reading() as connection:
            kept = await connection.scalar(select(digests.c.digest).where(digests.c.key == key))
        return None if kept is None else DIGEST.validate_python(kept, strict=False)

    async def save_digest(self, digest: Digest) -> None:
        row = {
            "key": digest_key(digest.story, digest.written_by, digest.length),
            "story_key": story_fingerprint(digest.story),
            "engine": digest.written_by,
            "digest": DIGEST.dump_python(digest, mode="json"),
            "seen_at": max(article.seen_at for article in digest.story.articles),
        }
        async with self._database.writing() as connection:
            await self._database.upsert(connection, digests, row)


def _source_of(row: Row[Any]) -> SourceToVisit:
    source = Source(
        id=row.id,
        kind=SourceKind(row.kind),
        location=row.location,
        title=row.title,
        topic=row.topic,
        country=row.country,
        owner_id=row.owner_id,
    )
    state = FetchState(**{name: getattr(row, name) for name in STATE_COLUMNS})
    return SourceToVisit(source=source, state=state)


def _source_row(source: Source) -> dict[str, Any]:
    names = ("id", "location", "title", "topic", "country", "owner_id")
    return {name: getattr(source, name) for name in names} | {"kind": source.kind.value}


def _state_row(state: FetchState) -> dict[str, Any]:
    return {name: getattr(state, name) for name in STATE_COLUMNS}


def _story_row(story: Story, last_seen: datetime | None) -> dict[str, Any]:
    seen = [article.seen_at for article in story.articles]
    return {"id": story.id, "last_seen": max([*seen, last_seen] if last_seen else seen)}


def _article_row(article: Article, story: Story, position: int, topic: str) -> dict[str, Any]:
    row = {name: getattr(article, name) for name in ARTICLE_COLUMNS}
    return row | {"story_id": story.id, "position": position, "topic": topic}


def _stories_of(rows: Iterable[Row[Any]]) -> tuple[Story, ...]:
    grouped: dict[str, list[Article]] = {}
    for row in rows:
        grouped.setdefault(row.story_id, []).append(_article_of(row))
    return tuple(Story(id=story_id, articles=tuple(group)) for story_id, group in grouped.items())


def _article_of(row: Row[Any]) -> Article:
    return Article(**{name: getattr(row, name) for name in ARTICLE_COLUMNS})
