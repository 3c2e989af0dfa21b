"""Documents made to hang or to fill the memory of whoever reads them; small to send, dear to read."""

import io
import zipfile
import zlib
from collections.abc import Callable

from tests.builders import HARBOUR
from tests.sources.newsroom import a_page

MILLION = 1_000_000


def a_docx(*paragraphs: str, title: str = "", raw: bytes | None = None) -> bytes:
    """A Word document as Word writes it, as far as its text goes."""
    heading = (
        f'<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>{title}</w:t></w:r></w:p>' if title else ""
    )
    body = heading + "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in paragraphs)
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    text = f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("word/document.xml", text if raw is None else raw)
    return packed.getvalue()


def _feed(items: str, head: str = "") -> str:
    return f'{head}<rss version="2.0"><channel><title>ن</title>{items}</channel></rss>'


def _entities() -> str:
    lines = ['<!ENTITY a0 "lol">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    return f"<?xml version='1.0'?><!DOCTYPE rss [{''.join(lines)}]>"


def _flood(count: int) -> str:
    return " ".join(f"a{number}='1'" for number in range(count))


def _many_paragraphs() -> bytes:
    space = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    head, tail = b'<w:document xmlns:w="' + space + b'"><w:body>', b"</w:body></w:document>"
    return head + b"<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 800_000 + tail


def _packed_page(drawn: bytes) -> bytes:
    """A page whose drawing is packed: a kilobyte of it is a megabyte."""
    packed = zlib.compress(drawn, 9)
    objects = (
        b"1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n",
        b"2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n",
        b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<<>>>>\nendobj\n",
        b"4 0 obj\n<</Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream\nendobj\n"
        % (len(packed), packed),
    )
    return b"%PDF-1.4\n" + b"".join(objects) + b"trailer<</Root 1 0 R/Size 5>>\n%%EOF"


def _own_pages() -> bytes:
    """The tree of pages leads back to itself."""
    objects = (
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
        b"2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R 2 0 R]/Count 3>>endobj\n",
    )
    return b"%PDF-1.4\n" + b"".join(objects) + b"trailer<</Root 1 0 R/Size 3>>\n%%EOF"


ITEM = f"<item><title>عنوان الخبر الأول هنا</title><link>https://news.example/1</link><description>{HARBOUR}</description></item>"

PAGES: dict[str, Callable[[], str]] = {
    "attributes": lambda: a_page(HARBOUR).replace("<article>", f"<article {_flood(50_000)}>"),
    "short paragraphs": lambda: a_page(*["نص"] * 100_000),
    "breaks": lambda: a_page("<br>" * 300_000),
    "nested boxes": lambda: a_page("<div>" * 100_000),
    "nested lists": lambda: a_page("<ul><li>" * 20_000),
    "links": lambda: a_page("".join(f"<a href='/{number}'>رابط</a> " for number in range(50_000))),
    "a table": lambda: a_page("<table>" + ("<tr>" + "<td>1</td>" * 50 + "</tr>") * 2_000 + "</table>"),
    "a long text": lambda: a_page("نص طويل " * 180_000),
    "blanks": lambda: a_page(" " * 2_900_000),
    "a long attribute": lambda: a_page(HARBOUR).replace("<article>", f"<article class='{'x ' * MILLION}'>"),
    "deep facts": lambda: a_page(
        HARBOUR, head=f"<script type='application/ld+json'>{'[' * 100_000}</script>"
    ),
    "open comments": lambda: a_page("<!-- " * 500_000),
    "entities": lambda: a_page("&amp;" * 500_000),
    "marks": lambda: a_page("&<" * MILLION),
    "styles": lambda: a_page(f"<p style='{'color:red;' * 100_000}'>نص</p>"),
    "long words": lambda: a_page("س" * MILLION),
    "dates": lambda: a_page("<time>" + "1 يناير 2020 " * 20_000 + "</time>"),
    "headings": lambda: a_page("<h1>عنوان من ثلاث كلمات</h1>" * 40_000),
}
FEEDS: dict[str, Callable[[], str]] = {
    "attributes": lambda: _feed(ITEM).replace("<channel>", f"<channel {_flood(200_000)}>"),
    "attributes of an item": lambda: _feed(ITEM.replace("<item>", f"<item {_flood(100_000)}>")),
    "items": lambda: _feed("<item><title>ن</title></item>" * 250_000),
    "paragraphs": lambda: _feed(ITEM.replace(HARBOUR, f"<![CDATA[{'<p>' * 2_000_000}]]>")),
    "ampersands": lambda: _feed(ITEM.replace(HARBOUR, "&" * 3_900_000)),
    "brackets": lambda: _feed(ITEM.replace(HARBOUR, "<" * 3_900_000)),
    "nested marks": lambda: _feed("<a>" * 100_000),
    "laughs": lambda: _feed(ITEM.replace(HARBOUR, "&a9;"), _entities()),
    "an outer entity": lambda: _feed(
        ITEM.replace(HARBOUR, "&x;" * 10), '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    ),
    "an endless document type": lambda: "<!DOCTYPE rss [" * 200_000,
    "deep JSON": lambda: '{"items":' + "[" * 500_000,
    "open sections": lambda: _feed("<![CDATA[" * 400_000),
    "dates": lambda: _feed(f"<item><pubDate>{'٢٣ ' * 30}</pubDate></item>" * 20_000),
    "long dates": lambda: _feed(f"<item><pubDate>{'1' * MILLION}</pubDate></item>"),
    "spaces": lambda: _feed("<item " + " " * 5_000_000),
}
FILES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "zeros in a docx": (".docx", lambda: a_docx(raw=b"\0" * 200_000_000)),
    "paragraphs in a docx": (".docx", lambda: a_docx(raw=_many_paragraphs())),
    "nested docx": (".docx", lambda: a_docx(raw=b"<w:p>" * 5_000_000)),
    "a broken docx": (".docx", lambda: b"PK\x03\x04" + b"x" * 1000),
    "a pdf without end": (".pdf", lambda: b"%PDF-1.7\n" + b"1 0 obj << " * 1_000_000),
    "nested pdf": (".pdf", lambda: b"%PDF-1.7\n1 0 obj\n" + b"[" * MILLION),
    "zeros in a pdf": (".pdf", lambda: _packed_page(b" " * 700 * MILLION)),
    "a pdf that names itself": (".pdf", _own_pages),
}
