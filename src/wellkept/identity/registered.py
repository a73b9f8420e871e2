"""Making a member's account in two steps, so that no transaction waits for a password's hash."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from wellkept.identity.accounts import NameTaken, hashed_answers, sealed_name, token
from wellkept.identity.models import Account, State
from wellkept.identity.passwords import normal


def has_account(person: UUID) -> bool:
    """Whether a person has an account that is not closed for good."""
    return Account.objects.filter(person=person).exclude(state=State.CLOSED).exists()


def prepared(
    user_name: str, password: str, *, at: datetime, person: UUID, language: str, answers: Mapping[str, str]
) -> Account:
    """An account that is not kept yet: one hash for the password, and one for each answer."""
    account = Account(id=uuid4(), token=token(user_name), person=person, language=language, made=at)
    account.set_password(normal(password))
    account.user_name = sealed_name(account.id, user_name)
    if answers:
        account.answers = hashed_answers(answers)
    return account


def keep(account: Account) -> None:
    """Keep it. Raises `NameTaken`, also where somebody took the name a moment ago."""
    try:
        with transaction.atomic():
            account.save(force_insert=True)
    except IntegrityError:
        raise NameTaken from None
