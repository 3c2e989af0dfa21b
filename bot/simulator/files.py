"""Files in messages: what the Bot API tells of them, and how a bot gets one.

Nothing is fetched from outside.
"""

from __future__ import annotations

import mimetypes
import struct

from bot.simulator.checks import Parameters
from bot.simulator.errors import ApiError, bad_request
from bot.simulator.messages import StoredFile
from bot.simulator.state import State
from bot.simulator.wire import Json, Upload

LARGEST_UPLOAD = 50 * 1024 * 1024
LARGEST_PHOTO = 10 * 1024 * 1024
LARGEST_DOWNLOAD = 20 * 1024 * 1024
PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"


def document_content(state: State, given: Upload | str) -> Json:
    """The `document` of a message, from an upload or a known file id; raises ApiError."""
    file = _file(state, given, "documents", LARGEST_UPLOAD)
    return {"document": document_json(file)}


def document_json(file: StoredFile) -> Json:
    """A Document of the Bot API."""
    return {
        "file_id": file.id,
        "file_unique_id": file.unique_id,
        "file_name": file.name,
        "mime_type": file.mime,
        "file_size": len(file.content),
    }


def photo_content(state: State, given: Upload | str) -> Json:
    """The `photo` of a message, in one size; raises ApiError when the upload is no picture."""
    file = _file(state, given, "photos", LARGEST_PHOTO)
    width, height = _picture_size(file.content)
    size: Json = {"file_id": file.id, "file_unique_id": file.unique_id, "width": width, "height": height}
    return {"photo": [size | {"file_size": len(file.content)}]}


def get_file(state: State, given: Parameters) -> Json:
    """getFile: where to download a file."""
    file = state.files.get(given.text("file_id"))
    if file is None:
        raise bad_request("invalid file_id")
    if len(file.content) > LARGEST_DOWNLOAD:
        raise bad_request("file is too big")
    shape: Json = {"file_id": file.id, "file_unique_id": file.unique_id}
    return shape | {"file_size": len(file.content), "file_path": file.path}


def keep_upload(state: State, upload: Upload, folder: str = "documents") -> StoredFile:
    """Store what somebody sent; the type is guessed from the name when none was given."""
    mime = upload.mime or mimetypes.guess_type(upload.name)[0] or "application/octet-stream"
    return state.keep_file(upload.name, mime, upload.content, folder)


def _file(state: State, given: Upload | str, folder: str, largest: int) -> StoredFile:
    if isinstance(given, Upload):
        if not given.content:
            raise bad_request("file must be non-empty")
        if len(given.content) > largest:
            raise ApiError(413, "Request Entity Too Large")
        return keep_upload(state, given, folder)
    if given in state.files:
        return state.files[given]
    if given.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    raise bad_request("wrong file identifier/HTTP URL specified")


def _picture_size(content: bytes) -> tuple[int, int]:
    if content.startswith(PNG) and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    if content.startswith(JPEG):
        return _jpeg_size(content)
    raise bad_request("IMAGE_PROCESS_FAILED")


def _jpeg_size(content: bytes) -> tuple[int, int]:
    """Width and height stand in the first frame header (markers C0 to CF, but for C4, C8 and CC)."""
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4])
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return int.from_bytes(content[at + 7 : at + 9]), int.from_bytes(content[at + 5 : at + 7])
        at += 2 + length
    raise bad_request("IMAGE_PROCESS_FAILED")
