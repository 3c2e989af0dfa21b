"""The lenient stand-in for Telegram's parser, for machines without tdjson: right on right HTML."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from bot.simulator.errors import ApiError
from bot.simulator.parser import Parser, PlainParser, TelegramParser, load_parser

PLAIN = PlainParser()
STRICT = TelegramParser()
GOOD = {
    "nested": "<b>عاجل <i>جدًا</i></b> نص",
    "emoji": "🗞 <u>نشرة</u> <s>قديمة</s>",
    "link": '<a href="https://example.com/a">[1]</a> &amp; &lt;نص&gt;',
    "quotes": "<blockquote>شاهد</blockquote>\n<blockquote expandable>شواهد</blockquote>",
    "code": "<code>x</code> <tg-spoiler>سر</tg-spoiler>",
    "time": '<tg-time unix="1795492800" format="t">07:00</tg-time>',
}


@pytest.mark.parametrize("html", GOOD.values(), ids=GOOD.keys())
def test_both_parsers_agree_on_good_html(html: str) -> None:
    """What the stand-in shows is what Telegram shows, as long as the HTML is right."""
    assert _parsed(PLAIN, html) == _parsed(STRICT, html)


def test_the_stand_in_says_that_it_is_lenient() -> None:
    """Unclosed markup passes it, so whoever uses it must be able to tell."""
    assert (PLAIN.strict, STRICT.strict) == (False, True)
    assert PLAIN.parse("<b>عاجل", "HTML") == ("عاجل", [{"type": "bold", "offset": 0, "length": 4}])


def test_the_stand_in_serves_where_telegrams_parser_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """tdjson is optional: without it the demo still runs, and knows that it is lenient."""
    monkeypatch.setitem(sys.modules, "tdjson", None)

    assert load_parser().strict is False


def test_the_stand_in_does_not_guess_at_markdown() -> None:
    """It refuses what it cannot read instead of showing stars."""
    with pytest.raises(ApiError, match="needs the package tdjson"):
        PLAIN.parse("*عاجل*", "MarkdownV2")


def test_the_stand_in_finds_commands_and_links() -> None:
    """Enough for the bot's commands to work."""
    text = "/summary https://example.com/a"

    assert PLAIN.find(text) == STRICT.find(text)


def _parsed(parser: Parser, html: str) -> tuple[str, list[dict[str, Any]]]:
    return parser.parse(html, "HTML")
