"""Keeps right-to-left lines readable: base direction and isolates. Knows no HTML."""

import re
import unicodedata

RIGHT_TO_LEFT_MARK = "\u200f"
FIRST_STRONG_ISOLATE = "\u2068"
POP_ISOLATE = "\u2069"

_STRAY_CONTROLS = re.compile("[\u200b\u200e\u200f\u061c\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_LATIN_RUN = r"[@#/]?[A-Za-z\u00c0-\u024f](?:[\w.@+\-/&'’:]*(?: (?=[A-Za-z\u00c0-\u024f]))?)*"
_SIGNED_OR_UNIT = r"[-\u2212+±]?\d[\d.,:/٫٬\-–]*\d?\s?[%٪$€£°]|[-\u2212+±]\d[\d.,٫٬]*|\d+(?:[-–/:]\d+)+"
_FOREIGN = re.compile(f"{_SIGNED_OR_UNIT}|{_LATIN_RUN}")


def readable_line(text: str) -> str:
    """Return one line that shows right to left whatever it starts with; foreign runs are isolated."""
    bare = _STRAY_CONTROLS.sub("", text)
    isolated = _FOREIGN.sub(_isolated, bare) if _has_arabic(bare) else bare
    return isolated if _starts_right_to_left(isolated) else RIGHT_TO_LEFT_MARK + isolated


def isolate(text: str) -> str:
    """Wrap a run so that its direction cannot disturb the line around it."""
    return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"


def _isolated(match: re.Match[str]) -> str:
    run = match.group()
    core = run.rstrip(" .,:/-'’&")
    return isolate(core) + run[len(core) :] if core else run


def _has_arabic(text: str) -> bool:
    return any(unicodedata.bidirectional(character) == "AL" for character in text)


def _starts_right_to_left(text: str) -> bool:
    """Only a first strong letter decides; a text inside an isolate does not count (Unicode rule P2)."""
    depth = 0
    for character in text:
        if character == FIRST_STRONG_ISOLATE:
            depth += 1
        elif character == POP_ISOLATE:
            depth -= 1
        elif depth == 0 and (kind := unicodedata.bidirectional(character)) in {"L", "R", "AL"}:
            return kind != "L"
    return False
