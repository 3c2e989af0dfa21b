"""Digests written by workers of their own queue, on a real PostgreSQL, with a model that takes its time."""

import asyncio
import json
import re
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from procrastinate import App
from sqlalchemy import select
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.app import Mujaz, opened
from bot.core.models import Story, Subscription
from bot.core.stories import story_of
from bot.core.work import PREPARED_BEFORE, WorkKind
from bot.queue.work_queue import PostgresQueue, opened_queue
from bot.running import run_worker
from bot.services.announce import Announcer
from bot.settings import read_settings
from bot.simulator.server import running
from bot.storage.due import SqlDueWork
from bot.storage.schema import deliveries, digests
from bot.telegram.application import Server
from tests.builders import MONDAY, FixedClock, a_source, a_state, a_subscription, an_article
from tests.running import TOKEN

LONGEST = 30.0  # seconds
TICK = 0.2
SERVER = Server(token=TOKEN)
WORKERS = {"writer-1": WorkKind.DIGEST, "writer-2": WorkKind.DIGEST, "publisher": WorkKind.PUBLISH}
EVENTS = (
    "مزارعو نزوى يحصدون التمور مبكرًا",
    "بركان يوقف الطيران فوق آيسلندا",
    "طلاب مسقط يطلقون قمرًا صناعيًا",
    "إضراب المعلمين يغلق مدارس باريس",
)


