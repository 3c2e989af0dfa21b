"""Feeds and pages broken at random, from a seed: what they are made of, and how they are broken."""

import json
import random

from tests.builders import HARBOUR
from tests.sources.newsroom import a_page

SECRET = "secret-of-this-machine"
_ITEM = (
    "<item><title>صحار تفتتح رصيفًا &amp; مرفأ</title><link>https://news.example/{n}</link><guid>{n}</guid>"
    "<pubDate>Sun, 22 Nov 2026 09:00:0{n} +0300</pubDate><description><![CDATA[<p>{text}</p>]]></description></item>"
)
_RSS = '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>الساحل</title>{}</channel></rss>'
_ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>الساحل</title><entry><title>رصيف</title><id>1</id>'
    '<link href="https://news.example/1"/><updated>2026-11-22T06:00:00Z</updated><content>{}</content></entry></feed>'
)
_HEAD = (
    '<meta property="article:published_time" content="2026-11-20T08:00:00Z"><meta property="og:image" content="/q.jpg">'
    '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2026-11-20"}</script>'
)
FEEDS = (
    _RSS.format("".join(_ITEM.format(n=n, text=HARBOUR) for n in range(4))).encode(),
    _ATOM.format(HARBOUR).encode(),
    json.dumps({"items": [{"id": "1", "title": "رصيف", "content_text": HARBOUR, "url": "/1"}]}).encode(),
    _RSS.format(_ITEM.format(n=1, text=HARBOUR.replace("\u064b", "").replace("\u0651", ""))).encode(
        "cp1256", "replace"
    ),
)
PAGES = (
    a_page(*HARBOUR.split("\n"), head=_HEAD).encode(),
    a_page(*HARBOUR.split("\n")).replace("<p>", "<div><p style='color:red'>").encode(),
    a_page(HARBOUR.replace("\u064b", "").replace("\u0651", "")).encode("cp1256", "replace"),
)
_TOKENS = (
    b"<", b">", b"&", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<!DOCTYPE rss [", b"]>", b"&#0;", b"&#x110000;",
    b"&nbsp;", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xd8", b"\xed\xa0\x80", b"<script>", b"</p>", b"<p>" * 50,
    b"<div>" * 300, b" a=1" * 200, b"<item>", b"</item>", b"<title>", b"<pubDate>", b"9" * 400, b"{" * 200, b"[" * 200,
    b'"', b"'", b'<?xml version="1.0" encoding="x"?>', b"<style>p{", b"<svg><p>", b"<table><tr><td>", b"<base href='http://[x'>",
)  # fmt: skip


def trap(address: str, path: str) -> tuple[bytes, ...]:
    """Words that make a careless parser open an address or a file."""
    places = (address, f"file://{path}", path)
    return tuple(
        part.encode()
        for place in places
        for part in (
            f'<!DOCTYPE x [<!ENTITY y SYSTEM "{place}">]>',
            "&y;",
            f'<link rel="stylesheet" href="{place}">',
            f'<meta http-equiv="refresh" content="0;url={place}">',
            f'<iframe src="{place}"></iframe>',
            f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{place}" parse="text"/>',
            f'<?xml-stylesheet href="{place}"?>',
        )
    )


def mutated(raw: bytes, dice: random.Random, traps: tuple[bytes, ...] = ()) -> bytes:
    """Break the bytes in a few places."""
    tokens = _TOKENS + traps
    for _ in range(dice.randint(1, 8)):
        start, size = dice.randrange(len(raw) + 1), dice.choice((1, 2, 7, 40, 300))
        piece = raw[start : start + size]
        new = dice.choice(
            (b"", piece * 2, dice.randbytes(min(size, 40)), dice.choice(tokens), dice.choice(tokens))
        )
        raw = raw[:start] + new + raw[start + dice.choice((0, size)) :]
    return raw[: dice.choice((len(raw), len(raw), len(raw), dice.randrange(len(raw) + 1)))]
