"""Systems of the tests: their keys and certificates, and the tokens that they sign."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from functools import cache
from uuid import uuid4

import jwt
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from cryptography.x509.oid import NameOID
from jwt.algorithms import ECAlgorithm

from wellkept.features.systems import register_system
from wellkept.identity.systems import CLOCK

NAME, PARTY = "claims-system", "feed.claims"
ADDRESS = "http://localhost:8000/systems/token"


@cache
def ec_key(which: str = "own"):
    """A key for ES384; the same one for the same word."""
    return ec.generate_private_key(ec.SECP384R1())


@cache
def rsa_key(which: str = "own", bits: int = 2048):
    return rsa.generate_private_key(65537, bits)


def public_pem(key) -> bytes:
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def private_pem(key) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def jwks(*keys) -> bytes:
    return json.dumps({"keys": [ECAlgorithm.to_jwk(key.public_key(), as_dict=True) for key in keys]}).encode()


def certificate(  # a certificate is signed by its own key: what counts is that it was registered
    key=None, *, called="Claims system", begins=-1, ends=30, signed=None
) -> bytes:
    """A certificate in PEM; `begins` and `ends` in days from now."""
    key, now = key or ec_key(), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, called)])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + timedelta(days=begins))
        .not_valid_after(now + timedelta(days=ends))
    )
    return made.sign(key, signed or SHA256()).public_bytes(Encoding.PEM)


def claims(name=NAME, **changed):
    """What a good token says; None leaves a claim out."""
    now = int(datetime.now(UTC).timestamp())
    said = {"iss": name, "sub": name, "aud": ADDRESS, "iat": now, "exp": now + 240, "jti": uuid4().hex} | changed
    return {claim: value for claim, value in said.items() if value is not None}


def signed(key=None, *, algorithm="ES384", headers=None, **changed) -> str:
    return jwt.encode(claims(**changed), key or ec_key(), algorithm=algorithm, headers=headers)


def form(assertion: str, **changed) -> dict[str, str]:
    """What a system posts to the token endpoint."""
    said = {
        "grant_type": "client_credentials",
        "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        "client_assertion": assertion,
    } | changed
    return {name: value for name, value in said.items() if value is not None}


def register(name=NAME, party=PARTY, **also):
    """A registered system that signs with `ec_key()`."""
    return register_system(CLOCK, name, party, **({"keys": public_pem(ec_key())} | also))
