"""The words that readers see."""

import unicodedata
from dataclasses import fields
from datetime import date, time

import pytest

from bot.core.errors import Mistake, Refusal
from bot.core.models import SourceKind
from bot.core.timetable import Hush, NothingNew, Weekend
from bot.core.visiting import Health
from bot.telegram.schedule_buttons import Page
from bot.telegram.texts import Texts, texts_for

TEXTS = texts_for("ar")


def _fixed_texts(texts: Texts) -> list[str]:
    values = [
        getattr(part, one.name) for part in (texts, texts.sources, texts.schedule) for one in fields(part)
    ]
    plain = [value for value in values if isinstance(value, str)]
    listed = [text for value in values if isinstance(value, dict) for text in value.values()]
    return [*plain, *listed, texts.welcome("موجز"), texts.failed("سبب"), texts.channel_added("قناة")]


def _first_strong(line: str) -> str:
    return next((kind for c in line if (kind := unicodedata.bidirectional(c)) in {"L", "R", "AL"}), "none")


@pytest.mark.parametrize("line", sorted({line for text in _fixed_texts(TEXTS) for line in text.split("\n")}))
def test_no_line_begins_with_a_latin_word(line: str) -> None:
    """Telegram lays a line out by its first strong letter: a command or a name in front would turn it around."""
    assert _first_strong(line) != "L"


def test_every_mistake_and_refusal_has_its_sentence() -> None:
    """No failure leaves a reader without a word on what to do next."""
    assert set(TEXTS.mistakes) == set(Mistake)
    assert set(TEXTS.refusals) == set(TEXTS.sources.why) == set(Refusal)
    assert set(TEXTS.sources.health) == set(Health)
    assert set(TEXTS.sources.kinds) == set(SourceKind)


def test_every_choice_of_the_schedule_has_its_words() -> None:
    """No page and no button of the settings can come up empty."""
    words = TEXTS.schedule
    assert set(words.buttons) == set(words.hints) == set(Page)
    assert set(words.weekends) == set(Weekend)
    assert set(words.hushes) == set(words.hush_buttons) == set(Hush)
    assert set(words.nothing_new) == set(words.nothing_new_buttons) == set(NothingNew)


def test_every_command_of_the_menu_fits_telegrams_limits() -> None:
    """Descriptions have 3 to 256 letters, the bot's own texts 512 and 120."""
    assert all(3 <= len(text) <= 256 for text in TEXTS.command_descriptions.values())
    assert len(TEXTS.about) <= 512
    assert len(TEXTS.short_about) <= 120


@pytest.mark.parametrize(
    ("stories", "outlets", "expected"),
    [
        (1, 1, "قصة واحدة من مصدر واحد"),
        (2, 2, "قصتان من مصدرين"),
        (3, 5, "3 قصص من 5 مصادر"),
        (11, 12, "11 قصة من 12 مصدرًا"),
        (100, 101, "100 قصة من 101 مصدر"),
    ],
)
def test_counts_follow_arabic_grammar(stories: int, outlets: int, expected: str) -> None:
    """The noun takes the form that its number asks for."""
    assert TEXTS.edition_counts(stories, outlets) == expected


@pytest.mark.parametrize(
    ("hour", "expected"), [(2, "نشرة الليل"), (7, "نشرة الصباح"), (13, "نشرة الظهيرة"), (20, "نشرة المساء")]
)
def test_edition_is_named_after_its_time_of_day(hour: int, expected: str) -> None:
    """An evening edition is not called a morning one."""
    assert TEXTS.edition_title(time(hour)) == expected


def test_date_is_written_out_in_arabic() -> None:
    """A reader sees weekday, day, month and year."""
    assert TEXTS.long_date(date(2026, 11, 23)) == "الاثنين 23 نوفمبر 2026"
