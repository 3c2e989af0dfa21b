"""A reader who writes to the bot gets a digest, a reason or a hint: the real bot over the local Telegram."""

import re

import pytest

from tests.builders import HARBOUR
from tests.running import Scene

TITLE = "صحار تفتتح رصيفًا جديدًا لسفن الحاويات"


async def test_start_welcomes_and_shows_a_sample_at_once(scene: Scene) -> None:
    """A newcomer sees what the bot does before reading how it works."""
    welcome = await scene.say("/start")
    sample = await scene.answer(scene.reader.id, after=welcome.id)

    assert "لا أضيف شيئًا ليس في الخبر" in welcome.text
    assert "مثال على موجز" in sample.text
    assert "قمة ألاسكا" in sample.text


async def test_menu_has_arabic_descriptions(scene: Scene) -> None:
    """The command menu speaks Arabic."""
    menu = scene.telegram.calls_of("setMyCommands")[-1].parameters["commands"]

    assert {"summary", "subscribe", "settings", "sources", "unsubscribe", "help", "start"} == {
        command["command"] for command in menu
    }
    assert all(re.search("[ء-ي]", command["description"]) for command in menu)


async def test_long_text_in_private_is_digested_without_a_command(scene: Scene) -> None:
    """Pasting the article is enough."""
    answer = await scene.say(f"{TITLE}\n{HARBOUR}")

    assert answer.text.startswith(TITLE)
    assert "النقاط الرئيسة" in answer.text


async def test_reply_with_summary_digests_the_message_it_answers(scene: Scene) -> None:
    """In a group, one word under an article is enough."""
    group = scene.telegram.add_group("غرفة التحرير", members=(scene.reader.id,))
    await scene.answer(group.id, after=0)
    article = scene.telegram.send_text(group.id, scene.reader.id, f"{TITLE}\n{HARBOUR}")
    command = scene.telegram.send_text(group.id, scene.reader.id, "/summary", reply_to=article.id)

    answer = await scene.answer(group.id, after=command.id)

    assert answer.text.startswith(TITLE)
    assert answer.reply_to == article.id


async def test_forwarded_post_is_digested(scene: Scene) -> None:
    """Forwarding a channel's post asks for its digest."""
    post = scene.telegram.forward(
        scene.reader.id, scene.reader.id, text=f"{TITLE}\n{HARBOUR}", origin_title="قناة الساحل"
    )

    answer = await scene.answer(scene.reader.id, after=post.id)

    assert answer.text.startswith(TITLE)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("خبر.txt", f"{TITLE}\n\n{HARBOUR}"),
        ("خبر.md", f"# {TITLE}\n\n{HARBOUR}"),
        (
            "خبر.html",
            f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>"
            + "".join(f"<p>{line}</p>" for line in HARBOUR.split("\n"))
            + "</article></body></html>",
        ),
    ],
    ids=["text", "markdown", "html"],
)
async def test_file_is_digested(scene: Scene, name: str, content: str) -> None:
    """A document is as good as a text."""
    sent = scene.telegram.send_file(scene.reader.id, scene.reader.id, name=name, content=content.encode())

    answer = await scene.answer(scene.reader.id, after=sent.id)

    assert "400" in answer.text


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("صورة.png", b"\x89PNG\r\n", "لا أقرأ هذا النوع"),
        ("فارغ.txt", b"", "أقصر من أن"),
        ("ثنائي.txt", bytes(range(256)) * 40, "ليس نصًّا"),
    ],
    ids=["picture", "empty", "binary"],
)
async def test_unreadable_file_is_refused_with_the_reason(
    scene: Scene, name: str, content: bytes, says: str
) -> None:
    """A reader learns why, and what to send instead."""
    sent = scene.telegram.send_file(scene.reader.id, scene.reader.id, name=name, content=content)

    answer = await scene.answer(scene.reader.id, after=sent.id)

    assert says in answer.text


@pytest.mark.parametrize(
    "url",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://127.0.0.1:8080/admin",
        "http://[::1]/",
        "http://printer.local/",
        "file:///etc/passwd",
    ],
)
async def test_private_address_is_refused_politely(scene: Scene, url: str) -> None:
    """The bot opens no door into its own network."""
    answer = await scene.say(f"/summary {url}")

    assert "تعذّر إعداد الموجز" in answer.text or "أقصر من أن" in answer.text
    assert answer.buttons == ()


async def test_failure_that_may_pass_offers_another_try(scene: Scene) -> None:
    """A site that is down gets an honest reason and a button, which asks again for the same thing."""
    answer = await scene.say("/summary https://no-such-site.example/news/1")
    assert "لم أصل إلى الموقع" in answer.text

    again = await scene.tap(answer, "🔄 أعد المحاولة")
    settled = await scene.telegram.wait_for(
        lambda: scene.now(again) if "لم أصل" in scene.now(again).text else None, timeout=15
    )

    assert "🔄 أعد المحاولة" in settled.buttons


async def test_evidence_button_shows_the_sentence_behind_each_point(scene: Scene) -> None:
    """Every point can be traced to the article's own words."""
    digest = await scene.say("/summary")
    scene.telegram.tap(digest.chat_id, scene.reader.id, digest.id, "🔎 الشواهد")

    proof = await scene.answer(scene.reader.id, after=digest.id)

    assert "شواهد النقاط من الخبر" in proof.text
    assert any(entity["type"] == "blockquote" for entity in proof.entities)


async def test_sources_lists_what_is_read(scene: Scene) -> None:
    """A reader may know where the news comes from."""
    assert "موجز" in (await scene.say("/sources")).text


async def test_small_talk_gets_a_hint(scene: Scene) -> None:
    """Whatever is written, the bot says what it can do."""
    assert "/summary" in (await scene.say("مرحبا")).text
