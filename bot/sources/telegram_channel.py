"""A public Telegram channel -> articles, from the page that t.me shows to anyone. Needs no account, joins nothing."""

import re
from dataclasses import replace
from urllib.parse import urlsplit

from bot.core.errors import Refusal, SourceError
from bot.core.following import source_id
from bot.core.models import Article, FetchState, Source, SourceKind
from bot.core.ports import Clock, FoundSource, Visit
from bot.core.stories import article_id
from bot.core.visiting import after_visit, pace_of, pace_of_silence
from bot.sources.content import Feed, Item
from bot.sources.etiquette import conditions, require_feed, wait_asked
from bot.sources.http import Fetcher, Response
from bot.sources.workshop import Workshop

SITE = "https://t.me"
POSTS_A_VISIT = 20  # what one page shows
FEWEST_WORDS = 5  # an urgent line of news has six; fewer are a greeting
SITES = frozenset({"t.me", "telegram.me", "telegram.dog"})
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{3,31}")
# First parts of t.me addresses that are no channel; shorter ones are no name anyway.
_NOT_NAMES = re.compile(
    "addemoji|addlist|addstickers|addtheme|boost|confirmphone|contact|giftcode|invoice|joinchat|login|nft|"
    "proxy|resolve|setlanguage|share|socks|stars|web"
)


def channel_name(link: str) -> str | None:
    """Return the name of the public channel that a link or @name means, in lower case; None for other sites.

    Raises SourceError for a link of Telegram's that leads to no public channel, such as an invitation.
    """
    if link.startswith("@"):
        return _checked(link[1:])
    try:
        parts = urlsplit(link if "://" in link else f"https://{link}")
    except ValueError:
        return None
    host = (parts.hostname or "").removeprefix("www.")
    if host not in SITES:
        return None
    path = parts.path.strip("/").removeprefix("s/")
    return _checked(path.split("/")[0])


def channel_location(name: str) -> str:
    """Return the address that people know a channel by."""
    return f"{SITE}/{name.lower()}"


class ChannelReader:
    """Reads the newest posts of a public channel; `site` is where Telegram, or a mirror of it, shows them."""

    def __init__(self, http: Fetcher, workshop: Workshop, clock: Clock, site: str = SITE) -> None:
        self._http = http
        self._workshop = workshop
        self._clock = clock
        self._site = site

    async def read(self, source: Source, state: FetchState) -> Visit:
        """Return the channel's newest posts. Raises SourceError."""
        response = await self._get(channel_name(source.location) or "", conditions(state))
        now = self._clock()
        posts: tuple[Item, ...] = ()
        pace = pace_of_silence(state.last_article, now)
        if response.status != 304:
            require_feed(response, now)
            posts = (await self._read(response)).items
            state = _remember(state, response)
            pace = pace_of([post.published_at for post in posts if post.published_at], now)
        done = after_visit(state, now, pace=pace, asked=wait_asked(response, now), moved_to="", key=source.id)
        return Visit(articles=_articles(source, posts, self._clock), state=done)

    async def find(self, name: str) -> FoundSource:
        """Return the channel of this name with its newest posts. Raises SourceError when it shows none."""
        response = await self._get(name, {})
        require_feed(response, self._clock())
        channel = await self._read(response)
        location = channel_location(name)
        source = Source(
            id=source_id(location),
            kind=SourceKind.CHANNEL,
            location=location,
            title=channel.title or f"@{name}",
        )
        articles = _articles(source, channel.items, self._clock)
        if not articles:
            raise SourceError(Refusal.NO_CHANNEL, "no posts", permanent=True)
        return FoundSource(source=source, latest=articles)

    async def _get(self, name: str, headers: dict[str, str]) -> Response:
        return await self._http.get(f"{self._site}/s/{name}", headers)

    async def _read(self, response: Response) -> Feed:
        raw, label, now = response.body, response.charset, self._clock()
        return await self._workshop.read_channel(raw, label, now, POSTS_A_VISIT)


def _remember(state: FetchState, response: Response) -> FetchState:
    etag, last_modified = (response.headers.get(name, "") for name in ("etag", "last-modified"))
    return replace(state, etag=etag, last_modified=last_modified)


def _checked(name: str) -> str:
    if not _NAME.fullmatch(name) or _NOT_NAMES.fullmatch(name.lower()):
        raise SourceError(Refusal.NO_CHANNEL, "no public name", permanent=True)
    return name.lower()


def _articles(source: Source, posts: tuple[Item, ...], clock: Clock) -> tuple[Article, ...]:
    now = clock()
    return tuple(
        Article(
            id=article_id(source.id, post.mark),
            source_id=source.id,
            outlet=source.title,
            title=post.title,
            text=post.text,
            seen_at=now,
            url=post.url,
            published_at=post.published_at,
        )
        for post in posts
        if len(f"{post.title} {post.text}".split()) >= FEWEST_WORDS
    )
