"""What every carrier does, the embedded ones and the real ones alike; and what the settings let through."""

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from uuid import uuid4

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs7 import pkcs7_decrypt_der

from tests.servers.mail_server import mail_server
from tests.servers.text_gateway import text_gateway
from tests.vault.conftest import permit_for
from wellkept.exits import carriers, kept, letters
from wellkept.exits.carriers import CarrierUnusable
from wellkept.exits.kept import Keeping
from wellkept.exits.letters import PrintRoom
from wellkept.exits.mail import Smtp
from wellkept.exits.messages import Message, NotPermitted, NotTaken, Undeliverable
from wellkept.exits.text import Gateway
from wellkept.policy.vocabulary import Action
from wellkept.vault import people

TO = {"email": "ada@example.org", "text": "+15555550142", "post": "Ada Whitlock\n12 Fern Street\nLarkspur Bay CA 90001"}
FAULTS = ("refuses", "refuses_data", "later", "hangs", "drops_before", "drops_after")


@cache
def _print_rooms_key():
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@cache
def certificate():
    """The print room's, made by itself."""
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "print room")])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).serial_number(1)
    made = made.not_valid_before(datetime(2026, 1, 1, tzinfo=UTC)).not_valid_after(datetime(2036, 1, 1, tzinfo=UTC))
    return made.public_key(_print_rooms_key().public_key()).sign(_print_rooms_key(), hashes.SHA256())


def sharing(person):
    permit = permit_for(person)
    return replace(permit, ask=replace(permit.ask, action=Action.SHARE))


@pytest.fixture
def ada(house):
    return sharing(people.make(permit_for(None), enrolled=True))


def a_message(channel):
    return Message(
        id=uuid4(),
        to=TO[channel],
        subject="Your code: ñ",
        text="Your code is 314159.",
        html="<p>314159</p>",
        language="es",
    )


class Way:
    """A carrier with what it took, whatever it is made of."""

    def __init__(self, channel, carrier, taken, server=None):
        self.channel, self.carrier, self.taken, self.server = channel, carrier, taken, server


@pytest.fixture(params=["kept email", "kept text", "kept post", "smtp", "gateway", "print room"])
def way(request, ada, tmp_path):
    """Each carrier; `taken` gives (id, to) of what it has."""
    if request.param.startswith("kept"):
        channel = request.param.removeprefix("kept ")
        yield Way(channel, Keeping(channel), lambda: [(one.message.id.hex, one.message.to) for one in kept.kept(ada)])
    elif request.param == "smtp":
        with mail_server() as (server, port):
            carrier = Smtp(host="127.0.0.1", port=port, sender="plan@example.com", security="", timeout=0.5)
            yield Way("email", carrier, lambda: list({_of_mail(one) for one in server.taken}), server)
    elif request.param == "gateway":
        with text_gateway() as server:
            carrier = Gateway(address=server.address, token="open sesame", timeout=0.5)
            yield Way("text", carrier, lambda: [_of_text(*one) for one in server.taken.items()], server)
    else:
        carrier = PrintRoom(folder=tmp_path, certificate=certificate())
        yield Way("post", carrier, lambda: [_of_file(file) for file in tmp_path.glob("*.pdf.p7m")])


def _of_mail(taken):
    to, mail = taken
    return mail["Message-ID"][1:].partition("@")[0].replace("-", ""), to[0]


def test_a_carrier_takes_a_message_once_however_often_it_gets_it(way, ada):
    message = a_message(way.channel)
    way.carrier.send(ada, message)
    way.carrier.send(ada, message)
    assert way.taken() == [(message.id.hex, message.to)]


def test_a_carrier_takes_nothing_under_a_permit_for_less(way, ada):
    with pytest.raises(NotPermitted):
        way.carrier.send(permit_for(ada.person), a_message(way.channel))
    assert way.taken() == []


def _of_text(key, taken):
    return key.replace("-", ""), taken[0]["to"]


