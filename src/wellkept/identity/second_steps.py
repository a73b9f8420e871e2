"""Second steps: one-time codes of an authenticator app (RFC 6238), recovery codes, and passkeys (`identity.passkeys`).

Each code is good once: an app's because the half minute it was taken for is written by one UPDATE that wants a later
one, a recovery code's because its row is.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

import orjson
import pyotp
from django.db import transaction

from wellkept.exits.keys import ring
from wellkept.identity.models import SecondStep
from wellkept.identity.sealing import opened, seal

SEALED = "identity_second_step.sealed"
_PERIOD = 30  # seconds; the standard's, which apps assume
_WINDOW = (-1, 0, 1)  # a clock that is half a minute off is no thief
_RECOVERY_CODES, _RECOVERY_DIGITS = 10, 10
_STEPS = (SecondStep.Kind.APP, SecondStep.Kind.PASSKEY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One second step as its owner sees it: `kind` is "app" or "passkey"."""

    id: UUID
    kind: str
    called: str
    made: datetime
    used: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """All second steps of an account, and how many recovery codes are left."""

    kept: tuple[Step, ...]
    recovery_left: int

    @property
    def has_app(self) -> bool:
        """Whether an authenticator app is set up."""
        return any(step.kind == SecondStep.Kind.APP for step in self.kept)

    @property
    def has_passkey(self) -> bool:
        """Whether there is a passkey."""
        return any(step.kind == SecondStep.Kind.PASSKEY for step in self.kept)


def are_on(account: UUID) -> bool:
    """Whether the account asks for a second step."""
    return SecondStep.objects.filter(account=account, kind__in=_STEPS).exists()


def of_account(account: UUID) -> Steps:
    """What the account has."""
    rows = list(SecondStep.objects.filter(account=account))
    kept = tuple(
        Step(id=row.id, kind=row.kind, called=_called(row), made=row.made, used=row.used)
        for row in rows
        if row.kind in _STEPS
    )
    left = sum(row.kind == SecondStep.Kind.RECOVERY and row.used is None for row in rows)
    return Steps(kept=kept, recovery_left=left)


def new_app_secret() -> str:
    """A secret for an authenticator app, in base 32; nothing is kept until a code of it was shown."""
    return pyotp.random_base32()


def app_address(secret: str, *, plan: str) -> str:
    """The otpauth: address of a secret, for the app, which calls it as the plan is called: never by who it is for."""
    return pyotp.TOTP(secret).provisioning_uri(name=plan, issuer_name=plan)


def add_app(account: UUID, secret: str, code: str, *, at: datetime) -> bool:
    """Set up an authenticator app, if the code is one of the secret's; an app that was there gives way to it."""
    counter = _counter(secret, code, at)
    if counter is None:
        return False
    row = SecondStep(id=uuid4(), account_id=account, kind=SecondStep.Kind.APP, made=at, counter=counter)
    row.token, row.sealed = token("app", str(account)), seal(SEALED, row.id, secret.encode())
    with transaction.atomic():
        SecondStep.objects.filter(account=account, kind=SecondStep.Kind.APP).delete()
        return len(SecondStep.objects.bulk_create([row], ignore_conflicts=True)) == 1


def new_recovery_codes(account: UUID, *, at: datetime) -> list[str]:
    """Ten new codes, each good once; those before are void. Only their digests are kept."""
    codes = [f"{secrets.randbelow(10**_RECOVERY_DIGITS):0{_RECOVERY_DIGITS}}" for _ in range(_RECOVERY_CODES)]
    rows = [
        SecondStep(
            id=uuid4(),
            account_id=account,
            kind=SecondStep.Kind.RECOVERY,
            token=token("recovery", f"{account}|{code}"),
            made=at,
        )
        for code in codes
    ]
    with transaction.atomic():
        SecondStep.objects.filter(account=account, kind=SecondStep.Kind.RECOVERY).delete()
        SecondStep.objects.bulk_create(rows)
    return codes


def take_code(account: UUID, code: str, *, at: datetime) -> str:
    """What a code was: "app", "recovery", or "" for a wrong or used one. Exactly one caller is told that it is good."""
    typed = "".join(code.split()).replace("-", "")
    if not typed.isascii() or not typed.isdecimal():
        return ""
    recovery = SecondStep.objects.filter(account=account, token=token("recovery", f"{account}|{typed}"), used=None)
    if recovery.update(used=at) == 1:
        return str(SecondStep.Kind.RECOVERY)
    return _take_apps(account, typed, at)


def code_now(account: UUID, *, at: datetime) -> str:
    """The code that the account's app shows now, "" where there is no app: for the demonstration."""
    row = SecondStep.objects.filter(account=account, kind=SecondStep.Kind.APP).first()
    secret = opened(SEALED, row.id, row.sealed) if row else None
    return code_of(secret.decode(), at=at) if secret else ""


def code_of(secret: str, *, at: datetime) -> str:
    """The code that an app with this secret shows."""
    return pyotp.TOTP(secret).at(int(at.timestamp()))


def remove(account: UUID, step: UUID) -> bool:
    """Remove one of the account's steps; recovery codes go with the last."""
    removed = SecondStep.objects.filter(account=account, id=step, kind__in=_STEPS).delete()[0] > 0
    if removed and not are_on(account):
        remove_all(account)
    return removed


def remove_all(account: UUID) -> None:
    """Remove all second steps."""
    SecondStep.objects.filter(account=account).delete()


def token(kind: str, what: str) -> str:
    """The keyed digest by which a step is found."""
    return ring().index("identity_second_step.token", f"{kind}|{what}").hex()


def _take_apps(account: UUID, typed: str, at: datetime) -> str:
    row = SecondStep.objects.filter(account=account, kind=SecondStep.Kind.APP).first()
    secret = opened(SEALED, row.id, row.sealed) if row else None
    counter = _counter(secret.decode(), typed, at) if secret else None
    if row is None or counter is None:
        return ""
    later = SecondStep.objects.filter(id=row.id, counter__lt=counter)
    return str(SecondStep.Kind.APP) if later.update(counter=counter, used=at) == 1 else ""


def _counter(secret: str, code: str, at: datetime) -> int | None:
    """The half minute that a code belongs to, if it is one of those around `at`."""
    here, typed = int(at.timestamp()) // _PERIOD, "".join(code.split()).encode("utf-8", "replace")
    codes = pyotp.HOTP(secret)
    # All are compared, so that how long it takes does not tell which.
    found = [here + step for step in _WINDOW if secrets.compare_digest(codes.at(here + step).encode(), typed)]
    return found[0] if found else None


def _called(row: SecondStep) -> str:
    plain = opened(SEALED, row.id, row.sealed) if row.kind == SecondStep.Kind.PASSKEY else None
    return str(orjson.loads(plain)["called"]) if plain else ""
