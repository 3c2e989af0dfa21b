"""Digests and editions as messages."""

from dataclasses import replace

import pytest

from bot.core.models import Digest, Evidence, KeyPoint, Topic
from bot.telegram.format import render_digest, render_edition, render_evidence
from bot.telegram.texts import texts_for
from tests.builders import a_digest, a_story, a_subscription, an_article, an_edition
from tests.telegram.test_packing import parsed

TEXTS = texts_for("ar")


def test_digest_shows_headline_text_points_outlet_and_link() -> None:
    """A reader sees what happened, the points, who reports it, and the way to the original."""
    digest = a_digest()

    (message,) = render_digest(digest, "0123456789abcdef", TEXTS)

    shown, _ = parsed(message.html)
    assert shown.startswith(digest.headline)
    assert all(point.text in shown.replace("\u2068", "").replace("\u2069", "") for point in digest.key_points)
    assert "صحيفة الساحل" in shown
    assert "<blockquote expandable>" in message.html
    assert [button.url for row in message.buttons for button in row if button.url] == [digest.story.lead.url]


def test_markup_in_an_article_is_shown_and_not_obeyed() -> None:
    """A title with tags cannot break a message or smuggle a link into it."""
    digest = replace(a_digest(), headline='<a href="https://evil.example">اضغط</a> & <b>')

    (message,) = render_digest(digest, "0123456789abcdef", TEXTS)

    assert 'href="https://evil.example"' not in message.html
    assert "<a href=" in parsed(message.html)[0].replace("\u2068", "").replace("\u2069", "")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "tg://resolve?domain=x"])
def test_link_that_is_no_web_address_is_not_linked(url: str) -> None:
    """Only http and https are opened from a message."""
    article = an_article(url=url)
    edition = an_edition(digests=(a_digest(a_story(article)), a_digest()))

    (message,) = render_edition(edition, a_subscription())

    assert url not in message.html


def test_edition_of_one_story_links_its_source() -> None:
    """Every line can be traced: an edition of one story leads to the original as well."""
    (message,) = render_edition(an_edition(digests=(a_digest(),)), a_subscription())

    assert '<a href="https://news.example/harbour">صحيفة الساحل</a>' in message.html
    assert "<blockquote expandable>" in message.html


def test_edition_of_several_stories_numbers_and_counts_them() -> None:
    """An edition says how much it holds, in correct Arabic, and leaves no story out."""
    second = an_article(article_id="2", title="خبر ثانٍ عن الميناء", outlet="موقع الميناء")
    edition = an_edition(digests=(a_digest(), a_digest(a_story(second))))

    (message,) = render_edition(edition, a_subscription())

    shown, _ = parsed(message.html)
    assert "قصتان من مصدرين" in shown
    assert "1. صحار" in shown
    assert "2. خبر ثانٍ" in shown
    assert "نشرة الصباح" in shown
    assert "الاثنين 23 نوفمبر 2026" in shown


def test_evidence_shows_each_point_with_the_sentence_that_proves_it() -> None:
    """Whoever doubts a point sees the article's own words."""
    point = KeyPoint(text="كلّف الرصيف 12 مليون ريال.", evidence=(1,))
    digest = replace(a_digest(), key_points=(point,))

    (message,) = render_evidence(digest, TEXTS)

    assert digest.sentences[1].text in parsed(message.html)[0]


def _of_two_outlets() -> Digest:
    story = a_story()
    other = an_article(article_id="article-2", outlet="Gulf Post")
    digest = a_digest(story)
    sentences = (*digest.sentences, Evidence(article_id="article-2", text="رصيف جديد في صحار."))
    return replace(digest, story=replace(story, articles=(story.lead, other)), sentences=sentences)


def test_points_name_their_outlets_when_several_report_a_story() -> None:
    """A reader sees which newsroom stands for which point."""
    digest = _of_two_outlets()
    first, second = digest.key_points[:2]
    both = replace(first, evidence=(*first.evidence, len(digest.sentences) - 1))

    (message,) = render_digest(replace(digest, key_points=(both, second)), "0123456789abcdef", TEXTS)

    shown = parsed(message.html)[0].replace("\u2068", "").replace("\u2069", "")
    assert f"{first.text} (صحيفة الساحل، Gulf Post)" in shown
    assert f"{second.text} (صحيفة الساحل)" in shown


def test_points_name_no_outlet_when_one_reports_the_story() -> None:
    """What is the same for all points is said once, below."""
    (message,) = render_digest(a_digest(), "0123456789abcdef", TEXTS)

    assert message.html.count("صحيفة الساحل") == 1


def test_differences_between_outlets_are_shown() -> None:
    """Where newsrooms disagree, the reader is told so."""
    told = KeyPoint(text="ذكرت الساحل أن طوله 400 متر، وذكرت Gulf Post أنه 450 مترًا.", evidence=(0, 5))

    (message,) = render_digest(replace(_of_two_outlets(), differences=(told,)), "0123456789abcdef", TEXTS)

    shown = parsed(message.html)[0]
    assert shown.index("كيف اختلفت المصادر") < shown.index("450 مترًا")


def test_every_outlet_of_a_story_is_linked() -> None:
    """Who wants to compare reaches each report."""
    digest = _of_two_outlets()
    lead, other = digest.story.articles
    articles = (lead, replace(other, url="https://gulf.example/1"))

    (message,) = render_digest(
        replace(digest, story=replace(digest.story, articles=articles)), "0123456789abcdef", TEXTS
    )

    assert '<a href="https://news.example/harbour">صحيفة الساحل</a>' in message.html
    assert '<a href="https://gulf.example/1">' in message.html


def test_evidence_of_differences_is_shown() -> None:
    """Where newsrooms disagree, each one's own sentence is there to read."""
    told = KeyPoint(text="طوله 400 متر عند أحدهما.", evidence=(0, 5))

    html = "".join(
        one.html for one in render_evidence(replace(_of_two_outlets(), differences=(told,)), TEXTS)
    )

    assert "رصيف جديد في صحار." in html


def test_topics_are_tags() -> None:
    """A tap on a tag finds all stories about it in the chat."""
    digest = replace(a_digest(), topics=(Topic.ECONOMY, Topic.SOCIETY))

    (message,) = render_digest(digest, "0123456789abcdef", TEXTS)

    assert "#اقتصاد #مجتمع" in parsed(message.html)[0]


@pytest.mark.parametrize("count", [1, 2], ids=["alone", "among others"])
def test_story_that_developed_says_so(count: int) -> None:
    """A reader who read the story this morning sees why it is back."""
    first, other = a_digest(), a_digest(a_story(an_article(article_id="article-2", title="خبر آخر في صحار")))
    edition = replace(an_edition(digests=(first, other)[:count]), developed=frozenset({first.story.id}))

    (message,) = render_edition(edition, a_subscription())

    assert message.html.count("جديد:") == 1
    assert f"جديد: {first.headline}" in parsed(message.html)[0].replace("\u2068", "").replace("\u2069", "")
