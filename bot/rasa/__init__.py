"""A Rasa 3.6 assistant made from the pathway. Rasa is a process of its own: nothing here imports it."""
