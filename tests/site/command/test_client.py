"""`wellkept client`: a system is known by what is public of its keys, two at a time, until it is revoked."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.machines import certificate, ec_key, jwks, private_pem, public_pem
from tests.people import promise
from wellkept.identity.models import Client, ClientKey
from wellkept.ledger.models import Entry
from wellkept.site import preparing
from wellkept.site.checking import ending_systems
from wellkept.site.command import main

pytestmark = pytest.mark.promise("I7")


@pytest.fixture
def command(house, django_db_blocker, monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(preparing, "prepare", lambda: None)  # the house is ready; a process of its own costs seconds

    def does(*words, **files):
        for option, raw in files.items():
            (tmp_path / option).write_bytes(raw)
            words += (f"--{option}", str(tmp_path / option))
        code = main(["client", *words])
        said = capsys.readouterr()
        return code, said.out + said.err

    with django_db_blocker.unblock():
        promise()
        yield does


def add(command, *words, name="claims-system", **files):
    return command("add", name, *words, **(files or {"keys": public_pem(ec_key())}))


def test_a_system_is_added_listed_and_revoked(command):
    assert add(command, "--party", "feed.claims")[0] == 0
    listed = command("list")[1]
    assert all(said in listed for said in ("claims-system", "feed.claims", "live", "key"))
    assert command("revoke", "claims-system") == (0, "Revoked; its tokens are over.\n")
    assert "live" not in command("list")[1]
    assert command("revoke", "claims-system")[0] == 1
    assert command("revoke", "nobody")[0] == 1
    verbs = set(Entry.objects.values_list("verb", "party"))
    assert verbs >= {(f"systems.{verb}", "workforce.program") for verb in ("register", "list", "revoke")}


def test_only_what_is_public_is_kept(command):
    add(command, "--party", "feed.claims", keys=jwks(ec_key()), certificate=certificate())
    key, pinned = (ClientKey.objects.get(kind=kind) for kind in ("key", "certificate"))
    assert b'"d"' not in bytes(key.public)
    assert bytes(pinned.public) == b""


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"keys": lambda: private_pem(ec_key())}, "private key"),
        ({"certificate": lambda: certificate(begins=-9, ends=-1)}, "ended on"),
        ({"keys": lambda: public_pem(ec_key()), "certificate": lambda: b"no"}, "no certificate"),
        ({"keys": lambda: b""}, "a public key is needed"),
    ],
)
def test_what_cannot_be_taken_is_said_and_nothing_is_kept(command, files, said):
    code, told = add(command, "--party", "feed.claims", **{name: raw() for name, raw in files.items()})
    assert code == 1
    assert "Nothing was changed" in told
    assert said in told
    assert Client.objects.count() == ClientKey.objects.count() == 0


@pytest.mark.parametrize("name", ["", "ab", "UPPER", "with space", "a" * 61, "-dash", "a/b", "é-system"])
def test_a_name_is_plain(command, name):
    assert add(command, "--party", "feed.claims", name=name if not name.startswith("-") else f"x{name}-")[0] == 1


def test_nobody_registers_a_person(command, capsys):
    for party in ("person.member", "workforce.billing", "provider.practitioner", "vendor.marketing"):
        with pytest.raises(SystemExit):
            add(command, "--party", party)
        assert "invalid choice" in capsys.readouterr().err
    assert add(command)[1] == "Nothing was changed: a new system needs its party.\n"


def test_two_keys_live_at_once_and_a_third_waits_for_one_to_go(command):
    add(command, "--party", "feed.claims")
    assert add(command, keys=public_pem(ec_key("next")))[0] == 0
    code, said = add(command, keys=public_pem(ec_key("third")))
    assert (code, "two are live already" in said) == (1, True)
    assert add(command, certificate=certificate())[0] == 0
    old = ClientKey.objects.filter(kind="key").order_by("begins").first().digest
    assert command("revoke", "claims-system", "--key", old[:16])[0] == 0
    assert add(command, keys=public_pem(ec_key("third")))[0] == 0


def test_a_key_belongs_to_one_system_and_a_revoked_one_to_none(command):
    add(command, "--party", "feed.claims")
    code, said = add(command, "--party", "feed.enrolment", name="another-system")
    assert (code, "registered before" in said) == (1, True)
    assert Client.objects.count() == 1
    command("revoke", "claims-system")
    assert "not given again" in add(command, keys=public_pem(ec_key("next")))[1]
    assert "registered before" in add(command, "--party", "feed.claims", name="another-system")[1]
    assert "registered already, as" in _of_another_party(command)


def _of_another_party(command):
    add(command, "--party", "feed.claims", name="third-system", keys=public_pem(ec_key("third")))
    return add(command, "--party", "feed.clinical", name="third-system", keys=public_pem(ec_key("fourth")))[1]


def test_check_names_who_soon_has_nothing_to_show(command):
    add(command, "--party", "feed.claims", certificate=certificate(ends=20))
    add(command, "--party", "feed.clinical", name="clinical-system", certificate=certificate(ends=90))
    add(command, "--party", "feed.enrolment", name="enrolment-system", keys=public_pem(ec_key()))
    (line,) = ending_systems()
    assert "claims-system" in line
    add(command, certificate=certificate(ends=90))
    assert list(ending_systems()) == []
    soon = (datetime.now(UTC) + timedelta(days=3)).date().isoformat()
    add(command, "--until", soon, certificate=certificate(ends=95), name="enrolment-system")
    assert any("enrolment-system" in line for line in ending_systems())


def test_a_day_that_is_past_is_no_last_day(command):
    assert "past" in add(command, "--party", "feed.claims", "--until", "2020-01-01")[1]
