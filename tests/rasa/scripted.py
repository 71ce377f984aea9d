"""The navigator, whole, but for one thing: what is typed in a golden conversation is understood as it is written there.

    python -m tests.rasa.scripted PORT

Everything else anybody types is read by the trained model, as always.
"""

from __future__ import annotations

import sys

import uvicorn

from api.app import create_app
from api.settings import Settings
from bot.assistant import Assistant
from bot.cli import assistant
from bot.dialogue.understanding import Understanding
from bot.nlu.port import NLU
from tests.test_conversations import FILES, load, understood


class Prompted:
    """The NLU's port: by the script where the words stand in it."""

    def __init__(self, own: NLU) -> None:
        self._own = own
        self._script = {
            turn["types"]: understood(turn.get("means", {}))
            for path in FILES
            for turn in load(path)["turns"]
            if "types" in turn
        }

    def understand(self, text: str, locale: str) -> Understanding:
        found = self._script.get(text)
        return self._own.understand(text, locale) if found is None else found


def main() -> None:
    served = assistant()
    prompted = Assistant(served.pathway, served.screen, Prompted(served.nlu), served.catalogues, served.today)
    uvicorn.run(create_app(Settings(), prompted), host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")


if __name__ == "__main__":
    main()
