"""The engine of sessions (Django's SESSION_ENGINE): sealed rows, found by a keyed digest of what the cookie holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar
from uuid import UUID, uuid4

import orjson
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase, UpdateError
from django.utils.crypto import constant_time_compare

from wellkept.exits.keys import ring
from wellkept.identity.models import Account, Session
from wellkept.identity.sealing import opened, seal
from wellkept.identity.visitor import Kind

_PAYLOAD, _BROWSER = "identity_session.payload", "identity_session.browser"


class SessionStore(SessionBase):
    """The session of one request, at a door of `kind`; a session of another door is none here.

    One query reads it together with its account.
    """

    WRITE_AFTER: ClassVar = timedelta(minutes=1)

    def __init__(self, session_key: str | None = None, *, kind: Kind = Kind.MEMBER) -> None:
        self.kind = kind
        self.browser = ""
        self._row: Session | None = None
        super().__init__(session_key)

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing, and no key, where there is no such session at this door."""
        found = (
            Session.objects.select_related("account__office")
            .filter(token=_token(self.session_key), kind=self.kind)
            .first()
        )
        payload = opened(_PAYLOAD, found.id, found.payload) if found else None
        if found is None or payload is None:
            self._session_key = None
            return {}
        self._row = found
        held: dict[str, Any] = orjson.loads(payload)
        return held

    def exists(self, session_key: str | None) -> bool:
        """Whether a key is in use."""
        return Session.objects.filter(token=_token(session_key)).exists()

    def create(self) -> None:
        """A new row under a new key, with whatever is held so far."""
        self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]
        self.save(must_create=True)
        self.modified = True

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 - Django's own shape
        """Write what is held. Raises `UpdateError` for a session that was ended meanwhile: it does not come back."""
        if self.session_key is None:
            self.create()
            return
        held = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        before = self._row
        if must_create or before is None:
            self._row = self._inserted(held)
            return
        row = self._filled(before, held)
        fields = {"account": row.account, "kind": row.kind, "browser": row.browser, "payload": row.payload}
        if not Session.objects.filter(id=row.id).update(**fields):
            raise UpdateError

    def delete(self, session_key: str | None = None) -> None:
        """End the session of this key, or this one."""
        Session.objects.filter(token=_token(session_key or self.session_key)).delete()

    @classmethod
    def clear_expired(cls) -> None:
        """Nothing: `remove_over` does it, by the plan's periods."""

    @property
    def id(self) -> UUID | None:
        """The row's id, by which a session is listed and ended; None for a session that is not kept yet."""
        return self._row.id if self._read() and self._row else None

    @property
    def made(self) -> datetime | None:
        """When somebody signed on, or the session of a stranger began."""
        return self._row.made if self._read() and self._row else None

    @property
    def seen(self) -> datetime | None:
        """When somebody last did something here, to the minute."""
        return self._row.seen if self._read() and self._row else None

    @property
    def account(self) -> Account | None:
        """Who is signed on: an account that may enter, with the password that it had then."""
        held = self._read()
        account = self._row.account if self._row else None
        if account is None or not account.may_enter or held.get(SESSION_KEY) != str(account.pk):
            return None
        kept = held.get(HASH_SESSION_KEY, "")
        return account if constant_time_compare(kept, account.get_session_auth_hash()) else None

    def touch(self, at: datetime, *, at_once: bool = False) -> None:
        """Note that somebody is there; written at most once a minute, unless it was asked for."""
        row = self._row
        if row is not None and (at_once or at - row.seen >= self.WRITE_AFTER):
            Session.objects.filter(id=row.id).update(seen=at)
            row.seen = at

    def _read(self) -> dict[str, Any]:
        held: dict[str, Any] = self._get_session()  # type: ignore[attr-defined]
        return held

    def _inserted(self, held: dict[str, Any]) -> Session:
        if not self.browser and self._row is not None:
            self.browser = _read_browser(self._row)
        now, before = datetime.now(UTC), self._row
        new = Session(id=uuid4(), token=_token(self.session_key), kind=self.kind, made=now, seen=now)
        row = self._filled(new, held)
        if before is not None and row.account_id is not None and before.account_id == row.account_id:
            row.made = before.made  # another key makes no session younger
        row.save(force_insert=True)
        return row

    def _filled(self, row: Session, held: dict[str, Any]) -> Session:
        """The row with what is held now; its kind is that of the account, if somebody has signed on."""
        account = UUID(held[SESSION_KEY]) if SESSION_KEY in held else None
        if row.account_id != account:
            row.account = Account.objects.filter(id=account).first() if account else None
            row.kind = self.kind if row.account is None else row.account.kind
        if self.browser:
            row.browser = seal(_BROWSER, row.id, self.browser.encode())
        row.payload = seal(_PAYLOAD, row.id, orjson.dumps(held))
        return row


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedOn:
    """One place where an account is signed on. `browser` is a few words such as "Firefox, Windows", or ""."""

    id: UUID
    made: datetime
    seen: datetime
    browser: str


def of_account(account: UUID) -> tuple[SignedOn, ...]:
    """Where an account is signed on, the latest first."""
    rows = Session.objects.filter(account=account).order_by("-seen", "id")
    return tuple(SignedOn(id=row.id, made=row.made, seen=row.seen, browser=_read_browser(row)) for row in rows)


def end(session: UUID, *, account: UUID) -> bool:
    """End one session of an account; whether it had such a one."""
    return Session.objects.filter(id=session, account=account).delete()[0] > 0


def end_all(account: UUID, *, but: UUID | None = None) -> int:
    """End the sessions of an account, all or all but one; how many there were."""
    rows = Session.objects.filter(account=account)
    return (rows.exclude(id=but) if but else rows).delete()[0]


def remove_over(*, made_before: datetime, seen_before: datetime) -> int:
    """Remove what is over; how many there were."""
    old = Session.objects.filter(made__lt=made_before) | Session.objects.filter(seen__lt=seen_before)
    return old.delete()[0]


def _token(key: str | None) -> str:
    return ring().index("identity_session.key", key or "").hex()


def _read_browser(row: Session) -> str:
    return (opened(_BROWSER, row.id, row.browser) or b"").decode() if row.browser else ""
