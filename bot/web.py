"""/healthz, /readyz and /metrics for those who run the bot, and what Telegram tells it, if by webhook.

Shows counts only: no names, texts or addresses.
"""

import asyncio
import hmac
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import timedelta

import uvicorn
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.core.errors import MujazError, SettingsError
from bot.core.figures import Figures
from bot.core.models import DeliveryState
from bot.core.spending import ModelUse
from bot.core.visiting import Health

ReadFigures = Callable[[], Awaitable[Figures]]
IsReady = Callable[[], bool]
SECONDS_TO_STOP = 2
BACKLOG = 128
HOOK_PATH = "/telegram"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header, not a secret
LARGEST_UPDATE = 1_000_000  # bytes; Telegram's own are far smaller


@dataclass(frozen=True, slots=True, kw_only=True)
class Hook:
    """Where Telegram tells us updates: who may, and who hears them (false: no room, tell it later)."""

    secret: str
    hear: Callable[[bytes], Awaitable[bool]]


def web_app(read_figures: ReadFigures, is_ready: IsReady, hook: Hook | None = None) -> Starlette:
    """Return the pages: alive, ready (database and Telegram answer), and the figures for Prometheus."""

    async def healthz(_request: Request) -> Response:
        return PlainTextResponse("ok\n")

    async def readyz(_request: Request) -> Response:
        try:
            await read_figures()
        except MujazError:
            return PlainTextResponse("the database does not answer\n", status_code=503)
        if not is_ready():
            return PlainTextResponse("Telegram does not answer yet\n", status_code=503)
        return PlainTextResponse("ready\n")

    async def metrics(_request: Request) -> Response:
        try:
            figures = await read_figures()
        except MujazError:
            return PlainTextResponse("the database does not answer\n", status_code=503)
        return Response(prometheus_text(figures), headers={"content-type": CONTENT_TYPE_LATEST})

    pages = {"/healthz": healthz, "/readyz": readyz, "/metrics": metrics}
    routes = [Route(path, page) for path, page in pages.items()]
    return Starlette(routes=routes if hook is None else [*routes, _hook_route(hook)])


def _hook_route(hook: Hook) -> Route:
    async def telegram(request: Request) -> Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), hook.secret.encode()):
            return Response(status_code=403)
        if int(request.headers.get("content-length", LARGEST_UPDATE + 1)) > LARGEST_UPDATE:
            return Response(status_code=413)
        try:
            heard = await hook.hear(await request.body())
        except ValueError:
            return Response(status_code=400)
        return Response(status_code=200 if heard else 503)

    return Route(HOOK_PATH, telegram, methods=["POST"])


@asynccontextmanager
async def serving(app: Starlette, host: str, port: int) -> AsyncIterator[None]:
    """Serve the pages while the block runs. Raises SettingsError when the port cannot be used."""
    listener = _listener(host, port)
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, lifespan="off", timeout_graceful_shutdown=SECONDS_TO_STOP
    )
    server = _QuietServer(config)
    # A TaskGroup around the yield would wrap the caller's own errors into an ExceptionGroup.
    work = asyncio.get_running_loop().create_task(server.serve(sockets=[listener]))
    try:
        yield
    finally:
        server.should_exit = True
        await work


def _listener(host: str, port: int) -> socket.socket:
    # asyncio sets TCP_NODELAY only on sockets that name their protocol; without it each answer takes 40 ms.
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        raise SettingsError(
            f"WEB_HOST and WEB_PORT ({host}:{port}) cannot be used: {error.strerror}"
        ) from error
    return listener


class _QuietServer(uvicorn.Server):
    """Leaves signals to the program."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def prometheus_text(figures: Figures) -> bytes:
    """Return the figures in Prometheus's text form."""
    registry = CollectorRegistry()
    registry.register(_FixedFigures(figures))
    return generate_latest(registry)


class _FixedFigures(Collector):
    """Hands out figures that were read before: the library asks without waiting."""

    def __init__(self, figures: Figures) -> None:
        self._figures = figures

    def collect(self) -> list[Metric]:
        return [*_single(self._figures), *_labelled(self._figures), *_of_models(self._figures.uses)]


SECOND = timedelta(seconds=1)


def _single(figures: Figures) -> Iterator[Metric]:
    yield _one("mujaz_subscriptions", "Active subscriptions.", figures.subscriptions)
    yield _one("mujaz_subscriptions_late", "Subscriptions whose edition is overdue.", figures.late)
    yield _one(
        "mujaz_editions_stale_day", "Editions that got too old to be sent, in 24 hours.", figures.stale
    )
    yield _one("mujaz_deliveries_due", "Messages whose time has come.", figures.due)
    yield _one("mujaz_delivery_lag_seconds", "How long the oldest due message waits.", figures.lag / SECOND)
    yield _one(
        "mujaz_limiter_booked_seconds", "How far ahead Telegram's limit is used.", figures.booked / SECOND
    )
    yield _one(
        "mujaz_model_failures", "Stories in a row that the model did not write.", figures.model_failures
    )
    yield _one("mujaz_budget_spent", "1 when a budget of the model is spent.", figures.budget is not None)
    if figures.disk_free is not None:
        yield _one("mujaz_disk_free_bytes", "Left where the database file is.", figures.disk_free)
    yield _one("mujaz_articles_day", "Articles seen in the last 24 hours.", figures.articles_today)


def _labelled(figures: Figures) -> Iterator[Metric]:
    states = {state.value: figures.deliveries.get(state, 0) for state in DeliveryState}
    yield _by("mujaz_deliveries", "Messages by state.", "state", states)
    health = {one.value: figures.sources.get(one, 0) for one in Health}
    yield _by("mujaz_sources", "Sources by health.", "health", health)


def _of_models(uses: Iterable[ModelUse]) -> Iterator[Metric]:
    calls = {use.model: use.calls for use in uses}
    tokens = {use.model: use.input_tokens + use.output_tokens for use in uses}
    dollars = {use.model: float(use.cost) for use in uses}
    yield _by("mujaz_model_calls_day", "Answers of models today.", "model", calls)
    yield _by("mujaz_model_tokens_day", "Tokens of models today.", "model", tokens)
    yield _by("mujaz_model_cost_dollars_day", "Cost of models today.", "model", dollars)


def _one(name: str, text: str, value: float) -> Metric:
    return GaugeMetricFamily(name, text, value=value)


def _by(name: str, text: str, label: str, values: Mapping[str, float]) -> Metric:
    family = GaugeMetricFamily(name, text, labels=[label])
    for key, value in values.items():
        family.add_metric([key], value)
    return family
