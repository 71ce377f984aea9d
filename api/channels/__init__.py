"""Channels that know a sender but carry no token: Rasa's REST channel, and whatever is connected to it."""
