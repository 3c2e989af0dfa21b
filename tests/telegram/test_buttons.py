"""Button payloads."""

from datetime import time

import pytest

from bot.core.errors import UserMistake
from bot.core.models import Length
from bot.telegram import buttons

EVERY_KIND: list[buttons.Payload] = [
    buttons.Retry(),
    buttons.ShowEvidence("0123456789abcdef"),
    buttons.Retell("0123456789abcdef", Length.MEDIUM),
    buttons.OpenPanel(-1001234567890),
    buttons.ToggleTime(-1001234567890, time(23, 59)),
    buttons.AskTime(1),
    buttons.ShowZones(1),
    buttons.SetZone(-1001234567890, "America/Argentina/ComodRivadavia"),
    buttons.ShowDays(1),
    buttons.ToggleDay(-1001234567890, 6),
    buttons.SetLength(-1001234567890, Length.MEDIUM),
    buttons.Leave(1),
]


@pytest.mark.parametrize("payload", EVERY_KIND, ids=lambda payload: type(payload).__name__)
def test_payload_comes_back_equal_and_fits(payload: buttons.Payload) -> None:
    """What a button says is what arrives, within Telegram's 64 bytes."""
    packed = buttons.pack(payload)

    assert buttons.unpack(type(payload), packed) == payload
    assert len(packed.encode()) <= buttons.LONGEST_PAYLOAD


def test_every_kind_of_payload_has_its_own_prefix() -> None:
    """No button is taken for another."""
    assert len(set(buttons.PREFIXES.values())) == len(buttons.PREFIXES) == len(EVERY_KIND)


@pytest.mark.parametrize("packed", ["", "t|1", "t|x|08:00", "t|1|99:99", "q|1|08:00", "t|1|08:00|more"])
def test_button_of_another_version_is_refused_politely(packed: str) -> None:
    """An old or forged button is the reader's news, not a crash."""
    with pytest.raises(UserMistake):
        buttons.unpack(buttons.ToggleTime, packed)
