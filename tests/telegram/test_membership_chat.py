"""The bot loses a channel or a group: its owner hears of it at once, once. The real bot over the local Telegram."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from bot.core.models import DeliveryState, SubscriptionState
from bot.simulator import Chat, Fault, Simulator
from tests.builders import FixedClock
from tests.running import Scene, running_bot

TITLE = "قناة الميناء"
LOST = f"لم أعد أستطيع الإرسال إلى «{TITLE}»"
HELP = "الملفات التي أقرؤها"
NO_POSTING = ("can_edit_messages",)
Loss = Callable[[Simulator, int, int], None]
CHANNEL_LOSSES: dict[str, Loss] = {
    "removed": lambda telegram, chat, by: telegram.remove_bot(chat, by=by),
    "banned": lambda telegram, chat, by: telegram.kick_bot(chat, by=by),
    "demoted": lambda telegram, chat, by: telegram.demote_bot(chat, by=by),
    "may not post": lambda telegram, chat, by: telegram.promote_bot(chat, by=by, rights=NO_POSTING),
}
GROUP_LOSSES: dict[str, Loss] = {
    "removed": lambda telegram, chat, by: telegram.remove_bot(chat, by=by),
    "silenced": lambda telegram, chat, by: telegram.silence_bot(chat, by=by),
}


@pytest.fixture
async def scene(tmp_path: Path, clock: FixedClock, caplog: pytest.LogCaptureFixture) -> AsyncIterator[Scene]:
    async with running_bot(tmp_path, clock) as scene:
        yield scene
        assert [one for one in caplog.get_records("call") if one.levelno >= logging.ERROR] == []
        assert scene.telegram.violations == (), "a call that the Bot API does not know"


async def served_channel(scene: Scene) -> Chat:
    """Let the reader have a channel with an edition at 9:01, a minute from now."""
    await scene.say("/start")
    channel, _panel = await scene.open_channel(TITLE)
    await scene.mujaz.registrar.add_time(channel.id, scene.clock().replace(hour=9, minute=1).time())
    return channel


async def state_of(scene: Scene, chat_id: int) -> SubscriptionState:
    found = await scene.mujaz.registrar.find(chat_id)
    assert found is not None
    return found.state


def words_to(scene: Scene, person: int) -> list[str]:
    return [one.text for one in scene.telegram.bot_messages(person) if TITLE in one.text]


async def heard(scene: Scene) -> None:
    """Let everything that happened before be answered: the bot answers one person's updates in order."""
    reader = scene.reader.id
    asked = scene.telegram.send_text(reader, reader, "/help")

    def answered() -> bool:
        said = scene.telegram.bot_messages(reader)
        return any(one.id > asked.id and HELP in one.text for one in said)

    await scene.telegram.wait_for(answered, timeout=15)


@pytest.mark.parametrize("lose", CHANNEL_LOSSES.values(), ids=CHANNEL_LOSSES.keys())
async def test_owner_of_a_channel_hears_at_once_that_it_is_lost(scene: Scene, lose: Loss) -> None:
    """Not at the next edition, which may be tomorrow: the moment it happens, with what to do."""
    channel = await served_channel(scene)
    before = len(words_to(scene, scene.reader.id))

    lose(scene.telegram, channel.id, scene.reader.id)
    await heard(scene)

    (word,) = words_to(scene, scene.reader.id)[before:]
    assert word.startswith(LOST)
    assert await state_of(scene, channel.id) is SubscriptionState.PAUSED


@pytest.mark.parametrize("lose", GROUP_LOSSES.values(), ids=GROUP_LOSSES.keys())
async def test_owner_of_a_group_hears_at_once_that_it_is_lost(scene: Scene, lose: Loss) -> None:
    """A group's edition belongs to whoever asked for it, and that person is told in private."""
    await scene.say("/start")
    group = scene.telegram.add_group(TITLE, members=(scene.reader.id,))
    await scene.answer(group.id, after=0)
    command = scene.telegram.send_text(group.id, scene.reader.id, "/subscribe 20:00")
    await scene.answer(group.id, after=command.id)

    lose(scene.telegram, group.id, scene.reader.id)
    await heard(scene)

    assert [word[: len(LOST)] for word in words_to(scene, scene.reader.id)] == [LOST]
    assert await state_of(scene, group.id) is SubscriptionState.PAUSED


async def test_owner_hears_it_whoever_did_it(scene: Scene) -> None:
    """Another administrator took the right away: the owner is told, and that administrator is asked for nothing."""
    channel = await served_channel(scene)
    other = scene.telegram.add_user("مشرف", started=True)
    scene.telegram.make_admin(channel.id, other.id)

    scene.telegram.promote_bot(channel.id, by=other.id, rights=NO_POSTING)

    await scene.telegram.wait_for(lambda: words_to(scene, scene.reader.id)[-1].startswith(LOST), timeout=15)
    assert words_to(scene, other.id) == []


