"""Files and folders: each kind is read, each failure is named, one bad file stops no other."""

import logging
import os
from pathlib import Path

import pytest

from bot.core.errors import Refusal, SourceError
from bot.core.models import Source, SourceKind
from bot.core.ports import Visit
from bot.sources.file import FileReader
from tests.builders import HARBOUR, FixedClock, a_state
from tests.sources.newsroom import WorkshopInside, a_page

TITLE = "صحار تفتتح رصيفًا جديدًا"
SEED = Path(__file__).parents[2] / "seeds" / "articles" / "alaska-summit.txt"
ENGLISH = (
    "Port of Sohar opens a new quay\n\n"
    "The port authority opened a quay of 400 metres in Sohar on Monday.\n"
    "Director Salem Al Kindi said it cost 12 million rials and took two years."
)


async def read(path: Path, clock: FixedClock) -> Visit:
    source = Source(id="files", kind=SourceKind.FILE, location=str(path), title=path.stem)
    return await FileReader(WorkshopInside(), clock).read(source, a_state())


async def refusal_of(path: Path, clock: FixedClock) -> Refusal:
    with pytest.raises(SourceError) as caught:
        await read(path, clock)
    assert caught.value.permanent
    return caught.value.refusal


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", f"{TITLE}\n{HARBOUR}"),
        ("A.TXT", f"{TITLE}\n{HARBOUR}"),
        ("a", f"{TITLE}\n{HARBOUR}"),
        ("a.md", f"# {TITLE}\n\n{HARBOUR}"),
        ("a.html", a_page(*HARBOUR.split("\n"), title=TITLE)),
        ("a.htm", a_page(*HARBOUR.split("\n"), title=TITLE)),
    ],
)
async def test_an_article_is_read_when_its_kind_is_known(
    tmp_path: Path, clock: FixedClock, name: str, text: str
) -> None:
    """The same article comes out of each kind of file."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")

    (article,) = (await read(path, clock)).articles

    assert (article.title, article.text, article.seen_at) == (TITLE, HARBOUR, clock.now)


async def test_the_seed_article_is_read_when_a_new_bot_starts(clock: FixedClock) -> None:
    """A new bot has something to show at once."""
    (article,) = (await read(SEED, clock)).articles

    assert article.title == "قمة ألاسكا.. تفاهمات بلا اتفاق نهائي بشأن أوكرانيا"
    assert article.text.startswith("انتهت القمة")


async def test_an_english_article_is_read_when_it_is_given(tmp_path: Path, clock: FixedClock) -> None:
    """Articles in English are read as well."""
    path = tmp_path / "port.txt"
    path.write_text(ENGLISH, encoding="utf-8")

    (article,) = (await read(path, clock)).articles

    assert article.title == "Port of Sohar opens a new quay"
    assert article.text.startswith("The port authority")


async def test_a_file_is_read_when_it_has_ten_megabytes(tmp_path: Path, clock: FixedClock) -> None:
    """A very long text is no reason to fail."""
    path = tmp_path / "long.txt"
    path.write_text(f"{HARBOUR}\n" * (10_000_000 // len(HARBOUR.encode())), encoding="utf-8")

    (article,) = (await read(path, clock)).articles

    assert article.text.startswith(HARBOUR)
    assert len(article.text.encode()) > 9_900_000


@pytest.mark.parametrize(
    ("name", "raw", "refusal"),
    [
        ("empty.txt", b"", Refusal.TOO_SHORT),
        ("empty.html", b"", Refusal.NO_ARTICLE),
        ("binary.txt", bytes(range(256)) * 10, Refusal.NOT_TEXT),
        ("report.txt", b"%PDF-1.7", Refusal.NOT_TEXT),
        ("report.pdf", b"%PDF-1.7", Refusal.NOT_TEXT),
        ("huge.txt", b"x" * (20 * 1024 * 1024 + 1), Refusal.TOO_LARGE),
    ],
)
async def test_a_file_is_refused_when_it_holds_no_article(
    tmp_path: Path, clock: FixedClock, name: str, raw: bytes, refusal: Refusal
) -> None:
    """Each unreadable file is refused with its reason."""
    path = tmp_path / name
    path.write_bytes(raw)

    assert await refusal_of(path, clock) is refusal


async def test_a_file_is_refused_when_it_is_missing_or_no_file(tmp_path: Path, clock: FixedClock) -> None:
    """A path that leads to nothing, or to a pipe, ends at once."""
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)

    assert await refusal_of(tmp_path / "missing.txt", clock) is Refusal.NOT_FOUND
    assert await refusal_of(pipe, clock) is Refusal.NOT_TEXT


async def test_a_file_is_refused_when_it_cannot_be_opened(tmp_path: Path, clock: FixedClock) -> None:
    """A link that leads to itself stands for all files that the system does not open."""
    loop = tmp_path / "loop.txt"
    loop.symlink_to(loop)

    assert await refusal_of(loop, clock) is Refusal.UNREACHABLE


async def test_the_others_are_read_when_one_file_of_a_folder_is_bad(
    tmp_path: Path, clock: FixedClock, caplog: pytest.LogCaptureFixture
) -> None:
    """One bad file is named in the log and holds no other back."""
    (tmp_path / "1.txt").write_text(f"{TITLE}\n{HARBOUR}", encoding="utf-8")
    (tmp_path / "2.txt").write_bytes(b"%PDF-1.7")
    (tmp_path / "3.TXT").write_text(HARBOUR, encoding="utf-8")
    (tmp_path / ".gitkeep").touch()
    (tmp_path / "notes.json").write_text("{}", encoding="utf-8")
    (tmp_path / "folder.txt").mkdir()

    with caplog.at_level(logging.WARNING):
        visit = await read(tmp_path, clock)

    assert [article.title for article in visit.articles] == [TITLE, ""]
    assert [vars(record)["file"] for record in caplog.records] == ["2.txt", "folder.txt"]


async def test_articles_keep_their_ids_when_a_folder_is_read_again(tmp_path: Path, clock: FixedClock) -> None:
    """The library knows a file again, so nobody gets it twice."""
    (tmp_path / "1.txt").write_text(HARBOUR, encoding="utf-8")
    (tmp_path / "2.txt").write_text(HARBOUR, encoding="utf-8")

    first, second = await read(tmp_path, clock), await read(tmp_path, clock)

    assert len({article.id for article in first.articles}) == 2
    assert first.articles == second.articles
