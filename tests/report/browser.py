"""A headless Chromium and the questions tests ask of a page."""

from __future__ import annotations

import base64
import io
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-dev-shm-usage",
)


def program(*names: str) -> str | None:
    return next((found for found in map(shutil.which, names) if found), None)


@contextmanager
def chromium(profile: Path) -> Iterator[Any]:
    """A driver; skips the test where there is no browser or no selenium."""
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed (extra test)")
    from selenium.webdriver.chrome.service import Service

    browser = program("chromium", "chromium-browser", "google-chrome")
    driver = program("chromedriver")
    if browser is None or driver is None:
        pytest.skip("no chromium with chromedriver on the path")
    options = webdriver.ChromeOptions()
    options.binary_location = browser
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.add_experimental_option("prefs", {"intl.accept_languages": "en-GB,en"})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    running = webdriver.Chrome(options=options, service=Service(driver, log_output=os.devnull))
    try:
        yield running
    finally:
        running.quit()


class Page:
    """One report in a browser."""

    def __init__(self, driver: Any, path: Path) -> None:
        self.driver, self.path = driver, path

    def open(self, address: str = "#/") -> Page:
        """Load the file anew, as a reader does who follows a link into it."""
        self.driver.get("about:blank")
        self.driver.get(self.path.as_uri() + address)
        self.wait("return document.documentElement.dataset.ready === 'yes'")
        return self

    def go(self, address: str) -> Page:
        """Follow a link inside the page."""
        self.run("location.hash = arguments[0]", address)
        self.wait("return true")
        time.sleep(0.05)
        return self

    def run(self, code: str, *given: Any) -> Any:
        return self.driver.execute_script(code, *given)

    def wait(self, code: str, *given: Any, seconds: float = 15) -> Any:
        """Return what ``code`` gives as soon as it is true."""
        end = time.monotonic() + seconds
        while not (value := self.run(code, *given)):
            assert time.monotonic() < end, f"never true: {code}"
            time.sleep(0.03)
        return value

    def find(self, selector: str) -> Any:
        return self.driver.find_element("css selector", selector)

    def all(self, selector: str) -> list[Any]:
        return list(self.driver.find_elements("css selector", selector))

    def text(self, selector: str) -> str:
        return str(self.find(selector).text)

    def texts(self, selector: str) -> list[str]:
        return list(self.run("return [...document.querySelectorAll(arguments[0])].map((e) => e.textContent)", selector))

    def column(self, head: str) -> list[str]:
        """The cells of a table's column on this page."""
        return list(
            self.run(
                "return [...document.querySelectorAll('.rows td')].filter((e) => e.dataset.head === arguments[0])"
                ".map((e) => e.textContent)",
                head,
            )
        )

    def address(self) -> str:
        return str(self.run("return location.hash"))

    def keys(self, *keys: str) -> None:
        from selenium.webdriver import ActionChains

        ActionChains(self.driver).send_keys(*keys).perform()

    def hover(self, element: Any) -> None:
        from selenium.webdriver import ActionChains

        ActionChains(self.driver).move_to_element(element).perform()

    def complaints(self) -> list[str]:
        """What the browser's console said since the last time."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def size(self, width: int, height: int, *, mobile: bool = False) -> None:
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": mobile},
        )

    def media(self, *, medium: str = "", **features: str) -> None:
        """Emulate a medium (``print``) and features (``prefers_color_scheme="dark"``); none for the defaults."""
        wanted = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": medium, "features": wanted})

    def pixels(self) -> Any:
        """The window as an image."""
        from PIL import Image

        shot = self.driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})
        return Image.open(io.BytesIO(base64.b64decode(shot["data"]))).convert("RGB")


Opener = Callable[[Path], Page]
