"""The list of all words a user can read; each language fills it in. Holds no words itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time

from bot.core.errors import Mistake, Refusal
from bot.core.models import Length, Topic
from bot.telegram.texts.schedule_words import ScheduleWords
from bot.telegram.texts.source_words import SourceWords


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """One language's words. Fields with arguments are functions, so that grammar can follow the number."""

    command_descriptions: dict[str, str]
    about: str
    short_about: str

    welcome: Callable[[str], str]
    welcome_back: str
    sample_title: str
    help: str
    unknown_input: str

    working: str
    try_again: str
    failed: Callable[[str], str]
    mistakes: dict[Mistake, str]
    refusals: dict[Refusal, str]
    engine_failed: str
    unexpected: str
    storage_failed: str

    edition_title: Callable[[time], str]
    latest_title: str
    nothing_new: str
    developed: str
    edition_counts: Callable[[int, int], str]
    long_date: Callable[[date], str]
    reading_time: Callable[[int], str]
    key_points: str
    quoted: str
    quoted_foreign: str
    written_by_model: Callable[[str], str]
    translated_by_model: Callable[[str], str]
    read_original: str
    evidence_button: str
    evidence_title: str
    differences: str
    shorter: str
    longer: str
    labels: dict[Topic, str]

    panel_title: Callable[[str], str]
    panel_times: Callable[[tuple[str, ...]], str]
    panel_no_times: str
    panel_zone: Callable[[str, str], str]
    panel_days: Callable[[str], str]
    panel_length: Callable[[str], str]
    lengths: dict[Length, str]
    panel_next: Callable[[str], str]
    panel_hint: str
    panel_hint_elsewhere: str
    panel_private: str
    other_time: str
    ask_time: str
    ask_time_for: Callable[[str], str]
    zone_button: str
    days_button: str
    back: str
    leave: str
    left: str
    time_added: Callable[[str], str]
    every_day: str
    weekdays: tuple[str, ...]
    zones: tuple[tuple[str, str], ...]

    channel_added: Callable[[str], str]
    channel_needs_posting: Callable[[str], str]
    chat_lost: Callable[[str], str]
    group_added: str
    channels_title: str

    schedule: ScheduleWords
    sources: SourceWords
