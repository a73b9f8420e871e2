"""What every field of the ledger's tables is, in the shape of `wellkept.vault.classification`.

Nothing in the book is erased by itself: the subject stands for nobody from the moment the member's key is gone, and
the rest goes with its year's volume.
"""

from __future__ import annotations

from collections.abc import Mapping

Row = tuple[str, str, str, str, str]

_TRAIL: Row = ("trail", "subject", "record", "never", "trail")
_INNER: Row = ("none", "subject", "no", "never", "trail")
_NOBODYS: Row = ("none", "", "no", "never", "trail")

FIELDS: Mapping[str, Mapping[str, Row]] = {
    "ledger_entry": {
        **dict.fromkeys(
            (
                *("at", "verb", "visitor", "party", "role", "action", "data", "purpose", "clauses", "verdict"),
                *("reason", "version", "conditions", "missing", "count"),
            ),
            _TRAIL,
        ),
        **dict.fromkeys(("number", "uuid", "request", "of", "digest"), _INNER),
        "subject": ("trail", "subject", "no", "with key", "trail"),
    },
    "ledger_leaf": dict.fromkeys(("position", "number", "hash"), _NOBODYS),
    "ledger_node": dict.fromkeys(("id", "start", "width", "hash"), _NOBODYS),
    "ledger_head": dict.fromkeys(("size", "through", "root", "at", "signature"), _NOBODYS),
    "ledger_volume": dict.fromkeys(("year", "first", "end", "through", "root", "peaks", "at", "signature"), _NOBODYS),
    "ledger_in_force": dict.fromkeys(("number", "version", "at", "noted", "told", "digest"), _NOBODYS),
}