class Newsroom:
    """A model that quotes the first sentence it is shown, once it may; it notes who asked, and about what."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.go = asyncio.Event()

    async def answer(self, request: Request) -> JSONResponse:
        prompt = (await request.json())["messages"][-1]["content"]
        title = re.search(r"^== .*?: (.*) ==$", prompt, re.MULTILINE)
        sentence = re.search(r"^\[1\] (.*)$", prompt, re.MULTILINE)
        assert title is not None
        assert sentence is not None
        self.asked.append((request.path_params["who"], title[1]))
        await self.go.wait()
        claim = {"text": sentence[1], "evidence": [1]}
        reply = {"sufficient": True, "headline": title[1], "digest": [claim], "key_points": []}
        message = {"role": "assistant", "content": json.dumps(reply, ensure_ascii=False)}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
        answer = {"id": "1", "object": "chat.completion", "created": 1, "model": "slow", "choices": [choice]}
        return JSONResponse(answer | {"usage": usage})


class House:
    """Workers on one database, and what they have made so far."""

    def __init__(self, mujaz: Mujaz, announcer: Announcer, model: Newsroom) -> None:
        self.mujaz, self.announcer, self.model = mujaz, announcer, model

    async def open(self, *stories: Story, source_id: str = "source-1", topic: str = "general") -> None:
        source = a_source(source_id=source_id, location=f"https://{source_id}.example", topic=topic)
        await self.mujaz.library.add_source(source, a_state())
        await self.mujaz.library.save_visit(source_id, a_state(), stories)

    async def until(self, so: Callable[[], Awaitable[bool]], *announced: WorkKind) -> None:
        """Announce what is due of these kinds, as every bot does, until it is so."""
        async with asyncio.timeout(LONGEST):
            while not await so():
                for kind in announced:
                    await self.announcer.announce(kind)
                await asyncio.sleep(TICK)

    async def have_served(self, *chats: int) -> bool:
        """Whether these chats, and no others, are owed their edition."""
        async with self.mujaz.database.reading() as connection:
            served = set((await connection.execute(select(deliveries.c.chat_id))).scalars())
        return served == set(chats)

    async def have_asked(self, times: int) -> bool:
        return len(self.model.asked) == times

    async def have_written(self, count: int) -> bool:
        return (await self.written_by()).total() == count

    async def written_by(self) -> Counter[str]:
        async with self.mujaz.database.reading() as connection:
            return Counter((await connection.execute(select(digests.c.engine))).scalars())


@pytest.fixture
async def house(address: str, clock: FixedClock) -> AsyncIterator[House]:
    """Two workers that write digests, one that publishes; each asks the model under a name of its own."""
    model, stop = Newsroom(), asyncio.Event()
    app = Starlette(routes=[Route("/{who}/v1/chat/completions", model.answer, methods=["POST"])])
    async with running(app) as base, AsyncExitStack() as stack:
        parts = {
            who: await stack.enter_async_context(_parts(who, address, clock, base))
            for who in ("bot", *WORKERS)
        }
        mujaz, queue = parts["bot"]
        announcer = Announcer(SqlDueWork(mujaz.database), PostgresQueue(queue), clock)
        async with asyncio.TaskGroup() as group:
            for who, kind in WORKERS.items():
                group.create_task(run_worker(parts[who][0], SERVER, stop, parts[who][1], (kind,)))
            try:
                yield House(mujaz, announcer, model)
            finally:
                model.go.set()
                stop.set()


@asynccontextmanager
async def _parts(who: str, address: str, clock: FixedClock, base: str) -> AsyncIterator[tuple[Mujaz, App]]:
    """What one process has."""
    settings = read_settings(
        database_url=address, llm_base_url=f"{base}/{who}/v1", llm_retries=0, llm_timeout=600
    )
    async with opened(settings, clock) as mujaz, opened_queue(address) as queue:
        yield mujaz, queue


async def test_digests_are_written_before_the_hour_once_each(house: House, clock: FixedClock) -> None:
    """Two workers share the stories; at the hour the publisher finds all of them and asks nobody."""
    await house.open(*(story(number) for number in range(len(EVENTS))))
    for number in range(40):
        await house.mujaz.subscriptions.save(reader(number, MONDAY + PREPARED_BEFORE))

    await house.until(lambda: house.have_asked(len(EVENTS)), WorkKind.DIGEST)
    await house.announcer.announce(WorkKind.DIGEST)
    house.model.go.set()
    await house.until(lambda: house.have_written(len(EVENTS)))
    clock.advance(seconds=PREPARED_BEFORE.total_seconds())
    await house.until(lambda: house.have_served(*range(40)), WorkKind.PUBLISH)

    assert Counter(title for _, title in house.model.asked) == Counter(EVENTS)
    assert {who for who, _ in house.model.asked} <= {"writer-1", "writer-2"}
    assert len(await house.written_by()) == 1, "all by the model"


async def test_slow_model_holds_up_neither_the_publisher_nor_another_edition(
    house: House, clock: FixedClock
) -> None:
    """While one story is being written, who waits for another that is ready gets the edition."""
    await house.open(story(0))
    await house.open(story(1, source_id="p"), source_id="p", topic="ports")
    house.model.go.set()
    await house.mujaz.digester.digest(story(0))
    house.model.go.clear()
    clock.advance(seconds=1)
    for chat_id, topic in ((1, "ports"), (2, "general")):
        await house.mujaz.subscriptions.save(replace(reader(chat_id, MONDAY), topics=(topic,)))

    await house.until(lambda: house.have_asked(2), WorkKind.PUBLISH)
    await house.until(lambda: house.have_served(2), WorkKind.PUBLISH)
    house.model.go.set()
    await house.until(lambda: house.have_served(1, 2), WorkKind.PUBLISH)

    assert [who for who, _ in house.model.asked][1] in ("writer-1", "writer-2")
    assert await house.have_asked(2)


def story(number: int, source_id: str = "source-1") -> Story:
    title = EVENTS[number]
    return story_of(
        an_article(
            article_id=f"article-{number}",
            title=title,
            text=f"{title}. وقالت ليلى البلوشي إن ذلك لم يحدث منذ {number + 20} عامًا.",
            url=f"https://news.example/{number}",
            source_id=source_id,
            seen_at=MONDAY - timedelta(hours=1),
        )
    )


def reader(number: int, due: datetime) -> Subscription:
    return a_subscription(subscription_id=f"{number:04x}", chat_id=number, next_due=due)
