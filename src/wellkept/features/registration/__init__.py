"""Registration: a member proves against the enrolment who she is, and only then has an account.

Whether nobody, one person or somebody with an account already is meant shows neither in the answers nor in the work:
the same asks, the same queries, one secret made and one message left. What differs reaches the address on file alone.
"""

from wellkept.features.registration.account import AlreadyRegistered, Chosen, NotProved, create, keep_given
from wellkept.features.registration.matching import Claim, Number, begin, match
from wellkept.features.registration.proof import CODE_LASTS, LETTER_LASTS, ask_code, leads_on, prove, reach, ways
from wellkept.features.registration.rules import Extra, NumberKind, Throttled, TooYoung, extras, number_kinds
from wellkept.vault.contact_points import Kind

__all__ = [
    "CODE_LASTS",
    "LETTER_LASTS",
    "AlreadyRegistered",
    "Chosen",
    "Claim",
    "Extra",
    "Kind",
    "NotProved",
    "Number",
    "NumberKind",
    "Throttled",
    "TooYoung",
    "ask_code",
    "begin",
    "create",
    "extras",
    "keep_given",
    "leads_on",
    "match",
    "number_kinds",
    "prove",
    "reach",
    "ways",
]
