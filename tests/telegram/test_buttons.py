"""Button payloads."""

from datetime import date, time

import pytest

from bot.core.errors import UserMistake
from bot.core.models import Length, SourceKind
from bot.core.timetable import Hush, NothingNew, TimeToLive, Weekend
from bot.telegram import buttons, schedule_buttons

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
    buttons.ShowSources(0),
    buttons.AskSource(),
    buttons.FindChannel("a" * 32),
    buttons.FindLink(),
    buttons.Follow(SourceKind.CHANNEL, 2),
    buttons.ImportList(),
    buttons.Decline(),
    buttons.ShowRemovable(7),
    buttons.AskRemove("0123456789abcdef"),
    buttons.Remove("0123456789abcdef"),
    schedule_buttons.ShowPage(-1001234567890, schedule_buttons.Page.NOTHING_NEW),
    schedule_buttons.SetWeekend(-1001234567890, Weekend.FRIDAY_SATURDAY),
    schedule_buttons.ToggleWeekendTime(-1001234567890, time(23, 59)),
    schedule_buttons.ToggleRamadanTime(-1001234567890, time(0)),
    schedule_buttons.SetRamadanShift(-1001234567890, -1),
    schedule_buttons.SetQuietStart(-1001234567890, time(22)),
    schedule_buttons.SetQuietEnd(-1001234567890, time(7)),
    schedule_buttons.SetHush(-1001234567890, Hush.POSTPONED),
    schedule_buttons.EndQuiet(-1001234567890),
    schedule_buttons.PauseUntil(-1001234567890, date(2026, 12, 1)),
    schedule_buttons.EndPause(-1001234567890),
    schedule_buttons.SetNothingNew(-1001234567890, NothingNew.SILENCE),
    schedule_buttons.SetTimeToLive(-1001234567890, TimeToLive.HALF_A_DAY),
    schedule_buttons.EndTimeToLive(-1001234567890),
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
