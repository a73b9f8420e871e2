"""Making accounts, and finding the one that a user name and a password open."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from uuid import UUID, uuid4

from django.contrib.auth.hashers import check_password, make_password
from django.http import HttpRequest

from wellkept.exits.keys import ring
from wellkept.identity.models import Account
from wellkept.identity.sealing import opened, seal
from wellkept.identity.visitor import Kind, Visitor
from wellkept.policy.vocabulary import bits

_DOMAIN = "account.user_name"
_SHOWN_AS = "identity_account.shown_as"
_SIGNED_ON = bits(["signed_on", "identified", "own_site", "cookies_accepted", "requested"])


class NameTaken(ValueError):
    """Another account has this user name."""


def token(user_name: str) -> str:
    """The keyed token of a user name; case and outer spaces do not count."""
    return ring().index(_DOMAIN, user_name.strip().casefold()).hex()


def make_account(
    user_name: str,
    password: str,
    *,
    at: datetime,
    person: UUID | None = None,
    role: str = "",
    shown_as: str = "",
    language: str = "en",
) -> Account:
    """Make a member's account (`person`) or a staff member's (`role`, `shown_as`). Raises `NameTaken`."""
    named = token(user_name)
    if Account.objects.filter(token=named).exists():
        raise NameTaken
    account = Account(id=uuid4(), token=named, person=person, role=role, language=language, made=at)
    account.set_password(password)
    if shown_as:
        account.shown_as = seal(_SHOWN_AS, account.id, shown_as.encode())
    account.save(force_insert=True)
    return account


def set_password(user_name: str, password: str) -> bool:
    """Give the account of this user name another password; whether there is one."""
    account = Account.objects.filter(token=token(user_name)).first()
    if account is None:
        return False
    account.set_password(password)
    account.save(update_fields=["password"])
    return True


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
        if not username or not password:
            return None
        account = Account.objects.filter(token=token(username)).first()
        right = check_password(password, account.password if account else _nobody())
        return account if account and right and account.is_active else None

    def get_user(self, user_id: UUID) -> Account | None:
        """The account of a session."""
        return Account.objects.filter(id=user_id, is_active=True).first()


def visitor_of(account: Account, *, request: str) -> Visitor:
    """The visitor that a signed-in account is."""
    if account.person is None:
        return Visitor(kind=Kind.STAFF, party=account.role, account=account.id, held=_SIGNED_ON, request=request)
    return Visitor(
        kind=Kind.MEMBER,
        party="person.member",
        account=account.id,
        person=account.person,
        held=_SIGNED_ON,
        request=request,
    )
