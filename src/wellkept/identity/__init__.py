"""Who is asking: accounts, sessions and roles. Yields a `Visitor`."""
