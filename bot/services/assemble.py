"""Assembler: who is owed an edition + digests -> editions and their messages. Pure: reads and saves nothing.

Thousands of readers are due in the same minute, and most are owed the same: what is equal is chosen and rendered once.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.core.catching_up import stale_at
from bot.core.models import Delivery, Digest, Edition, Length, Message, Story, Subscription
from bot.core.ports import EditionToPublish, RenderEdition
from bot.core.quiet import hushed
from bot.core.ranking import STORIES_PER_EDITION, Told, choose_stories, told_until
from bot.core.stories import story_fingerprint
from bot.core.timetable import QuietHours, Slot

FIRST_EDITION_WINDOW = timedelta(hours=24)
LONGEST_WINDOW = timedelta(hours=72)


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """A reader whose edition is due, and when the one after it is."""

    subscription: Subscription
    slot: Slot
    next_due: datetime | None
    told: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The stories of an edition, and the texts of those that its reader knows in an older form."""

    stories: tuple[Story, ...]
    told_before: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The digests of a choice, the stories that got one, and the ids of those that were told before."""

    digests: tuple[Digest, ...]
    stories: tuple[Story, ...]
    developed: frozenset[str]


Group = tuple[Subscription, ...]
"""Readers who follow the same topics in the same length."""

LayoutKey = tuple[int, Slot, str, bool]
HushKey = tuple[LayoutKey, QuietHours | None, str]


class Chooser:
    """Chooses what readers of the same topics are told; who is told the same gets the same object."""

    def __init__(self, stories: tuple[Story, ...], now: datetime) -> None:
        self._stories = stories
        self._now = now
        self._choices: dict[tuple[datetime, frozenset[tuple[str, datetime]]], Choice] = {}

    def choice(self, subscription: Subscription, told: Told) -> Choice:
        """Return what this reader, who knows these stories, is told next."""
        since = _window_start(subscription, self._now)
        key = since, frozenset(told.items())
        if key not in self._choices:
            recent = tuple(one for one in self._stories if any(a.seen_at >= since for a in one.articles))
            chosen = choose_stories(recent, told, STORIES_PER_EDITION)
            known = (one for one in chosen if told_until(one, told) is not None)
            self._choices[key] = Choice(stories=chosen, told_before=frozenset(map(story_fingerprint, known)))
        return self._choices[key]


class Assembler:
    """Makes the editions of readers who follow the same topics in the same length, at one moment."""

    def __init__(self, stories: tuple[Story, ...], render: RenderEdition, now: datetime) -> None:
        self._chooser = Chooser(stories, now)
        self._render = render
        self._now = now
        self._written: dict[int, Written] = {}
        self._layouts: dict[LayoutKey, tuple[Message, ...]] = {}
        self._hushed: dict[HushKey, tuple[Message, ...]] = {}

    def choose(self, owed: Iterable[Owed]) -> list[Choice]:
        """Return what each is told, in order; those who are told the same get the same object."""
        return [self._chooser.choice(one.subscription, one.told) for one in owed]

    def assemble(
        self, owed: Iterable[Owed], choices: Iterable[Choice], digests: Mapping[str, Digest]
    ) -> list[EditionToPublish]:
        """Return what must be saved for each; a story without a digest (by the story's texts) is left out."""
        return [self._edition(one, choice, digests) for one, choice in zip(owed, choices, strict=True)]

    def _edition(self, owed: Owed, choice: Choice, digests: Mapping[str, Digest]) -> EditionToPublish:
        subscription, slot = owed.subscription, owed.slot
        written = self._written.get(id(choice))
        if written is None:
            written = self._written[id(choice)] = _written(choice, digests)
        edition = Edition(
            id=f"{subscription.id}:{slot.local_date.isoformat()}:{_hour(slot.local_time)}",
            subscription_id=subscription.id,
            slot=slot,
            digests=written.digests,
            developed=written.developed,
        )
        messages = self._messages(edition, subscription, id(choice))
        return EditionToPublish(
            edition=edition,
            subscription=subscription,
            deliveries=_deliveries(edition, subscription, messages, self._now),
            next_due=owed.next_due,
            told=written.stories,
        )

    def _messages(self, edition: Edition, subscription: Subscription, choice: int) -> tuple[Message, ...]:
        layout = choice, edition.slot, subscription.language, subscription.tells_nothing_new
        schedule = subscription.schedule
        key = layout, schedule.quiet, schedule.zone
        if layout not in self._layouts:
            self._layouts[layout] = self._render(edition, subscription)
        if key not in self._hushed:
            self._hushed[key] = hushed(self._layouts[layout], schedule, self._now)
        return self._hushed[key]


def alike(subscriptions: Iterable[Subscription]) -> list[Group]:
    """Return groups of those who follow the same topics in the same length."""
    groups: dict[tuple[tuple[str, ...], Length], list[Subscription]] = defaultdict(list)
    for subscription in subscriptions:
        groups[subscription.topics, subscription.length].append(subscription)
    return [tuple(group) for group in groups.values()]


def all_stories(choices: Iterable[Choice]) -> tuple[Story, ...]:
    """Every story that somebody is told, once."""
    return tuple({story.id: story for choice in choices for story in choice.stories}.values())


def digests_by_texts(digests: Iterable[Digest]) -> dict[str, Digest]:
    """A digest may be kept from before its story was merged with others: it is known by its texts."""
    return {story_fingerprint(digest.story): digest for digest in digests}


def _written(choice: Choice, digests: Mapping[str, Digest]) -> Written:
    found = [(story, digests.get(story_fingerprint(story))) for story in choice.stories]
    pairs = [(story, digest) for story, digest in found if digest is not None]
    before = {digest.story.id for _, digest in pairs if story_fingerprint(digest.story) in choice.told_before}
    return Written(
        digests=tuple(digest for _, digest in pairs),
        stories=tuple(story for story, _ in pairs),
        developed=frozenset(before),
    )


def _window_start(subscription: Subscription, now: datetime) -> datetime:
    """Look back to before the last edition, since `told` tells what it held; a pause of weeks is not caught up."""
    start = (subscription.last_due or now) - FIRST_EDITION_WINDOW
    return max(start, now - LONGEST_WINDOW)


def _hour(local_time: time) -> str:
    return local_time.isoformat("minutes")


def _deliveries(
    edition: Edition, subscription: Subscription, messages: tuple[Message, ...], now: datetime
) -> tuple[Delivery, ...]:
    stale = stale_at(edition.slot, subscription.time_to_live)
    return tuple(
        Delivery(
            id=f"{edition.id}:{part}",
            edition_id=edition.id,
            chat_id=subscription.chat_id,
            part=part,
            message=message,
            next_attempt=now,
            stale_at=stale,
        )
        for part, message in enumerate(messages, start=1)
    )
