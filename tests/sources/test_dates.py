"""Dates as newsrooms write them: read right or not at all, never as another day."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sources.parsing.dates import is_possible, read_date
from tests.builders import MONDAY

ARAB = {
    "٢٣ نوفمبر ٢٠٢٥": (2025, 11, 23, 0, 0),
    "23 نوفمبر 2025": (2025, 11, 23, 0, 0),
    "الأحد، 23 تشرين الثاني 2025 14:05": (2025, 11, 23, 11, 5),
    "23 تشرين الثاني/نوفمبر 2025": (2025, 11, 23, 0, 0),
    "24 نيسان / أبريل 2020 09:22 مساءً": (2020, 4, 24, 18, 22),
    "5 جويلية 2024 8:30 ص": (2024, 7, 5, 5, 30),
    "3 ماي 2024، 12:10 ص": (2024, 5, 2, 21, 10),
    "12 غشت 2023 - 12:10 م": (2023, 8, 12, 9, 10),
    "نشر في: 1 أيلول 2022 الساعة 7:45 مساء بتوقيت غرينتش": (2022, 9, 1, 19, 45),
    "2 جمادى الآخرة 1447 هـ - 23 نوفمبر 2025 م": (2025, 11, 23, 0, 0),
    "23-11-2025 14:05": (2025, 11, 23, 11, 5),
    "03/04/2025": (2025, 4, 3, 0, 0),
    "2025/11/23 14:05:09": (2025, 11, 23, 11, 5, 9),
    "2025-11-23": (2025, 11, 23, 0, 0),
    "2025-11-23 14:05": (2025, 11, 23, 11, 5),
    "2025-11-23T14:05:00Z": (2025, 11, 23, 14, 5),
    "2025-11-23T14:05:00+0300": (2025, 11, 23, 11, 5),
    "Sun, 23 Nov 2025 10:00:00 AST": (2025, 11, 23, 7, 0),
    "Sun, 23 Nov 2025 10:00:00 GST": (2025, 11, 23, 6, 0),
    "Sun, 23 Nov 2025 10:00:00 +0300": (2025, 11, 23, 7, 0),
    "Sun, 23 Nov 2025 10:00:00": (2025, 11, 23, 7, 0),
    "1763884800": (2025, 11, 23, 8, 0),
    "1763884800000": (2025, 11, 23, 8, 0),
}
OTHERS = {
    "2025-11-23 14:05": (2025, 11, 23, 14, 5),
    "23 Nov 2025": (2025, 11, 23, 0, 0),
    "November 23, 2025": (2025, 11, 23, 0, 0),
    "Sept. 3rd, 2025 2:05 pm": (2025, 9, 3, 14, 5),
    "Updated: 23-November-2025 14:05 GMT": (2025, 11, 23, 14, 5),
    "11/23/2025": (2025, 11, 23, 0, 0),
    "2025/11/23": (2025, 11, 23, 0, 0),
    "Sun, 23 Nov 2025 10:00:00 EST": (2025, 11, 23, 15, 0),
}
NONE = [
    "",
    "قريبا",
    "1447 هـ",
    "2 جمادى الآخرة 1447",
    "نوفمبر 2025",
    "32 نوفمبر 2025",
    "99/99/2025",
    "1",
    "x" * 500,
]


@pytest.mark.parametrize(("written", "moment"), ARAB.items(), ids=ARAB)
def test_a_date_is_read_when_an_arab_newsroom_wrote_it(written: str, moment: tuple[int, ...]) -> None:
    """Egypt's, the Levant's and the Maghreb's months, Arabic digits, day first, and Riyadh's clock."""
    assert read_date(written, arab=True) == datetime(*moment, tzinfo=UTC)  # type: ignore[misc,arg-type] # numbers only


@pytest.mark.parametrize(("written", "moment"), OTHERS.items(), ids=OTHERS)
def test_a_date_is_read_when_another_newsroom_wrote_it(written: str, moment: tuple[int, ...]) -> None:
    """Elsewhere a date without a zone is taken as Greenwich's."""
    assert read_date(written, arab=False) == datetime(*moment, tzinfo=UTC)  # type: ignore[misc,arg-type] # numbers only


@pytest.mark.parametrize("written", NONE)
def test_no_date_is_read_when_none_is_named(written: str) -> None:
    """No date is better than a guessed one; a Hijri year is no year of the common calendar."""
    assert read_date(written, arab=True) is None


def test_the_order_is_not_guessed_when_a_date_can_be_read_two_ways() -> None:
    """Of an English newsroom, 03/04/2025 may be March or April."""
    assert read_date("03/04/2025", arab=False) is None


@given(st.text(), st.booleans())
def test_any_text_is_answered_when_it_stands_for_a_date(written: str, arab: bool) -> None:
    """No feed breaks the reading of dates; what comes out is a moment in UTC."""
    moment = read_date(written, arab=arab)

    assert moment is None or moment.tzinfo is UTC


@given(st.datetimes(min_value=datetime(1996, 1, 1), max_value=datetime(2099, 12, 31)))  # noqa: DTZ001 - zone follows
def test_a_date_comes_back_when_it_was_written_by_any_custom(moment: datetime) -> None:
    """Whatever the day, each custom of writing it leads back to it."""
    moment = moment.replace(second=0, microsecond=0, tzinfo=UTC)
    local = moment + timedelta(hours=3)

    for custom in ("%Y-%m-%dT%H:%M+03:00", "%d-%m-%Y %H:%M", "%Y/%m/%d %H:%M", "%a, %d %b %Y %H:%M:00 +0300"):
        assert read_date(local.strftime(custom), arab=True) == moment


@pytest.mark.parametrize(
    ("moment", "possible"),
    [
        (MONDAY, True),
        (MONDAY + timedelta(minutes=59), True),
        (MONDAY + timedelta(hours=2), False),
        (datetime(1970, 1, 1, tzinfo=UTC), False),
        (datetime(1447, 6, 2, tzinfo=UTC), False),
    ],
    ids=["now", "a clock that runs ahead", "future", "1970", "Hijri"],
)
def test_a_date_is_possible_when_the_web_was_there_and_the_day_has_come(
    moment: datetime, possible: bool
) -> None:
    """A date in the future or before the web is a mistake of the newsroom."""
    assert is_possible(moment, MONDAY) is possible
