"""What a person sees: the demo's chat page in a real browser, with the real bot behind it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from tests.browser import CHROMIUM, DRIVER, HOW_TO_GET, open_page
from tests.builders import FixedClock
from tests.running import Scene, running_bot

pytestmark = pytest.mark.skipif(CHROMIUM is None or DRIVER is None, reason=HOW_TO_GET)

PATIENCE = 20  # seconds


@pytest.fixture
async def scene(tmp_path: Path, clock: FixedClock) -> AsyncIterator[Scene]:
    async with running_bot(tmp_path, clock) as scene:
        yield scene


async def look(scene: Scene, act: Callable[[WebDriver], None], width: int = 390, height: int = 844) -> None:
    """Do something with the page in a thread: the browser's library blocks, the bot must not."""

    def visit() -> None:
        with open_page(scene.base_url, width, height) as browser:
            act(browser)

    await asyncio.to_thread(visit)


def shown(browser: WebDriver, text: str) -> None:
    """Wait until this text stands in the conversation."""
    WebDriverWait(browser, PATIENCE).until(
        lambda b: text in b.find_element(By.ID, "log").text, f"no «{text}»"
    )


def write(browser: WebDriver, text: str) -> None:
    """Type a message and send it."""
    field = browser.find_element(By.ID, "text")
    field.send_keys(text)
    field.send_keys(Keys.ENTER)


def open_bot(browser: WebDriver) -> None:
    """Open the chat with the bot and press «ابدأ»."""
    WebDriverWait(browser, PATIENCE).until(lambda b: b.find_elements(By.CSS_SELECTOR, ".chat-row"))
    start = browser.find_element(By.ID, "big")
    if not start.is_displayed():
        browser.find_element(By.CSS_SELECTOR, ".chat-row").click()
    WebDriverWait(browser, PATIENCE).until(lambda _: start.is_displayed())
    start.click()
    shown(browser, "مثال على موجز")


async def test_reader_on_a_phone_gets_the_digest_right_to_left(scene: Scene) -> None:
    """/summary on a phone's width: an Arabic digest, aligned right, nothing wider than the screen, no error."""

    def act(browser: WebDriver) -> None:
        open_bot(browser)
        write(browser, "/summary")
        WebDriverWait(browser, PATIENCE).until(
            lambda b: b.find_element(By.ID, "log").text.count("النقاط الرئيسة") == 2
        )
        quote = browser.find_elements(By.CSS_SELECTOR, "#log blockquote")[-1]
        direction = "return getComputedStyle(arguments[0]).direction"
        assert browser.execute_script(direction, quote) == "rtl"
        assert browser.execute_script("return document.documentElement.scrollWidth <= window.innerWidth")
        log = browser.execute("getLog", {"type": "browser"})["value"]
        assert [entry for entry in log if entry["level"] == "SEVERE"] == []

    await look(scene, act)


async def test_subscribing_in_the_page_delivers_by_itself(scene: Scene) -> None:
    """A time typed in the page is kept, and at that minute the edition is there without a touch."""
    loop = asyncio.get_running_loop()

    def act(browser: WebDriver) -> None:
        open_bot(browser)
        write(browser, "/subscribe 09:01")
        shown(browser, "أُضيف الموعد")
        loop.call_soon_threadsafe(lambda: scene.clock.advance(minutes=1))
        shown(browser, "نشرة الصباح")

    await look(scene, act, width=1200, height=900)


async def test_a_tap_on_a_time_button_changes_the_schedule(scene: Scene) -> None:
    """The buttons under a message work as they do on a phone."""

    def act(browser: WebDriver) -> None:
        open_bot(browser)
        write(browser, "/subscribe")
        shown(browser, "لم تختر موعدًا بعد")
        buttons = browser.find_elements(By.CSS_SELECTOR, "#log button")
        next(button for button in buttons if button.text == "08:00").click()
        shown(browser, "✅ 08:00")

    await look(scene, act)


async def test_time_typed_for_a_channel_in_the_page_reaches_the_channel(scene: Scene) -> None:
    """«وقت آخر» under a channel's schedule opens the reply bar, so that the typed time is the channel's."""
    telegram, you, loop = scene.telegram, scene.telegram.you, asyncio.get_running_loop()
    channel = telegram.add_channel("قناة الميناء", username="port", owner_id=you.id)

    def act(browser: WebDriver) -> None:
        open_bot(browser)
        loop.call_soon_threadsafe(lambda: telegram.promote_bot(channel.id, by=you.id))
        shown(browser, "موعد النشرة · قناة الميناء")
        buttons = browser.find_elements(By.CSS_SELECTOR, "#log button")
        next(button for button in reversed(buttons) if "وقت آخر" in button.text).click()
        shown(browser, "ردًّا على هذه الرسالة")
        WebDriverWait(browser, PATIENCE).until(lambda b: b.find_element(By.ID, "reply").is_displayed())
        write(browser, "11:45")
        shown(browser, "أُضيف الموعد")

    await look(scene, act)

    subscription = await scene.mujaz.registrar.find(channel.id)
    assert subscription is not None
    assert [at.isoformat("minutes") for at in subscription.schedule.times] == ["11:45"]
