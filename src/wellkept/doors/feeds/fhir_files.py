"""Reads FHIR R4 resources from files: a Bundle, a single resource, or NDJSON; in constant memory for large ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

import ijson
import orjson

from wellkept.doors.feeds.fhir_types import RESOURCE_TYPES
from wellkept.doors.feeds.not_readable import NotReadable
from wellkept.features.taking_in import Sent, is_supporting, json_bytes

_SMALL = 8 * 1024 * 1024  # bytes: read whole, so that patients can come before what is about them
_LONGEST_LINE = 32 * 1024 * 1024  # bytes; a resource with a scanned document in it has some millions
_DEEPEST = 100  # levels; FHIR's own recursion (questionnaires) stays far below
_SUFFIXES = frozenset({".json", ".ndjson", ".jsonl"})
_BY_LINE = frozenset({".ndjson", ".jsonl"})
_BOM = b"\xef\xbb\xbf"
_MOST_BUNDLES = 5  # in one another
_TAKES_IN = ("POST", "PUT")  # what a Bundle may ask to be done with a resource


@dataclass(frozen=True, slots=True)
class Unfit:
    """Something in the file that is no resource; `raw` is personal, to be sealed."""

    raw: bytes
    reason: str
    where: str


def fhir_files(place: Path) -> list[Path]:
    """The file itself, or the JSON files in and below a folder, by name. Raises `NotReadable`."""
    if place.is_file():
        return [place]
    if not place.is_dir():
        raise NotReadable(f"there is no file or folder {place}")
    found = sorted(path for path in place.rglob("*") if path.suffix in _SUFFIXES and path.is_file())
    if not found:
        raise NotReadable(f"{place} holds no .json or .ndjson file")
    return found


def examine(path: Path) -> tuple[int, set[str]]:
    """How many records a file holds, and their types.

    Raises `NotReadable` where it is not FHIR R4, before anything is kept.
    """
    total, kinds = 0, set()
    try:
        if path.stat().st_size == 0:
            raise NotReadable(f"{path} is empty; a Bundle, a resource or NDJSON was expected")
        for one in resources(path, in_order=True):
            total += 1
            if isinstance(one, Sent):
                kinds.add(one.kind)
    except OSError as fault:
        raise NotReadable(f"{path} cannot be read: {fault.strerror}") from None
    if total and not kinds:
        raise NotReadable(f"{path} holds no FHIR R4 resource: look at its resourceType")
    return total, kinds


def resources(path: Path, *, in_order: bool = False) -> Iterator[Sent | Unfit]:
    """The resources of a file. Raises `NotReadable` where it is not JSON.

    Of a small file those that others refer to come first, unless `in_order`.
    """
    with path.open("rb") as file:
        if _is_by_line(file, path):
            yield from _lines(file)
            return
        try:
            found = _whole(file, path)
            if in_order or path.stat().st_size > _SMALL:
                yield from found
            else:
                yield from sorted(found, key=_rank)
        except (ijson.JSONError, UnicodeDecodeError):
            raise NotReadable(f"{path} is not JSON: it ends too early or has a character out of place") from None


def _rank(one: Sent | Unfit) -> int:
    kind = one.kind if isinstance(one, Sent) else ""
    return 0 if is_supporting(kind) else 1 if kind == "Patient" else 2


def _is_by_line(file: BinaryIO, path: Path) -> bool:
    """Whether the file is NDJSON: by its name, or because lines of it are whole objects. Back at its start then."""
    _skip_mark(file)
    lines = (line.strip() for line in iter(lambda: file.readline(_SMALL), b""))
    first = list(islice((line for line in lines if line), 3))
    _skip_mark(file)
    if path.suffix in _BY_LINE:
        return bool(first) and first[0] not in {b"{", b"["}
    return len(first) > 1 and any(_is_object(line) for line in first)


def _skip_mark(file: BinaryIO) -> None:
    """Go to the start of the text, behind a byte order mark."""
    file.seek(0)
    if file.read(len(_BOM)) != _BOM:
        file.seek(0)


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(orjson.loads(line), dict)
    except orjson.JSONDecodeError:
        return False


def _lines(file: BinaryIO) -> Iterator[Sent | Unfit]:
    for number, line in enumerate(iter(lambda: file.readline(_LONGEST_LINE), b""), start=1):
        where = f"line {number:,}"
        if len(line) == _LONGEST_LINE and not line.endswith(b"\n"):
            while (more := file.readline(_LONGEST_LINE)) and not more.endswith(b"\n"):
                pass
            yield Unfit(line[:_SMALL], "The line is longer than any resource; only its beginning was kept.", where)
        elif raw := line.strip():
            try:
                yield from _unpacked(orjson.loads(raw), where, raw=raw)
            except orjson.JSONDecodeError:
                yield Unfit(raw, "The line is not JSON.", where)


def _whole(file: BinaryIO, path: Path) -> Iterator[Sent | Unfit]:
    """What one JSON value holds. Where it is no Bundle, it is one resource."""
    start = file.tell()
    kind = _first(file, start, "resourceType", path)
    if kind != "Bundle":
        file.seek(start)
        yield from [_sent(one, "the resource") for one in ijson.items(file, "")]
        return
    file.seek(start)
    number = 0
    for number, entry in enumerate(ijson.items(file, "entry.item"), start=1):
        yield from _entry(entry, f"entry {number:,}")
    if not number and not isinstance(_first(file, start, "entry", path), list | None):
        raise NotReadable(f"{path} is a Bundle whose entry is no list")


def _first(file: BinaryIO, start: int, place: str, path: Path) -> Any:  # noqa: ANN401 - any JSON
    """The value at a place of the JSON; None where there is none. Only an object is looked into."""
    file.seek(start)
    head = b""
    while not head and (more := file.read(1024)):
        head = more.strip()
    if head[:1] != b"{":
        raise NotReadable(f"{path} is not FHIR JSON: an object was expected, a Bundle or a resource")
    file.seek(start)
    return next(ijson.items(file, place), None)


def _entry(entry: object, where: str) -> Iterator[Sent | Unfit]:
    """What a Bundle's entry holds; the answer to a request, or a link alone, is no record."""
    if not isinstance(entry, dict):
        yield Unfit(_raw(entry), "The entry of the Bundle is not an object.", where)
        return
    request = entry.get("request")
    method = request.get("method") if isinstance(request, dict) else None
    inner = entry.get("resource")
    if request is not None and method not in _TAKES_IN:
        yield Unfit(_raw(entry), "It asks for something else than to take in a resource.", where)
    elif "resource" in entry:
        full_url = entry.get("fullUrl")
        yield from _unpacked(inner, where, full_url=full_url if isinstance(full_url, str) else "")
    elif "response" not in entry:
        yield Unfit(_raw(entry), "The entry of the Bundle holds no resource.", where)


