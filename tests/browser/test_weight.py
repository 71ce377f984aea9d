"""The first page is light: what a phone loads before the first question can be read and answered."""

from __future__ import annotations

from playwright.sync_api import Browser

from api.app import create_app
from api.settings import Settings
from bot.assistant import Assistant
from tests.browser.conftest import IN_CHROMIUM
from tests.browser.weight import MOST_BYTES, Weight, weigh
from tests.server import serving

pytestmark = IN_CHROMIUM


def test_the_first_page_is_light_in_every_look(browser: Browser, built: Assistant) -> None:
    with serving(create_app(Settings(), built)) as address:
        for path in ("/", "/?lang=ar", "/?lang=en-x-easyread", "/?lang=ar-x-easyread"):
            weight: Weight = weigh(browser, address + path)
            print(path, weight)
            assert {"Document", "Stylesheet", "Script"} <= set(weight.parts)
            assert 10_000 < weight.total < MOST_BYTES, weight
