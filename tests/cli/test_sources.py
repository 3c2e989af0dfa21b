"""mujaz sources: any link is looked behind, lists come and go as OPML, and health is told in words."""

import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from bot.app import opened
from bot.cli.health import WHY, health_in_words
from bot.core.errors import Refusal
from bot.core.models import FetchState
from bot.sources.http import Policy
from tests.builders import HARBOUR, MONDAY
from tests.cli.terminal import Mujaz

OPML = (
    '<?xml version="1.0"?><opml version="2.0"><body>'
    '<outline text="اقتصاد"><outline text="صحيفة الساحل" xmlUrl="https://a.example/rss"/>'
    '<outline text="مرة أخرى" xmlUrl="http://www.a.example/rss/"/></outline>'
    '<outline text="ب" xmlUrl="https://b.example/feed"/></body></opml>'
)


@pytest.fixture(autouse=True)
def _no_seeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bot that starts with no newsroom: no command leaves this machine."""
    folder = tmp_path / "seeds"
    (folder / "articles").mkdir(parents=True)
    (folder / "sources.toml").write_text("source = []", encoding="utf-8")
    monkeypatch.setenv("SEEDS_DIR", str(folder))


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A newsroom on this machine that the command line may open, with a home page and two feeds."""
    folder = tmp_path / "site"
    folder.mkdir()
    date = "<pubDate>Mon, 23 Nov 2020 05:00:00 GMT</pubDate>"
    item = f"<item><title>خبر</title>{date}<description>{HARBOUR}</description></item>"
    for name, title in (("main.xml", "صحيفة الساحل"), ("sport.xml", "رياضة الساحل")):
        (folder / name).write_text(
            f'<rss version="2.0"><channel><title>{title}</title>{item}</channel></rss>'
        )
    links = "".join(
        f'<link rel="alternate" type="application/rss+xml" href="{n}.xml">' for n in ("main", "sport")
    )
    (folder / "index.html").write_text(f"<!doctype html><html><head>{links}</head><body></body></html>")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    local = Policy(allows=lambda address: address == "127.0.0.1", ports=None)
    monkeypatch.setattr(sys.modules["bot.cli.sources"], "opened", partial(opened, policy=local))
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_said: object) -> None:
        pass


def test_a_source_is_added_when_its_site_is_given(mujaz: Mujaz, site: str) -> None:
    """The operator gives any link, sees what was found, and what was added."""
    ran = mujaz("sources", "add", f"{site}/", "--topic", "economy")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"صحيفة الساحل (feed) {site}/main.xml\n  2020-11-23 05:00  خبر\n")
    assert f"also found: رياضة الساحل {site}/sport.xml" in ran.out
    assert "\nadded " in ran.out
    assert '"topic": "economy"' in mujaz("sources", "list", "--json").out


def test_a_source_is_not_added_again_when_it_is_there(mujaz: Mujaz, site: str) -> None:
    """A second time says so and changes nothing."""
    mujaz("sources", "add", f"{site}/main.xml")

    ran = mujaz("sources", "add", f"{site}/main.xml")

    assert ran.code == 0
    assert "is there already" in ran.out
    assert mujaz("sources", "list", "--json").out.count("\n") == 1


def test_the_whole_id_is_shown_when_a_terminal_is_narrow(
    mujaz: Mujaz, site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A source is removed by the id that is shown: half of it would be of no use."""
    monkeypatch.setenv("COLUMNS", "80")
    source_id = mujaz("sources", "add", site).out.split()[-1]

    assert f" {source_id} " in mujaz("sources", "list").out


def test_health_is_told_when_sources_are_checked(mujaz: Mujaz, site: str) -> None:
    """What came now, and how it was before, in words."""
    mujaz("sources", "add", f"{site}/main.xml")

    ran = mujaz("sources", "check")

    assert (ran.code, ran.out) == (0, "✓ صحيفة الساحل: 1 articles now (before: new, not read yet)\n")


def test_a_list_is_imported_when_it_is_one(mujaz: Mujaz, tmp_path: Path) -> None:
    """Doubles count once, folders become topics, and a second import adds nothing."""
    path = tmp_path / "feeds.opml"
    path.write_text(OPML, encoding="utf-8")

    first, second = mujaz("sources", "import", path), mujaz("sources", "import", "-", stdin=OPML.encode())

    assert (first.code, first.out) == (0, "added 2, there already 0\n")
    assert second.out == "added 0, there already 2\n"
    assert '"topic": "اقتصاد"' in mujaz("sources", "list", "--json").out


def test_a_list_is_exported_and_comes_back(
    mujaz: Mujaz, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What one bot exports another imports."""
    mujaz("sources", "import", "-", stdin=OPML.encode())
    listed = mujaz("sources", "list", "--json").out

    exported = mujaz("sources", "export", tmp_path / "out.opml")
    shown = mujaz("sources", "export")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'other.db'}")
    imported = mujaz("sources", "import", tmp_path / "out.opml")

    assert exported.out == f"exported 2 to {tmp_path / 'out.opml'}\n"
    assert shown.out == (tmp_path / "out.opml").read_text(encoding="utf-8")
    assert imported.out == "added 2, there already 0\n"
    assert mujaz("sources", "list", "--json").out == listed


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("no list at all", "not_a_list"),
        ("", "not_a_list"),
        ("<opml><body></body></opml>", "not_a_list"),
        ("\x00\x01", "not_text"),
    ],
    ids=["text", "empty", "no source", "binary"],
)
def test_one_clear_line_is_said_when_a_list_cannot_be_imported(
    mujaz: Mujaz, tmp_path: Path, content: str, says: str
) -> None:
    """A wrong file is named with what to do."""
    path = tmp_path / "feeds.opml"
    path.write_text(content, encoding="utf-8")

    ran = mujaz("sources", "import", path)

    assert (ran.code, ran.out) == (1, "")
    assert says in ran.err
    assert "export your feeds as OPML" in ran.err
    assert ran.err.count("\n") == 1


def test_one_clear_line_is_said_when_a_list_cannot_be_written(mujaz: Mujaz, tmp_path: Path) -> None:
    """A folder that is missing is no trace of a program."""
    ran = mujaz("sources", "export", tmp_path / "nowhere" / "out.opml")

    assert (ran.code, ran.err.count("\n")) == (1, 1)


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (FetchState(next_visit=MONDAY), "new, not read yet"),
        (FetchState(next_visit=MONDAY, last_success=MONDAY), "fine, last read 0 minutes ago"),
        (
            FetchState(next_visit=MONDAY, failures=2, last_error="timeout: a.example"),
            "failing (2 in a row): the site does not answer in time [timeout: a.example]; never read",
        ),
        (
            FetchState(next_visit=MONDAY, failures=1, last_error="unexpected: KeyError"),
            "failing (1 in a row): unexpected: KeyError; never read",
        ),
    ],
    ids=["new", "fine", "failing", "unexpected"],
)
def test_health_is_told_in_words_when_asked(state: FetchState, expected: str) -> None:
    """An operator reads what is wrong, not a code alone."""
    assert health_in_words(state, MONDAY) == expected


def test_every_refusal_has_its_words() -> None:
    """No failure is told as a bare code."""
    assert set(WHY) == set(Refusal)
