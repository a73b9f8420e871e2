"""The door for registered systems: JSON, no sessions, no cookies."""
