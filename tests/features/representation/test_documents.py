"""Acting for somebody by law: a request with papers, the staff's decision, and what follows on both sides."""

import os
from datetime import date, timedelta

import pytest
from django.db import connection

from tests.days import today
from tests.doors.member.household import move_in
from tests.papers import a_pdf, a_picture
from tests.people import promise, staff
from tests.servers.clamd import EICAR, clamd
from tests.vault.conftest import permit_for
from wellkept.features.representation import NotYoursToGive, documents, review
from wellkept.features.representation.documents import Asking, Fault, NoPaper, TooManyWait, Upload
from wellkept.features.representation.grants import end, leave, who_helps_me, whom_i_help
from wellkept.features.representation.review import Cannot, Decision, NotScanned
from wellkept.features.representation.safe_papers import made_safe
from wellkept.gate import Refused
from wellkept.ledger.models import Entry
from wellkept.statement.load import shipped
from wellkept.vault import outbox, papers, people
from wellkept.vault.ages import birthday
from wellkept.vault.models import Outgoing, Paper, PaperPiece, RepresentationRequest
from wellkept.vault.papers import File
from wellkept.vault.representation import Basis

PDF, JPEG, PNG = a_pdf(), a_picture("JPEG"), a_picture("PNG")
PERSONAL, GUARDIAN, PARENT = "representative.personal", "representative.guardian", "representative.parent"
ONE = (Upload("court.pdf", PDF),)
ALL = Decision(party=PERSONAL, data=("*",), acts=True, ends=None)
PRIVACY, DESK = "workforce.privacy", "workforce.member_services"


@pytest.fixture
def home(house, django_db_blocker):
    with django_db_blocker.unblock():
        promise()
        yield move_in()


def number_of(account):
    (number,) = people.profile(permit_for(account.person)).numbers
    return number.value


def ask(home, who="avery", about="rosa", *, party=PERSONAL, files=ONE, number=None):
    member = getattr(home, about)
    asking = Asking(
        party=party, name="Rosa Delgado", born=date(1948, 3, 2), number=number or number_of(member), reason="A stroke"
    )
    return documents.ask(home.visitor(who), asking, files)


def test_what_a_file_is_follows_from_its_bytes_alone():
    assert [documents.kind_of(one) for one in (PDF, JPEG, PNG)] == ["pdf", "jpeg", "png"]
    for other in (b"", b"MZ" + PDF, b"<html>%PDF-1.7 %%EOF", PDF[:20], JPEG[:-1], PNG[:-2], b"PK\x03\x04zip"):
        assert documents.kind_of(other) == ""


@pytest.mark.promise("I5")
def test_papers_are_sealed_and_come_back_whole(home):
    long = a_pdf(change=lambda pdf: setattr(pdf.Root, "Long", pdf.make_stream(os.urandom(640_000))))
    asked = ask(home, files=(Upload("court order.pdf", long), Upload("photo.png", PNG)))
    case = review.look(staff(PRIVACY), asked)
    assert [(one.name, one.kind, one.size) for one in sorted(case.requested.papers, key=lambda one: one.kind)] == [
        ("court order.pdf", "pdf", len(long)),
        ("photo.png", "png", len(made_safe(PNG)[1])),
    ]
    (paper,) = (one.id for one in case.requested.papers if one.kind == "pdf")
    assert review.open_paper(staff(PRIVACY), asked, paper).content == long
    assert PaperPiece.objects.filter(paper_id=paper).count() == 3
    for table in ("vault_representation_request", "vault_paper", "vault_paper_piece"):
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT sealed FROM "{table}"')  # noqa: S608
            stored = b"".join(bytes(row[0]) for row in cursor.fetchall())
        assert stored
        for secret in (b"Rosa", b"stroke", b"court order", b"PDF", number_of(home.rosa).encode()):
            assert secret not in stored, table


@pytest.mark.parametrize(
    "files",
    [
        (),
        (Upload("a.pdf", b"MZ not a pdf"),),
        (Upload("a.pdf", PDF),) * 6,
        (Upload("a.pdf", b"%PDF-" + b"x" * documents.MOST_BYTES + b"%%EOF"),),
    ],
)
def test_other_files_are_not_kept(home, files):
    with pytest.raises(NoPaper):
        ask(home, files=files)
    assert not RepresentationRequest.objects.exists()


def test_only_an_adult_asks_and_three_at_a_time(home):
    with pytest.raises(NotYoursToGive):
        ask(home, who="maya")
    for _ in range(3):
        ask(home)
    with pytest.raises(TooManyWait):
        ask(home)