def _of_file(file):
    return file.name.partition(".")[0].replace("-", ""), TO["post"]


@pytest.fixture(params=["smtp", "gateway"])
def served(request, ada):
    """A carrier with a server behind it."""
    if request.param == "smtp":
        with mail_server() as (server, port):
            yield "email", Smtp(host="127.0.0.1", port=port, sender="p@example.com", security="", timeout=0.5), server
    else:
        with text_gateway() as server:
            yield "text", Gateway(address=server.address, timeout=0.5), server


@pytest.mark.parametrize(
    ("fault", "raised", "maybe"),
    [
        ("refuses", Undeliverable, None),
        ("refuses_data", Undeliverable, None),
        ("later", NotTaken, False),
        ("hangs", NotTaken, True),
        ("drops_before", NotTaken, True),
        ("drops_after", NotTaken, True),
    ],
)
def test_a_fault_of_the_server_is_told_without_the_address(served, ada, fault, raised, maybe):
    channel, carrier, server = served
    server.fault = fault
    message = a_message(channel)
    with pytest.raises(raised) as problem:
        carrier.send(ada, message)
    assert getattr(problem.value, "maybe_taken", None) is maybe
    assert message.to not in f"{problem.value!r} {problem.value} {message!r} {problem.value.__cause__}"
    server.fault = ""
    carrier.send(ada, message)
    assert len({str(one) for one in server.taken}) >= 1


def test_a_server_that_is_not_there_took_nothing(ada):
    with mail_server() as (_, port):
        pass
    for carrier in (
        Smtp(host="127.0.0.1", port=port, sender="p@example.com", security="", timeout=0.5),
        Gateway(address=f"http://127.0.0.1:{port}/", timeout=0.5),
    ):
        with pytest.raises(NotTaken) as problem:
            carrier.send(ada, a_message("email"))
        assert not problem.value.maybe_taken


def test_mail_has_both_forms_and_says_that_a_program_wrote_it(ada):
    with mail_server() as (server, port):
        Smtp(host="127.0.0.1", port=port, sender="plan@example.com", security="").send(ada, a_message("email"))
    [(_, mail)] = server.taken
    assert mail["Subject"] == "Your code: ñ"
    assert mail["From"] == "plan@example.com"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Content-Language"] == "es"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]


def test_a_subject_that_would_be_a_header_is_never_sent(ada):
    with mail_server() as (server, port):
        carrier = Smtp(host="127.0.0.1", port=port, sender="plan@example.com", security="")
        with pytest.raises(Undeliverable):
            carrier.send(ada, replace(a_message("email"), subject="Hello\nBcc: eve@example.org"))
    assert server.taken == []


def test_the_gateway_gets_the_token_and_follows_nobody_elsewhere(ada):
    with text_gateway() as server:
        carrier = Gateway(address=server.address, token="open sesame")
        carrier.send(ada, a_message("text"))
        assert [token for _, token in server.taken.values()] == ["Bearer open sesame"]
        server.fault = "redirects"
        with pytest.raises(NotTaken):
            carrier.send(ada, a_message("text"))
        assert server.tries == 2
    assert "sesame" not in repr(carrier)


def test_what_is_kept_is_sealed_under_the_persons_key(ada, house):
    message = a_message("email")
    Keeping("email").send(ada, message)
    [file] = [one for one in (house.home / "files" / "outgoing").rglob("*") if one.is_file()]
    content = file.read_bytes()
    assert b"ada@example.org" not in content
    assert b"314159" not in content
    other = people.make(permit_for(None), enrolled=True)
    file.parent.rename(file.parent.with_name(other.hex))
    assert kept.kept(permit_for(other)) == ()


def test_a_letter_is_sealed_for_the_print_room_alone(ada, tmp_path):
    PrintRoom(folder=tmp_path, certificate=certificate()).send(ada, a_message("post"))
    [file] = tmp_path.glob("*.pdf.p7m")
    assert b"%PDF" not in file.read_bytes()
    assert pkcs7_decrypt_der(file.read_bytes(), certificate(), _print_rooms_key(), []).startswith(b"%PDF")


