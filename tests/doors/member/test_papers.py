"""The request to act for somebody by law, as a member and the staff see it; the banner; who has no account."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.doors.member.conftest import page
from tests.features.representation.test_documents import JPEG, PDF, number_of
from tests.papers import a_pdf
from tests.servers.clamd import clamd
from tests.sign_ins import sign_on
from wellkept.doors.shared import uploads
from wellkept.exits.scanner import Found, Scanner
from wellkept.identity.accounts import make_account
from wellkept.statement.load import shipped
from wellkept.vault.models import Paper, RepresentationRequest

AT = "/helping/papers"


def said(site, *files, **other):
    return {
        "party": "representative.personal",
        "name": "Rosa Delgado",
        "born": "1948-03-02",
        "number": number_of(site.household.rosa),
        "reason": "",
        "papers": [SimpleUploadedFile(name, content) for name, content in files],
        **other,
    }


def privacy_office():
    made = make_account(
        "priya", "long enough for this", at=datetime.now(UTC), role="workforce.privacy", shown_as="Priya Raman-Holt"
    )
    return sign_on(Client(), made)


@pytest.mark.promise("I5")
def test_a_request_goes_from_the_form_to_the_staff_and_back(site):
    avery, office = site.signed_in("avery"), privacy_office()
    assert "No request waits" in page(office, "/staff/representation")
    answer = avery.post(AT, said(site, ("court.pdf", PDF), ("side two.jpg", JPEG)))
    assert answer["Location"] == f"{AT}?sent=1"
    assert "Waits for our staff" in page(avery, f"{AT}?sent=1")
    (asked,) = RepresentationRequest.objects.values_list("id", flat=True)
    assert str(asked) in page(office, "/staff/representation")
    text = page(office, f"/staff/representation/{asked}")
    for words in ("Avery Finch", "Rosa Delgado", "Nobody has scanned these files", "side two.jpg"):
        assert words in text
    paper = Paper.objects.get(kind="pdf")
    saved = office.get(f"/staff/representation/{asked}/{paper.id}")
    assert saved.content == PDF
    assert saved["Content-Disposition"].startswith("attachment")
    assert saved["X-Content-Type-Options"] == "nosniff"
    wrong = office.post(f"/staff/representation/{asked}", {"do": "accept"})
    assert wrong.status_code == 422
    given = {"do": "accept", "accept-party": "representative.personal", "accept-kinds": ["*"], "accept-acts": "1"}
    assert office.post(f"/staff/representation/{asked}", given)["Location"].endswith("?done=accepted")
    assert office.post(f"/staff/representation/{asked}", given)["Location"].endswith("?done=before")
    assert "Accepted" in page(avery, AT)
    assert "Rosa Delgado" in page(avery, "/helping")
    assert "Avery Finch" in page(site.signed_in("rosa"), "/helping")


def test_who_is_declined_reads_the_reason_and_who_takes_back_is_heard(site):
    avery, office = site.signed_in("avery"), privacy_office()
    for _ in range(2):
        avery.post(AT, said(site, ("court.pdf", PDF)))
    first, second = RepresentationRequest.objects.order_by("made").values_list("id", flat=True)
    no = {"do": "decline", "reason": "The seal is missing."}
    assert office.post(f"/staff/representation/{first}", {"do": "decline"}).status_code == 422
    assert office.post(f"/staff/representation/{first}", no)["Location"].endswith("?done=declined")
    assert "The seal is missing." in page(avery, AT)
    assert avery.post(AT, {"withdraw": str(second)})["Location"].endswith("withdrawn=1")
    assert avery.post(AT, {"withdraw": "no id"})["Location"] == AT
    assert "No request waits" in page(office, "/staff/representation")


@pytest.mark.parametrize("name", ["page.pdf", "run.exe"])
def test_a_file_that_is_something_else_is_not_kept_whatever_it_is_called(site, name):
    answer = site.signed_in("avery").post(AT, said(site, (name, b"<html><script>alert(1)</script></html>")))
    assert answer.status_code == 422
    assert "Each file must be a PDF, a JPEG or a PNG." in answer.content.decode()
    assert not RepresentationRequest.objects.exists()


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_pdf_that_holds_more_than_pages_is_refused_in_clear_words(site, language):
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    acting = a_pdf(change=lambda pdf: setattr(pdf.Root, "OpenAction", script))
    answer = site.signed_in("avery", language=language).post(AT, said(site, ("court.pdf", acting)))
    assert answer.status_code == 422
    words = {"en": "holds more than pages", "es": "contiene más que páginas"}[language]
    assert words in answer.content.decode()
    assert not RepresentationRequest.objects.exists()


@pytest.mark.parametrize(("found", "words"), [("unreachable", "does not answer"), ("something", "found something")])
def test_the_office_is_told_why_a_paper_stays_closed(site, monkeypatch, found, words):
    site.signed_in("avery").post(AT, said(site, ("court.pdf", PDF)))
    paper = Paper.objects.get()
    at = f"/staff/representation/{paper.request_id}"
    office = sign_on(Client(), site.household.dana)
    answer = office.get(f"{at}/{paper.id}")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Content-Disposition"].startswith("attachment")
    with clamd() as server:
        monkeypatch.setenv("WELLKEPT_SCANNER", server.address)
        server.fault = "hangs up"
        monkeypatch.setattr(Scanner, "scan", lambda *_: Found(found))
        assert "waits for the scanner" in page(office, at)
        closed = office.get(f"{at}/{paper.id}")
        assert closed["Location"] == f"{at}?paper={found}"
        assert words in page(office, closed["Location"])


def test_what_is_too_big_is_said_and_nothing_of_it_is_kept(site, monkeypatch):
    monkeypatch.setattr("wellkept.doors.member.papers.MOST_BYTES", 100_000)
    monkeypatch.setattr(uploads, "MOST", 100_000)
    answer = site.signed_in("avery").post(AT, said(site, ("court.pdf", b"%PDF-" + b"x" * 300_000 + b"%%EOF")))
    assert answer.status_code == 422
    assert "over 10 MB together" in answer.content.decode()
    assert not RepresentationRequest.objects.exists()


def test_an_upload_of_three_megabytes_is_never_in_a_file_on_the_disk(site, monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    opened = []
    monkeypatch.setattr("tempfile.NamedTemporaryFile", lambda *_, **__: opened.append(1))
    monkeypatch.setattr("django.core.files.temp.NamedTemporaryFile", lambda *_, **__: opened.append(1))
    big = a_pdf(change=lambda pdf: setattr(pdf.Root, "Long", pdf.make_stream(os.urandom(3_000_000))))
    assert site.signed_in("avery").post(AT, said(site, ("court.pdf", big)))["Location"].endswith("sent=1")
    assert Paper.objects.get().size == len(big)
    assert opened == []
    assert [one.name for one in Path(tmp_path).iterdir() if one.name != "home"] == []


def test_of_a_stranger_no_file_is_held(site, monkeypatch):
    held = []
    whole = uploads.InMemory.receive_data_chunk

    def watched(self, raw, start):
        whole(self, raw, start)
        held.append(sum(map(len, self._chunks)))

    monkeypatch.setattr(uploads.InMemory, "receive_data_chunk", watched)
    # The check against forged requests reads what was sent before any page is asked.
    client = Client(enforce_csrf_checks=True)
    client.cookies["wk_csrf"] = "a" * 32
    assert client.post(AT, said(site, ("court.pdf", PDF))).status_code == 403
    assert held
    assert set(held) == {0}


def test_a_minor_is_told_whom_to_call(site):
    answer = site.signed_in("maya").post(AT, said(site, ("court.pdf", PDF)))
    assert answer.status_code == 422
    assert "Only an adult can act for somebody by law." in answer.content.decode()


@pytest.mark.promise("I5")
@pytest.mark.parametrize(
    "address", ["/security", "/security/app", "/helping/papers", "/helping/invite", "/contact", "/children"]
)
def test_every_page_says_for_whom_one_acts(site, address):
    client = site.helping("elena", "rosa")
    assert "You are helping <strong>Rosa Delgado</strong>" in page(client, address)
    client.post("/helping/stop")
    assert "You are helping" not in page(client, address)


@pytest.mark.promise("I4")
@pytest.mark.parametrize("statement", shipped())
def test_who_is_too_young_for_an_account_finds_the_office_and_what_stays_theirs(site, statement):
    site.put_in_force(statement)
    text = page(Client(), "/children")
    age = 18 if statement.startswith("caloptima") else 13
    assert f"Who is under {age} cannot have an account alone." in text
    assert "https://www.ftc.gov/" in text
    assert "What a young person decides alone" in text
    helps = text.partition('id="helps"')[2].partition("</section>")[0]
    assert 'href="tel:' in helps or 'href="mailto:' in helps


@pytest.mark.promise("I5")
@pytest.mark.parametrize("statement", shipped())
def test_who_is_invited_and_no_member_is_led_to_an_account_of_her_own(site, statement):
    site.put_in_force(statement)
    text = page(Client(), "/sign-in?next=/helping/join/some-link")
    assert "A member asks for your help" in text
    assert 'href="/join/some-link"' in text
    assert "A member asks for your help" not in page(Client(), "/sign-in?next=/claims")
