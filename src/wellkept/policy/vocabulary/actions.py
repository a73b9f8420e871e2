"""The four things that can be done with data."""

from __future__ import annotations

from enum import StrEnum


class Action(StrEnum):
    """What an ask wants to do; the gate derives it from who asks (`docs/semantics.md`, the ask)."""

    COLLECT = "collect"
    USE = "use"
    SHARE = "share"
    TRACK = "track"


ACTIONS: tuple[Action, ...] = tuple(Action)

LABELS: dict[Action, tuple[str, str]] = {
    Action.COLLECT: ("collect", "recopilar"),
    Action.USE: ("use", "usar"),
    Action.SHARE: ("share", "compartir"),
    Action.TRACK: ("track", "rastrear"),
}
