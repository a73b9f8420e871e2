"""What every field of the vault's tables is. `wellkept.site.classified` reads it, and fails on a field without a row.

"table": {"field": (category, member, exported, erased, kept)}
- category: a node of the policy's data tree, "by row" (the row's own category), "key", or "none" (ids, digests, times)
- member: the field that says whose it is, "" for nobody's
- exported: "record" (in the person's own copy), "no"
- erased: "with key" (unreadable from the moment the key is gone, and removed), "with person" (removed), "when released"
  (from quarantine), "never"
- kept: the node whose keep clauses say how long, "by row", or "as person" (as long as the person's other rows)
"""

from __future__ import annotations

from collections.abc import Mapping

Row = tuple[str, str, str, str, str]


def _ids(*fields: str, member: str) -> dict[str, Row]:
    """Ids, digests and times: they say nothing without a key, and go with the person."""
    return dict.fromkeys(fields, ("none", member, "no", "with person", "as person"))


FIELDS: Mapping[str, Mapping[str, Row]] = {
    "vault_memberkey": {
        "person": ("key", "person", "no", "never", "as person"),
        "wrapped": ("key", "person", "no", "with key", "as person"),
        "erased_on": ("key", "person", "no", "never", "as person"),
    },
    "vault_ringmark": dict.fromkeys(("id", "mark"), ("key", "", "no", "never", "as person")),
    "vault_person": {
        **_ids("id", "made_on", member="id"),
        "enrolled": ("coverage.enrolment", "id", "record", "with person", "coverage.enrolment"),
    },
    "vault_identifier": {
        **_ids("id", "person", "kind", "digest", member="person"),
        "sealed": ("member", "person", "record", "with key", "member"),
    },
    "vault_detail": {
        **_ids("id", "person", "category", "source", "content", "received", member="person"),
        "sealed": ("by row", "person", "record", "with key", "by row"),
    },
    "vault_standing": {
        **_ids("id", "person", "viewer", member="person"),
        "party": ("family.representation", "person", "record", "with person", "family.representation"),
        "held": ("profile.choices", "person", "record", "with person", "profile.choices"),
        "within": ("family.representation", "person", "record", "with person", "family.representation"),
        "restricted": ("rights.requests", "person", "record", "with person", "rights.requests"),
        "valid_from": ("family.representation", "person", "record", "with person", "family.representation"),
        "valid_until": ("family.representation", "person", "record", "with person", "family.representation"),
    },
    "vault_agreement": {
        **_ids("id", "person", "behalf", member="person"),
        **dict.fromkeys(
            ("version", "at"), ("account.agreement", "person", "record", "with person", "account.agreement")
        ),
    },
    "vault_grant": {
        **_ids("id", "person", "viewer", "made", "ended", member="person"),
        **dict.fromkeys(
            ("party", "basis", "data", "acts", "begins", "ends", "closes", "opened", "ended_by"),
            ("family.representation", "person", "record", "with person", "family.representation"),
        ),
        "sealed": ("family.representation", "person", "record", "with key", "family.representation"),
    },
    "vault_invitation": {
        **_ids("id", "person", "made", "open_until", member="person"),
        **dict.fromkeys(
            ("data", "acts", "begins", "ends", "state"),
            ("family.representation", "person", "record", "with person", "family.representation"),
        ),
        "sealed": ("family.representation", "person", "record", "with key", "family.representation"),
    },
    "vault_representation_request": {
        **_ids("id", "person", "about", "made", "decided", "decided_by", member="person"),
        "party": ("family.representation", "person", "record", "with person", "family.documents"),
        "state": ("family.representation", "person", "record", "with person", "family.documents"),
        "sealed": ("family.documents", "person", "record", "with key", "family.documents"),
    },
    "vault_paper": {
        **_ids("id", "request", "person", "kind", "size", "scanned", "pieces", member="person"),
        "sealed": ("family.documents", "person", "record", "with key", "family.documents"),
    },
    "vault_paper_piece": {
        **_ids("id", "paper", "person", "place", member="person"),
        "sealed": ("family.documents", "person", "record", "with key", "family.documents"),
    },
    "vault_dependant_fact": {
        **_ids("id", "person", "received", member="person"),
        "reason": ("family.dependants", "person", "record", "with person", "family.dependants"),
        "sealed": ("family.dependants", "person", "record", "with key", "family.dependants"),
    },
    "vault_emergency_opening": {
        **_ids("id", "person", "account", "role", "began", "until", "ended", member="person"),
        "sealed": ("trail", "person", "record", "with key", "trail"),
    },
    "vault_draft": {
        **_ids("id", "account", "writer", "person", "form", "revision", "at", "until", member="person"),
        "sealed": ("by row", "person", "record", "with key", "by row"),
    },
    "vault_roster_entry": {
        **_ids("id", "person", "account", member="person"),
        **dict.fromkeys(
            ("office", "purpose", "basis", "since", "until"),
            ("care.offices", "person", "record", "with person", "care.offices"),
        ),
    },
    "vault_progress": dict.fromkeys(("job", "until"), ("none", "", "no", "never", "as person")),
    "vault_resource": {
        **_ids("id", "person", "kind", "category", "day", "origin", "content", "source", "received", member="person"),
        "labels": ("sensitive", "person", "record", "with person", "by row"),
        "summary": ("by row", "person", "record", "with key", "by row"),
        "sealed": ("by row", "person", "record", "with key", "by row"),
    },
    "vault_searchvalue": {
        **_ids("id", "resource", "person", "parameter", member="person"),
        "digest": ("by row", "person", "no", "with key", "by row"),
    },
    "vault_quarantined": {
        **dict.fromkeys(
            ("id", "source", "kind", "reason", "patient", "content", "received", "keep_until"),
            ("none", "", "no", "when released", "quarantine"),
        ),
        "sealed": ("quarantine", "", "no", "when released", "quarantine"),
    },
    "vault_delivery": dict.fromkeys(
        ("id", "client", "party", "form", "state", "received", "size", "tries", "told"),
        ("none", "", "no", "never", "system"),
    ),
    "vault_delivery_piece": {
        **dict.fromkeys(("id", "delivery", "place"), ("none", "", "no", "when released", "quarantine")),
        "sealed": ("quarantine", "", "no", "when released", "quarantine"),
    },
    "vault_supporting": {
        **dict.fromkeys(
            ("id", "kind", "source", "reference", "content", "received"), ("none", "", "no", "never", "provider")
        ),
        "sealed": ("provider", "", "no", "never", "provider"),
    },
    "vault_contact_point": {
        **_ids("id", "person", "digest", "made", member="person"),
        "kind": ("contact", "person", "record", "with person", "contact"),
        "source": ("contact", "person", "record", "with person", "contact"),
        "verified_at": ("contact", "person", "record", "with person", "contact"),
        "preferred": ("contact", "person", "record", "with person", "contact"),
        "sealed": ("contact", "person", "record", "with key", "contact"),
    },
    "vault_letter": _ids("id", "person", "made", "until", "printed", "sent", member="person"),
    "vault_outgoing": {
        **_ids("id", "person", "whom", "made", "due", "lease_until", "tries", "handed_at", "ended_at", member="person"),
        "outcome": ("communication.outreach", "person", "no", "with person", "communication.outreach"),
        "sealed": ("communication.outreach", "person", "no", "with key", "communication.outreach"),
    },
}
