"""The services, for looking up and for other systems."""
