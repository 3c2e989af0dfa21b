"""The words about sources: adding, looking after and removing them. Holds no words itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from bot.core.errors import Refusal
from bot.core.models import SourceKind
from bot.core.visiting import Health


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceWords:
    """One language's words about sources; the functions get numbers, or words that are ready to be shown."""

    title: Callable[[int], str]
    topics: dict[str, str]
    add: str
    removable: str
    page: Callable[[int, int], str]
    previous: str
    next: str
    to_list: str

    health: dict[Health, str]
    ago: Callable[[timedelta], str]
    published_ago: Callable[[str], str]
    read_ago: Callable[[str], str]
    quiet_since: Callable[[str], str]
    failing: Callable[[int, str], str]
    paused: Callable[[int, str], str]
    last_success: Callable[[str], str]
    why: dict[Refusal, str]
    why_unknown: str

    ask: str
    finding: str
    unreadable: Callable[[str], str]
    found: str
    kinds: dict[SourceKind, str]
    latest: str
    nothing_published: str
    also_found: str
    room: Callable[[int], str]
    follow: str
    follow_number: Callable[[int], str]
    decline: str
    declined: str
    followed: Callable[[str], str]
    followed_already: Callable[[str], str]
    follow_channel: str
    follow_site: str

    list_found: Callable[[int, int], str]
    list_known: Callable[[int], str]
    list_too_long: Callable[[int, int], str]
    import_list: Callable[[int], str]
    imported: Callable[[int], str]

    removable_title: str
    removable_none: str
    remove_question: Callable[[str], str]
    remove: str
    keep: str
    removed: Callable[[str], str]
