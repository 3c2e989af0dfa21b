"""The Bot API over HTTP: reads a call, lets faults strike, carries it out and writes it down."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Coroutine
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import Receive, Scope, Send

from bot.simulator.access import known_chat
from bot.simulator.checks import check, method_named
from bot.simulator.errors import ApiError, bad_request, too_many_requests
from bot.simulator.faults import Fault, Order
from bot.simulator.methods import GET_UPDATES, METHODS, SENDS
from bot.simulator.simulator import Simulator
from bot.simulator.transcript import Call
from bot.simulator.wire import Json, Upload

GATEWAY_PAGE = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"
FAILING = {
    Fault.SERVER_ERROR: ApiError(500, "Internal Server Error"),
    Fault.BAD_GATEWAY: ApiError(502, "Bad Gateway"),
    Fault.NOT_JSON: ApiError(200, "a page instead of JSON"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiCall:
    """A call as it came in."""

    method: str
    given: Json
    files: dict[str, Upload]

    @property
    def chat_id(self) -> int | None:
        wanted = str(self.given.get("chat_id", ""))
        return int(wanted) if wanted.removeprefix("-").isdecimal() else None


class DroppedConnection(Response):
    """Breaks the connection off without an answer."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Close the transport, then wait until the server noticed: so it does not complain in its log."""
        del send
        scope["state"]["transport"].abort()
        while (await receive())["type"] != "http.disconnect":
            pass


async def bot_endpoint(request: Request) -> Response:
    """/bot<token>/<method>."""
    simulator: Simulator = request.app.state.simulator
    if not _token_fits(simulator, request):
        return _response(_refusal(ApiError(401, "Unauthorized")))
    name = request.path_params["method"]
    try:
        given, files = await _read_parameters(request)
    except ApiError as error:
        return _response(_refusal(error))
    call = ApiCall(method=method_named(name) or name, given=given, files=files)
    return await _unless_gone(request, _answered(simulator, call))


async def file_endpoint(request: Request) -> Response:
    """/file/bot<token>/<path>."""
    simulator: Simulator = request.app.state.simulator
    if not _token_fits(simulator, request):
        return _response(_refusal(ApiError(401, "Unauthorized")))
    file = simulator.state.file_at(request.path_params["path"])
    if file is None:
        return _response(_refusal(ApiError(404, "Not Found")))
    return Response(file.content, media_type="application/octet-stream")


def _token_fits(simulator: Simulator, request: Request) -> bool:
    return secrets.compare_digest(request.path_params["token"].encode(), simulator.token.encode())


async def _read_parameters(request: Request) -> tuple[Json, dict[str, Upload]]:
    given: Json = dict(request.query_params)
    files: dict[str, Upload] = {}
    kind = request.headers.get("content-type", "").partition(";")[0]
    if kind == "application/json":
        given |= _json_object(await request.body())
    elif kind == "multipart/form-data":
        async with request.form() as form:
            for name, value in form.items():
                if isinstance(value, UploadFile):
                    files[name] = await _upload(value)
                else:
                    given[name] = value
    else:
        given |= dict(parse_qsl((await request.body()).decode("utf-8", "replace"), keep_blank_values=True))
    return given, files


async def _upload(part: UploadFile) -> Upload:
    return Upload(name=part.filename or "file", content=await part.read(), mime=part.content_type or "")


def _json_object(body: bytes) -> Json:
    try:
        parsed = json.loads(body or b"{}")
    except ValueError as error:
        raise bad_request("can't parse JSON object") from error
    if not isinstance(parsed, dict):
        raise bad_request("can't parse JSON object")
    return parsed


async def _unless_gone(request: Request, work: Coroutine[Any, Any, Response]) -> Response:
    """The answer, or none when the bot hangs up before: a poll nobody listens to must not count as one."""
    async with asyncio.TaskGroup() as tasks:
        answer = tasks.create_task(work)
        gone = tasks.create_task(_gone(request))
        await asyncio.wait({answer, gone}, return_when=asyncio.FIRST_COMPLETED)
        gone.cancel()
        if not answer.done():
            answer.cancel()
    return DroppedConnection() if answer.cancelled() else answer.result()


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _answered(simulator: Simulator, call: ApiCall) -> Response:
    order = simulator.faults.take(call.method, call.chat_id)
    if order is None:
        return _response(await _carry_out(simulator, call))
    return await _failed(simulator, call, order)


async def _failed(simulator: Simulator, call: ApiCall, order: Order) -> Response:
    match order.fault:
        case Fault.SLOW:
            answer = await _carry_out(simulator, call)
            await simulator.state.pause(order.seconds)
            return _response(answer)
        case Fault.DELIVER_THEN_DROP:
            await _carry_out(simulator, call, is_answered=False)
            return DroppedConnection()
        case Fault.RESET | Fault.STALL:
            _write_down(simulator, call, None)
            await simulator.state.pause(float("inf") if order.fault is Fault.STALL else 0)
            return DroppedConnection()
        case Fault.TOO_MANY_REQUESTS:
            return _response(_write_down(simulator, call, _refusal(too_many_requests(int(order.seconds)))))
    answer = _write_down(simulator, call, _refusal(FAILING[order.fault]))
    if order.fault is Fault.SERVER_ERROR:
        return _response(answer)
    return HTMLResponse(GATEWAY_PAGE, answer["error_code"])


async def _carry_out(simulator: Simulator, call: ApiCall, *, is_answered: bool = True) -> Json:
    try:
        given = check(_implemented(call.method), call.given, call.files)
    except ApiError as error:
        return _write_down(simulator, call, _refusal(error), violation=True)
    call = replace(call, given=given.values, files={})
    try:
        if call.method == GET_UPDATES:
            answer: Json = {"ok": True, "result": await simulator.state.updates.poll(given)}
        else:
            if call.method in SENDS:
                simulator.flood_limits.refuse_flood(known_chat(simulator.state, given).id)
            answer = {"ok": True, "result": METHODS[call.method](simulator.state, given)}
    except ApiError as error:
        answer = _refusal(error)
    _write_down(simulator, call, answer if is_answered else None)
    return answer


def _implemented(method: str) -> str:
    if method_named(method) is None:
        raise ApiError(404, "Not Found: method not found")
    if method not in METHODS and method != GET_UPDATES:
        raise ApiError(501, f"Not Implemented: {method} is not part of the local Telegram")
    return method


def _write_down(simulator: Simulator, call: ApiCall, answer: Json | None, *, violation: bool = False) -> Json:
    told = call.given | {
        name: f"<{len(file.content)} bytes of {file.name}>" for name, file in call.files.items()
    }
    simulator.transcript.add(
        Call(
            method=call.method,
            parameters=told,
            answer=answer,
            at=simulator.state.clock(),
            chat_id=call.chat_id,
            violation=violation,
        )
    )
    return answer or {}


def _told(value: object) -> object:
    """A parameter as the transcript keeps it: what a file is, not what it holds."""
    return f"<{len(value.content)} bytes of {value.name}>" if isinstance(value, Upload) else value


def _refusal(error: ApiError) -> Json:
    shape: Json = {"ok": False, "error_code": error.code, "description": error.description}
    return shape | ({"parameters": error.parameters} if error.parameters else {})


def _response(answer: Json) -> Response:
    return JSONResponse(answer, answer.get("error_code", 200))
