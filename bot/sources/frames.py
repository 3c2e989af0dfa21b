"""The shape of what workshop and worker say to each other: sizes first, then JSON, then the document's bytes."""

import struct

REQUEST = struct.Struct(">II")  # size of the facts, size of the document
REPLY = struct.Struct(">I")  # size of the answer
READY = b"+"
