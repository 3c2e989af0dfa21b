"""mujaz digest: one article or many; stdout holds only data, each failure is one clear line."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import HARBOUR
from tests.cli.terminal import Mujaz

TITLE = "صحار تفتتح رصيفًا جديدًا"
ENGLISH = (
    "Port of Sohar opens a new quay\n\n"
    "The port authority opened a quay of 400 metres in Sohar on Monday.\n"
    "Director Salem Al Kindi said it cost 12 million rials and took two years."
)
WRITTEN = ["headline", "digest", "key_points", "sentences", "written_by", "verdict"]
DIGEST_FIELDS = [*WRITTEN, "differences", "topics", "length"]


def a_file(text: str | bytes, name: str = "article.txt") -> Path:
    path = Path(name)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_a_digest_is_shown_when_a_file_is_given(mujaz: Mujaz) -> None:
    """A person sees headline, text and points, and who wrote them."""
    ran = mujaz("digest", a_file(f"{TITLE}\n{HARBOUR}"))

    assert ran.code == 0
    assert ran.out.startswith(f"{TITLE}\n\n")
    assert "•" in ran.out
    assert "extractive" in ran.err
    assert "extractive" not in ran.out


def test_the_json_has_its_promised_shape_when_asked_for(mujaz: Mujaz) -> None:
    """Other programs read these fields: their names and order stay."""
    ran = mujaz("digest", "--json", a_file(f"{TITLE}\n{HARBOUR}"))

    digest = json.loads(ran.out)
    assert ran.code == 0
    assert list(digest) == DIGEST_FIELDS
    assert digest["headline"] == TITLE
    assert digest["verdict"] == {"faithful": True, "problems": []}
    for claim in [*digest["digest"], *digest["key_points"]]:
        assert list(claim) == ["text", "evidence"]
        assert all(digest["sentences"][number] for number in claim["evidence"])
    assert "\\u" not in ran.out


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
def test_a_digest_is_written_when_the_article_comes_from_a_pipe(mujaz: Mujaz, encoding: str) -> None:
    """A pipe may carry any Arabic encoding, like a file."""
    plain = HARBOUR.replace("ً", "")

    ran = mujaz("digest", "-", "--json", stdin=plain.encode(encoding))

    assert json.loads(ran.out)["sentences"][0] == plain.split("\n")[0]


def test_an_english_article_is_quoted_when_there_is_no_model(mujaz: Mujaz) -> None:
    """Without a model nothing is translated, and the reader is told so."""
    ran = mujaz("digest", a_file(ENGLISH))

    assert ran.code == 0
    assert "opened a quay of 400 metres" in ran.out
    assert "without a model it can only be quoted" in ran.err


def test_the_page_is_refused_when_its_address_is_private(mujaz: Mujaz) -> None:
    """A private address is not opened, and what it holds is not repeated."""
    ran = mujaz("digest", "http://me:word@127.0.0.1/private?key=hidden")

    assert ran.code == 1
    assert ran.out == ""
    assert (
        ran.err == "mujaz: 127.0.0.1: this address is private or not http(s); only public pages are opened\n"
    )


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.txt", b"", "too short"),
        ("words.txt", "كلمتان فقط".encode(), "too short"),
        ("binary.txt", bytes(range(256)), "not a text"),
        ("report.pdf", b"%PDF-1.7", "not a text"),
        ("empty.html", b"", "no article"),
        ("huge.txt", b"x" * (20 * 1024 * 1024 + 1), "larger than an article may be"),
    ],
)
def test_one_clear_line_is_said_when_a_file_holds_no_article(
    mujaz: Mujaz, name: str, content: bytes, says: str
) -> None:
    """A failure is one line that names the file and the way out, and no trace."""
    ran = mujaz("digest", a_file(content, name))

    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"mujaz: {name}: ")
    assert says in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    "call",
    [("digest", "missing.txt"), ("digest", "."), ("digest", "--jsonl", "missing"), ("verify", "missing")],
    ids=" ".join,
)
def test_the_call_is_wrong_when_there_is_no_such_file(mujaz: Mujaz, call: tuple[str, ...]) -> None:
    """A wrong path is a wrong call."""
    ran = mujaz(*call)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"mujaz: there is no file {call[-1]}\n"


def test_lines_are_answered_in_order_when_one_of_them_is_bad(mujaz: Mujaz) -> None:
    """One bad line is named and costs no other its answer."""
    lines = [
        json.dumps({"id": 1, "title": TITLE, "text": HARBOUR}, ensure_ascii=False),
        "{broken",
        json.dumps({"id": "empty", "text": " "}),
        "",
        '["no object"]',
        json.dumps({"id": "b", "text": f"{TITLE}\u2028\n{HARBOUR}"}, ensure_ascii=False),
    ]

    ran = mujaz("digest", "--jsonl", stdin="\r\n".join(lines).encode())

    answers = [json.loads(line) for line in ran.out.rstrip("\n").split("\n")]
    assert ran.code == 1
    assert [answer["id"] for answer in answers] == ["1", "", "empty", "", "b"]
    assert list(answers[0]) == ["id", *DIGEST_FIELDS]
    assert answers[4]["headline"] == TITLE
    for number in (1, 2, 3):
        assert list(answers[number]) == ["id", "line", "error"]


def test_all_is_well_when_every_line_was_answered(mujaz: Mujaz) -> None:
    """The exit code tells a script that nothing is missing."""
    line = json.dumps({"id": "a", "title": TITLE, "text": HARBOUR})

    ran = mujaz("digest", "--jsonl", a_file(f"{line}\n{line}\n", "in.jsonl"))

    assert ran.code == 0
    assert ran.out.count("\n") == 2
    assert ran.err == ""


def test_settings_are_named_when_they_are_wrong(mujaz: Mujaz, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong setting is named with what to write instead; its value is not shown."""
    monkeypatch.setenv("DEFAULT_ZONE", "Mars/Base")
    monkeypatch.setenv("LLM_RETRIES", "-1")

    ran = mujaz("digest", a_file(HARBOUR))

    assert (ran.code, ran.out) == (2, "")
    assert "DEFAULT_ZONE" in ran.err
    assert "LLM_RETRIES" in ran.err
    assert "Mars" not in ran.err
    assert ran.err.count("\n") == 1


def test_the_program_ends_quietly_when_its_reader_leaves() -> None:
    """`mujaz … | head -1` shows no trace."""
    line = json.dumps({"id": "a", "title": TITLE, "text": HARBOUR})
    reader, writer = os.pipe()
    os.close(reader)

    ended = subprocess.run(
        [sys.executable, "-m", "bot", "digest", "--jsonl"],
        input=f"{line}\n{line}\n".encode(),
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
        timeout=60,
    )
    os.close(writer)

    assert ended.returncode == 1
    assert b"Traceback" not in ended.stderr
