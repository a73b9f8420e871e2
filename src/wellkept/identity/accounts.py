"""Making accounts, and finding the one that a user name and a password open."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from uuid import UUID, uuid4

from django.contrib.auth.hashers import check_password, make_password
from django.http import HttpRequest

from wellkept.exits.keys import ring
from wellkept.identity import known_browsers, second_steps, sessions
from wellkept.identity.models import Account, State
from wellkept.identity.passwords import normal
from wellkept.identity.sealing import opened, seal
from wellkept.identity.visitor import Kind, Visitor
from wellkept.policy.vocabulary import bits

_DOMAIN = "account.user_name"
_SHOWN_AS, _USER_NAME = "identity_account.shown_as", "identity_account.user_name"
_SIGNED_ON = bits(["signed_on", "identified", "own_site", "cookies_accepted", "requested"])
_AGREEMENT = bits(["agreement"])


class NameTaken(ValueError):
    """Another account has this user name."""


def token(user_name: str) -> str:
    """The keyed token of a user name; case and outer spaces do not count."""
    return ring().index(_DOMAIN, user_name.strip().casefold()).hex()


def make_account(
    user_name: str,
    password: str | None,
    *,
    at: datetime,
    person: UUID | None = None,
    role: str = "",
    shown_as: str = "",
    language: str = "",
) -> Account:
    """Make a member's account (`person`) or a staff member's (`role`, `shown_as`). Raises `NameTaken`.

    Without a password it opens nothing until one is chosen by a link.
    """
    named = token(user_name)
    if Account.objects.filter(token=named).exists():
        raise NameTaken
    account = Account(id=uuid4(), token=named, person=person, role=role, language=language, made=at)
    account.set_password(None if password is None else normal(password))
    account.user_name = sealed_name(account.id, user_name)
    if shown_as:
        account.shown_as = seal(_SHOWN_AS, account.id, shown_as.encode())
    account.save(force_insert=True)
    return account


def sealed_name(account: UUID, user_name: str) -> bytes:
    """What an account keeps of its user name beside the token, for its owner alone."""
    return seal(_USER_NAME, account, user_name.strip().encode())


def remember_name(account: Account, user_name: str) -> None:
    """Keep the name that has just opened an account of before names were kept."""
    if not account.user_name:
        Account.objects.filter(id=account.id).update(user_name=sealed_name(account.id, user_name))


def user_name_of(account: Account | None) -> str:
    """The user name, for its owner; "" where it was never kept, or its seal is broken."""
    kept = account.user_name if account else b""
    return (opened(_USER_NAME, account.id, kept) or b"").decode() if account and kept else ""


def of_person(person: UUID) -> Account | None:
    """The account of a member that is open or suspended."""
    return Account.objects.filter(person=person, state__in=(State.OPEN, State.SUSPENDED)).first()


def set_password(user_name: str, password: str) -> bool:
    """Give the account of this user name another password; whether there is one."""
    account = Account.objects.filter(token=token(user_name)).first()
    if account is None:
        return False
    account.set_password(normal(password))
    account.save(update_fields=["password"])
    return True


def opened_by(user_name: str, password: str) -> Account | None:
    """The account that the two open, or None; one look-up and one hash either way."""
    account = named(user_name)
    right = check_password(normal(password), account.password if account else _nobody())
    return account if account and right and account.is_active else None


def by_id(account: UUID) -> Account | None:
    """The account of an id, whatever its state."""
    return Account.objects.filter(id=account).first()


def token_of(account: UUID) -> str:
    """The keyed token of an account's user name; "" where there is none."""
    return Account.objects.filter(id=account).values_list("token", flat=True).first() or ""


def prefer_language(account: UUID, language: str) -> None:
    """The language that the site speaks to this account in a browser where none was chosen; "" for the browser's."""
    Account.objects.filter(id=account).update(language=language)


def change_password(account: UUID, password: str) -> None:
    """Another password for an account; its sessions everywhere end with the old one."""
    found = Account.objects.get(id=account)
    found.set_password(normal(password))
    found.save(update_fields=["password"])


def password_is(account: UUID, password: str) -> bool:
    """Whether this is the account's password."""
    kept = Account.objects.filter(id=account).values_list("password", flat=True).first()
    return check_password(normal(password), kept or _nobody()) and kept is not None


