# mypy: ignore-errors
"""Rasa's own sentences in the language of the message. Loaded by Rasa in its own environment, never by the navigator.

Rasa chooses among the variants of a response by its slots; which language somebody reads stands in the message's
metadata, `locale` or `language`, as on the navigator's own channel.
"""

from rasa.core.nlg import TemplatedNaturalLanguageGenerator


class SpokenNaturalLanguageGenerator(TemplatedNaturalLanguageGenerator):
    """Chooses by the slot `language`, filled from the metadata where nobody has set it."""

    def __init__(self, endpoint_config, domain):  # noqa: ARG002
        super().__init__(domain.responses)

    async def generate(self, utter_action, tracker, output_channel, **kwargs):
        """As Rasa does, with the language of the message."""
        slots = tracker.current_slot_values()
        language = slots.get("language") or self.of(tracker.latest_message.metadata or {})
        return self.generate_from_slots(utter_action, {**slots, "language": language}, output_channel, **kwargs)

    def of(self, metadata):
        """The language that a message asks for, None where there is none of that name."""
        wish = str(metadata.get("locale") or metadata.get("language") or "").casefold().replace("_", "-")
        # Rasa brings the responses only when the model is loaded.
        known = {
            condition["value"]
            for variants in self.responses.values()
            for variant in variants
            for condition in variant.get("condition", ())
            if condition["name"] == "language"
        }
        return next((one for one in (wish, wish.partition("-")[0]) if one in known), None)
