"""The same document in every language: headings, anchors and slots all there."""

from __future__ import annotations

from collections.abc import Iterator

from wellkept.statement.check.finding import Finding, Surroundings, error
from wellkept.statement.model import Document, InForce, Passage, Place, Text
from wellkept.statement.slots import Slot, slots


def check_translation(inforce: InForce, around: Surroundings) -> Iterator[Finding]:  # noqa: ARG001 - all checks are asked alike
    """Every other language against the first, English where there is one, and the other way round."""
    for document in (inforce.statement, *inforce.notices):
        languages = sorted(document.texts, key=lambda language: (language != "en", language))
        for language in languages[1:]:
            yield from _compared(document, document.texts[languages[0]], document.texts[language])


def _compared(document: Document, first: Text, other: Text) -> Iterator[Finding]:
    headings = _headings(first, other)
    if headings is not None:
        yield headings
        return
    mine, theirs = _by_anchors(first), _by_anchors(other)
    for anchors in dict.fromkeys((*mine, *theirs)):
        one, two = mine.get(anchors, []), theirs.get(anchors, [])
        if len(one) != len(two):
            yield _missing(anchors, one, two, first, other)
            continue
        for left, right in zip(one, two, strict=True):
            yield from _slots_missing(document, left, right)
            yield from _slots_missing(document, right, left)


def _headings(first: Text, other: Text) -> Finding | None:
    mine = [passage for passage in first.passages if passage.level]
    theirs = [passage for passage in other.passages if passage.level]
    for one, two in zip(mine, theirs, strict=False):
        if one.level != two.level:
            return error(two.place, "translation", f"{one.place} has a heading of level {one.level} here")
    if len(mine) > len(theirs):
        return error(_end(other), "translation", f"the heading of {mine[len(theirs)].place} is missing")
    if len(theirs) > len(mine):
        return error(theirs[len(mine)].place, "translation", f"this heading is not in {first.file}")
    return None


_Anchors = tuple[str, ...]


def _by_anchors(text: Text) -> dict[_Anchors, list[Passage]]:
    """Body passages by the clauses they say; those that say none by the number of their heading."""
    found: dict[_Anchors, list[Passage]] = {}
    heading = 0
    for passage in text.passages:
        heading += bool(passage.level)
        if not passage.level:
            found.setdefault(tuple(sorted(passage.clauses)) or (f"§{heading}",), []).append(passage)
    return found


def _missing(anchors: _Anchors, one: list[Passage], two: list[Passage], first: Text, other: Text) -> Finding:
    lacking, fuller, more = (other, one, two) if len(one) > len(two) else (first, two, one)
    place = more[-1].place if more else _end(lacking)
    named = " ".join(f"{{#{name}}}" for name in anchors if not name.startswith("§"))
    told = f"the passage {named} of {fuller[len(more)].place} is missing".replace("  ", " ")
    return error(place, "translation", told)


def _end(text: Text) -> Place:
    return text.passages[-1].place if text.passages else Place(text.file, 1)


def _slots_missing(document: Document, full: Passage, other: Passage) -> Iterator[Finding]:
    given = {_says(slot) for slot in slots(other, document)}
    for slot in slots(full, document):
        if _says(slot) not in given:
            written = full.markdown[slot.start : slot.end]
            yield error(other.place, "translation", f"the slot {written} of {full.place} is missing")


def _says(slot: Slot) -> tuple[str, str, str]:
    return slot.kind, slot.name, slot.part