@pytest.mark.promise("I5")
@pytest.mark.parametrize("role", [PRIVACY, DESK])
def test_what_is_accepted_holds_at_once_and_both_are_told(home, role):
    asked = ask(home)
    assert whom_i_help(home.visitor("avery")) == ()
    case = review.look(staff(role), asked)
    assert (case.asker.full_name, case.about.full_name) == ("Avery Finch", "Rosa Delgado")
    Outgoing.objects.all().delete()
    assert review.accept(staff(role), asked, ALL)
    assert whom_i_help(home.visitor("avery")) == ((home.rosa.person, PERSONAL),)
    (held,) = [one for one in who_helps_me(home.visitor("rosa")) if one.viewer == home.avery.person]
    assert (held.terms.basis, held.terms.called, held.terms.ends) == (Basis.DOCUMENT, "Avery Finch", None)
    told = {
        person: outbox.content(permit_for(person), row).notice
        for row, person in Outgoing.objects.values_list("id", "person_id")
    }
    assert told == {home.avery.person: "request_decided", home.rosa.person: "represented_by_document"}
    done = Entry.objects.filter(verb="representation.let_by_document", verdict="done")
    assert done.count() == 2
    assert set(done.values_list("party", flat=True)) == {role}
    (mine,) = documents.list_own(home.visitor("avery"))
    assert (mine.state, mine.words.reason) == ("accepted", "A stroke")
    # Nobody decides twice.
    assert not review.accept(staff(role), asked, ALL)
    assert not review.decline(staff(role), asked, "too late")


@pytest.mark.promise("I5")
@pytest.mark.parametrize("side", ["member", "helper"])
def test_either_side_ends_it_at_once(home, side):
    review.accept(staff(PRIVACY), ask(home), ALL)
    (held,) = [one for one in who_helps_me(home.visitor("rosa")) if one.viewer == home.avery.person]
    if side == "member":
        assert end(home.visitor("rosa"), held.id)
    else:
        assert leave(home.visitor("avery"), home.rosa.person)
    assert whom_i_help(home.visitor("avery")) == ()


@pytest.mark.promise("I5")
def test_what_is_accepted_reaches_as_far_as_staff_said_and_to_its_last_day(home):
    until = today() + timedelta(days=30)
    review.accept(staff(PRIVACY), ask(home), Decision(party=PERSONAL, data=("claims",), acts=False, ends=until))
    (held,) = [one for one in who_helps_me(home.visitor("rosa")) if one.viewer == home.avery.person]
    assert (held.terms.data, held.terms.acts, held.terms.ends) == (("claims",), False, until)


@pytest.mark.promise("I5", "I4")
def test_for_a_minor_it_ends_at_eighteen_and_the_minors_own_care_stays_closed(home):
    asked = ask(home, about="maya", party=GUARDIAN)
    review.accept(staff(PRIVACY), asked, Decision(party=GUARDIAN, data=("*",), acts=True, ends=date(2099, 1, 1)))
    (held,) = [one for one in who_helps_me(home.visitor("maya")) if one.viewer == home.avery.person]
    born = people.profile(permit_for(home.maya.person)).birth_date
    assert held.terms.ends == birthday(born, 18)
    assert held.closed(today())


@pytest.mark.parametrize(
    "decision",
    [
        Decision(party=PARENT, data=("*",), acts=True, ends=None),
        Decision(party="representative.invited", data=("*",), acts=True, ends=None),
        Decision(party=PERSONAL, data=("*",), acts=True, ends=date(2020, 1, 1)),
    ],
)
def test_what_cannot_be_is_not_accepted(home, decision):
    asked = ask(home)
    with pytest.raises(Cannot):
        review.accept(staff(PRIVACY), asked, decision)
    assert whom_i_help(home.visitor("avery")) == ()
    assert [one.id for one in review.list_waiting(staff(PRIVACY))] == [asked]


@pytest.mark.promise("I5")
@pytest.mark.parametrize("about", ["nobody", "avery"])
def test_nobody_acts_for_nobody_or_for_oneself_and_who_asks_is_told_the_same(home, about):
    asked = ask(home, number="LH-NO-SUCH") if about == "nobody" else ask(home, about="avery")
    with pytest.raises(Cannot):
        review.accept(staff(PRIVACY), asked, ALL)
    (mine,) = documents.list_own(home.visitor("avery"))
    assert mine.state == "waiting"


