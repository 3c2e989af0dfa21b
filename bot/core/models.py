"""The nouns of the news field, as immutable values. No behaviour beyond what a noun can say of itself."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from bot.core.timetable import NothingNew, Schedule, Slot, TimeToLive


class SourceKind(StrEnum):
    """How articles of a source come in: one member for each file in bot/sources."""

    FEED = "feed"
    CHANNEL = "channel"
    PAGE = "page"
    FILE = "file"
    PASTE = "paste"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A place articles come from; `location` is its address, its path, or the pasted text itself.

    owner_id: the reader who added it; None when it came with the bot or from the command line.
    """

    id: str
    kind: SourceKind
    location: str
    title: str
    topic: str = ""
    country: str = ""
    owner_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchState:
    """What visits to a source taught us: when to come again and what to ask for.

    last_article: when it last had something new. moved_to, moves: where it sends us for good, and how often it did.
    gone: how often in a row it said that the address is gone.
    """

    next_visit: datetime
    etag: str = ""
    last_modified: str = ""
    failures: int = 0
    last_error: str = ""
    last_success: datetime | None = None
    last_article: datetime | None = None
    moved_to: str = ""
    moves: int = 0
    gone: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One item as its source published it; never changed."""

    id: str
    source_id: str
    outlet: str
    title: str
    text: str
    seen_at: datetime
    url: str | None = None
    published_at: datetime | None = None

    @property
    def reported_at(self) -> datetime:
        """When its outlet told it; a date in the future is not believed."""
        return min(self.published_at or self.seen_at, self.seen_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One event and all articles that report it, the first leads; `merged_ids` are of stories that proved to be it."""

    id: str
    articles: tuple[Article, ...]
    merged_ids: tuple[str, ...] = ()

    @property
    def lead(self) -> Article:
        return self.articles[0]

    @property
    def ids(self) -> tuple[str, ...]:
        return (self.id, *self.merged_ids)

    @property
    def first_report(self) -> datetime:
        return min(article.reported_at for article in self.articles)

    @property
    def last_report(self) -> datetime:
        return max(article.reported_at for article in self.articles)

    @property
    def outlets(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(article.outlet for article in self.articles))


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The sentence of an article that supports a claim."""

    article_id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPoint:
    """One claim of a digest, with its evidence: indexes into the digest's `sentences`."""

    text: str
    evidence: tuple[int, ...] = ()


class Length(StrEnum):
    """How much of a story a reader wants; core/lengths.py says what that is in words."""

    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"


class Topic(StrEnum):
    """What a story is about: the labels a digest can carry."""

    POLITICS = "politics"
    CONFLICT = "conflict"
    ECONOMY = "economy"
    SPORT = "sport"
    SCIENCE = "science"
    TECHNOLOGY = "technology"
    HEALTH = "health"
    CULTURE = "culture"
    SOCIETY = "society"
    JUSTICE = "justice"
    WEATHER = "weather"


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What an engine wrote about one story; `text` is its few sentences, each with its evidence.

    `differences` say how the story's outlets differ: each cites sentences of at least two of them.
    """

    story: Story
    headline: str
    text: tuple[KeyPoint, ...]
    key_points: tuple[KeyPoint, ...]
    sentences: tuple[Evidence, ...]
    written_by: str
    length: Length = Length.MEDIUM
    topics: tuple[Topic, ...] = ()
    differences: tuple[KeyPoint, ...] = ()


class ProblemKind(StrEnum):
    """What a claim holds that its articles do not."""

    NUMBER = "number"
    DATE = "date"
    QUOTE = "quote"
    NAME = "name"
    ATTRIBUTION = "attribution"
    NEGATION = "negation"
    MEANING = "meaning"
    SUPPORT = "support"
    EVIDENCE = "evidence"
    LINK = "link"
    LANGUAGE = "language"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing in a digest that its articles do not support, and where we looked."""

    claim: str
    kind: ProblemKind
    words: str
    reason: str
    evidence: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Is the digest faithful? A list of problems; empty means yes."""

    problems: tuple[Problem, ...] = ()

    @property
    def faithful(self) -> bool:
        return not self.problems


class SubscriptionState(StrEnum):
    """Whether a subscription is served."""

    ACTIVE = "active"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """A chat, what it follows and when; `owner_id` is the person who manages it (a channel has none of its own)."""

    id: str
    chat_id: int
    owner_id: int
    title: str
    schedule: Schedule
    topics: tuple[str, ...] = ()
    state: SubscriptionState = SubscriptionState.ACTIVE
    next_due: datetime | None = None
    last_due: datetime | None = None
    language: str = "ar"
    length: Length = Length.MEDIUM
    nothing_new: NothingNew | None = None
    time_to_live: TimeToLive | None = None

    @property
    def tells_nothing_new(self) -> bool:
        default = NothingNew.TELL if self.chat_id == self.owner_id else NothingNew.SILENCE
        return (self.nothing_new or default) is NothingNew.TELL


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The digests that go out together, to one subscription at one slot; `developed` are ids of stories told before."""

    id: str
    subscription_id: str
    slot: Slot
    digests: tuple[Digest, ...]
    developed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A button under a message: opens `url`, or sends `payload` back to the bot."""

    text: str
    url: str = ""
    payload: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One finished Telegram message: safe HTML of at most 4,096 UTF-16 units, its buttons, when it must not ring."""

    html: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    silent: bool = False
    quiet: tuple[datetime, datetime] | None = None


class DeliveryState(StrEnum):
    """Where a delivery stands; `sending` is saved before the request leaves."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    DOUBT = "doubt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One message owed to one chat: its state, attempts, doubts (lost answers), next attempt, when it gets stale."""

    id: str
    edition_id: str
    chat_id: int
    part: int
    message: Message
    state: DeliveryState = DeliveryState.PENDING
    attempts: int = 0
    doubts: int = 0
    next_attempt: datetime | None = None
    stale_at: datetime | None = None
    message_id: int | None = None
    last_error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelCall:
    """One answer of a model: which story it was about (none: a trial), its tokens, and its cost in US dollars."""

    at: datetime
    model: str
    story_id: str
    input_tokens: int
    output_tokens: int
    cost: Decimal
