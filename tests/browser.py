"""Debian's headless Chromium, for the one test that looks at the chat page."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
HOW_TO_GET = "needs a browser: apt-get install chromium chromium-driver"
OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)


@contextmanager
def open_page(url: str, width: int, height: int) -> Iterator[webdriver.Chrome]:
    """Open a page in a window of this size; a fresh profile, removed afterwards."""
    assert CHROMIUM is not None
    assert DRIVER is not None
    with tempfile.TemporaryDirectory(prefix="mujaz-browser-", ignore_cleanup_errors=True) as profile:
        options = webdriver.ChromeOptions()
        options.binary_location = CHROMIUM
        for option in (*OPTIONS, f"--user-data-dir={profile}", f"--window-size={width},{height}"):
            options.add_argument(option)
        browser = webdriver.Chrome(options=options, service=Service(DRIVER))
        try:
            browser.get(url)
            yield browser
        finally:
            browser.quit()
