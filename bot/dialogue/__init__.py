"""The conversation: what happened (events), where we are (state), what to do about it. Pure."""
