"""From what a person says to the right service: the navigator, without any web in it."""
