"""Documents and pasted texts: title and text come out, marks and machinery stay out."""

from collections.abc import Callable

import pytest

from bot.core.errors import Refusal, SourceError
from bot.core.models import Source, SourceKind
from bot.sources.document import read_markdown, read_plain
from bot.sources.paste import PasteReader
from tests.builders import HARBOUR, FixedClock, a_state

TITLE = "صحار تفتتح رصيفًا جديدًا"
MARKDOWN = f"""---
title: من رأس الملف
tags: [port]
---

# {TITLE}

افتتحت **هيئة الموانئ** اليوم _رصيفًا_ جديدًا، وفق [بيان الهيئة](https://ports.example/a_(b)) الرسمي.

[![صورة الرصيف](https://ports.example/p.png)](https://ports.example)

## تفاصيل المشروع

- كلّف الرصيف 12 مليون ريال.
* نفذته شركة محلية خلال عامين.
1. يستقبل 300 سفينة كل عام.

> وقال المدير إن `الرصيف` جاهز، و*اكتمل* العمل في port_of_sohar وبكلفة 5 \\* 2.

```python
print("ليس خبرًا")
```

***

Setext عنوان فرعي
-----------------
<!-- لا يظهر -->
انتهى الخبر هنا <https://ports.example/end> ورابط [آخر][1].

[1]: https://ports.example/one
"""
PLAIN_MARKDOWN = """افتتحت هيئة الموانئ اليوم رصيفًا جديدًا، وفق بيان الهيئة الرسمي.
صورة الرصيف
تفاصيل المشروع
كلّف الرصيف 12 مليون ريال.
نفذته شركة محلية خلال عامين.
1. يستقبل 300 سفينة كل عام.
وقال المدير إن الرصيف جاهز، واكتمل العمل في port_of_sohar وبكلفة 5 * 2.
Setext عنوان فرعي
انتهى الخبر هنا ورابط آخر."""


def test_marks_are_taken_off_when_a_text_is_markdown() -> None:
    """Of a Markdown text a reader sees the words only, each heading on a line of its own."""
    title, body = read_markdown(MARKDOWN)

    lines = [" ".join(line.split()) for line in body.split("\n") if line.strip()]
    assert title == TITLE
    assert lines == PLAIN_MARKDOWN.split("\n")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"# {TITLE}\n\n{HARBOUR}", TITLE),
        (f"# **{TITLE}** #\n{HARBOUR}", TITLE),
        (f"---\ntitle: '{TITLE}'\n---\n{HARBOUR}", TITLE),
        (f'+++\ntitle = "{TITLE}"\n+++\n{HARBOUR}', TITLE),
        (f"---\r\ntitle: {TITLE}\r\n---\r\n{HARBOUR}", TITLE),
        (f"{TITLE}\n\n{HARBOUR}", TITLE),
        (HARBOUR, ""),
    ],
    ids=["heading", "marked heading", "front matter", "toml", "windows lines", "first line", "none"],
)
def test_the_title_is_found_when_markdown_names_one(text: str, title: str) -> None:
    """A heading, the head of the file or a first line that looks like one is the title."""
    found, body = read_markdown(text)

    assert found == title
    assert body == HARBOUR


def test_the_first_line_is_the_title_when_a_plain_text_has_one() -> None:
    """A headline above the text is not a sentence of it."""
    assert read_plain(f"{TITLE}\n\n{HARBOUR}") == (TITLE, HARBOUR)
    assert read_plain(HARBOUR) == ("", HARBOUR)


@pytest.mark.parametrize(
    ("read", "text", "refusal"),
    [
        (read_plain, "", Refusal.TOO_SHORT),
        (read_plain, "كلمتان فقط", Refusal.TOO_SHORT),
        (read_markdown, "# عنوان\n\n```\nكود كثير جدًا هنا في هذا النص\n```", Refusal.TOO_SHORT),
    ],
    ids=["empty", "two words", "code only"],
)
def test_a_document_is_refused_when_it_is_too_short(
    read: Callable[[str], tuple[str, str]], text: str, refusal: Refusal
) -> None:
    """Too little to digest is said to be so; nothing is made up from it."""
    with pytest.raises(SourceError) as caught:
        read(text)

    assert caught.value.refusal is refusal
    assert caught.value.permanent


@pytest.mark.parametrize(
    "text",
    [
        "[" * 50_000,
        "*" * 50_000,
        "> " * 50_000,
        "a_b" * 30_000,
        "```\n" * 30_000,
        "\\" * 50_000,
    ],
    ids=["brackets", "stars", "quotes", "underscores", "fences", "backslashes"],
)
def test_a_text_is_answered_when_it_is_made_to_take_long(text: str) -> None:
    """A text made of marks costs no more than another one; the bot stays free for the others."""
    _, body = read_markdown(f"{text}\n\n{HARBOUR}\n\n{text}\n\n{HARBOUR}")

    assert body


async def test_a_paste_is_one_article_when_it_is_read(clock: FixedClock) -> None:
    """A pasted text is an article like any other, with its own title."""
    source = Source(id="paste", kind=SourceKind.PASTE, location=f"{TITLE}\n{HARBOUR}", title="نص")

    visit = await PasteReader(clock).read(source, a_state())

    assert [(article.title, article.text) for article in visit.articles] == [(TITLE, HARBOUR)]
    assert visit.state.last_success == clock.now
