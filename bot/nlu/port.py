"""The port: text in, an Understanding out. Whatever stands behind it keeps nothing."""

from __future__ import annotations

from typing import Protocol

from bot.dialogue.understanding import Understanding


class NLU(Protocol):
    """Understands a message."""

    def understand(self, text: str, locale: str) -> Understanding:
        """What `text` (1 to 10,000 characters, in any language; `locale` is the page's) speaks of.

        Never raises for any text. What it cannot understand is out of scope or has no needs.
        """
        ...


class NoNLU:
    """Understands nothing: for faces that take taps and whole answers only."""

    def understand(self, text: str, locale: str) -> Understanding:  # noqa: ARG002
        """Nothing."""
        return Understanding(in_scope=True)
