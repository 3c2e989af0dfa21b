"""The pages for those who run the bot."""

import socket
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.core.errors import SettingsError, StorageError
from bot.core.figures import Figures, worries
from bot.core.models import DeliveryState
from bot.core.visiting import Health
from bot.web import prometheus_text, serving, web_app
from tests.builders import MONDAY

FINE = Figures(
    at=MONDAY,
    subscriptions=40,
    late=0,
    deliveries={DeliveryState.SENT: 120, DeliveryState.PENDING: 3},
    due=3,
    lag=timedelta(seconds=2),
    sources={Health.FINE: 17},
    articles_today=310,
)


class Watched:
    """A bot whose state the test sets."""

    def __init__(self) -> None:
        self.database_answers = True
        self.telegram_answers = True

    async def figures(self) -> Figures:
        if not self.database_answers:
            raise StorageError("the database server cannot be reached")
        return FINE


@pytest.fixture
def free_port() -> int:
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        return int(opened.getsockname()[1])


@pytest.fixture
def watched() -> Watched:
    return Watched()


@pytest.fixture
async def client(watched: Watched) -> AsyncIterator[httpx.AsyncClient]:
    app = web_app(watched.figures, lambda: watched.telegram_answers)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bot") as opened:
        yield opened


async def test_bot_that_works_is_alive_and_ready(client: httpx.AsyncClient) -> None:
    """A balancer sends readers to it."""
    assert (await client.get("/healthz")).status_code == 200
    assert (await client.get("/readyz")).status_code == 200


async def test_bot_without_its_database_is_alive_but_not_ready(
    client: httpx.AsyncClient, watched: Watched
) -> None:
    """It is not restarted for what a restart cannot mend."""
    watched.database_answers = False

    assert (await client.get("/healthz")).status_code == 200
    assert (await client.get("/readyz")).status_code == 503
    assert (await client.get("/metrics")).status_code == 503


async def test_bot_that_telegram_does_not_answer_is_not_ready(
    client: httpx.AsyncClient, watched: Watched
) -> None:
    """While it knocks at Telegram it serves nobody."""
    watched.telegram_answers = False

    assert (await client.get("/readyz")).status_code == 503


async def test_metrics_are_prometheus_text(client: httpx.AsyncClient) -> None:
    """Any Prometheus reads them without a rule."""
    answer = await client.get("/metrics")

    families = {family.name: family for family in text_string_to_metric_families(answer.text)}
    by_state = {sample.labels["state"]: sample.value for sample in families["mujaz_deliveries"].samples}
    assert by_state == {"sent": 120, "pending": 3, "sending": 0, "failed": 0, "doubt": 0}
    assert families["mujaz_delivery_lag_seconds"].samples[0].value == 2
    assert families["mujaz_subscriptions"].samples[0].value == 40


def test_metrics_without_a_model_and_without_sources_are_complete() -> None:
    """A new bot shows zeros, not gaps."""
    empty = Figures(
        at=MONDAY,
        subscriptions=0,
        late=0,
        deliveries={},
        due=0,
        lag=timedelta(0),
        sources={},
        articles_today=0,
    )

    text = prometheus_text(empty).decode()

    assert 'mujaz_deliveries{state="doubt"} 0.0' in text
    assert 'mujaz_sources{health="paused"} 0.0' in text


async def test_pages_are_served_while_the_program_runs(watched: Watched, free_port: int) -> None:
    """The port opens with the bot and closes with it."""
    app = web_app(watched.figures, lambda: True)
    async with httpx.AsyncClient() as client:
        async with serving(app, "127.0.0.1", free_port):
            answer = await client.get(f"http://127.0.0.1:{free_port}/healthz")
        with pytest.raises(httpx.ConnectError):
            await client.get(f"http://127.0.0.1:{free_port}/healthz")

    assert answer.text == "ok\n"


async def test_taken_port_is_named(watched: Watched, free_port: int) -> None:
    """Two bots on one port: the second says which setting to change."""
    app = web_app(watched.figures, lambda: True)
    async with serving(app, "127.0.0.1", free_port):
        with pytest.raises(SettingsError, match=f"WEB_PORT.*{free_port}"):
            async with serving(app, "127.0.0.1", free_port):
                pass


def test_nothing_worries_when_all_is_well() -> None:
    """An operator who is called for nothing stops coming."""
    assert worries(FINE) == {}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"late": 2}, "overdue"),
        ({"lag": timedelta(minutes=20)}, "20 minutes"),
        ({"deliveries": {DeliveryState.DOUBT: 1}}, "doubt"),
        ({"sources": {Health.FAILING: 3}}, "no source answers"),
        ({"sources": {Health.FINE: 3, Health.PAUSED: 1}}, "1 sources are paused"),
    ],
    ids=["late", "waiting", "doubt", "all down", "paused"],
)
def test_what_an_operator_should_look_at_is_said(change: dict[str, object], says: str) -> None:
    """Each trouble has its own words."""
    (worry,) = worries(replace(FINE, **change)).values()  # type: ignore[arg-type] # any field may change

    assert says in worry


@pytest.mark.parametrize(
    ("figures", "word"),
    [
        pytest.param(replace(FINE, model_failures=3), "the model wrote none", id="model down"),
        pytest.param(
            replace(FINE, budget="the budget of today is spent"), "the budget of today", id="budget"
        ),
        pytest.param(replace(FINE, disk_free=1_000_000), "nearly full", id="disk full"),
    ],
)
def test_operator_is_told_what_stops_the_bot_soon(figures: Figures, word: str) -> None:
    """What a person can mend before readers feel it."""
    assert any(word in text for text in worries(figures).values())


def test_one_story_that_the_model_did_not_write_is_no_worry() -> None:
    """It may be the story's fault."""
    assert worries(replace(FINE, model_failures=1, disk_free=10**10)) == {}


def test_metrics_tell_limiter_budget_and_disk() -> None:
    """Graphs of what comes before trouble."""
    figures = replace(FINE, booked=timedelta(seconds=9), budget="spent", disk_free=5, model_failures=2)
    told = {
        sample.name: sample.value
        for family in text_string_to_metric_families(prometheus_text(figures).decode())
        for sample in family.samples
    }

    assert told["mujaz_limiter_booked_seconds"] == 9
    assert told["mujaz_budget_spent"] == 1
    assert told["mujaz_disk_free_bytes"] == 5
    assert told["mujaz_model_failures"] == 2
