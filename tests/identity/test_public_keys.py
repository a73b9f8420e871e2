"""What a system may prove itself with: read once, refused when it is weak, over, or not only public."""

import json
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.hashes import SHA1
from jwt.algorithms import ECAlgorithm

from tests.machines import certificate, ec_key, jwks, private_pem, public_pem, rsa_key
from wellkept.identity.public_keys import Unfit, keys
from wellkept.identity.public_keys import certificate as read

NOW = datetime.now(UTC)
pytestmark = pytest.mark.promise("I7")


def test_a_key_is_the_same_key_in_every_writing():
    (pem,), (jwk,) = keys(public_pem(ec_key()), at=NOW), keys(jwks(ec_key()), at=NOW)
    assert pem.digest == jwk.digest
    assert len(pem.digest) == 64
    assert len(keys(jwks(ec_key(), ec_key("other"), ec_key()), at=NOW)) == 2
    (strong,) = keys(public_pem(rsa_key()), at=NOW)
    assert set(json.loads(strong.public)) == {"e", "kty", "n"}


def test_a_certificate_is_its_digest_and_its_days():
    pem = certificate(ends=30)
    found = read(pem, at=NOW)
    assert found.public == b""
    assert found.begins < NOW < found.ends


def whole_jwk():
    return json.dumps(ECAlgorithm.to_jwk(ec_key(), as_dict=True)).encode()


@pytest.mark.parametrize(
    ("reader", "raw", "said"),
    [
        (keys, lambda: private_pem(ec_key()), "private key"),
        (keys, lambda: public_pem(ec_key()) + private_pem(ec_key()), "private key"),
        (keys, whole_jwk, "private key"),
        (keys, lambda: b'{"keys": [{"kty": "oct", "k": "c2VjcmV0"}]}', "shared secret"),
        (keys, lambda: b'{"keys": []}', "no key"),
        (keys, lambda: b'{"keys": "all"}', "no key"),
        (keys, lambda: b'{"kty": "EC", "crv": "P-384", "x": "!", "y": "?"}', "cannot be read"),
        (keys, lambda: b'{"kty": "RSA", "n": 5, "e": 3}', "neither RSA nor EC"),
        (keys, lambda: b"{", "neither PEM"),
        (keys, lambda: b"hello", "neither a public key"),
        (keys, lambda: public_pem(rsa_key("weak", 1024)), "1024 bits"),
        (keys, lambda: public_pem(ec.generate_private_key(ec.SECP256R1())), "P-384"),
        (keys, lambda: public_pem(ed25519.Ed25519PrivateKey.generate()), "neither RSA nor EC"),
        (keys, lambda: b"x" * 70_000, "too long"),
        (read, lambda: certificate() + private_pem(ec_key()), "private key"),
        (read, lambda: certificate(begins=-30, ends=-1), "ended on"),
        (read, lambda: certificate(rsa_key("weak", 1024)), "1024 bits"),
        (read, lambda: certificate() + certificate(), "holds 2"),
        (read, lambda: b"hello", "no certificate"),
    ],
)
def test_what_is_weak_over_or_secret_is_refused_with_its_reason(reader, raw, said):
    with pytest.raises(Unfit, match=said) as problem:
        reader(raw(), at=NOW)
    assert "BEGIN" not in str(problem.value)


def test_a_certificate_signed_with_sha_1_is_refused(monkeypatch):
    class Old:
        signature_hash_algorithm = SHA1()  # noqa: S303 - what is refused
        not_valid_before_utc = NOW
        not_valid_after_utc = datetime(2099, 1, 1, tzinfo=UTC)

        def public_key(self):
            return rsa.generate_private_key(65537, 2048).public_key()

    monkeypatch.setattr("wellkept.identity.public_keys._certificate", lambda _: Old())
    with pytest.raises(Unfit, match="SHA1"):
        read(b"a certificate of 2010", at=NOW)
