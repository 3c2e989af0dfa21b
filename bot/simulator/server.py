"""Puts the local Telegram on a loopback port: the Bot API for bots, the chat page for people."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Iterator

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.simulator.bot_api import bot_endpoint, file_endpoint
from bot.simulator.chat_page import page_routes
from bot.simulator.simulator import Simulator
from bot.simulator.webhook import deliver_updates

HOST = "127.0.0.1"
LONGEST_STOP = 5


@contextlib.asynccontextmanager
async def serve(simulator: Simulator, port: int = 0) -> AsyncIterator[str]:
    """Run the local Telegram and give its address, such as http://127.0.0.1:45123; port 0 is any free port."""
    state = simulator.state
    state.updates.is_open = True
    # A TaskGroup around the yield would wrap the caller's own errors into an ExceptionGroup.
    postman = asyncio.get_running_loop().create_task(deliver_updates(state, simulator.webhook_pause))
    try:
        async with running(build_app(simulator), port) as address:
            try:
                yield address
            finally:
                # Waiting polls and open event streams end first: the server waits for its connections.
                state.updates.is_open = False
                state.bell.ring()
    finally:
        state.updates.is_open = False
        state.bell.ring()
        await postman


@contextlib.asynccontextmanager
async def running(app: Starlette, port: int = 0) -> AsyncIterator[str]:
    """Run an application on a loopback port inside this event loop; gives its address."""
    listener = _listen(port)
    server = _Server(_config(app))
    work = asyncio.get_running_loop().create_task(server.serve(sockets=[listener]))
    try:
        await server.ready.wait()
        yield f"http://{HOST}:{listener.getsockname()[1]}"
    finally:
        server.stopping.set()
        await work


def build_app(simulator: Simulator) -> Starlette:
    """The ASGI application alone."""
    methods = ["GET", "POST"]
    app = Starlette(
        routes=[
            Route("/bot{token}/{method}", bot_endpoint, methods=methods),
            Route("/file/bot{token}/{path:path}", file_endpoint),
            *page_routes(),
        ]
    )
    app.state.simulator = simulator
    return app


def _listen(port: int) -> socket.socket:
    # asyncio sets TCP_NODELAY only on sockets that name their protocol; without it each answer takes 40 ms.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((HOST, port))
    listener.listen()
    return listener


def _config(app: Starlette) -> uvicorn.Config:
    # No access log: the addresses hold the bot's token.
    return uvicorn.Config(
        app,
        http=_Protocol,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=LONGEST_STOP,
    )


class _Server(uvicorn.Server):
    """uvicorn inside a running program: no signal handlers, no ticking, an event instead of a flag."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()
        self.stopping = asyncio.Event()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals belong to the program around us."""
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and say so."""
        try:
            await super().startup(sockets)
        finally:
            self.ready.set()

    async def main_loop(self) -> None:
        """Serve until told to stop."""
        await self.on_tick(0)
        await self.stopping.wait()


class _Protocol(H11Protocol):
    """Hands the connection to the application, which can then break it off."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's own
        """Take a new connection."""
        super().connection_made(transport)
        self.app_state = {**self.app_state, "transport": transport}
