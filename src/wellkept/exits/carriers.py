"""Which carriers this installation has. Without settings everything is kept in the home instead of sent.

- WELLKEPT_SMTP: `smtps://user@host:465`, `smtp+starttls://user@host:587`; `smtp://` for this machine alone
- WELLKEPT_TEXT: `https://…`, a gateway as `text` describes it
- WELLKEPT_LETTERS: a folder for PDF files, each sealed for the print room's certificate
- each with `_SECRET`, a file that holds the password, the token or the certificate (PEM), and `_BY`: who carries it.
  `own` is the plan itself; `vendor.messaging until 2027-06-30` a company with a written agreement to that day, which
  then needs a clause that lets it have the address. Unless it is said, the carrier is a company without an agreement,
  and gets nothing.
- WELLKEPT_SENDER: the address that mail is from
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from datetime import date
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.x509 import load_pem_x509_certificate

from wellkept.exits.kept import Keeping
from wellkept.exits.letters import PrintRoom
from wellkept.exits.mail import Smtp
from wellkept.exits.messages import Carrier
from wellkept.exits.text import Gateway
from wellkept.policy.vocabulary import PARTIES

_SECURITY = {"smtps": ("tls", 465), "smtp+starttls": ("starttls", 587), "smtp": ("", 25)}
_BY = re.compile(r"(vendor\.[a-z_]+)(?: until (\d{4}-\d\d-\d\d))?\Z")


class CarrierUnusable(ValueError):
    """A setting of a carrier cannot be used; the message names it, and holds nothing secret."""


def carriers() -> Mapping[str, Carrier]:
    """The carrier of each channel: "email", "text", "post". Raises `CarrierUnusable`."""
    mail, text, letters = (os.environ.get(f"WELLKEPT_{name}", "") for name in ("SMTP", "TEXT", "LETTERS"))
    return {
        "email": _smtp(mail) if mail else Keeping("email"),
        "text": _gateway(text) if text else Keeping("text"),
        "post": _print_room(letters) if letters else Keeping("post"),
    }


def is_keeping() -> bool:
    """Whether a channel has no carrier, so that what it should send stays in the home."""
    return any(isinstance(carrier, Keeping) for carrier in carriers().values())


def _smtp(address: str) -> Smtp:
    parts, name = urlsplit(address), "WELLKEPT_SMTP"
    sender = os.environ.get("WELLKEPT_SENDER", "")
    if parts.scheme not in _SECURITY or not parts.hostname:
        raise CarrierUnusable(f"{name} must look like smtps://user@host:465 or smtp+starttls://user@host:587.")
    if "@" not in sender:
        raise CarrierUnusable("WELLKEPT_SENDER must be the address that mail is from, such as plan@example.org.")
    security, usual = _SECURITY[parts.scheme]
    _must_be_safe(name, parts, safe=bool(security))
    party, until = _by(name)
    return Smtp(
        host=parts.hostname,
        port=parts.port or usual,
        sender=sender,
        security=security,
        user=unquote(parts.username or ""),
        password=_secret(name) if parts.username else "",
        party=party,
        agreement_until=until,
    )


def _gateway(address: str) -> Gateway:
    parts, name = urlsplit(address), "WELLKEPT_TEXT"
    if parts.scheme not in {"https", "http"} or not parts.hostname:
        raise CarrierUnusable(f"{name} must be an https:// address.")
    _must_be_safe(name, parts, safe=parts.scheme == "https")
    party, until = _by(name)
    return Gateway(address=address, token=_secret(name), party=party, agreement_until=until)


def _print_room(folder: str) -> PrintRoom:
    party, until = _by("WELLKEPT_LETTERS")
    try:
        certificate = load_pem_x509_certificate(_secret("WELLKEPT_LETTERS").encode())
    except ValueError:
        raise CarrierUnusable("WELLKEPT_LETTERS_SECRET must name a file with a certificate (PEM).") from None
    if not isinstance(certificate.public_key(), RSAPublicKey):
        raise CarrierUnusable("WELLKEPT_LETTERS_SECRET: the certificate must be for an RSA key.")
    return PrintRoom(folder=Path(folder), certificate=certificate, party=party, agreement_until=until)


def _must_be_safe(name: str, parts: SplitResult, *, safe: bool) -> None:
    """Addresses go over no network in the clear."""
    host = parts.hostname or ""
    try:
        is_here = host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        is_here = False
    if not safe and not is_here:
        raise CarrierUnusable(f"{name} names another machine without TLS; addresses must not go there in the clear.")


def _secret(name: str) -> str:
    file = os.environ.get(f"{name}_SECRET", "")
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except OSError:
        raise CarrierUnusable(
            f"{name}_SECRET must name a file that can be read, with what the carrier asks for."
        ) from None


def _by(name: str) -> tuple[str, date | None]:
    said = os.environ.get(f"{name}_BY", "vendor.messaging" if name != "WELLKEPT_LETTERS" else "vendor.operations")
    if said == "own":
        return "", None
    found = _BY.match(said)
    if found is None or found[1] not in PARTIES.index:
        raise CarrierUnusable(f"{name}_BY must be own, or a company such as “vendor.messaging until 2027-06-30”.")
    try:
        return found[1], date.fromisoformat(found[2]) if found[2] else None
    except ValueError:
        raise CarrierUnusable(f"{name}_BY: {found[2]} is no day.") from None
