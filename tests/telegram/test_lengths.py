"""A reader chooses how long digests are: for one story by a button, for all of them in the settings."""

from bot.core.models import Length
from tests.running import Scene


async def test_digest_grows_and_shrinks_in_its_place(scene: Scene) -> None:
    """One tap tells the same story longer, the next one shorter again, without a new message."""
    medium = await scene.say("/summary")

    long = await scene.tap(medium, "➕ أطول")
    again = await scene.tap(long, "➖ أقصر")
    short = await scene.tap(again, "➖ أقصر")

    assert len(short.text) < len(medium.text) < len(long.text)
    assert again.text == medium.text
    assert "➕ أطول" not in long.buttons
    assert "➖ أقصر" not in short.buttons


async def test_evidence_is_that_of_the_length_shown(scene: Scene) -> None:
    """The proof belongs to the text above it."""
    long = await scene.tap(await scene.say("/summary"), "➕ أطول")
    scene.telegram.tap(long.chat_id, scene.reader.id, long.id, "🔎 الشواهد")

    proof = await scene.answer(scene.reader.id, after=long.id)

    last_point = long.text.split("• ")[-1].split("\n")[0].strip(" .\u2068\u2069")
    assert last_point in proof.text


async def test_length_chosen_in_the_settings_holds_for_digests_and_is_kept(scene: Scene) -> None:
    """Who wants it short gets it short, on demand and by schedule."""
    medium = await scene.say("/summary")
    panel = await scene.say("/settings")

    changed = await scene.tap(panel, "قصير")
    short = await scene.say("/summary")

    subscription = await scene.mujaz.registrar.find(scene.reader.id)
    assert "✅ قصير" in changed.buttons
    assert "طول الموجز: قصير" in changed.text
    assert subscription is not None
    assert subscription.length is Length.SHORT
    assert len(short.text) < len(medium.text)
