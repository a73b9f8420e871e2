"""Reading what a system proves itself with: a certificate, or the public keys of its signed tokens.

Only what is public is taken: a file with a private key in it is refused whole, and its owner is told so.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.hashes import MD5, SHA1
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_public_key
from jwt.algorithms import ECAlgorithm, RSAAlgorithm
from jwt.exceptions import InvalidKeyError

LEAST_RSA = 2048  # bits, NIST SP 800-131A
MOST_BYTES = 65_536
_MEMBERS = {"RSA": ("e", "kty", "n"), "EC": ("crv", "kty", "x", "y")}  # RFC 7638, section 3.2


class Unfit(ValueError):
    """What was given cannot be taken; the message says why, without a word of the content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What a system will prove itself with, and from when until when that is good.

    `digest` is a SHA-256 in hexadecimal: of a certificate, or a key's thumbprint. `public` is a key as a JWK in JSON,
    and empty for a certificate.
    """

    digest: str
    public: bytes = b""
    begins: datetime
    ends: datetime | None = None

    @property
    def is_certificate(self) -> bool:
        """Whether it is a certificate."""
        return not self.public


def certificate(raw: bytes, *, at: datetime) -> Proof:
    """One certificate, in PEM or DER. Raises `Unfit`."""
    _nothing_private(raw)
    read = _certificate(raw)
    begins, ends = read.not_valid_before_utc, read.not_valid_after_utc
    if ends <= at:
        raise Unfit(f"the certificate ended on {ends:%Y-%m-%d}")
    if isinstance(read.signature_hash_algorithm, SHA1 | MD5):
        raise Unfit(f"the certificate is signed with {read.signature_hash_algorithm.name.upper()}; SHA-256 is needed")
    _strong(read.public_key())
    return Proof(digest=digest_of(read), begins=begins, ends=ends)


def digest_of(read: x509.Certificate) -> str:
    """The SHA-256 of a certificate, in hexadecimal."""
    return hashlib.sha256(read.public_bytes(Encoding.DER)).hexdigest()


def keys(raw: bytes, *, at: datetime) -> tuple[Proof, ...]:
    """The public keys of a JWK Set, a JWK, or one PEM. Raises `Unfit`."""
    _nothing_private(raw)
    found = list(_jwks(raw) if raw.lstrip().startswith(b"{") else _pem(raw))
    if not found:
        raise Unfit("the file holds no key")
    made: dict[str, Proof] = {}
    for jwk, key in found:
        _strong(key)
        _signs(key)
        digest = _thumbprint(jwk)
        made[digest] = Proof(digest=digest, public=json.dumps(jwk, sort_keys=True).encode(), begins=at)
    return tuple(made.values())


def _nothing_private(raw: bytes) -> None:
    if len(raw) > MOST_BYTES:
        raise Unfit("the file is too long for a key")
    if b"PRIVATE KEY" in raw:
        raise Unfit(
            "the file holds a private key: it must not leave the system whose it is, and one that did is to be replaced"
        )


def _certificate(raw: bytes) -> x509.Certificate:
    try:
        if b"-----BEGIN" not in raw:
            return x509.load_der_x509_certificate(raw)
        found = x509.load_pem_x509_certificates(raw)
    except ValueError:
        raise Unfit("the file is no certificate in PEM or DER") from None
    if len(found) != 1:
        raise Unfit(f"one certificate is wanted, the system's own, and the file holds {len(found)}")
    return found[0]


def _jwks(raw: bytes) -> Iterator[tuple[dict[str, str], object]]:
    try:
        said = json.loads(raw)
        given = said.get("keys", [said])
    except (ValueError, AttributeError):
        raise Unfit("the file is neither PEM nor a JWK Set (RFC 7517)") from None
    for one in given if isinstance(given, list) else ():
        kty = one.get("kty") if isinstance(one, dict) else None
        if kty == "oct":
            raise Unfit("the file holds a shared secret (kty = oct): only public keys are taken")
        if kty not in _MEMBERS or not all(isinstance(one.get(name), str) for name in _MEMBERS[kty]):
            raise Unfit("the file holds a key that is neither RSA nor EC")
        if "d" in one:
            raise Unfit(
                "the file holds a private key: it must not leave the system whose it is, and one that did is to be "
                "replaced"
            )
        jwk = {name: one[name] for name in _MEMBERS[kty]}
        yield jwk, loaded(jwk)


def loaded(jwk: dict[str, str]) -> Any:  # noqa: ANN401 - one of cryptography's public keys
    """The key that a JWK is. Raises `Unfit`."""
    try:
        return (RSAAlgorithm if jwk["kty"] == "RSA" else ECAlgorithm).from_jwk(json.dumps(jwk))
    except (InvalidKeyError, ValueError):
        raise Unfit("the file holds a key that cannot be read") from None


def _pem(raw: bytes) -> Iterator[tuple[dict[str, str], object]]:
    try:
        key = load_pem_public_key(raw)
    except ValueError:
        raise Unfit("the file is neither a public key in PEM nor a JWK Set (RFC 7517)") from None
    if isinstance(key, rsa.RSAPublicKey):
        whole = RSAAlgorithm.to_jwk(key, as_dict=True)
    elif isinstance(key, ec.EllipticCurvePublicKey):
        whole = ECAlgorithm.to_jwk(key, as_dict=True)
    else:
        raise Unfit("the file holds a key that is neither RSA nor EC")
    yield {name: str(whole[name]) for name in _MEMBERS[str(whole["kty"])]}, key


def _strong(key: object) -> None:
    if isinstance(key, rsa.RSAPublicKey):
        if key.key_size < LEAST_RSA:
            raise Unfit(f"an RSA key of {key.key_size} bits is too weak; {LEAST_RSA} are needed")
    elif not isinstance(key, ec.EllipticCurvePublicKey | ed25519.Ed25519PublicKey):
        raise Unfit("the key is of a kind that is not taken; use RSA or EC")


def _signs(key: object) -> None:
    """SMART App Launch 2, section 4.1.1: tokens are signed by RS384 or ES384."""
    if isinstance(key, ec.EllipticCurvePublicKey) and not isinstance(key.curve, ec.SECP384R1):
        raise Unfit(f"an EC key for signed tokens must be of the curve P-384, not {key.curve.name}")


def _thumbprint(jwk: dict[str, str]) -> str:
    """RFC 7638, in hexadecimal; numbers are read first, since leading zeros and padding are no part of a key."""
    plain = {name: value if name in {"kty", "crv"} else _normal(value) for name, value in jwk.items()}
    return hashlib.sha256(json.dumps(plain, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _normal(value: str) -> str:
    number = base64.urlsafe_b64decode(value + "=" * (-len(value) % 4))
    return base64.urlsafe_b64encode(number).rstrip(b"=").decode()
