"""Signing in and out: the sign-in history is data like any other."""

from __future__ import annotations

from wellkept.gate import Way, admit, verb
from wellkept.identity.visitor import Visitor


@verb("sign_in.open", data=("account.sign_ins",), purposes=("site.security",), way=Way.IN)
def sign_in(visitor: Visitor) -> None:
    """Write down that a member signed in. Raises `Refused`: then the session is not opened."""
    admit(visitor, sign_in, of=visitor.person, purpose="site.security")


@verb("sign_in.close", data=("account.sign_ins",), purposes=("site.security",), way=Way.IN)
def sign_out(visitor: Visitor) -> None:
    """Write down that a member signed out."""
    admit(visitor, sign_out, of=visitor.person, purpose="site.security")
