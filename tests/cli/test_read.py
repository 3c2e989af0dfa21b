"""mujaz read: shows what the bot would take, and says why it takes nothing; usable by other programs."""

import json
from pathlib import Path

from tests.builders import HARBOUR
from tests.cli.terminal import Mujaz
from tests.sources.hostile import a_docx
from tests.sources.newsroom import a_page

TITLE = "صحار تفتتح رصيفًا جديدًا"
FIELDS = ["kind", "title", "text", "date", "image", "language", "outlet", "url"]
ITEM_FIELDS = ["id", "title", "text", "date", "image", "url"]
FEED = (
    '<rss version="2.0"><channel><title>صحيفة الساحل</title><item><title>{}</title><guid>1</guid>'
    "<link>https://news.example/1</link><pubDate>Sun, 22 Nov 2020 09:00:00 +0300</pubDate>"
    "<description>{}</description></item></channel></rss>"
)


def a_file(name: str, text: str | bytes) -> Path:
    path = Path(name)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_the_article_is_shown_when_a_page_is_given(mujaz: Mujaz) -> None:
    """A person sees the headline and the text, and nothing else on standard output."""
    ran = mujaz("read", a_file("page.html", a_page(*HARBOUR.split("\n"), title=TITLE)))

    assert ran.code == 0
    assert ran.out == f"{TITLE}\n\n{HARBOUR}\n"


def test_the_json_has_its_promised_shape_when_asked_for(mujaz: Mujaz) -> None:
    """Other programs read these fields: their names and order stay."""
    head = (
        '<meta property="article:published_time" content="2020-11-22T09:00:00+03:00">'
        '<meta property="og:image" content="https://news.example/q.jpg">'
        '<link rel="canonical" href="https://news.example/harbour">'
    )

    ran = mujaz("read", "--json", a_file("page.html", a_page(*HARBOUR.split("\n"), title=TITLE, head=head)))

    told = json.loads(ran.out)
    assert list(told) == FIELDS
    assert (told["kind"], told["title"], told["text"]) == ("article", TITLE, HARBOUR)
    assert told["date"] == "2020-11-22T06:00:00+00:00"
    assert (told["image"], told["language"]) == ("https://news.example/q.jpg", "ar")
    assert (told["outlet"], told["url"]) == ("news.example", "https://news.example/harbour")


def test_the_items_are_told_when_a_feed_is_given(mujaz: Mujaz) -> None:
    """A feed is known by what it holds: its file needs no name that says so."""
    ran = mujaz("read", "--json", a_file("news", FEED.format(TITLE, HARBOUR)))

    told = json.loads(ran.out)
    assert (told["kind"], told["title"]) == ("feed", "صحيفة الساحل")
    assert [list(item) for item in told["items"]] == [ITEM_FIELDS]
    assert told["items"][0]["title"] == TITLE
    assert told["items"][0]["date"] == "2020-11-22T06:00:00+00:00"


def test_the_reason_is_told_when_there_is_no_article(mujaz: Mujaz) -> None:
    """A refusal is one line of words for people, a word for programs, and the exit code 1."""
    page = a_file("empty.html", "<html><body><p>لا شيء</p></body></html>")

    ran, as_json = mujaz("read", page), mujaz("read", "--json", page)

    assert (ran.code, ran.out) == (1, "")
    assert "no article was found" in ran.err
    assert as_json.code == 1
    assert json.loads(as_json.out)["refusal"] == "no_article"


def test_the_call_is_wrong_when_there_is_no_such_file(mujaz: Mujaz) -> None:
    """A misspelled name is not an unreadable article."""
    ran = mujaz("read", "missing.html")

    assert ran.code == 2
    assert "missing.html" in ran.err


def test_a_private_address_is_refused_and_not_repeated(mujaz: Mujaz) -> None:
    """What an address holds stays private."""
    ran = mujaz("read", "http://me:word@127.0.0.1/private?key=hidden")

    assert ran.code == 1
    assert "hidden" not in ran.err + ran.out
    assert "only public pages" in ran.err


def test_many_are_answered_in_order_when_they_come_in_lines(mujaz: Mujaz) -> None:
    """Each line has its answer, also where there is no article; the exit code tells that one was missing."""
    paths = (
        a_file("plain.txt", f"{TITLE}\n\n{HARBOUR}"),
        a_file("missing-text.html", "<html></html>"),
        a_file("letter.docx", a_docx(*HARBOUR.split("\n"), title=TITLE)),
        Path("not-there.pdf"),
        a_file("feed.xml", FEED.format(TITLE, HARBOUR)),
    )

    ran = mujaz("read", "--jsonl", "-", stdin="\n".join(map(str, paths)).encode())

    told = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.code == 1
    assert [one["input"] for one in told] == [str(path) for path in paths]
    assert [one.get("kind") for one in told] == ["article", None, "article", None, "feed"]
    assert [one.get("refusal") for one in told] == [None, "no_article", None, "not_found", None]
    assert told[0]["text"] == told[2]["text"] == HARBOUR


def test_lines_in_json_keep_their_ids(mujaz: Mujaz) -> None:
    """A program finds each answer again by the id that it gave; a line it spoiled is named."""
    path = a_file("plain.txt", f"{TITLE}\n\n{HARBOUR}")
    lines = [json.dumps({"id": 7, "input": str(path)}), json.dumps({"path": str(path)}), '{"id": "x"}', "{"]

    ran = mujaz("read", "--jsonl", "-", stdin="\n".join(lines).encode())

    told = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.code == 1
    assert [one.get("id") for one in told] == ["7", None, "x", ""]
    assert [one.get("kind") for one in told] == ["article", "article", None, None]
    assert [one.get("line") for one in told] == [None, None, 3, 4]
