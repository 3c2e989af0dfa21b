"""The nouns of the news field, as immutable values. No behaviour beyond what a noun can say of itself."""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum


class SourceKind(StrEnum):
    """How articles of a source come in: one member for each file in bot/sources."""

    FEED = "feed"
    PAGE = "page"
    FILE = "file"
    PASTE = "paste"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A place articles come from; `location` is its address, its path, or the pasted text itself."""

    id: str
    kind: SourceKind
    location: str
    title: str
    topic: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchState:
    """What the last visit to a source taught us: when to come again and what to ask for."""

    next_visit: datetime
    etag: str = ""
    last_modified: str = ""
    failures: int = 0
    last_error: str = ""
    last_success: datetime | None = None


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One event and all articles that report it: the first article leads."""

    id: str
    articles: tuple[Article, ...]

    @property
    def lead(self) -> Article:
        return self.articles[0]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """When a reader wants an edition: local times of day, an IANA time zone, weekdays (Monday is 0)."""

    times: tuple[time, ...]
    zone: str
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One moment a subscription is owed an edition: its local date and the time asked for."""

    local_date: date
    local_time: time
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The digests that go out together, to one subscription at one slot."""

    id: str
    subscription_id: str
    slot: Slot
    digests: tuple[Digest, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A button under a message: opens `url`, or sends `payload` back to the bot."""

    text: str
    url: str = ""
    payload: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One finished Telegram message: safe HTML of at most 4,096 UTF-16 units, and its buttons."""

    html: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    silent: bool = False


class DeliveryState(StrEnum):
    """Where a delivery stands; `sending` is saved before the request leaves."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    DOUBT = "doubt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One message owed to one chat: its state, attempts, doubts (lost answers) and next attempt."""

    id: str
    edition_id: str
    chat_id: int
    part: int
    message: Message
    state: DeliveryState = DeliveryState.PENDING
    attempts: int = 0
    doubts: int = 0
    next_attempt: datetime | None = None
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
