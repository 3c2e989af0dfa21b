"""The chat page and the JSON routes by which a person in front of it acts.

Only pages of this address may call them.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.simulator import person
from bot.simulator.entities import TEXT_LIMIT
from bot.simulator.errors import NotAllowedError
from bot.simulator.faults import Fault
from bot.simulator.people import ChatKind
from bot.simulator.simulator import Simulator
from bot.simulator.view import view_of
from bot.simulator.wire import Json

SCRIPTS = ("actions", "api", "chat", "dialogs", "entities", "keyboards", "message", "nodes", "shared")
PAGE = Path(__file__).with_name("page")
FILES = {
    "/": "index.html",
    "/style.css": "style.css",
    **{f"/{name}.js": f"{name}.js" for name in SCRIPTS},
}
LOOPBACK = ("127.0.0.1", "localhost", "::1")
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'"
HEARTBEAT = 15.0
# Several changes at once are told as one.
BREATH = 0.03
LARGEST_FILE = 50 * 1024 * 1024
Endpoint = Callable[[Request], Awaitable[Response]]


def page_routes() -> list[Route]:
    """The page's files and what they call."""
    return [
        *(Route(path, _local(_page_file)) for path in FILES),
        Route("/page/state", _local(_state)),
        Route("/page/events", _local(_events)),
        Route("/page/transcript", _local(_transcript)),
        Route("/page/file/{file_id}", _local(_file)),
        Route("/page/upload", _local(_upload), methods=["POST"]),
        Route("/page/faults", _local(_faults), methods=["POST"]),
        Route("/page/do/{action}", _local(_do), methods=["POST"]),
    ]


def _local(endpoint: Endpoint) -> Endpoint:
    """Let only this machine's own pages in: a web site must not drive the bot, by DNS tricks or by forms."""

    async def guarded(request: Request) -> Response:
        host, origin = request.url.hostname, request.headers.get("origin")
        if host not in LOOPBACK or (origin and urlsplit(origin).netloc != request.headers.get("host")):
            return JSONResponse({"error": "only for pages of this address"}, 403)
        return await endpoint(request)

    return guarded


async def _page_file(request: Request) -> Response:
    headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-cache"}
    return FileResponse(PAGE / FILES[request.url.path], headers=headers)


async def _state(request: Request) -> Response:
    return JSONResponse(view_of(_simulator(request)))


async def _events(request: Request) -> Response:
    return StreamingResponse(_changes(_simulator(request)), media_type="text/event-stream")


async def _changes(simulator: Simulator) -> AsyncIterator[str]:
    state, told = simulator.state, -1
    while state.updates.is_open:
        if told == state.bell.rings:
            await state.bell.wait(HEARTBEAT)
            await asyncio.sleep(BREATH)
        told = state.bell.rings
        yield f"data: {told}\n\n"


async def _transcript(request: Request) -> Response:
    calls = [call for call in _simulator(request).calls if call.method != "getUpdates"]
    shown = [
        {
            "method": call.method,
            "parameters": call.parameters,
            "answer": call.answer,
            "at": call.at.isoformat(),
        }
        for call in calls[-200:]
    ]
    return JSONResponse(shown)


async def _file(request: Request) -> Response:
    file = _simulator(request).state.files.get(request.path_params["file_id"])
    if file is None:
        return JSONResponse({"error": "no such file"}, 404)
    # Sent files are shown as pictures or saved, never run as pages of this address.
    is_picture = file.mime in ("image/png", "image/jpeg")
    headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
    return Response(
        file.content, headers=headers, media_type=file.mime if is_picture else "application/octet-stream"
    )


async def _upload(request: Request) -> Response:
    simulator = _simulator(request)
    content = await request.body()
    asked = request.query_params
    if not 0 < len(content) <= LARGEST_FILE:
        return JSONResponse({"error": "a file has 1 byte to 50 MB"}, 400)
    mime = request.headers.get("content-type", "")
    return _tried(
        lambda: simulator.send_file(
            int(asked["chat_id"]), simulator.you.id, name=asked["name"], content=content, mime=mime
        )
    )


async def _faults(request: Request) -> Response:
    simulator, asked = _simulator(request), await request.json()
    return _tried(
        lambda: simulator.faults.add(
            Fault(asked["fault"]),
            method=asked.get("method"),
            chat_id=asked.get("chat_id"),
            times=int(asked.get("times", 1)),
            seconds=float(asked.get("seconds", 1)),
        )
    )


async def _do(request: Request) -> Response:
    action = ACTIONS.get(request.path_params["action"])
    if action is None:
        return JSONResponse({"error": "no such action"}, 404)
    simulator, asked = _simulator(request), await request.json()
    return _tried(lambda: action(simulator, asked))


def _tried(act: Callable[[], Any]) -> Response:
    try:
        done = act()
    except (KeyError, IndexError, TypeError, ValueError) as error:
        return JSONResponse({"error": f"bad request: {error!r}"}, 400)
    except NotAllowedError as error:
        return JSONResponse({"error": str(error)}, 409)
    return JSONResponse({"id": getattr(done, "id", None)})


def _simulator(request: Request) -> Simulator:
    simulator: Simulator = request.app.state.simulator
    return simulator


def _send(simulator: Simulator, asked: Json) -> object:
    """Send a text; like the real apps, one too long for a message goes out in parts."""
    sent: object = None
    for part in _parts(str(asked["text"]).strip()):
        sent = simulator.send_text(asked["chat_id"], simulator.you.id, part, reply_to=asked.get("reply_to"))
    return sent


def _parts(text: str) -> list[str]:
    parts = []
    while len(text) > TEXT_LIMIT:
        cut = max(text.rfind(blank, TEXT_LIMIT // 2, TEXT_LIMIT) for blank in "\n ")
        cut = cut if cut > 0 else TEXT_LIMIT
        parts.append(text[:cut])
        text = text[cut:].strip()
    return [*parts, text]


def _tap(simulator: Simulator, asked: Json) -> object:
    message = simulator.state.messages[asked["chat_id"]][asked["message_id"]]
    button = message.keyboard[asked["row"]][asked["column"]]
    return person.tap(simulator.state, message, simulator.you.id, button)


def _forward(simulator: Simulator, asked: Json) -> object:
    message = simulator.state.messages[asked["chat_id"]][asked["message_id"]]
    return simulator.forward_message(message, to=asked["to"], user_id=simulator.you.id)


def _block(simulator: Simulator, asked: Json) -> object:
    act = simulator.block if asked["blocked"] else simulator.unblock
    act(simulator.you.id)
    return None


def _create(simulator: Simulator, asked: Json) -> object:
    kind = ChatKind(asked["kind"])
    title, username = str(asked["title"]).strip(), str(asked.get("username", "")).strip().removeprefix("@")
    return person.create_chat(simulator.state, kind, title, username, simulator.you.id)


def _bot_rank(simulator: Simulator, asked: Json) -> object:
    ranks = {
        "administrator": simulator.promote_bot,
        "member": simulator.add_bot,
        "left": simulator.remove_bot,
    }
    return ranks[asked["rank"]](asked["chat_id"], by=simulator.you.id)


def _share(simulator: Simulator, asked: Json) -> object:
    return simulator.share_chat(simulator.you.id, request_id=asked["request_id"], chat_id=asked["chat_id"])


ACTIONS: dict[str, Callable[[Simulator, Json], object]] = {
    "send": _send,
    "tap": _tap,
    "forward": _forward,
    "block": _block,
    "create": _create,
    "bot": _bot_rank,
    "share": _share,
}