def test_who_is_declined_reads_why(home):
    asked = ask(home)
    assert review.decline(staff(DESK), asked, "The seal of the court is missing.")
    (mine,) = documents.list_own(home.visitor("avery"))
    assert (mine.state, mine.words.answer) == ("declined", "The seal of the court is missing.")
    assert whom_i_help(home.visitor("avery")) == ()
    assert review.list_waiting(staff(DESK)) == ()


def test_what_is_taken_back_is_decided_no_more_and_its_papers_are_gone(home):
    asked = ask(home)
    assert not documents.withdraw(home.visitor("elena"), asked)
    assert documents.withdraw(home.visitor("avery"), asked)
    assert not documents.withdraw(home.visitor("avery"), asked)
    assert not Paper.objects.exists()
    assert not PaperPiece.objects.exists()
    assert not review.accept(staff(PRIVACY), asked, ALL)
    assert whom_i_help(home.visitor("avery")) == ()


@pytest.mark.promise("I9")
@pytest.mark.parametrize("version", shipped())
def test_under_every_statement_members_ask_and_just_two_offices_decide(home, version):
    promise(version)
    asked = ask(home)
    for role in (PRIVACY, DESK):
        case = review.look(staff(role), asked)
        assert review.open_paper(staff(role), asked, case.requested.papers[0].id).content == PDF
    for role in ("workforce.web", "workforce.billing", "workforce.analyst", "workforce.support"):
        for look in (
            review.list_waiting,
            lambda who: review.look(who, asked),
            lambda who: review.accept(who, asked, ALL),
        ):
            with pytest.raises(Refused):
                look(staff(role))
    with pytest.raises(Refused):
        review.look(home.visitor("avery"), asked)
    assert review.accept(staff(PRIVACY), asked, ALL)


@pytest.mark.promise("I5")
def test_the_office_is_told_that_papers_wait(home):
    from tests.vault.conftest import permit_for as permit
    from wellkept.doors.clock.writing import write
    from wellkept.exits import kept
    from wellkept.features.outbox import send_waiting
    from wellkept.identity.systems import CLOCK

    request = ask(home)
    assert Outgoing.objects.filter(whom="office").count() == 1
    assert send_waiting(CLOCK, write) == 1
    [one] = kept.kept(permit(None))
    assert f"/staff/representation/{request}" in one.message.text
    assert "Rosa" not in one.message.text + one.message.subject


@pytest.fixture
def scanner(monkeypatch):
    with clamd() as server:
        monkeypatch.setenv("WELLKEPT_SCANNER", server.address)
        yield server


def first_paper(request):
    return Paper.objects.get(request_id=request)


def test_the_plans_scanner_sees_each_paper_as_it_came(home, scanner):
    request = ask(home, files=(Upload("a.pdf", PDF), Upload("b.jpg", JPEG)))
    assert scanner.seen == [PDF, JPEG]
    assert set(Paper.objects.values_list("scanned", flat=True)) == {True}
    scanner.fault = "error"  # what passed once is not shown again
    assert review.open_paper(staff(DESK), request, Paper.objects.first().id)


def test_a_paper_in_which_the_scanner_finds_something_is_not_taken(home, scanner):
    infected = PDF + b"\n%" + EICAR + b"\n%%EOF\n"
    assert EICAR in infected
    with pytest.raises(NoPaper) as found:
        ask(home, files=(Upload("court.pdf", infected),))
    assert found.value.fault is Fault.VIRUS
    assert not RepresentationRequest.objects.exists()


def test_a_paper_waits_unopened_while_the_scanner_is_away(home, scanner):
    scanner.fault = "hangs up"
    request = ask(home)
    paper = first_paper(request)
    for _ in range(2):
        with pytest.raises(NotScanned) as found:
            review.open_paper(staff(DESK), request, paper.id)
        assert found.value.found == "unreachable"
    scanner.fault = ""
    assert review.open_paper(staff(DESK), request, paper.id).content == PDF
    assert first_paper(request).scanned


def test_a_paper_from_before_there_was_a_scanner_is_shown_to_it_first(home, monkeypatch):
    request = ask(home)
    assert review.open_paper(staff(DESK), request, first_paper(request).id).content == PDF
    with clamd() as server:
        monkeypatch.setenv("WELLKEPT_SCANNER", server.address)
        monkeypatch.setattr(papers, "paper", lambda *_: File(name="x", kind="pdf", content=EICAR))
        with pytest.raises(NotScanned) as found:
            review.open_paper(staff(DESK), request, first_paper(request).id)
    assert found.value.found == "something"
