"""What the first page weighs and how long a bad phone needs for it. `python -m tests.browser.weight` prints both."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS
from tests.server import start

MOST_BYTES = 60_000
SLOW_3G = {"offline": False, "latency": 400, "downloadThroughput": 400_000 / 8, "uploadThroughput": 400_000 / 8}
"""400 kbit/s and 400 ms there and back, as browsers' developer tools call slow 3G."""
SLOWER = 6
RUNS = 5


@dataclass(frozen=True)
class Weight:
    """Bytes on the wire, headers too, by kind; all answers of one load with an empty cache."""

    parts: Mapping[str, int]

    @property
    def total(self) -> int:
        """All bytes."""
        return sum(self.parts.values())


def weigh(browser: Browser, address: str) -> Weight:
    """Loads a page and counts what came, as the browser counts it."""
    context = browser.new_context()
    page = context.new_page()
    wire = context.new_cdp_session(page)
    kinds: dict[str, str] = {}
    parts: Counter[str] = Counter()
    wire.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]}))
    wire.on(
        "Network.loadingFinished",
        lambda event: parts.update({kinds[event["requestId"]]: int(event["encodedDataLength"])}),
    )
    wire.send("Network.enable")
    page.goto(address, wait_until="networkidle")
    context.close()
    return Weight({kind: size for kind, size in parts.items() if size})


def seconds(browser: Browser, address: str) -> tuple[float, float]:
    """On a bad phone: until the first words are seen, and until the question can be answered with scripts running."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", SLOW_3G)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address)
    page.wait_for_function("history.state?.step === 0")
    seen, usable = page.evaluate(
        "[performance.getEntriesByName('first-contentful-paint')[0].startTime, performance.now()]"
    )
    context.close()
    return seen / 1000, usable / 1000


def main() -> None:
    """Measure and print."""
    with sync_playwright() as playwright, start() as address:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for path in ("/", "/?lang=ar", "/?lang=en-x-easyread"):
            weight = weigh(browser, address + path)
            print(f"{path:24} {weight.total:7} bytes ", dict(weight.parts))
        times = [seconds(browser, address) for _ in range(RUNS)]
        seen, usable = (statistics.median(column) for column in zip(*times, strict=True))
        print(
            f"slow 3G, processor {SLOWER} times slower: first words {seen:.1f} s, usable {usable:.1f} s (median of {RUNS})"
        )
        browser.close()


if __name__ == "__main__":
    main()
