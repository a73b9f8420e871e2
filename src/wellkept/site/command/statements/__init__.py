"""The verbs of `wellkept statement`."""
