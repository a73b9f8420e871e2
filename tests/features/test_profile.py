"""The profile: what the statement opens is asked for, what it does not is not; the person's word is kept and erased."""

from datetime import UTC, date, datetime

import pytest

from tests.people import member, promise, somebody, staff, stranger
from tests.vault.conftest import permit_for
from wellkept.features import profile
from wellkept.features.erasure import erase_person
from wellkept.features.profile import CalledBy, Channel, Language, Needs, NotSignedOn
from wellkept.gate import Refused
from wellkept.identity.accounts import make_account
from wellkept.identity.models import Account
from wellkept.identity.systems import CLOCK
from wellkept.ledger.models import Entry
from wellkept.statement.load import shipped
from wellkept.vault import people, standing
from wellkept.vault.models import Detail

EARLY, SECOND, THIRD = (f"kaiser-permanente/{version}" for version in ("early", "2017-09-13", "2021-10"))
CALOPTIMA, HEALTHPARTNERS = "caloptima/2019-07-11", "healthpartners/2016-01-01"
RIGHTS = {"profile.tell_languages", "profile.tell_needs"}
NAME, MESSAGES = "profile.tell_name", "profile.tell_messages"
SPANISH = Language(code="spa", system="iso639-2", description="Español", use="write")


@pytest.fixture
def ada(house):
    promise(THIRD)
    person = somebody()
    said = {
        "identity.birth_date": "1970-01-01",
        "profile.languages": [{"code": "ENG", "system": "z39.53", "description": "", "use": "write"}],
    }
    people.take_in(permit_for(person), said, known_by=(), source="feed.enrolment")
    return person


def read(ada):
    return profile.read_profile(member(ada), ada).found


@pytest.mark.promise("I8")
@pytest.mark.parametrize(
    ("version", "open_verbs"),
    [
        (EARLY, RIGHTS | {MESSAGES}),
        (SECOND, RIGHTS | {MESSAGES, NAME}),
        (THIRD, RIGHTS | {MESSAGES, NAME}),
        (CALOPTIMA, RIGHTS),
        (HEALTHPARTNERS, RIGHTS),
        ("model/2026-11", RIGHTS | {MESSAGES, NAME}),
    ],
)
def test_what_is_asked_for_follows_from_the_cells_of_the_statement(ada, version, open_verbs):
    promise(version)
    before = Entry.objects.count()
    assert profile.may_tell(member(ada), ada) == open_verbs
    assert Entry.objects.count() == before


@pytest.mark.promise("I8")
def test_kinds_are_chosen_by_e_mail_and_in_the_third_statement_by_voice_and_text(house):
    kinds = ("outreach.services", "outreach.promotion", "outreach.surveys")
    by_mail = ("outreach.services", "outreach.promotion", "outreach.newsletters", "outreach.surveys")
    promise(EARLY)
    assert profile.kinds_of_message() == {Channel.EMAIL: by_mail}
    promise(THIRD)
    found = profile.kinds_of_message()
    assert set(found) == {Channel.EMAIL, Channel.TEXT, Channel.VOICE}
    assert set(found[Channel.EMAIL]) >= set(kinds)
    assert found[Channel.TEXT] == found[Channel.VOICE] == kinds
    assert set(profile.starts_wanted().values()) == {()}
    promise(CALOPTIMA)
    assert profile.kinds_of_message() == {}


@pytest.mark.promise("I8")
def test_what_she_says_is_kept_sealed_and_given_back_with_what_was_before(ada):
    maria = CalledBy(first="Mariposa", said="mah-ree-POH-sah")
    assert profile.tell_name(member(ada), ada, maria) == CalledBy()
    assert profile.tell_name(member(ada), ada, CalledBy(first="Mari")) == maria
    assert read(ada).name == CalledBy(first="Mari")
    profile.tell_needs(member(ada), ada, Needs(large_print=True))
    assert read(ada).needs == Needs(large_print=True, interpreter=False)
    for row in Detail.objects.filter(person_id=ada, source="person.member"):
        assert b"Mari" not in bytes(row.sealed)
    profile.tell_name(member(ada), ada, CalledBy())
    assert read(ada).name == CalledBy()


