"""A note to take with you: a person's answers and the help that was shown. Nothing of it is kept here."""
