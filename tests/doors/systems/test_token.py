"""The token endpoint: one signed token, of the right system, for here, in its time, gives one access token."""

import base64
import hashlib
import hmac
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric import ec
from django.db import connections
from django.test import Client
from jwt.algorithms import ECAlgorithm

from tests.machines import ADDRESS, NAME, claims, ec_key, form, public_pem, register, rsa_key, signed
from wellkept.features.systems import revoke_system
from wellkept.identity import clients
from wellkept.identity.models import ClientToken
from wellkept.identity.systems import CLOCK
from wellkept.ledger.models import Entry

pytestmark = pytest.mark.promise("I7")


def now():
    return int(datetime.now(UTC).timestamp())


def test_a_system_that_signs_is_given_a_token_and_is_known_by_it(door):
    client = register()
    answer = door.post(form(signed()))
    assert answer.json() == {"access_token": answer.json()["access_token"], "token_type": "Bearer", "expires_in": 300}
    assert "no-store" in answer["Cache-Control"]
    said = door.itself(answer.json()["access_token"]).json()
    assert (said["client"], said["party"], said["proved"]) == (NAME, "feed.claims", "signed_token")
    assert [key["kind"] for key in said["keys"]] == ["key"]
    written = Entry.objects.filter(visitor=f"system:{client}").values_list("verb", "verdict", "party")
    assert list(written) == [
        ("systems.sign_in", "allowed", "feed.claims"),
        ("systems.see_itself", "allowed", "feed.claims"),
    ]


def test_a_system_sees_what_the_statement_opens_to_it(door):
    register()
    asks = {ask["verb"]: ask for ask in door.itself(door.token()).json()["asks"]}
    assert asks["systems.see_itself"]["open"]
    assert asks["systems.see_itself"]["clauses"] == ["us#systems-known"]
    assert "claims.list" not in asks


def test_an_rsa_key_signs_as_well(door):
    register(keys=public_pem(rsa_key()))
    assert door.itself(door.token(signed(rsa_key(), algorithm="RS384"))).status_code == 200


def none():
    parts = ({"alg": "none", "typ": "JWT"}, claims())
    return ".".join(base64.urlsafe_b64encode(json.dumps(one).encode()).rstrip(b"=").decode() for one in parts) + "."


def hs256_with_the_public_key():
    head, body = (
        base64.urlsafe_b64encode(json.dumps(one).encode()).rstrip(b"=") for one in ({"alg": "HS256"}, claims())
    )
    mark = hmac.new(public_pem(ec_key()), head + b"." + body, hashlib.sha256).digest()
    return b".".join([head, body, base64.urlsafe_b64encode(mark).rstrip(b"=")]).decode()


def nested():
    return ".".join(base64.urlsafe_b64encode(b"[" * 2_800).rstrip(b"=").decode() for _ in range(2)) + ".x"


BAD = {
    "of a system that nobody knows": lambda: signed(iss="nobody-here", sub="nobody-here"),
    "signed with another key": lambda: signed(ec_key("another")),
    "for another reader": lambda: signed(aud="https://elsewhere.example/systems/token"),
    "for several readers": lambda: signed(aud=[ADDRESS, "https://elsewhere.example"]),
    "for nobody": lambda: signed(aud=None),
    "over": lambda: signed(exp=now() - 31),
    "good for too long": lambda: signed(exp=now() + 400),
    "good for ever": lambda: signed(exp=10**18),
    "without an end": lambda: signed(exp=None),
    "with an end that is no time": lambda: signed(exp="soon"),
    "from the future": lambda: signed(nbf=now() + 60),
    "made in the future": lambda: signed(iat=now() + 60),
    "without an id": lambda: signed(jti=None),
    "with an empty id": lambda: signed(jti=""),
    "with an endless id": lambda: signed(jti="9" * 300),
    "about another": lambda: signed(sub="another-system"),
    "about nobody": lambda: signed(sub=None),
    "unsigned": none,
    "HS256 with the public key as secret": hs256_with_the_public_key,
    "with a key in its header": lambda: signed(
        ec_key("another"),
        headers={"jwk": ECAlgorithm.to_jwk(ec_key("another").public_key(), as_dict=True)},
    ),
    "ES256": lambda: signed(ec.generate_private_key(ec.SECP256R1()), algorithm="ES256"),
    "no token": lambda: "hello",
    "nothing": lambda: "",
    "brackets within brackets": nested,
    "endless": lambda: signed(more="x" * 9_000),
}


@pytest.mark.parametrize("why", BAD)
def test_a_bad_token_gives_nothing_and_no_reason(door, why):
    register()
    answer = door.post(form(BAD[why]()))
    assert (answer.status_code, answer.json()) == (401, {"error": "invalid_client"})
    assert ClientToken.objects.count() == 0


