"""What a service needs from outside, as protocols. Adapters make them real; tests/fakes.py has a small one of each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Protocol

from bot.core.models import (
    Article,
    Delivery,
    Digest,
    Edition,
    FetchState,
    Length,
    Message,
    ModelCall,
    Source,
    Story,
    Subscription,
    Verdict,
)
from bot.core.spending import ModelUse
from bot.core.stories import WordCounts
from bot.core.timetable import SlotKey

Clock = Callable[[], datetime]
"""The present moment, aware and in UTC."""

RenderEdition = Callable[[Edition, Subscription], tuple[Message, ...]]
"""An edition as finished messages, in order; none when there is nothing worth saying.

Of the subscription only its language counts, and whether it tells that nothing is new.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What a reader brought back from a source, and what to remember for the next visit."""

    articles: tuple[Article, ...]
    state: FetchState


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceToVisit:
    """A source that is due, with what its last visit taught us."""

    source: Source
    state: FetchState


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionToPublish:
    """All that must be saved together when an edition is published: a crash keeps either everything or nothing.

    told: the stories its reader knows from now on, as they are now.
    """

    edition: Edition
    subscription: Subscription
    deliveries: tuple[Delivery, ...]
    next_due: datetime | None
    told: tuple[Story, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSource:
    """A source that a link leads to, and the newest it published; kept nowhere yet."""

    source: Source
    latest: tuple[Article, ...]


ReadSourceList = Callable[[bytes], tuple[Source, ...]]
"""A file that lists sources (OPML) as sources, each once. Raises SourceError."""


class SourceReader(Protocol):
    """Reads articles of one kind of source."""

    async def read(self, source: Source, state: FetchState) -> Visit:
        """Return what the source publishes now. Raises SourceError."""
        ...


class SourceFinder(Protocol):
    """Finds out what can be followed behind any link."""

    async def find(self, link: str) -> tuple[FoundSource, ...]:
        """Return the sources behind this link, the best first, at least one. Raises SourceError."""
        ...


class DigestEngine(Protocol):
    """Writes digests."""

    @property
    def name(self) -> str:
        """Engine and version: what its digests say in `written_by`, and what they are stored under."""
        ...

    async def write(self, story: Story, length: Length) -> Digest:
        """Return a digest of the story, so long. Raises EngineError."""
        ...

    async def repair(self, digest: Digest, verdict: Verdict) -> Digest:
        """Return the digest without the problems of the verdict. Raises EngineError."""
        ...


class Judge(Protocol):
    """Gives a second opinion on a digest in which the rules found nothing."""

    async def judge(self, digest: Digest) -> Verdict:
        """Return the claims that their evidence does not support. Raises EngineError."""
        ...


class Messenger(Protocol):
    """Brings one finished message to one chat."""

    async def send(self, chat_id: int, message: Message) -> int:
        """Return the id of the message in its chat. Raises DeliveryError."""
        ...


class DigestShelf(Protocol):
    """Keeps digests, so that a story is digested once for all readers. All methods raise StorageError."""

    async def digest_of(self, story: Story, written_by: str, length: Length) -> Digest | None:
        """The digest of this length that this engine wrote about exactly these articles, if any."""
        ...

    async def save_digest(self, digest: Digest) -> None:
        """Keep a digest for all readers."""
        ...


class Library(DigestShelf, Protocol):
    """Keeps sources, articles, stories and digests. All methods raise StorageError."""

    async def sources(self) -> tuple[SourceToVisit, ...]:
        """All sources, in the order they were added."""
        ...

    async def sources_due(self, now: datetime, source_id: str = "") -> tuple[SourceToVisit, ...]:
        """The sources whose next visit is not later than now; with an id, this one if it is among them."""
        ...

    async def add_source(self, source: Source, state: FetchState) -> bool:
        """Save a source; false when it is there already."""
        ...

    async def remove_source(self, source_id: str) -> bool:
        """Forget a source, keeping its articles; false when it is unknown."""
        ...

    async def move_source(self, source_id: str, location: str) -> None:
        """Read a source at its new address from now on."""
        ...

    async def known_articles(self, article_ids: tuple[str, ...]) -> frozenset[str]:
        """Which of these articles are kept already."""
        ...

    async def save_visit(self, source_id: str, state: FetchState, stories: tuple[Story, ...]) -> None:
        """Save the new articles of a visit, each in its story (named by its id), and what the visit taught us."""
        ...

    async def stories_since(self, since: datetime, topics: tuple[str, ...] = ()) -> tuple[Story, ...]:
        """Stories with an article seen since then, in these topics (no topic: in all), oldest first."""
        ...

    async def word_counts(self) -> WordCounts:
        """How common the words of the articles kept lately are."""
        ...

    async def digest_by_key(self, key: str) -> Digest | None:
        """The digest that a button names, if it is still kept."""
        ...


class Subscriptions(Protocol):
    """Keeps who reads what, when. All methods raise StorageError."""

    async def due(
        self, now: datetime, limit: int, after: Subscription | None = None, shard: str = ""
    ) -> tuple[Subscription, ...]:
        """Active ones whose edition is not later than now, the longest due first; a shard's ids begin so."""
        ...

    async def of_chat(self, chat_id: int) -> Subscription | None:
        """The subscription of this chat."""
        ...

    async def of_owner(self, owner_id: int) -> tuple[Subscription, ...]:
        """All subscriptions that this person manages."""
        ...

    async def save(self, subscription: Subscription) -> None:
        """Save a new subscription or a new form of it."""
        ...

    async def remove(self, chat_id: int) -> bool:
        """Forget the subscription of this chat and what is still owed to it; false when there is none."""
        ...

    async def pause(self, chat_id: int, now: datetime) -> Subscription | None:
        """Stop serving this chat, keeping its settings; return what was paused. Its owner, if another, is untold."""
        ...

    async def take_untold(self, now: datetime, again_at: datetime) -> tuple[Subscription, ...]:
        """Those whose owners must hear by now that they are lost; they are taken again then, until they are told."""
        ...

    async def told(self, chat_id: int) -> None:
        """The owner of this chat knows, or cannot be told."""
        ...

    async def resume(self, chat_id: int, next_due: datetime | None) -> Subscription | None:
        """Serve a paused chat again; return it, or nothing when it was not paused."""
        ...

    async def move_on(self, subscription: Subscription, next_due: datetime | None) -> bool:
        """Wait for the next edition without one now; false when the subscription has changed meanwhile."""
        ...

    async def published(self, ids: tuple[str, ...], since: date) -> Mapping[str, frozenset[SlotKey]]:
        """The slots of local dates since then whose editions are out; who has none is left out."""
        ...

    async def move_chat(self, old_chat_id: int, new_chat_id: int) -> None:
        """A group got a new id: replace it everywhere, deliveries included."""
        ...