async def test_message_that_fails_afterwards_brings_no_second_word(scene: Scene) -> None:
    """Part of an edition was under way when the bot was thrown out: its failure is no news to the owner."""
    channel = await served_channel(scene)
    scene.telegram.faults.add(Fault.SERVER_ERROR, method="sendMessage", chat_id=channel.id)
    scene.clock.advance(minutes=1)
    await scene.telegram.wait_for(lambda: sends_to(scene, channel.id), timeout=15)

    scene.telegram.kick_bot(channel.id, by=scene.reader.id)
    await heard(scene)
    scene.clock.advance(minutes=2)
    await scene.telegram.wait_for(lambda: len(sends_to(scene, channel.id)) > 1, timeout=15)
    await given_up(scene)
    await heard(scene)

    assert len([word for word in words_to(scene, scene.reader.id) if word.startswith(LOST)]) == 1


async def test_loss_that_a_message_found_first_is_told_once(scene: Scene) -> None:
    """An edition found the closed door, then Telegram's own word came: two who found out, one word."""
    channel = await served_channel(scene)
    lost = await scene.mujaz.subscriptions.pause(channel.id, scene.clock())
    before = len(words_to(scene, scene.reader.id))

    scene.telegram.remove_bot(channel.id, by=scene.reader.id)
    await heard(scene)

    await scene.telegram.wait_for(lambda: len(words_to(scene, scene.reader.id)) > before, timeout=15)
    assert lost is not None
    (word,) = words_to(scene, scene.reader.id)[before:]
    assert word.startswith(LOST)


async def test_channel_that_lets_the_bot_post_again_is_served_again(scene: Scene) -> None:
    """The right comes back: the schedule is as it was, and its owner sees it."""
    channel = await served_channel(scene)
    scene.telegram.promote_bot(channel.id, by=scene.reader.id, rights=NO_POSTING)
    await heard(scene)
    lost = await state_of(scene, channel.id)
    before = len(words_to(scene, scene.reader.id))

    scene.telegram.promote_bot(channel.id, by=scene.reader.id)
    await heard(scene)

    found = await scene.mujaz.registrar.find(channel.id)
    assert found is not None
    assert (lost, found.state) == (SubscriptionState.PAUSED, SubscriptionState.ACTIVE)
    assert found.next_due is not None
    assert len(words_to(scene, scene.reader.id)) == before + 2


async def test_owner_who_blocked_the_bot_as_well_stops_nothing(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    """There is nobody to tell; the channel is paused all the same, and the next update is answered."""
    channel = await served_channel(scene)
    scene.telegram.block(scene.reader.id)
    other = scene.telegram.add_user("قارئة", started=True)

    scene.telegram.remove_bot(channel.id, by=scene.reader.id)
    said = scene.telegram.send_text(other.id, other.id, "/help")
    await scene.answer(other.id, after=said.id)

    await paused(scene, channel.id)
    await scene.telegram.wait_for(
        lambda: "An owner could not be told that a chat is lost." in caplog.messages, timeout=15
    )


async def test_reader_who_blocks_the_bot_is_paused_without_a_word(scene: Scene) -> None:
    """Nobody is told about themselves."""
    await scene.say("/subscribe 20:00")
    before = len(scene.telegram.calls_of("sendMessage"))

    scene.telegram.block(scene.reader.id)

    await paused(scene, scene.reader.id)
    assert len(scene.telegram.calls_of("sendMessage")) == before


async def paused(scene: Scene, chat_id: int) -> None:
    """Wait until this chat is not served any more."""
    await _until(scene, lambda: state_of(scene, chat_id), SubscriptionState.PAUSED)


async def given_up(scene: Scene) -> None:
    """Wait until nothing is owed any more."""

    async def owed() -> int:
        states = (await scene.mujaz.figures()).deliveries
        return sum(count for state, count in states.items() if state is not DeliveryState.FAILED)

    await _until(scene, owed, 0)


async def _until(scene: Scene, look: Callable[[], Awaitable[object]], wanted: object) -> None:
    async with asyncio.timeout(15):
        while await look() != wanted:
            await scene.telegram.state.pause(0.05)


def sends_to(scene: Scene, chat_id: int) -> list[object]:
    return [
        call
        for call in scene.telegram.calls_of("sendMessage")
        if str(call.parameters["chat_id"]) == str(chat_id)
    ]
