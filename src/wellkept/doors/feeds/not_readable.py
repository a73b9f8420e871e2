"""The refusal of a whole input."""


class NotReadable(ValueError):
    """The input is not what was asked for. The message says what it is, what was expected and what to do."""
