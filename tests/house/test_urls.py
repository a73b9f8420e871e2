"""Every address of the site: public by this list, or refused to a stranger in the ledger."""

from itertools import product
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.doors.member.conftest import site  # noqa: F401
from tests.offices import open_office
from tests.sign_ins import sign_on
from wellkept.doors.shared.door import door_of
from wellkept.doors.shared.systems import is_systems
from wellkept.gate import promised, write_waiting_refusals
from wellkept.identity.visitor import Kind
from wellkept.ledger.models import Entry
from wellkept.statement.load import shipped

# Who knows nobody may open these. A new name here is a decision: it wants a reason in its commit.
PUBLIC = {
    *("welcome", "privacy-statement", "statement-versions", "statement-version", "statement-compare"),
    *(
        "notice-of-privacy-practices",
        "notice",
        "notice-by-version",
        "portal-statement",
        "contact",
        "children",
        "sign-in",
        "language",
        "theme",
    ),
    *("healthz", "metrics", "staff-sign-in", "region"),
    # Midway in: whoever has not shown a password yet is sent to where one does.
    *("second-step", "sign-in-passkey", "sign-in-passkey-options", "staff-second-step", "staff-set-up"),
    *("staff-sign-in-passkey", "staff-sign-in-passkey-options"),
    # The people of offices come in by a door of their own; an invitation's link opens a form and nothing else.
    *("office-sign-in", "office-second-step", "office-set-up", "office-sign-in-passkey"),
    *("office-sign-in-passkey-options", "office-session", "office-session-over", "office-join"),
    # They show nothing without a link that was sent to the owner, and tell nobody who has an account.
    *("reset-password", "reset-password-link", "not-me", "staff-set-up-link", "user-name"),
    # The link shows whose e-mail address it is; without a living one they name nobody.
    *("join", "join-done"),
    # Whoever registers has no account yet; the steps after the first send a stranger to the first.
    *("register", "register-way", "register-code", "register-account", "register-done"),
    # A system proves itself here; it opens nothing else.
    "systems-token",
    # They tell a stranger that nobody is signed on.
    *("session", "session-over", "staff-session", "staff-session-over"),
}
# They only end something: whoever has nothing to end is sent on, and there is nothing to refuse.
ENDS = {"sign-out", "staff-sign-out", "office-sign-out", "helping-stop"}
PARTS = {
    "<uuid:claim>": str(uuid4()),
    "<uuid:entry>": str(uuid4()),
    "<uuid:office>": str(uuid4()),
    "<uuid:patient>": str(uuid4()),
    "<uuid:opening>": str(uuid4()),
    "<int:place>": "0",
    "<uuid:fact>": str(uuid4()),
    "<uuid:grant>": str(uuid4()),
    "<uuid:point>": str(uuid4()),
    "<uuid:asked>": str(uuid4()),
    "<uuid:paper>": str(uuid4()),
    "<uuid:delivery>": str(uuid4()),
    "<str:secret>": "a-link-that-nobody-was-sent",
    "<slug:kind>": "conditions",
    "<slug:name>": "generic",
    "<str:version>": "2026-11",
    "<str:link>": "a" * 43,
}


def patterns(resolver=None, before=""):
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            yield from patterns(one, before + str(one.pattern))
        elif isinstance(one, URLPattern):
            yield one.name, "/" + before + str(one.pattern)


def filled(route):
    for part, value in PARTS.items():
        route = route.replace(part, value)
    assert "<" not in route, f"{route}: say in PARTS what a test puts there"
    return route


ADDRESSES = [(name, filled(route)) for name, route in patterns()]
CLOSED = [(name, address) for name, address in ADDRESSES if name not in PUBLIC | ENDS]


def test_every_address_has_a_name_of_its_own_and_the_public_list_is_true():
    names = [name for name, _ in ADDRESSES]
    assert None not in names
    assert len(set(names)) == len(names)
    assert set(names) >= PUBLIC | ENDS
    assert len(CLOSED) > 10


@pytest.mark.promise("D1", "P6")
def test_a_stranger_is_refused_in_the_book_at_every_address_that_is_not_public(site):  # noqa: F811
    for statement in shipped():
        site.put_in_force(statement)
        _refuses_a_stranger()


def _refuses_a_stranger():
    write_waiting_refusals()  # an earlier stranger's
    for method, (name, address) in product(("get", "head"), CLOSED):
        before = refusals()
        answer = getattr(Client(), method)(address)
        write_waiting_refusals()
        assert shut_out(answer) == ((401, "Bearer") if is_systems(address) else (302, sign_in_page(address))), name
        assert refusals() == before + 1, name


@pytest.mark.promise("D1")
def test_a_stranger_who_posts_changes_nothing(site):  # noqa: F811
    for name, address in CLOSED:
        answer = Client().post(address, {"person": str(uuid4())})
        assert answer.status_code in ({401, 405} if is_systems(address) else {302, 405}), name
    for name, address in ADDRESSES:
        if name in ENDS:
            assert Client().post(address).status_code == 302
            assert Client().get(address).status_code == 405


def shut_out(answer):
    """How a stranger is told: people are sent to where one signs in, systems that they must prove themselves."""
    if answer.status_code == 401:
        return 401, answer["WWW-Authenticate"]
    return answer.status_code, answer["Location"].partition("?")[0]


def sign_in_page(address):
    return f"{door_of(address).path}/sign-in".replace("//", "/")


def refusals():
    found = Entry.objects.filter(verdict="refused", visitor="stranger")
    return sum(found.values_list("count", flat=True))


def test_no_page_sets_a_cookie_that_the_statement_does_not_declare(site):  # noqa: F811
    for statement in shipped():
        site.put_in_force(statement)
        _sets_declared_cookies(site)


def _sets_declared_cookies(site):  # noqa: F811
    declared = {cookie.name for cookie in promised().in_force.statement.cookies}
    for client in (Client(), site.signed_in("rosa")):
        for _, address in ADDRESSES:
            answer = client.get(address)
            assert answer.status_code < 500, address
            assert set(answer.cookies) <= declared, address
        answer = client.post("/language", {"language": "es", "next": "/"})
        assert set(answer.cookies) <= declared


def test_every_signed_in_page_is_stored_nowhere_and_loads_from_here_alone(site):  # noqa: F811
    office = open_office()
    clients = {
        Kind.MEMBER: site.signed_in("rosa"),
        Kind.STAFF: sign_on(Client(), site.household.dana),
        Kind.OFFICE: sign_on(Client(), office.keeper),
    }
    for name, address in ADDRESSES:
        answer = clients[door_of(address).kind].get(address)
        assert answer["Cache-Control"].startswith("no-store") or "no-store" in answer["Cache-Control"], name
        assert answer["Referrer-Policy"] == "same-origin", name
        policy = dict(part.strip().partition(" ")[::2] for part in answer["Content-Security-Policy"].split(";"))
        assert policy["default-src"] == "'none'", name
        assert policy["frame-ancestors"] == "'none'", name
        assert policy["base-uri"] == "'none'", name
        assert policy["script-src"] == "'self'", name
        assert "unsafe" not in answer["Content-Security-Policy"], name
        assert "http" not in answer["Content-Security-Policy"], name
        assert answer["X-Content-Type-Options"] == "nosniff", name
