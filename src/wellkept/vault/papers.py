"""Requests to act for somebody by law, and the papers that show it: sealed under the key of whoever asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

import orjson

from wellkept.policy.asks import Permit
from wellkept.vault.models import Paper, PaperPiece, RepresentationRequest
from wellkept.vault.permits import person_of
from wellkept.vault.sealing import Seals
from wellkept.vault.writes import Writes

_WORDS, _NAME, _BYTES = "vault_representation_request|sealed", "vault_paper|sealed", "vault_paper_piece|sealed"
_PIECE = 256 * 1024  # bytes
_MOST = 100


class State(StrEnum):
    """What became of a request."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What somebody says of the member for whom she would act; `answer` is what the plan says to it."""

    name: str
    birth_date: str
    number: str
    reason: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A paper: `kind` is what its bytes are (pdf, jpeg, png), `scanned` that the plan's scanner found nothing."""

    name: str
    kind: str
    content: bytes = field(repr=False)
    scanned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A paper on record, without its bytes; `size` in bytes."""

    id: UUID
    name: str
    kind: str
    size: int
    scanned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Requested:
    """A request on record. `about` is None where the number that was given is no member's or more than one's."""

    id: UUID
    person: UUID
    about: UUID | None
    party: str
    state: State
    made: datetime
    decided: datetime | None
    words: Words
    papers: tuple[Kept, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A request in the queue, without its words."""

    id: UUID
    person: UUID
    party: str
    made: datetime
    found: bool


def put(permit: Permit, words: Words, files: Sequence[File], *, party: str, about: UUID | None, at: datetime) -> UUID:
    """Keep a request of the permit's person with its papers, in the open transaction; its id."""
    person, seals, row = person_of(permit), Seals(permit.key), uuid4()
    writes = Writes()
    writes.insert(
        RepresentationRequest(
            id=row,
            person_id=person,
            about=about,
            party=party,
            state=State.WAITING,
            made=at,
            sealed=seals.seal(_json(words), _WORDS, row),
        )
    )
    for file in files:
        _gather(writes, seals, row, person, file)
    writes.write()
    return row


def of_asker(permit: Permit) -> tuple[Requested, ...]:
    """The requests of the permit's person with the names of their papers, the newest first."""
    rows = RepresentationRequest.objects.filter(person_id=person_of(permit)).order_by("-made")[:_MOST]
    seals = Seals(permit.key)
    return tuple(_requested(row, seals) for row in rows)


def read(permit: Permit, request: UUID) -> Requested | None:
    """One request of the permit's person; None for any other."""
    row = RepresentationRequest.objects.filter(id=request, person_id=person_of(permit)).first()
    return _requested(row, Seals(permit.key)) if row else None


def waiting(_permit: Permit) -> tuple[Waiting, ...]:
    """What nobody has decided yet, the longest waiting first."""
    rows = RepresentationRequest.objects.filter(state=State.WAITING).defer("sealed").order_by("made", "id")[:_MOST]
    return tuple(
        Waiting(id=row.id, person=row.person_id, party=row.party, made=row.made, found=row.about is not None)
        for row in rows
    )


def asker(_permit: Permit, request: UUID) -> UUID | None:
    """Who made a request; None where it is gone."""
    return RepresentationRequest.objects.filter(id=request).values_list("person_id", flat=True).first()


def settle(
    permit: Permit, request: UUID, state: State, *, at: datetime, by: UUID | None = None, answer: str = ""
) -> bool:
    """Put a request that waits into another state, in the open transaction; exactly one caller is told that it did."""
    person, seals = person_of(permit), Seals(permit.key)
    rows = RepresentationRequest.objects.filter(id=request, person_id=person, state=State.WAITING)
    if rows.update(state=state, decided=at, decided_by=by) != 1:
        return False
    row = RepresentationRequest.objects.get(id=request)
    said = orjson.loads(seals.open(bytes(row.sealed), _WORDS, row.id.hex)) | {"answer": answer}
    RepresentationRequest.objects.filter(id=request).update(sealed=seals.seal(orjson.dumps(said), _WORDS, request))
    if state is State.WITHDRAWN:
        PaperPiece.objects.filter(paper__request_id=request).delete()
        Paper.objects.filter(request_id=request).delete()
    return True


def paper(permit: Permit, request: UUID, wanted: UUID) -> File | None:
    """One paper of a request of the permit's person, whole; None for any other."""
    person, seals = person_of(permit), Seals(permit.key)
    row = Paper.objects.filter(id=wanted, request_id=request, person_id=person).first()
    if row is None:
        return None
    pieces = PaperPiece.objects.filter(paper_id=wanted).order_by("place").values_list("id", "sealed")
    content = b"".join(seals.open(bytes(sealed), _BYTES, piece.hex) for piece, sealed in pieces)
    if len(content) != row.size:
        raise ValueError("a paper on record is not whole: some of its pieces are missing")
    return File(name=_name(row, seals), kind=row.kind, content=content, scanned=row.scanned)


def note_scanned(permit: Permit, wanted: UUID) -> None:
    """Note that the scanner has found nothing in a paper of the permit's person."""
    Paper.objects.filter(id=wanted, person_id=person_of(permit)).update(scanned=True)


def _gather(writes: Writes, seals: Seals, request: UUID, person: UUID, file: File) -> None:
    row, starts = uuid4(), range(0, len(file.content), _PIECE)
    writes.insert(
        Paper(
            id=row,
            request_id=request,
            person_id=person,
            kind=file.kind,
            size=len(file.content),
            scanned=file.scanned,
            pieces=len(starts),
            sealed=seals.seal(file.name.encode(), _NAME, row),
        )
    )
    for place, start in enumerate(starts):
        piece = PaperPiece(id=uuid4(), paper_id=row, person_id=person, place=place)
        piece.sealed = seals.seal(file.content[start : start + _PIECE], _BYTES, piece.id)
        writes.insert(piece)


def _requested(row: RepresentationRequest, seals: Seals) -> Requested:
    papers = Paper.objects.filter(request_id=row.id).order_by("id")
    return Requested(
        id=row.id,
        person=row.person_id,
        about=row.about,
        party=row.party,
        state=State(row.state),
        made=row.made,
        decided=row.decided,
        words=Words(**orjson.loads(seals.open(bytes(row.sealed), _WORDS, row.id.hex))),
        papers=tuple(
            Kept(id=one.id, name=_name(one, seals), kind=one.kind, size=one.size, scanned=one.scanned) for one in papers
        ),
    )


def _kept(row: Paper, seals: Seals) -> Kept:
    return Kept(id=row.id, name=_name(row, seals), kind=row.kind, size=row.size, scanned=row.scanned)


def _name(row: Paper, seals: Seals) -> str:
    return seals.open(bytes(row.sealed), _NAME, row.id.hex).decode()


def _json(words: Words) -> bytes:
    return orjson.dumps(words)
