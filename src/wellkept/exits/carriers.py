"""Which carriers this installation has. Without settings everything is kept in the home instead of sent."""

from __future__ import annotations

from collections.abc import Mapping

from wellkept.exits.kept import Keeping
from wellkept.exits.messages import Carrier


def carriers() -> Mapping[str, Carrier]:
    """The carrier of each channel: "email", "text", "post"."""
    return {channel: Keeping(channel) for channel in ("email", "text", "post")}
