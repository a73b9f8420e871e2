"""Reads FHIR R4 resources from files: a Bundle, a single resource, or NDJSON; in constant memory for large ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import ijson
import orjson

from wellkept.doors.feeds.fhir_types import RESOURCE_TYPES
from wellkept.doors.feeds.not_readable import NotReadable
from wellkept.features.taking_in import Sent, is_supporting

_SMALL = 8 * 1024 * 1024  # bytes: read whole, so that patients can come before what is about them
_SUFFIXES = frozenset({".json", ".ndjson", ".jsonl"})


@dataclass(frozen=True, slots=True)
class Unfit:
    """Something in the file that is no resource; `raw` is personal, to be sealed."""

    raw: bytes
    reason: str


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


def examine(path: Path) -> int:
    """How many records a file holds. Raises `NotReadable` where it is not FHIR R4, before anything is kept."""
    if path.stat().st_size == 0:
        raise NotReadable(f"{path} is empty; a Bundle, a resource or NDJSON was expected")
    total = fit = 0
    try:
        for one in resources(path, in_order=True):
            total += 1
            fit += isinstance(one, Sent)
    except (ijson.JSONError, orjson.JSONDecodeError, UnicodeDecodeError, ValueError) as fault:
        raise NotReadable(f"{path} is not JSON: {_place_of(fault)}") from None
    if total and not fit:
        raise NotReadable(f"{path} holds no FHIR R4 resource: look at its resourceType")
    return total


def resources(path: Path, *, in_order: bool = False) -> Iterator[Sent | Unfit]:
    """The resources of a file that `examine` has read.

    Of a small file those that others refer to come first, unless `in_order`.
    """
    with path.open("rb") as file:
        if _is_ndjson(file):
            yield from _lines(file)
        elif path.stat().st_size > _SMALL:
            yield from _large(file)
        else:
            found = list(_small(orjson.loads(_text(file.read()))))
            yield from found if in_order else sorted(found, key=_rank)


def _rank(one: Sent | Unfit) -> int:
    kind = str(one.resource.get("resourceType")) if isinstance(one, Sent) else ""
    return 0 if is_supporting(kind) else 1 if kind == "Patient" else 2


def _text(raw: bytes) -> bytes:
    return raw.removeprefix(b"\xef\xbb\xbf")


def _is_ndjson(file: BinaryIO) -> bool:
    """Whether the first line that holds anything is a whole object and something follows it."""
    file.seek(0)
    lines = (line for line in file if line.strip())
    first, second = next(lines, b""), next(lines, b"")
    file.seek(0)
    if not second:
        return False
    try:
        return isinstance(orjson.loads(_text(first)), dict)
    except orjson.JSONDecodeError:
        return False


def _lines(file: BinaryIO) -> Iterator[Sent | Unfit]:
    for line in file:
        if raw := _text(line).strip():
            try:
                yield _sent(orjson.loads(raw), raw=raw)
            except orjson.JSONDecodeError:
                yield Unfit(raw, "The line is not JSON.")


def _large(file: BinaryIO) -> Iterator[Sent | Unfit]:
    found = False
    for entry in ijson.items(file, "entry.item"):
        found = True
        yield from _entry(entry)
    if not found:
        file.seek(0)
        yield _sent(next(ijson.items(file, "")))


def _small(whole: object) -> Iterator[Sent | Unfit]:
    if not isinstance(whole, dict):
        raise ValueError("an object was expected")  # noqa: TRY004 - it is about the file, not about the program
    if whole.get("resourceType") != "Bundle":
        yield _sent(whole)
        return
    for entry in whole.get("entry") or ():
        yield from _entry(entry)


def _entry(entry: object) -> Iterator[Sent | Unfit]:
    """A Bundle's entry; one without a resource (the answer to a request) holds nothing to read."""
    if not isinstance(entry, dict):
        yield Unfit(orjson.dumps(entry, default=float), "The entry of the Bundle is not an object.")
    elif "resource" in entry:
        yield _sent(entry["resource"], full_url=str(entry.get("fullUrl") or ""))


def _sent(resource: object, *, raw: bytes | None = None, full_url: str = "") -> Sent | Unfit:
    content = raw or orjson.dumps(resource, default=float)
    kind = resource.get("resourceType") if isinstance(resource, dict) else None
    if not isinstance(resource, dict) or kind not in RESOURCE_TYPES:
        return Unfit(content, "Its resourceType is not one of FHIR R4.")
    own = resource.get("id")
    identity = f"{kind}/{own}" if isinstance(own, str) and own else full_url
    if full_url.startswith("urn:"):
        identity = full_url
    return Sent(resource, content, identity)


def _place_of(fault: Exception) -> str:
    """Where a parser stopped, without the text it stopped at."""
    if isinstance(fault, orjson.JSONDecodeError):
        return f"line {fault.lineno}, column {fault.colno}"
    return "it ends too early or has a character out of place"
