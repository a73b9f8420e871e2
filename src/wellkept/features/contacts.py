"""How to reach the plan: the contacts of the statement in force, and no others."""

from __future__ import annotations

from wellkept.gate import admit_once, promised, verb
from wellkept.identity.visitor import Visitor

_DELIVER = "site.deliver"


@verb("contacts.read", data=("site",), purposes=(_DELIVER,))
def read_contacts(visitor: Visitor) -> dict[str, str]:
    """The contacts by their key ("telephone", "tty", "post" …), in the statement's order. Raises `Refused`."""
    admit_once(visitor, read_contacts, purpose=_DELIVER)
    return dict(promised().in_force.statement.contacts)
