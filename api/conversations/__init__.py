"""Conversations: start, take turns, ask for a route. The state travels in an encrypted token; nothing is stored."""
