"""Pages for people: they work without JavaScript, without cookies, and printed."""