@pytest.mark.parametrize("seconds", [-25, 25])
def test_clocks_may_differ_a_little(door, seconds):
    register()
    theirs = now() + seconds
    assert door.token(signed(iat=theirs, nbf=theirs, exp=theirs + 300 if seconds > 0 else theirs))


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"grant_type": "password"}, "unsupported_grant_type"),
        ({"grant_type": None}, "invalid_request"),
        ({"client_assertion": None}, "invalid_request"),
        ({"client_assertion_type": "urn:example"}, "invalid_request"),
        ({"scope": "system/*.read"}, "invalid_scope"),
    ],
)
def test_a_wrong_form_is_told_as_the_standard_has_it(door, changed, error):
    register()
    answer = door.post(form(signed(), **changed))
    assert (answer.status_code, answer.json()) == (400, {"error": error})


def test_a_field_said_twice_or_in_json_is_no_form(door):
    register()
    twice = "&".join(f"{name}={value}" for name, value in [*form(signed()).items(), ("grant_type", "x")])
    for body, kind in ((twice, "application/x-www-form-urlencoded"), (json.dumps(form(signed())), "application/json")):
        answer = Client().post("/systems/token", body, content_type=kind)
        assert (answer.status_code, answer.json()) == (400, {"error": "invalid_request"})


def test_a_token_signed_once_is_used_once(door):
    register()
    assertion = signed()
    door.token(assertion)
    assert door.post(form(assertion)).json() == {"error": "invalid_client"}
    assert ClientToken.objects.count() == 1


def test_the_same_id_of_another_system_is_another_id(door):
    register()
    register("another-system", keys=public_pem(ec_key("another")))
    door.token(signed(jti="same"))
    door.token(signed(ec_key("another"), name="another-system", jti="same"))


def test_fifty_uses_at_once_give_one_token(door, django_db_blocker):
    register()
    key, name = clients.live_keys(NAME, at=datetime.now(UTC))[0][0], "used by fifty"

    def use(_):
        try:
            with django_db_blocker.unblock():
                return clients.use_once(key, name, ends=datetime.now(UTC) + timedelta(minutes=5))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(50) as pool:
        assert sorted(pool.map(use, range(50))) == [False] * 49 + [True]


def test_fifty_requests_at_once_give_one_token(door, django_db_blocker):
    register()
    assertion = signed()

    def ask(place):
        try:
            with django_db_blocker.unblock():
                # From ten places, so that the limit on tries is not what stops the others.
                return door.post(form(assertion), REMOTE_ADDR=f"192.0.2.{place % 10}").status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(ask, range(50)))
    assert answers.count(200) == 1
    assert set(answers) <= {200, 401, 429}
    assert ClientToken.objects.count() == 1


def test_who_tries_in_vain_pauses_and_nobody_else(door):
    register()
    wrong = [door.post(form(signed(ec_key("another")))).status_code for _ in range(12)]
    assert wrong[0] == 401
    assert wrong[-1] == 429
    assert door.post(form(signed()), REMOTE_ADDR="192.0.2.7").status_code == 200


def test_a_hundred_vain_tries_from_everywhere_lock_no_system_out(door):
    register()
    for place in range(105):
        door.post(form(signed(ec_key("another"))), REMOTE_ADDR=f"198.51.100.{place}")
    assert door.post(form(signed()), REMOTE_ADDR="192.0.2.7").status_code == 200


@pytest.mark.parametrize("token", ["", "x", "é", "a" * 43, "Basic abc"])
def test_who_has_no_token_is_refused_in_the_book(door, token):
    answer = door.itself(token or "none")
    assert (answer.status_code, answer.json()) == (401, {"error": "invalid_token"})
    assert answer["WWW-Authenticate"] == "Bearer"
    assert Entry.objects.filter(verb="systems.see_itself", verdict="refused", visitor="stranger").exists()


def test_a_token_ends(door):
    register()
    token = door.token()
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=4, seconds=50)):
        assert door.itself(token).status_code == 200
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=5, seconds=1)):
        assert door.itself(token).status_code == 401


@pytest.mark.parametrize("whole", [True, False])
def test_a_token_from_before_a_revocation_is_worth_nothing_after_it(door, whole):
    register()
    token = door.token()
    assert door.itself(token).status_code == 200
    digest = "" if whole else clients.listed(at=datetime.now(UTC))[0].keys[0].digest
    assert revoke_system(CLOCK, NAME, digest=digest)
    assert door.itself(token).status_code == 401
    assert door.post(form(signed())).status_code == 401


def test_a_system_is_out_after_its_last_day(door):
    register(until=datetime.now(UTC) + timedelta(seconds=60))
    token = door.token()
    with time_machine.travel(datetime.now(UTC) + timedelta(seconds=61)):
        assert door.itself(token).status_code == 401
        assert door.post(form(signed())).status_code == 401


def test_what_is_kept_of_a_token_opens_nothing(door):
    register()
    token = door.token()
    kept = ClientToken.objects.get().token
    assert token != kept
    assert door.itself(kept).status_code == 401


def test_no_key_token_or_name_is_in_a_log(door, capfd, caplog):
    register()
    assertion = signed()
    token = door.token(assertion)
    door.itself(token)
    door.post(form(signed(ec_key("another"))))
    said = capfd.readouterr()
    said = said.out + said.err + caplog.text
    for secret in (token, assertion, NAME):
        assert secret not in said
