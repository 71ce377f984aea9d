"""The faces on the web: pages, the HTTP API, channels. Nothing here decides where a person is sent."""
