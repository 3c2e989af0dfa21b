"""A local Telegram: a strict Bot API server with a chat page, for `mujaz demo` and for the tests.

It knows one bot, speaks to nobody outside this machine and forgets everything when it stops.
"""

from bot.simulator.errors import NotAllowedError
from bot.simulator.faults import Fault
from bot.simulator.messages import Message, Tap
from bot.simulator.people import Chat, ChatKind, User
from bot.simulator.server import serve
from bot.simulator.simulator import Simulator
from bot.simulator.transcript import Call

__all__ = [
    "Call",
    "Chat",
    "ChatKind",
    "Fault",
    "Message",
    "NotAllowedError",
    "Simulator",
    "Tap",
    "User",
    "serve",
]
