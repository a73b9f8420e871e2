"""Looks through the whole book and names the first thing that is not as it was written, sealed and signed.

It trusts two things that a hand in the database does not have: the key ring, and the heads outside. Every entry must
carry its keyed digest, every leaf be the hash of its entry, the tree over them have the roots that were signed, and
the newest head outside be reached.
"""

from __future__ import annotations

from datetime import UTC, datetime

from wellkept.exits.keys import ring
from wellkept.ledger import in_force, outside, rows, witness
from wellkept.ledger.entry import microseconds, moment
from wellkept.ledger.findings import Bad, Finding, Kind, Verdict, bad
from wellkept.ledger.merkle import Peaks
from wellkept.ledger.models import Volume
from wellkept.ledger.signed import holds, restored_line, volume_line
from wellkept.ledger.stored import as_bytes
from wellkept.ledger.tree import peaks_of, root_of
from wellkept.ledger.walk import Progress, Start, Walk

# An entry may be written a moment after its time, so that the first ones after a dropped year may be of that year.
_SLACK = 86_400_000_000  # microseconds


def verify(progress: Progress | None = None) -> Verdict:
    """Look through the book. It writes nothing, needs constant memory, and the site may go on meanwhile."""
    told = witness.lengths()
    bounds, walk, first, notes = rows.bounds(), None, None, list[str]()
    try:
        start = _dropped(notes)
        walk = Walk(start, bounds, progress)
        walk.sealed()
        heard = witness.heard(told, after=start.number, through=walk.number)
        walk.behind(heard.first)
        notes += _without_witness(walk.tail - heard.count)
        _registers()
        notes += _restored(bounds.outside)
    except Bad as found:
        first = found.finding
    except outside.UnreadableHeads as problem:
        first = Finding(kind=Kind.HEAD, says=str(problem))
    return Verdict(
        first=first,
        sealed=walk.peaks.size if walk else 0,
        tail=walk.tail if walk else 0,
        tail_since=moment(walk.tail_since) if walk and walk.tail else None,
        notes=tuple(notes + walk.notes if walk else notes),
    )


def _dropped(notes: list[str]) -> Start:
    """Check the dropped volumes, and that nothing stands where they were."""
    start, public_key = Start(Peaks(), 0, 0), ring().public_key()
    for volume in Volume.objects.order_by("year"):
        line = volume_line(volume.year, volume.first, volume.end, volume.through, as_bytes(volume.peaks), volume.at)
        signed = holds(public_key, as_bytes(volume.signature), line) and root_of(volume) == as_bytes(volume.root)
        if not signed or volume.first != start.peaks.size:
            raise bad(Kind.VOLUME, f"the dropped volume {volume.year} is not as it was signed")
        ended = microseconds(datetime(volume.year + 1, 1, 1, tzinfo=UTC))
        start = Start(Peaks(volume.end, peaks_of(volume)), volume.through, ended - _SLACK)
    left = 0
    for entry in rows.strays(start.number):
        if entry.number < 1 or not entry.is_genuine(ring()):
            says = f"entry {entry.number} stands where nothing was written"
            raise bad(Kind.INSERTED, says, number=entry.number, entry=entry.id)
        left += 1
    if left:
        notes.append(f"{left} entries of a dropped volume are still there: drop it again to finish")
    return start


def _registers() -> None:
    twice = rows.standing_twice()
    if twice is not None:
        raise bad(Kind.INSERTED, f"entry {twice[1]} is a copy of an earlier one", number=twice[1], entry=twice[0])
    for number in in_force.forged():
        raise bad(Kind.IN_FORCE, f"row {number} of what was in force is not as it was written", number=number)


def _without_witness(count: int) -> list[str]:
    if count <= 0:
        return []
    return [f"outside the database nobody vouches for {count} of the entries that wait: a removal of one need not show"]


def _restored(until: int) -> list[str]:
    told = []
    for line in outside.lines(until):
        if isinstance(line, outside.Restored):
            if not holds(ring().public_key(), line.signature, restored_line(line.size, line.at)):
                raise bad(Kind.HEAD, f"{outside.file()} tells of a restored backup, and is not signed")
            told.append(
                f"a backup was restored on {moment(line.at):%Y-%m-%d %H:%M} UTC: the book goes on from {line.size} "
                "entries, and what was written after that backup is lost"
            )
    return told
