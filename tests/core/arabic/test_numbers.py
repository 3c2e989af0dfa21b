"""A number is the same number in every script, in words and with its sign."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.arabic import NumberKind, find_numbers

PLAIN, PERCENT, ORDINAL = NumberKind.PLAIN, NumberKind.PERCENT, NumberKind.ORDINAL
DUAL, PART = NumberKind.DUAL, NumberKind.FRACTION

UNITS = ("", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة")
TENS = ("", "عشرة", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون")
HUNDREDS = (
    "", "مئة", "مئتان", "ثلاثمئة", "أربعمئة", "خمسمئة", "ستمئة", "سبعمئة", "ثمانمئة", "تسعمئة",
)  # fmt: skip
SCALES = ((10**12, "تريليون"), (10**9, "مليار"), (10**6, "مليون"), (10**3, "ألف"))


def spelled(number: int) -> list[str]:
    for scale, word in SCALES:
        if number >= scale:
            count, rest = divmod(number, scale)
            head = word if count == 1 else " ".join([" و".join(spelled(count)), word])
            return [head, *spelled(rest)]
    return spelled_below_thousand(number)


def spelled_below_thousand(number: int) -> list[str]:
    hundreds, rest = divmod(number, 100)
    tens, units = divmod(rest, 10)
    parts = [HUNDREDS[hundreds]]
    if tens == 1 and units:
        parts.append({1: "أحد", 2: "اثنا"}.get(units, UNITS[units]) + " عشر")
    else:
        parts += [UNITS[units], TENS[tens]]
    return [part for part in parts if part]


@given(st.integers(min_value=2, max_value=999_999_999_999_999))
def test_value_comes_back_when_a_number_is_spelled_out(number: int) -> None:
    """Every number up to trillions can be written in words and read again."""
    text = " و".join(spelled(number))

    assert [found.value for found in find_numbers(f"بلغ العدد {text} شخصا")] == [number]


@given(st.integers(min_value=2, max_value=999_999_999))
def test_value_comes_back_when_the_waw_stands_apart(number: int) -> None:
    """Some newsrooms write the joining «و» with a space after it."""
    text = " و ".join(spelled(number))

    assert [found.value for found in find_numbers(text)] == [number]


@given(st.integers(min_value=0, max_value=10**9), st.sampled_from(["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"]))
def test_value_is_the_same_when_digits_are_of_another_script(number: int, script: str) -> None:
    """Arabic-Indic and Persian digits are digits."""
    written = str(number).translate(str.maketrans("0123456789", script))

    assert [found.value for found in find_numbers(f"نحو {written} شخص")] == [number]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ألف ومئتان وأربعة وثلاثون", [(1234, PLAIN)]),
        ("مليون ونصف المليون دولار", [(1_500_000, PLAIN)]),
        ("مليونان وثلاثمئة ألف نازح", [(2_300_000, PLAIN)]),
        ("ثلاثة آلاف و500 دولار", [(3500, PLAIN)]),
        ("نصف مليون شخص", [(500_000, PLAIN)]),
        ("بألفي جندي", [(2000, PLAIN)]),
        ("مائة وخمسة وعشرون", [(125, PLAIN)]),
        ("خمسة عشر رجلا وإحدى عشرة امرأة", [(15, PLAIN), (11, PLAIN)]),
        ("بين ستة وعشرة", [(6, PLAIN), (10, PLAIN)]),
        ("12,500 و1.200.000", [(12_500, PLAIN), (1_200_000, PLAIN)]),
        ("٣٫٥ و3.5 و٣،٥", [(Fraction(7, 2), PLAIN)] * 3),
        ("بنسبة ٢٥٪ و20 في المئة وخمسة بالمئة", [(25, PERCENT), (20, PERCENT), (5, PERCENT)]),
        ("من 20 إلى 30 في المئة", [(20, PERCENT), (30, PERCENT)]),
        ("-12٪ و −12 و ناقص 12", [(-12, PERCENT), (-12, PLAIN), (-12, PLAIN)]),
        ("2018-2019", [(2018, PLAIN), (2019, PLAIN)]),
        ("المركز الثالث عشر والرابع والعشرون", [(13, ORDINAL), (24, ORDINAL)]),
        ("قتيلان بعد ساعتين ونصف", [(2, DUAL), (Fraction(5, 2), PLAIN)]),
        ("الثلث وثلاثة أرباع", [(Fraction(1, 3), PART), (Fraction(3, 4), PART)]),
        ("في عام 2018 ألف شخص", [(2018, PLAIN), (1000, PLAIN)]),
        ("أحد المسؤولين وآلاف الناس", []),
        ("يوم الاثنين", []),
        ("تشرين الثاني", []),
        ("لست أدري", []),
    ],
)
def test_numbers_are_read_with_kind_and_sign_when_news_writes_them(
    text: str, expected: list[tuple[int | Fraction, NumberKind]]
) -> None:
    """Amounts, percentages, ranks, pairs and parts are told apart; a minus is never lost."""
    assert [(found.value, found.kind) for found in find_numbers(text)] == expected


def test_neighbours_tell_what_is_counted_when_a_number_is_found() -> None:
    """The unit stays beside the number."""
    (number,) = find_numbers("دفعت الشركة ٣ ملايين دولار أمس")

    assert (number.words, number.before, number.after) == ("3 ملايين", ("دفعت", "الشركه"), ("دولار", "امس"))


def test_reading_ends_when_digits_have_no_end() -> None:
    """A hostile row of digits is a number like any other."""
    assert len(find_numbers("9" * 100_000)) == 1


@pytest.mark.parametrize(
    ("text", "value"),
    [("اشترى خمسًا وعشرين رافعة", 25), ("قضى ستًا وثلاثين ساعة", 36), ("زار تسعًا وأربعين مدينة", 49)],
)
def test_value_is_read_when_the_number_is_in_the_accusative(text: str, value: int) -> None:
    """Grammar's ending changes no amount."""
    assert [found.value for found in find_numbers(text)] == [value]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param("بين 40 مليون و60 مليون طن", [40_000_000, 60_000_000], id="two amounts in millions"),
        pytest.param("مليون ونصف المليون طن", [1_500_000], id="a million and a half"),
        pytest.param("ثلاثة آلاف وستمئة ألف", [3000, 600_000], id="thousands after thousands"),
        pytest.param("كمية المياه وكميات الملح", [], id="quantity"),
    ],
)
def test_numbers_are_kept_apart_when_a_second_one_begins(text: str, values: list[int]) -> None:
    """What is added to millions is smaller than a million; «كمية» is no «مئة»."""
    assert [found.value for found in find_numbers(text)] == values