def named(user_name: str) -> Account | None:
    """The account of a user name, whatever its state."""
    return Account.objects.filter(token=token(user_name)).first()


def suspend(account: UUID) -> None:
    """Close an account for a time, by its owner's wish; `reopen` ends it."""
    _become(account, State.SUSPENDED)


def lock(account: UUID) -> None:
    """Let nobody in until the plan knows again whose account it is."""
    _become(account, State.LOCKED)


def count_locked() -> int:
    """How many members' accounts are locked."""
    return Account.objects.filter(state=State.LOCKED, person__isnull=False).count()


def close(account: UUID) -> None:
    """Close an account for good: nothing is left that opens it."""
    _become(account, State.CLOSED)
    second_steps.remove_all(account)
    Account.objects.filter(id=account).update(password=make_password(None), passcode="", answers="", user_name=b"")


def reopen(account: UUID, states: tuple[State, ...] = (State.SUSPENDED, State.LOCKED)) -> bool:
    """Open an account of one of these states again; whether it was one."""
    rows = Account.objects.filter(id=account, state__in=states)
    return rows.update(state=State.OPEN, is_active=True) == 1


def take_password(account: UUID) -> None:
    """Leave an account without a password, until its owner chooses one by a proof; its sessions end."""
    Account.objects.filter(id=account).update(password=make_password(None))
    sessions.end_all(account)


def _become(account: UUID, state: State) -> None:
    Account.objects.filter(id=account).exclude(state=State.CLOSED).update(state=state, is_active=False)
    sessions.end_all(account)
    known_browsers.distrust(account)


def set_passcode(account: UUID, code: str) -> None:
    """What the owner tells on the telephone, so that nobody else is told anything; "" takes it away."""
    Account.objects.filter(id=account).update(passcode=make_password(code) if code else "")


def passcode_is(account: UUID, code: str) -> bool:
    """Whether this is the passcode; the caller limits the tries."""
    kept = Account.objects.filter(id=account).values_list("passcode", flat=True).first()
    return check_password(code, kept or _nobody()) and bool(kept)


def set_answers(account: UUID, answers: Mapping[str, str]) -> None:
    """The answers to security questions, by question; only hashes are kept, and no answer opens anything alone."""
    Account.objects.filter(id=account).update(answers=hashed_answers(answers))


def hashed_answers(answers: Mapping[str, str]) -> str:
    """What an account keeps of the answers; one hash for each."""
    return json.dumps({question: make_password(_said(answer)) for question, answer in answers.items()})


def answer_is(account: UUID, question: str, answer: str) -> bool:
    """Whether this answers a security question; the caller limits the tries and asks for more than this."""
    kept = json.loads(Account.objects.filter(id=account).values_list("answers", flat=True).first() or "{}")
    return check_password(_said(answer), kept.get(question) or _nobody()) and question in kept


def _said(answer: str) -> str:
    return " ".join(normal(answer).casefold().split())


def shown_as(account: UUID) -> str:
    """How members see this staff member; "" for an account that is gone, is a member's, or whose seal is broken."""
    kept = Account.objects.filter(id=account).values_list("shown_as", flat=True).first()
    return (opened(_SHOWN_AS, account, kept) or b"").decode() if kept else ""


@cache
def _nobody() -> str:
    """A hash to check when nobody has the name, so that a wrong name and a wrong password cost the same work."""
    return make_password("no account has this password")


class UserNameAndPassword:
    """Django's authentication backend over keyed user names."""

    def authenticate(
        self, _request: HttpRequest | None, username: str | None = None, password: str | None = None
    ) -> Account | None:
        """The account that the two open, or None; the work is the same either way."""
        return opened_by(username, password) if username and password else None

    def get_user(self, user_id: UUID) -> Account | None:
        """The account of a session."""
        return Account.objects.filter(id=user_id, is_active=True).first()


def visitor_of(
    account: Account, *, request: str, proved: str = "password", proved_at: datetime | None = None
) -> Visitor:
    """The visitor that a signed-in account is."""
    member = account.kind is Kind.MEMBER
    return Visitor(
        kind=account.kind,
        party="person.member" if member else account.role,
        account=account.id,
        person=account.person,
        office=account.office_id,
        held=_SIGNED_ON | (_AGREEMENT if account.office_id and account.may_enter else 0),
        request=request,
        proved=proved,
        proved_at=proved_at,
    )