def _unpacked(resource: Any, where: str, *, raw: bytes | None = None, full_url: str = "") -> Iterator[Sent | Unfit]:  # noqa: ANN401 - any JSON
    """A resource, or what is in it where it is a Bundle itself."""
    entries = resource.get("entry") if isinstance(resource, dict) and resource.get("resourceType") == "Bundle" else None
    if isinstance(entries, list) and where.count(".") < _MOST_BUNDLES:
        for number, entry in enumerate(entries, start=1):
            yield from _entry(entry, f"{where}.{number:,}")
    else:
        yield _sent(resource, where, raw=raw, full_url=full_url)


def _sent(resource: object, where: str, *, raw: bytes | None = None, full_url: str = "") -> Sent | Unfit:
    content = raw or _raw(resource)
    if not isinstance(resource, dict) or not _is_type(resource.get("resourceType")):
        return Unfit(content, "Its resourceType is not one of FHIR R4.", where)
    if _is_too_deep(resource):
        return Unfit(content, "It is nested deeper than any FHIR resource.", where)
    try:
        # What cannot be read back is not kept. Bytes also make numbers the same whichever way they came.
        return Sent(resource if raw else orjson.loads(json_bytes(resource)), content, full_url, where)
    except (orjson.JSONDecodeError, TypeError):
        return Unfit(content, "A number in it is larger than any that can be read back.", where)


def _is_type(kind: object) -> bool:
    return isinstance(kind, str) and kind in RESOURCE_TYPES


def _is_too_deep(resource: object) -> bool:
    level = [resource]
    for _ in range(_DEEPEST):
        level = [inner for outer in level for inner in _inside(outer) if isinstance(inner, dict | list)]
        if not level:
            return False
    return True


def _inside(outer: object) -> Iterator[object]:
    yield from outer.values() if isinstance(outer, dict) else outer if isinstance(outer, list) else ()


def _raw(said: object) -> bytes:
    """The JSON of something; of what JSON cannot say, or is nested too deep to write, only the rest."""
    try:
        return json_bytes(said)
    except TypeError:
        parts = said.items() if isinstance(said, dict) else ()
        return json_bytes({str(name): part for name, part in parts if isinstance(part, str | bool | None)})
