"""A person's profile: what she is called, how she is reached, her languages and needs, the messages she wants."""
