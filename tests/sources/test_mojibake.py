"""Spoiled text is mended, good text stays as it is, to the letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sources.mojibake import repair
from tests.builders import HARBOUR

PLAIN = HARBOUR.replace("\u064b", "").replace("\u0651", "")
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآئؤ"
WORDS = st.lists(st.text(LETTERS, min_size=2, max_size=9), min_size=4, max_size=30).map(" ".join)
MARKS = "،؛؟«»….:()!٠١٢٣٤٥٦٧٨٩0123456789 \u064b\u0651\u0640\u200f\n-–"


def read_as_western(raw: bytes) -> str:
    """What a program shows that takes these bytes for windows-1252."""
    return "".join(
        chr(byte) if byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else bytes([byte]).decode("cp1252")
        for byte in raw
    )


SPOILED = {
    "utf-8 as windows-1256": PLAIN.encode().decode("cp1256"),
    "utf-8 as windows-1252": read_as_western(PLAIN.encode()),
    "utf-8 as latin-1": PLAIN.encode().decode("latin-1"),
    "utf-8 as windows-1256, twice": PLAIN.encode().decode("cp1256").encode().decode("cp1256"),
    "utf-8 as windows-1252, twice": read_as_western(read_as_western(PLAIN.encode()).encode()),
    "windows-1256 as windows-1252": read_as_western(PLAIN.encode("cp1256")),
    "windows-1256 as latin-1": PLAIN.encode("cp1256").decode("latin-1"),
    "iso-8859-6 as latin-1": PLAIN.encode("iso8859-6").decode("latin-1"),
}


@pytest.mark.parametrize("spoiled", SPOILED.values(), ids=SPOILED.keys())
def test_a_text_is_mended_when_it_was_read_in_the_wrong_encoding(spoiled: str) -> None:
    """A newsroom that stored its Arabic as rubbish is read all the same."""
    assert repair(spoiled) == PLAIN


def test_only_the_bad_lines_are_mended_when_a_text_is_mixed() -> None:
    """A good headline over a spoiled text stays."""
    spoiled = PLAIN.encode().decode("cp1256")

    assert repair(f"{HARBOUR}\n{spoiled}") == f"{HARBOUR}\n{PLAIN}"


def test_quotation_marks_are_mended_when_english_was_spoiled() -> None:
    """The best known rubbish of English pages goes, too."""
    assert repair("â€œItâ€™s a quay,â€\x9d he said â€” twice") == "“It’s a quay,” he said — twice"


@pytest.mark.parametrize(
    "text",
    [
        "Été à Genève, où l'on « élève » des bœufs – déjà",
        "SÃO PAULO: «MAÇÃ» E AÇÚCAR NÃO SÃO IGUAIS",
        "ÅÄÖ ÅÄÖ, Þórr, Ýmir, Æsir, Øre, ÇAĞRI ÖZÜ",
        "Новости дня из Москвы",
        "ضغط، نفط؛ محفوظ» صراع… بلاغ° ط§ ظ…",
        "زۆر باشه، گۆڤار؛ چهار ژانویه",
        "خطوط، ضغوط، غلاظ؛ شعاع؛ ساطع» بالغ»",
    ],
    ids=[
        "French",
        "Portuguese",
        "Northern",
        "Russian",
        "Arabic before marks",
        "Kurdish and Persian",
        "many marks",
    ],
)
def test_a_good_text_stays_when_it_looks_odd(text: str) -> None:
    """Accents are no rubbish, and neither is a letter before a comma."""
    assert repair(text) == text


@given(WORDS, st.text(MARKS, max_size=20))
def test_arabic_stays_to_the_letter_when_it_is_good(words: str, marks: str) -> None:
    """What needs no mending is never touched."""
    text = f"{words}{marks}{words}"

    assert repair(text) == text


@given(st.text())
def test_any_text_is_answered_when_it_is_odd(text: str) -> None:
    """No text breaks the mending."""
    assert isinstance(repair(text), str)