def test_a_letter_says_what_it_can_in_any_alphabet():
    assert letters._plain("José Nguyễn, Kealiʻi ½ 李") == "José Nguyen, Keali?i ½ ?"
    assert letters.pdf(a_message("post")).startswith(b"%PDF")
    assert letters.pdf(replace(a_message("post"), text="<b>& no markup</b>", to="A & B <\nStreet")).startswith(b"%PDF")


@pytest.fixture
def setting(monkeypatch, tmp_path):
    """Sets variables; a secret is a file."""
    secret = tmp_path / "secret"
    secret.write_text("hush\n")

    def put(**values):
        for name, value in values.items():
            monkeypatch.setenv(f"WELLKEPT_{name}", str(secret) if value == "FILE" else value)
        return carriers.carriers()

    return put


def test_without_settings_everything_stays_in_the_home(setting):
    assert {type(one) for one in setting().values()} == {Keeping}
    assert carriers.is_keeping()


def test_a_mail_server_is_a_company_without_an_agreement_until_it_is_said(setting):
    mail = setting(SMTP="smtps://plan@mail.example.org", SMTP_SECRET="FILE", SENDER="plan@example.org")["email"]
    assert (mail.host, mail.port, mail.security, mail.user, mail.password) == (
        *("mail.example.org", 465, "tls", "plan"),
        "hush",
    )
    assert (mail.party, mail.agreement_until) == ("vendor.messaging", None)
    mail = setting(SMTP_BY="vendor.messaging until 2027-06-30")["email"]
    assert mail.agreement_until == date(2027, 6, 30)
    assert setting(SMTP_BY="own")["email"].party == ""
    assert "hush" not in repr(mail)


def test_the_other_carriers_are_set_likewise(setting, tmp_path):
    paper = tmp_path / "print-room.pem"
    paper.write_bytes(certificate().public_bytes(Encoding.PEM))
    found = setting(
        TEXT="https://gateway.example.org/m", TEXT_SECRET="FILE", LETTERS=str(tmp_path), LETTERS_SECRET=str(paper)
    )
    assert (found["text"].token, found["text"].party) == ("hush", "vendor.messaging")
    assert (found["post"].certificate, found["post"].party) == (certificate(), "vendor.operations")


@pytest.mark.parametrize(
    "values",
    [
        {"SMTP": "smtp://mail.example.org", "SENDER": "a@example.org"},
        {"SMTP": "mail.example.org", "SENDER": "a@example.org"},
        {"SMTP": "smtps://mail.example.org"},
        {"SMTP": "smtps://plan@mail.example.org", "SENDER": "a@example.org"},
        {"SMTP": "smtps://mail.example.org", "SENDER": "a@example.org", "SMTP_BY": "vendor.nobody"},
        {"SMTP": "smtps://mail.example.org", "SENDER": "a@example.org", "SMTP_BY": "vendor.messaging until 2027-99-99"},
        {"TEXT": "http://gateway.example.org/", "TEXT_SECRET": "FILE"},
        {"TEXT": "ftp://gateway.example.org/", "TEXT_SECRET": "FILE"},
        {"TEXT": "https://gateway.example.org/"},
        {"LETTERS": "/nowhere"},
        {"LETTERS": "/nowhere", "LETTERS_SECRET": "FILE"},
    ],
)
def test_a_setting_that_is_unsafe_or_half_is_refused(setting, values):
    with pytest.raises(CarrierUnusable, match="WELLKEPT_"):
        setting(**values)


def test_plain_smtp_is_for_this_machine_alone(setting):
    assert setting(SMTP="smtp://localhost:2525", SENDER="a@example.org")["email"].port == 2525
    assert setting(SMTP="smtp://[::1]", SENDER="a@example.org")["email"].port == 25
