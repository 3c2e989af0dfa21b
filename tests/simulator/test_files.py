"""Files go up and come down unchanged, in both directions."""

from __future__ import annotations

import struct
import zlib
from collections.abc import AsyncIterator

import pytest
from telegram import Bot
from telegram.error import BadRequest

from bot.simulator import Simulator, User
from tests.simulator.wire import TOKEN, Api

TEXT = "أول الخبر\nوآخره".encode()


@pytest.fixture
async def bot(url: str) -> AsyncIterator[Bot]:
    async with Bot(TOKEN, base_url=f"{url}/bot", base_file_url=f"{url}/file/bot") as bot:
        yield bot


def _png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress((b"\0" + b"\0" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


async def test_a_persons_file_reaches_the_bot(bot: Bot, simulator: Simulator, reader: User) -> None:
    """The update names the file, and its bytes can be downloaded."""
    simulator.send_file(reader.id, reader.id, name="خبر.txt", content=TEXT, mime="text/plain")

    (update,) = await bot.get_updates()

    assert update.message is not None
    document = update.message.document
    assert document is not None
    assert (document.file_name, document.mime_type, document.file_size) == (
        "خبر.txt",
        "text/plain",
        len(TEXT),
    )
    assert bytes(await (await document.get_file()).download_as_bytearray()) == TEXT


async def test_the_bots_file_comes_back_as_it_was_sent(bot: Bot, simulator: Simulator, reader: User) -> None:
    """An upload gets an id by which it is downloaded and sent again."""
    sent = await bot.send_document(
        reader.id, TEXT, filename="نشرة.txt", caption="<i>نشرة</i>", parse_mode="HTML"
    )
    assert sent.document is not None

    again = await bot.send_document(reader.id, sent.document.file_id)
    content = await (await bot.get_file(sent.document.file_id)).download_as_bytearray()

    assert bytes(content) == TEXT
    assert (sent.caption, [entity.type for entity in sent.caption_entities]) == ("نشرة", ["italic"])
    assert again.document == sent.document
    assert simulator.violations == ()


async def test_a_photo_has_its_size(bot: Bot, reader: User) -> None:
    """Width and height are read from the picture."""
    sent = await bot.send_photo(reader.id, _png(4, 3))

    assert [(size.width, size.height) for size in sent.photo] == [(4, 3)]


@pytest.mark.parametrize(
    ("content", "reason"), [(b"text", "Image_process_failed"), (b"", "File must be non-empty")]
)
async def test_what_is_no_picture_is_refused(bot: Bot, reader: User, content: bytes, reason: str) -> None:
    """Telegram looks into pictures, and takes no empty file."""
    with pytest.raises(BadRequest, match=f"(?i){reason}"):
        await bot.send_photo(reader.id, content)


async def test_a_long_caption_is_refused(api: Api, bot: Bot, reader: User) -> None:
    """Captions have 1024 letters at most."""
    sent = await bot.send_document(reader.id, TEXT, caption="م" * 1024)
    assert sent.document is not None

    refusal = await api.refusal(
        "sendDocument", chat_id=reader.id, document=sent.document.file_id, caption="م" * 1025
    )

    assert refusal == (400, "Bad Request: message caption is too long")


async def test_an_unknown_file_is_not_given_out(api: Api) -> None:
    """A made-up id is refused; a made-up path is not found; a wrong token opens nothing."""
    missing = await api.client.get(f"{api.url}/file/bot{TOKEN}/documents/none.txt")
    stranger = await api.client.get(f"{api.url}/file/bot1:NO/documents/none.txt")

    assert await api.refusal("getFile", file_id="x") == (400, "Bad Request: invalid file_id")
    assert (missing.status_code, stranger.status_code) == (404, 401)
