"""What there is of somebody in the house, whatever the tables are called: a new table is looked at unasked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pyotp
from django.apps import apps
from django.db.models import Model, Q, UUIDField

from tests.days import today
from wellkept.features.contact_details import add_contact
from wellkept.features.dependants import Fact, give
from wellkept.features.drafts import FORMS, Spot
from wellkept.features.representation.invitations import Offer, accept, invite
from wellkept.identity import known_browsers, one_time, second_steps
from wellkept.identity.accounts import visitor_of
from wellkept.identity.models import Account
from wellkept.vault.contact_points import Kind

NEVER_SAME = {"identity_tries", "identity_session", "django_session"}
"""Counts of tries and sessions change with every request."""

Rows = dict[tuple[str, str], tuple[str, ...]]


def settle_in(account: Account, helper: Account, *, words: str = "planted") -> str:
    """Give a member one of everything that a member can have; the secret of the authenticator app."""
    visitor, now = visitor_of(account, request="e" * 32, proved_at=datetime.now(UTC)), datetime.now(UTC)
    secret, before = second_steps.new_app_secret(), now - timedelta(minutes=5)
    assert second_steps.add_app(account.id, secret, pyotp.TOTP(secret).at(int(before.timestamp())), at=before)
    second_steps.new_recovery_codes(account.id, at=now)
    known_browsers.trust(account.id, "Firefox, Windows", at=now)
    FORMS["papers"].keep(visitor, Spot(None), {"name": [words]}, 0)
    add_contact(visitor, account.person, Kind.EMAIL, "planted@example.org")
    give(visitor, account.person, Fact(about="A child", words="planted", need="a test"))
    invite(visitor, offer())
    made = invite(visitor, offer())
    # The mail's link is the carrier's to read; a test makes another for the same invitation.
    link = one_time.make("representation.invitation", made, at=now, lasts=timedelta(days=1))
    assert accept(visitor_of(helper, request="e" * 32), link, name="A helper")
    return secret


def offer() -> Offer:
    """An invitation to see claims."""
    until = today() + timedelta(days=30)
    return Offer(
        called="A friend",
        address="friend@example.org",
        reason="",
        data=("claims",),
        acts=False,
        begins=today(),
        ends=until,
    )


def of(*owners: UUID) -> Rows:
    """Every row that names one of these in a column, by table and key."""
    return {key: row for model in _tables() for key, row in _rows(model, set(owners))}


def everything() -> Rows:
    """Every row of the house but the book's."""
    return {key: row for model in _tables() for key, row in _rows(model, None)}


def ids_of(*owners: UUID, of_each: int = 2) -> list[UUID]:
    """The owners and the ids of what is theirs, so many of each table."""
    found: dict[str, list[UUID]] = {}
    for table, key in sorted(of(*owners), key=str):
        if isinstance(key, UUID):
            found.setdefault(table, []).append(key)
    return list(dict.fromkeys([*owners, *(one for ids in found.values() for one in ids[:of_each])]))


def _tables() -> list[type[Model]]:
    models = apps.get_models(include_auto_created=True)
    return [
        model
        for model in models
        if model._meta.managed and model._meta.db_table not in NEVER_SAME and model._meta.app_label != "ledger"
    ]


def _rows(model: type[Model], owners: set[UUID] | None) -> list[tuple[Any, tuple[str, ...]]]:
    fields = [
        field
        for field in model._meta.concrete_fields
        if isinstance(field.target_field if field.is_relation else field, UUIDField)
    ]
    rows = model._default_manager.order_by()
    if owners is not None:
        if not fields:
            return []
        named = Q()
        for field in fields:
            named |= Q(**{f"{field.attname}__in": owners})
        rows = rows.filter(named)
    key = model._meta.pk.attname
    names = [field.attname for field in model._meta.concrete_fields]
    return [
        ((model._meta.db_table, row[key]), tuple(plain(row[name]) for name in names))
        for row in rows.values(*dict.fromkeys([key, *names]))
    ]


def plain(value: object) -> str:
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else str(value)
