"""What every field of the accounts' tables is; the shape is that of `vault.classification`."""

from __future__ import annotations

from collections.abc import Mapping

Row = tuple[str, str, str, str, str]

_SYSTEM: Row = ("system", "", "no", "never", "system")
_TECHNICAL: Row = ("none", "person", "no", "with person", "account")

FIELDS: Mapping[str, Mapping[str, Row]] = {
    "identity_account": {
        "id": _TECHNICAL,
        "person": _TECHNICAL,
        "made": _TECHNICAL,
        "is_active": _TECHNICAL,
        "office": _TECHNICAL,
        "last_login": ("account.sign_ins", "person", "record", "with person", "account.sign_ins"),
        "token": ("account.user_name", "person", "no", "with person", "account.user_name"),
        "user_name": ("account.user_name", "person", "record", "with person", "account.user_name"),
        "password": ("account.password", "person", "no", "with person", "account.password"),
        "state": _TECHNICAL,
        "passcode": ("account.passcode", "person", "no", "with person", "account.passcode"),
        "answers": ("account.security_answers", "person", "no", "with person", "account.security_answers"),
        "language": ("profile.languages", "person", "record", "with person", "profile.languages"),
        "role": ("staff.account", "", "no", "with person", "staff.account"),
        "shown_as": ("staff.account", "", "no", "with person", "staff.account"),
    },
    "identity_office": {
        **dict.fromkeys(("id", "token", "signed", "ends", "made", "ended"), ("none", "", "no", "never", "provider")),
        "sealed": ("provider", "", "no", "never", "provider"),
    },
    "identity_second_step": {
        **dict.fromkeys(("id", "account", "kind"), ("none", "account", "no", "with person", "account.second_factor")),
        **dict.fromkeys(
            ("token", "sealed", "counter", "made", "used"),
            ("account.second_factor", "account", "no", "with person", "account.second_factor"),
        ),
    },
    "identity_browser": {
        **dict.fromkeys(("id", "account"), ("none", "account", "no", "with person", "account.sign_ins")),
        **dict.fromkeys(
            ("token", "words", "made", "trusted_until"),
            ("account.sign_ins", "account", "record", "with person", "account.sign_ins"),
        ),
    },
    "identity_tries": dict.fromkeys(("token", "failed", "in_row", "last"), ("none", "", "no", "never", "account")),
    "identity_session": {
        **dict.fromkeys(("id", "kind", "account"), ("none", "account", "no", "with person", "account.sign_ins")),
        **dict.fromkeys(
            ("made", "seen", "browser"), ("account.sign_ins", "account", "record", "with person", "account.sign_ins")
        ),
        **dict.fromkeys(("token", "payload"), ("account.sign_ins", "account", "no", "with person", "account.sign_ins")),
    },
    "identity_one_time": {
        **dict.fromkeys(("id", "use", "of", "ends", "tries", "taken_at"), ("none", "", "no", "with person", "account")),
        "digest": ("account.second_factor", "", "no", "with person", "account.second_factor"),
    },
    # Of systems, never of persons. What was revoked stays, so that it never comes back under another name.
    "identity_client": dict.fromkeys(("id", "name", "party", "made", "until", "revoked"), _SYSTEM),
    "identity_client_key": dict.fromkeys(
        ("id", "client", "kind", "digest", "public", "begins", "ends", "revoked"), _SYSTEM
    ),
    "identity_client_token": dict.fromkeys(("token", "key", "ends"), _SYSTEM),
    "identity_client_assertion": dict.fromkeys(("token", "ends"), _SYSTEM),
}
