"""Messages of a size that Telegram takes, checked by Telegram's own parser."""

import json

import pytest
import tdjson
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.bidi import readable_line
from bot.telegram.markup import Block, Frame, Style, line, utf16_length
from bot.telegram.packing import LONGEST_MESSAGE, pack, split_text

ENDLESS = "قالت المصادر إن الاجتماع استمر ساعات طويلة ثم استؤنف في المساء وحضره ممثلون عن الجهات كلها " * 140


def parsed(html: str) -> tuple[str, int]:
    """The text and the number of entities that Telegram sees. Fails on markup it refuses."""
    mode = {"@type": "textParseModeHTML"}
    question = {"@type": "parseTextEntities", "text": html, "parse_mode": mode}
    answer = json.loads(tdjson.td_execute(json.dumps(question).encode()) or b"{}")
    assert answer["@type"] == "formattedText", answer
    return answer["text"], len(answer["entities"])


def test_twelve_thousand_letters_without_a_full_stop_arrive_whole_and_in_order() -> None:
    """No word is lost, doubled or broken, however long the digest and however rare its full stops."""
    blocks = (Block((line("عنوان", Style.BOLD),)), Block((line(ENDLESS),), Frame.FOLDED_QUOTE))

    texts = [parsed(html)[0] for html in pack(blocks)]

    assert all(utf16_length(text) <= LONGEST_MESSAGE for text in texts)
    words = [word for text in texts for word in text.split() if word != "عنوان" and "/" not in word]
    assert words == ENDLESS.split()


@given(
    st.lists(
        st.text(st.sampled_from("ابت مرحبا.،<>&\"'abc123−٪🇸🇦😀 \n@_*"), max_size=600), min_size=1, max_size=12
    )
)
def test_any_text_makes_messages_that_telegram_takes(texts: list[str]) -> None:
    """Whatever an article holds, Telegram parses the message and it is not too long."""
    blocks = tuple(
        Block((line(text, Style.BOLD), line(text)), frame)
        for text in texts
        for frame in (Frame.NONE, Frame.FOLDED_QUOTE)
    )

    for html in pack(blocks, limit=700):
        text, entities = parsed(html)
        assert utf16_length(text) <= 700
        assert entities <= 100


def test_heading_moves_on_with_what_it_heads() -> None:
    """No message ends with a heading alone."""
    filler = tuple(line("سطر من النص " * 8) for _ in range(10))
    heading = Block((line("النقاط", Style.BOLD, keep_with_next=True),))
    points = Block(tuple(line("نقطة طويلة " * 20) for _ in range(4)), Frame.QUOTE)

    pages = [parsed(html)[0] for html in pack((Block(filler), heading, points), limit=1100)]

    page = next(page for page in pages if "النقاط" in page)
    assert "نقطة طويلة" in page.split("النقاط")[1]


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("جملة أولى. جملة ثانية.", 12, ["جملة أولى.", "جملة ثانية."]),
        ("أولى، ثانية، ثالثة", 10, ["أولى،", "ثانية،", "ثالثة"]),
        ("كلمة كلمة كلمة", 9, ["كلمة كلمة", "كلمة"]),
    ],
    ids=["at full stops", "at commas", "between words"],
)
def test_text_is_cut_where_a_reader_would_pause(text: str, limit: int, expected: list[str]) -> None:
    """Sentences first, then commas, then words."""
    assert split_text(text, limit) == expected


def test_sign_and_unit_of_a_number_survive_to_the_reader() -> None:
    """A fall of 12 per cent never becomes a rise."""
    (html,) = pack((Block((line("تراجع المؤشر \u221212٪ أمس"),)),))

    assert "\u221212٪" in parsed(html)[0]
    assert readable_line("\u221212٪").count("\u2068") == 0 or "\u2068\u221212٪\u2069" in html
