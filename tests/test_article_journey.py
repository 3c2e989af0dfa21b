"""One article, from a file to a reader and a channel: the straight line of docs/design.md, with nothing faked."""

from pathlib import Path

from tests.builders import FixedClock
from tests.running import running_bot


async def test_article_reaches_reader_and_channel_at_their_hour_once(
    tmp_path: Path, clock: FixedClock
) -> None:
    """Collected, digested, checked, published and delivered: to each at the chosen minute, and never again."""
    async with running_bot(tmp_path, clock) as scene:
        telegram, reader = scene.telegram, scene.reader
        digest = await scene.say("/summary")
        await scene.say("/subscribe 09:01")
        channel, panel = await scene.open_channel("قناة الأخبار")
        await scene.tap(panel, "12:00")

        scene.clock.advance(minutes=1)
        await telegram.wait_for(
            lambda: any("نشرة الصباح" in message.text for message in telegram.bot_messages(reader.id)),
            timeout=15,
        )
        scene.clock.advance(hours=3)
        await telegram.wait_for(lambda: telegram.bot_messages(channel.id), timeout=15)
        scene.clock.advance(hours=2)

        private = [
            message.text for message in telegram.bot_messages(reader.id) if "نشرة الصباح" in message.text
        ]
        published = [message.text for message in telegram.bot_messages(channel.id)]
        assert "قمة ألاسكا" in digest.text
        assert len(private) == len(published) == 1
        assert "قمة ألاسكا" in private[0]
        assert "قمة ألاسكا" in published[0]
        assert telegram.violations == ()


async def test_restart_loses_no_edition_and_doubles_none(tmp_path: Path, clock: FixedClock) -> None:
    """Down at the hour, up again later: the edition is late, and there is one of it."""
    async with running_bot(tmp_path, clock) as scene:
        reader_id = scene.reader.id
        await scene.say("/subscribe 09:30")
    clock.advance(hours=2)

    async with running_bot(tmp_path, clock, known=True) as scene:
        await scene.telegram.wait_for(lambda: scene.telegram.bot_messages(reader_id), timeout=15)
        delivered = await scene.mujaz.publisher.publish()

        editions = [one.text for one in scene.telegram.bot_messages(reader_id) if "نشرة" in one.text]
        assert delivered == 0
        assert len(editions) == 1
