"""Right-to-left lines stay readable."""

import pytest

from bot.telegram.bidi import readable_line

RLM, FSI, PDI = "\u200f", "\u2068", "\u2069"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("ارتفع السعر", "ارتفع السعر", id="plain Arabic stays as it is"),
        pytest.param("أعلنت OpenAI نموذجًا", f"أعلنت {FSI}OpenAI{PDI} نموذجًا", id="Latin inside"),
        pytest.param("OpenAI تعلن", f"{FSI}OpenAI{PDI} تعلن", id="Latin first, inside an isolate"),
        pytest.param(
            "تراجع \u221212٪ اليوم",
            f"تراجع {FSI}\u221212٪{PDI} اليوم",
            id="sign and unit stay with the number",
        ),
        pytest.param("بين 10-12 درجة", f"بين {FSI}10-12{PDI} درجة", id="range"),
        pytest.param("عام 2026", "عام 2026", id="bare number needs nothing"),
        pytest.param("حساب @mujaz_bot هنا", f"حساب {FSI}@mujaz_bot{PDI} هنا", id="handle"),
        pytest.param("نص\u202eمقلوب\u200b", "نصمقلوب", id="stray controls of the source are dropped"),
        pytest.param(
            "The port opened.", f"{RLM}The port opened.", id="English line is aligned like its neighbours"
        ),
        pytest.param("🇸🇦 خبر", f"{RLM}🇸🇦 خبر", id="a flag counts as left-to-right"),
        pytest.param("1. خبر", "1. خبر", id="a number decides nothing"),
    ],
)
def test_line_shows_right_to_left_whatever_it_holds(text: str, expected: str) -> None:
    """The first strong character decides a line, so it must be Arabic or a mark that says so."""
    assert readable_line(text) == expected
