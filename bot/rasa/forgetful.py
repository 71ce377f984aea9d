# mypy: ignore-errors
"""Rasa's memory, switched off. Loaded by Rasa in its own environment, never by the navigator.

Rasa's own stores keep every word that people write. The navigator needs none of it: its answers rest in its own store.
So nothing is kept here, each message is a conversation of its own to Rasa, and what it sends on stays small.
"""

from rasa.core.tracker_store import TrackerStore


class ForgetfulTrackerStore(TrackerStore):
    """Keeps nothing."""

    async def save(self, tracker):
        """Forget it."""

    async def retrieve(self, sender_id):
        """Nobody has been here."""

    async def keys(self):
        """No sender is known."""
        return []
