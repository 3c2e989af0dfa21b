"""Bytes -> text: what newsrooms send is read right, whatever its label says."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.errors import Refusal, SourceError
from bot.sources.decode import decode

NEWS = "أعلنت وزارة النقل في مسقط، اليوم، افتتاح طريق جديد طوله 40 كيلومترًا؛ وقال الوزير: «اكتمل المشروع»."
PLAIN = NEWS.replace("ًا", "ا").replace("«", '"').replace("»", '"')
PAGE = "<html><head>{meta}</head><body><p>" + PLAIN + "</p></body></html>"
META = '<meta http-equiv="Content-Type" content="text/html; charset={}">'


@pytest.mark.parametrize(
    ("encoding", "claimed", "label"),
    [
        ("cp1256", "windows-1256", "windows-1256"),
        ("cp1256", "", ""),
        ("cp1256", "utf-8", ""),
        ("cp1256", "", "utf-8"),
        ("cp1256", "", "iso-8859-1"),
        ("cp1256", "windows-1252", ""),
        ("cp1256", "", "no-such-charset"),
        ("cp1256", "", "idna"),
        ("cp1256", "", "unicode_escape"),
        ("iso8859-6", "iso-8859-6", ""),
        ("iso8859-6", "", ""),
        ("utf-8", "windows-1256", "windows-1256"),
        ("utf-8", "", "iso-8859-6"),
        ("utf-8-sig", "windows-1256", ""),
        ("utf-16", "", ""),
        ("utf-16", "utf-8", "utf-8"),
        ("utf-32", "", ""),
    ],
)
def test_a_page_is_read_right_when_its_label_is_right_wrong_or_missing(
    encoding: str, claimed: str, label: str
) -> None:
    """Arabic letters decide; labels, which lie, come last."""
    page = PAGE.format(meta=META.format(claimed) if claimed else "")

    text = decode(page.encode(encoding), label)

    assert PLAIN in text
    assert "\ufeff" not in text


@pytest.mark.parametrize("text", [NEWS, NEWS[:12]], ids=["a paragraph", "two words"])
def test_a_text_is_read_when_it_was_cut_in_the_middle_of_a_letter(text: str) -> None:
    """A truncated download loses one letter, not all of them."""
    raw = text.encode()[:-1] if text.encode()[-1] > 127 else text.encode() + "ع".encode()[:1]

    shown = decode(raw)

    assert shown.startswith(text[:-1])


def test_a_text_is_read_when_one_byte_in_it_is_bad() -> None:
    """One bad byte costs one letter."""
    raw = NEWS.encode().replace(b"40", b"\xff40")

    assert "افتتاح طريق جديد طوله \ufffd40 كيلومترًا" in decode(raw)


def test_other_languages_are_read_when_their_label_is_right() -> None:
    """A French or Russian page is not taken for an Arabic one."""
    assert decode("Été à Genève".encode("latin-1")) == "Été à Genève"
    assert decode("Новости дня из Москвы".encode("cp1251"), "windows-1251") == "Новости дня из Москвы"


@pytest.mark.parametrize(
    "raw",
    [
        b"%PDF-1.7 ...",
        b"PK\x03\x04 a docx",
        b"\x89PNG\r\n",
        b"\xff\xd8\xff\xe0 JPEG",
        b"GIF89a",
        b"\x00\x01\x02",
    ],
    ids=["pdf", "docx", "png", "jpeg", "gif", "zeros"],
)
def test_a_document_is_refused_when_it_is_no_text(raw: bytes) -> None:
    """A picture is not read as if it were letters."""
    with pytest.raises(SourceError) as caught:
        decode(raw)

    assert caught.value.refusal is Refusal.NOT_TEXT


def test_the_byte_order_mark_is_gone_when_a_text_has_one() -> None:
    """A mark of the editor is no letter of the article."""
    assert decode(codecs.BOM_UTF8 + "خبر".encode()) == "خبر"


LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآئؤ"
SENTENCES = st.lists(st.text(LETTERS, min_size=2, max_size=9), min_size=3, max_size=30).map(" ".join)
LABELS = st.sampled_from(
    ["", "utf-8", "windows-1256", "iso-8859-6", "iso-8859-1", "utf-16", "x", "unicode_escape"]
)


@given(SENTENCES, LABELS)
def test_a_text_is_read_right_when_it_is_utf8_under_any_label(text: str, label: str) -> None:
    """What is good UTF-8 is read as UTF-8, whatever anybody says."""
    assert decode(text.encode(), label) == text


@given(st.binary(max_size=3000), LABELS)
def test_any_bytes_are_answered_when_they_are_no_text(raw: bytes, label: str) -> None:
    """Bytes are text or are refused; nothing else happens."""
    try:
        text = decode(raw, label)
    except SourceError:
        return

    assert isinstance(text, str)
