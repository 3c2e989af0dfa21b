"""What a prompt is told about one story: its numbered sentences, outlet by outlet, and how to write. Asks nobody."""

import secrets
from collections.abc import Iterable
from itertools import groupby

from bot.core.arabic import is_arabic
from bot.core.extract import must_mention, title_of
from bot.core.house_style import HouseStyle
from bot.core.lengths import FORMS
from bot.core.models import Evidence, Length, Story
from bot.engines.glossary import told_to_model

LONGEST_STORY = 30_000  # characters of all articles together; what follows is background in practice
FOREIGN_NOTE = "The story is not in Arabic: write in Arabic all the same; keep names and numbers exactly."
NOTHING = "-"


def brief_of(
    story: Story, sentences: tuple[Evidence, ...], length: Length, style: HouseStyle
) -> dict[str, str]:
    """Return the values of a prompt's variables that speak of the story and of the reader's wish."""
    return (
        {
            "marker": secrets.token_hex(4),  # an article cannot know it, so it cannot close the block
            "sentences": "\n".join(_numbered(story, sentences)),
            "language_note": "" if is_arabic(" ".join(s.text for s in sentences[:5])) else FOREIGN_NOTE,
            "must_mention": "\n".join(f"- {one}" for one in must_mention(story, sentences)) or NOTHING,
            "glossary": told_to_model(style.terms_in(s.text for s in sentences)) or NOTHING,
        }
        | _form(length)
    )


def outlets_of(story: Story) -> dict[str, str]:
    """Return the outlet of each article by its id; articles without an outlet each count as one of their own."""
    return {article.id: article.outlet or article.id for article in story.articles}


def _form(length: Length) -> dict[str, str]:
    form = FORMS[length]
    return {
        f"{bound}_{what}": str(numbers[place])
        for what, numbers in (("sentences", form.sentences), ("words", form.words), ("points", form.points))
        for place, bound in enumerate(("fewest", "most"))
    }


def _numbered(story: Story, sentences: tuple[Evidence, ...]) -> list[str]:
    """Each article gets the same room, so that a long first one does not push the other outlets out."""
    articles = {article.id: article for article in story.articles}
    lines: list[str] = []
    for article_id, numbered in groupby(enumerate(sentences, start=1), key=lambda pair: pair[1].article_id):
        article = articles[article_id]
        lines.append(f"== {_in_one_line(article.outlet) or NOTHING}: {_in_one_line(title_of(article))} ==")
        lines += _within(numbered, LONGEST_STORY // len(articles))
    return lines


def _within(numbered: Iterable[tuple[int, Evidence]], room: int) -> list[str]:
    lines: list[str] = []
    for number, sentence in numbered:
        room -= len(sentence.text)
        if room < 0 and lines:
            break
        lines.append(f"[{number}] {_in_one_line(sentence.text)}")
    return lines


def _in_one_line(text: str) -> str:
    return " ".join(text.split())