class Spending(Protocol):
    """Keeps what calls to models cost. All methods raise StorageError."""

    async def record(self, call: ModelCall) -> None:
        """Keep a call that was answered."""
        ...

    async def spent_since(self, moment: datetime) -> Decimal:
        """What all calls since then cost, in US dollars."""
        ...

    async def calls_since(self, moment: datetime) -> tuple[ModelUse, ...]:
        """What each model was used for since then, in the order of their names."""
        ...


class Outbox(Protocol):
    """Keeps editions and what they owe. All methods raise StorageError."""

    async def add(self, *intents: EditionToPublish) -> int:
        """Save editions, their deliveries and the next due times, each once; return how many were new."""
        ...

    async def stories_told(
        self, subscription_ids: tuple[str, ...], story_ids: tuple[str, ...]
    ) -> Mapping[str, Mapping[str, datetime]]:
        """Which of these stories each was told, and until when their articles were seen; none: left out."""
        ...

    async def claim(
        self, now: datetime, limit: int, settled: tuple[Delivery, ...] = ()
    ) -> tuple[Delivery, ...]:
        """Settle, then take deliveries whose time has come, marked `sending`; parts come in order, a second apart."""
        ...

    async def settle(self, settled: tuple[Delivery, ...], now: datetime, *, lightly: bool = False) -> None:
        """Save what became of claimed deliveries; another's claim stays. Lightly: a cut of power may undo it."""
        ...

    async def give_up(self, chat_id: int, reason: str) -> int:
        """Fail all that is still owed to this chat; return how many."""
        ...

    async def recover(self, now: datetime, again_at: datetime | None) -> int:
        """Turn claims DOUBT_DELAY old, or as far in the future, into doubts to be sent again then; return how many."""
        ...

    async def expire(self, now: datetime, time_to_live: timedelta) -> tuple[str, ...]:
        """Fail what is stale, or, where its chat did not say when that is, has been owed for longer than this.

        A good many editions at a time, until there are none; return them. Their stories count as news again.
        """
        ...
