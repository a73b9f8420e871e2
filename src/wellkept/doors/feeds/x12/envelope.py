"""The three envelopes of X12 (interchange, group, transaction set): whether they nest, close and count right."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wellkept.doors.feeds.not_readable import NotReadable
from wellkept.doors.feeds.x12.segments import Notes, Segment

_NAMES = ("interchange", "group", "transaction set")
_HOLDS = ("groups", "transaction sets", "segments")
_OPENS = {"ISA": 0, "GS": 1, "ST": 2}
_CLOSES = {"IEA": 0, "GE": 1, "SE": 2}
_CONTROL = {"ISA": 13, "GS": 6, "ST": 2}
_INTERCHANGE, _TRANSACTION = 1, 3  # how many envelopes are open


@dataclass(slots=True)
class _Open:
    control: str
    held: int = 0


def enveloped(found: Iterable[Segment], notes: Notes) -> Iterator[Segment]:
    """The same segments, known to nest.

    NotReadable: an envelope that is not closed or not opened: what it held cannot be known to be whole.
    A trailer that merely counts or names wrongly is noted, since everything is there.
    """
    level: list[_Open] = []
    for segment in found:
        name = segment.name
        if name in _OPENS:
            _require(len(level) == _OPENS[name], segment)
            level.append(_Open(segment.element(_CONTROL[name])))
        elif name in _CLOSES:
            _require(len(level) == _CLOSES[name] + 1, segment)
            _close(level, segment, notes)
            yield segment
            continue
        else:
            # TA1 and the like may stand in an interchange outside its groups.
            _require(len(level) in {_INTERCHANGE, _TRANSACTION}, segment)
        if len(level) == _TRANSACTION:
            level[-1].held += 1
        yield segment
    if level:
        raise NotReadable(
            f"The input ends before its last {_NAMES[len(level) - 1]} is closed: it is cut off. "
            "Ask the sender for the whole file.",
        )


def _require(fits: bool, segment: Segment) -> None:  # noqa: FBT001 - reads as a sentence
    if not fits:
        known = segment.name if segment.name in {**_OPENS, **_CLOSES} else "a segment"
        raise NotReadable(
            f"At segment {segment.number:,} stands {known} where it cannot: the interchange is cut off or wrongly "
            "joined. Ask the sender for the whole file.",
        )


def _close(level: list[_Open], trailer: Segment, notes: Notes) -> None:
    depth = len(level) - 1
    envelope = level.pop()
    held = envelope.held + (trailer.name == "SE")
    if trailer.element(1).lstrip("0") != (str(held) if held else ""):
        notes.add(f"{trailer.name} at segment {trailer.number:,} miscounts: there are {held:,} {_HOLDS[depth]}.")
    if trailer.element(2).lstrip("0") != envelope.control.lstrip("0"):
        notes.add(
            f"{trailer.name} at segment {trailer.number:,} has another control number than its {_NAMES[depth]}.",
        )
    if level:
        level[-1].held += 1