@pytest.mark.promise("I8")
def test_the_kinds_that_are_wanted_are_kept_and_others_are_not(ada):
    assert read(ada).messages is None
    wanted = {"email": ["outreach.surveys", "outreach.essential"], "voice": [], "pigeon": ["outreach.surveys"]}
    assert profile.tell_messages(member(ada), ada, wanted) == {}
    assert read(ada).messages == {"email": ("outreach.surveys",), "text": (), "voice": ()}


@pytest.mark.promise("I8")
def test_her_language_goes_before_the_enrolments_until_she_takes_it_back(ada):
    account = make_account("ada", "a password of some length", at=datetime.now(UTC), person=ada)
    herself = member(ada)
    herself = type(herself)(
        kind=herself.kind, party=herself.party, account=account.id, person=ada, held=herself.held, request="a" * 32
    )
    assert [one.code for one in read(ada).languages] == ["ENG"]
    assert profile.tell_languages(herself, ada, [SPANISH], site="es") == []
    assert read(ada).languages == (SPANISH,)
    assert Account.objects.get(id=account.id).language == "es"
    assert profile.tell_languages(herself, ada, []) == [SPANISH]
    assert [one.code for one in read(ada).languages] == ["ENG"]
    assert Account.objects.get(id=account.id).language == ""


@pytest.mark.parametrize("version", shipped())
def test_a_stranger_and_the_staff_tell_nobodys_profile(ada, version):
    promise(version)
    for visitor in (stranger(), staff()):
        with pytest.raises((Refused, NotSignedOn)):
            profile.tell_name(visitor, ada, CalledBy(first="Mallory"))
        with pytest.raises((Refused, NotSignedOn)):
            profile.tell_needs(visitor, ada, Needs(interpreter=True))
        with pytest.raises((Refused, NotSignedOn)):
            profile.tell_messages(visitor, ada, {"email": ["outreach.surveys"]})
        with pytest.raises((Refused, NotSignedOn)):
            profile.tell_languages(visitor, ada, [SPANISH])
    assert not Detail.objects.filter(person_id=ada, source="person.member").exists()


def test_another_member_may_not_tell_it(ada):
    other = somebody()
    with pytest.raises((Refused, NotSignedOn)):
        profile.tell_needs(member(other), ada, Needs(interpreter=True))
    assert profile.may_tell(member(other), ada) == frozenset()


@pytest.mark.promise("I8")
def test_a_helper_may_tell_what_the_law_lets_representatives_correct_and_no_more(ada):
    promise("model/2026-11")
    helper = somebody()
    standing.grant(permit_for(ada), viewer=helper, party="representative.personal", data=("identity", "profile"))
    may = profile.may_tell(member(helper), ada)
    assert may >= RIGHTS
    promise(EARLY)
    assert profile.may_tell(member(helper), ada) == RIGHTS
    with pytest.raises(Refused):
        profile.tell_messages(member(helper), ada, {"email": []})


def test_a_change_is_in_the_ledger_as_asked_and_as_done(ada):
    profile.tell_needs(member(ada), ada, Needs(interpreter=True))
    rows = Entry.objects.filter(verb="profile.tell_needs").values_list("verdict", flat=True)
    assert sorted(rows) == ["allowed", "done"]


def test_what_she_said_is_erased_with_her(ada):
    profile.tell_name(member(ada), ada, CalledBy(first="Mari"))
    erase_person(CLOCK, ada, purpose="operations.hosting", today=date(2126, 1, 1))
    assert not Detail.objects.filter(person_id=ada).exists()


def test_nobody_has_no_profile(house):
    promise(THIRD)
    with pytest.raises(Refused):
        profile.read_profile(stranger(), None)
