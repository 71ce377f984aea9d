# mypy: ignore-errors
"""Rasa's memory, switched off. Loaded by Rasa in its own environment, never by the navigator.

Rasa's own stores keep every word that people write. The navigator needs none of it: its answers rest in its own store.
So nothing is kept here, each message is a conversation of its own to Rasa, and what it sends on stays small. Nor does
Rasa write words into its log: it would, of a message that looks like a command or that fails.
"""

import warnings

import pluggy
import structlog
from rasa.core.tracker_store import TrackerStore
from rasa.plugin import plugin_manager


class ForgetfulTrackerStore(TrackerStore):
    """Keeps nothing."""

    def __init__(self, *arguments, **named):
        super().__init__(*arguments, **named)
        # Rasa warns of each message that begins with a slash and is no command, and tells it whole.
        warnings.filterwarnings("ignore", category=UserWarning)
        # And of what fails, with the values of all variables.
        structlog.processors.dict_tracebacks.format_exception.show_locals = False
        if not plugin_manager().has_plugin(Blank.__name__):
            plugin_manager().register(Blank(), Blank.__name__)

    async def save(self, tracker):
        """Forget it."""

    async def retrieve(self, sender_id):
        """Nobody has been here."""

    async def keys(self):
        """No sender is known."""
        return []


class Blank:
    """What Rasa's log has in the place of words, by Rasa's own means."""

    @pluggy.HookimplMarker("rasa")
    def get_anonymization_pipeline(self):
        """This."""
        return self

    def log_run(self, data):  # noqa: ARG002
        """Nothing of the data."""
        return ""

    def run(self, data):
        """No event goes anywhere."""
