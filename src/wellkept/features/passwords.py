"""Whether a new password will do: the plan's length, NIST's, and no word of the plan or the user name."""

from __future__ import annotations

from uuid import UUID

from wellkept.gate import promised
from wellkept.identity import passwords, second_steps
from wellkept.identity.passwords import Fault


def least_of(account: UUID | None) -> int:
    """How long the password of an account must be; of one that is still to be made, with None."""
    has_step = account is not None and second_steps.are_on(account)
    return passwords.least(_setting(), second_step=has_step)


def lengths() -> tuple[int, int]:
    """How long a password must be alone, and beside a second step."""
    return passwords.least(_setting(), second_step=False), passwords.least(_setting(), second_step=True)


def fault_of(account: UUID | None, password: str, *, user_name: str = "") -> Fault | None:
    """What is wrong with a new password, or None."""
    names = (user_name, promised().in_force.plan.name)
    return passwords.fault(password, at_least=least_of(account), names=names)


def fault_at(password: str, *, at_least: int, user_names: tuple[str, ...] = ()) -> Fault | None:
    """What is wrong with a new password that must have so many letters or signs, or None."""
    return passwords.fault(password, at_least=at_least, names=(*user_names, promised().in_force.plan.name))


def _setting() -> int:
    length = promised().in_force.setting("password.length")
    return length if isinstance(length, int) else 0
