"""Valid values for tests: say only what matters, the rest is filled in."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from bot.core.extract import extract_digest
from bot.core.models import (
    Article,
    Delivery,
    Digest,
    Edition,
    FetchState,
    Message,
    ModelCall,
    Source,
    SourceKind,
    Story,
    Subscription,
)
from bot.core.stories import story_of
from bot.core.timetable import Schedule, Slot

MONDAY = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)

HARBOUR = (
    "افتتحت هيئة الموانئ في مدينة صحار اليوم رصيفًا جديدًا بطول 400 متر يستقبل سفن الحاويات الكبيرة.\n"
    "وقال مدير الميناء سالم الكندي إن الرصيف كلّف 12 مليون ريال ونفذته شركة محلية خلال عامين.\n"
    "وأوضح الكندي أن الميناء سيستقبل نحو 300 سفينة إضافية كل عام ابتداءً من يناير المقبل.\n"
    "ورحب اتحاد المصدّرين بالخطوة، مشيرًا إلى أن مدة الانتظار ستنخفض من خمسة أيام إلى يومين.\n"
    "ويقع الميناء على بعد 200 كيلومتر شمال غرب مسقط ويعمل فيه أكثر من ألف موظف."
)


@dataclass
class FixedClock:
    """A clock that moves only when told."""

    now: datetime = field(default=MONDAY)

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **by: float) -> None:
        self.now += timedelta(**by)


def an_article(
    *,
    article_id: str = "article-1",
    title: str = "صحار تفتتح رصيفًا جديدًا لسفن الحاويات",
    text: str = HARBOUR,
    outlet: str = "صحيفة الساحل",
    url: str | None = "https://news.example/harbour",
    seen_at: datetime = MONDAY,
    source_id: str = "source-1",
) -> Article:
    return Article(
        id=article_id,
        source_id=source_id,
        outlet=outlet,
        title=title,
        text=text,
        seen_at=seen_at,
        url=url,
    )


def a_story(article: Article | None = None) -> Story:
    return story_of(article or an_article())


def a_digest(story: Story | None = None) -> Digest:
    return extract_digest(story or a_story())


def a_source(
    *, source_id: str = "source-1", location: str = "https://news.example/feed", topic: str = ""
) -> Source:
    return Source(
        id=source_id, kind=SourceKind.FEED, location=location, title="صحيفة الساحل", topic=topic, country="om"
    )


def a_state(next_visit: datetime = MONDAY) -> FetchState:
    return FetchState(next_visit=next_visit)


def a_subscription(
    *,
    subscription_id: str = "sub-1",
    chat_id: int = 501,
    owner_id: int | None = None,
    times: tuple[time, ...] = (time(9, 0),),
    zone: str = "Asia/Riyadh",
    next_due: datetime | None = MONDAY,
    title: str = "محادثتك الخاصة",
) -> Subscription:
    return Subscription(
        id=subscription_id,
        chat_id=chat_id,
        owner_id=chat_id if owner_id is None else owner_id,
        title=title,
        schedule=Schedule(times=times, zone=zone),
        next_due=next_due,
    )


def a_slot(due_at: datetime = MONDAY) -> Slot:
    return Slot(local_date=date(2026, 11, 23), local_time=time(9, 0), due_at=due_at)


def an_edition(
    *,
    digests: tuple[Digest, ...] = (),
    edition_id: str = "sub-1:2026-11-23:09:00",
    subscription_id: str = "sub-1",
) -> Edition:
    return Edition(id=edition_id, subscription_id=subscription_id, slot=a_slot(), digests=digests)


def a_delivery(
    *, part: int = 1, edition_id: str = "sub-1:2026-11-23:09:00", chat_id: int = 501, html: str = "نص"
) -> Delivery:
    return Delivery(
        id=f"{edition_id}:{part}",
        edition_id=edition_id,
        chat_id=chat_id,
        part=part,
        message=Message(html=html),
        next_attempt=MONDAY,
    )


def a_call(cost: str = "0.25", *, at: datetime = MONDAY, model: str = "m") -> ModelCall:
    return ModelCall(
        at=at, model=model, story_id="story-1", input_tokens=1000, output_tokens=200, cost=Decimal(cost)
    )
