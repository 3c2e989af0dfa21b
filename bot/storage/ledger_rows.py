"""Editions and deliveries as rows of the ledger. Reads and saves nothing."""

from typing import Any

from sqlalchemy import String, literal_column

from bot.core.models import Delivery, Edition
from bot.core.ports import EditionToPublish
from bot.storage.claims import MESSAGE

STALE = literal_column("'stale'", String)  # the error of what got too old; spelled out, for an index names it
DELIVERY_COLUMNS = (
    "id",
    "edition_id",
    "chat_id",
    "part",
    "attempts",
    "doubts",
    "next_attempt",
    "stale_at",
    "message_id",
    "last_error",
)


def moved_row(intent: EditionToPublish) -> dict[str, Any]:
    return {
        "its_id": intent.subscription.id,
        "new_next_due": intent.next_due,
        "new_last_due": intent.edition.slot.due_at,
    }


def told_rows(intent: EditionToPublish) -> list[dict[str, Any]]:
    edition = intent.edition
    return [
        {
            "edition_id": edition.id,
            "story_id": story_id,
            "subscription_id": edition.subscription_id,
            "told_until": max(article.seen_at for article in story.articles),
        }
        for story in intent.told
        for story_id in story.ids
    ]


def edition_row(edition: Edition) -> dict[str, Any]:
    return {
        "id": edition.id,
        "subscription_id": edition.subscription_id,
        "local_date": edition.slot.local_date,
        "slot": edition.slot.local_time.strftime("%H:%M"),
        "due_at": edition.slot.due_at,
    }


def delivery_row(delivery: Delivery) -> dict[str, Any]:
    return {name: getattr(delivery, name) for name in DELIVERY_COLUMNS} | {
        "message": MESSAGE.dump_python(delivery.message, mode="json"),
        "state": delivery.state.value,
        "owed_since": delivery.next_attempt,
    }
