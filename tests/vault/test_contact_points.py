"""Ways to reach a person: hers and her enrolment's, sealed, found by a keyed index."""

from datetime import UTC, datetime

import pytest

from tests.vault.conftest import permit_for
from wellkept.vault import contact_points, erasure, people
from wellkept.vault.contact_points import Kind, NoContact
from wellkept.vault.models import ContactPoint

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def enrolled(person, **said):
    people.take_in(
        permit_for(person),
        {f"contact.{kind}": value for kind, value in said.items()},
        known_by=(),
        source="feed.enrolment",
    )


def values(person, **narrowed):
    return [(one.kind, one.value, one.source) for one in contact_points.listed(permit_for(person, **narrowed))]


def test_what_enrolment_says_is_a_view_and_no_copy(ada):
    enrolled(ada, email=[{"system": "email", "value": "ada@Example.org"}])
    assert values(ada) == [("email", "ada@example.org", "enrolment")]
    assert ContactPoint.objects.count() == 0
    enrolled(ada, email=[{"system": "email", "value": "other@example.org"}])
    assert values(ada) == [("email", "other@example.org", "enrolment")]


def test_what_cannot_be_written_to_is_left_out(ada):
    enrolled(ada, email=[{"system": "email", "value": "none"}], mobile=[{"system": "phone", "value": "x"}])
    assert values(ada) == []


def test_a_point_of_enrolment_is_usable_and_one_of_hers_when_it_is_verified(ada):
    enrolled(ada, postal=[{"lines": ["12 Fern Street"], "city": "Larkspur Bay", "state": "CA", "zip_code": "90001"}])
    point = contact_points.add(permit_for(ada), kind=Kind.EMAIL, value="ada@example.org", at=NOON)
    assert contact_points.preferred(permit_for(ada)).kind is Kind.POST
    assert not contact_points.prefer(permit_for(ada), point, at=NOON)
    assert contact_points.verify(permit_for(ada), point, at=NOON)
    assert contact_points.preferred(permit_for(ada)).value == "ada@example.org"


def test_the_same_address_is_the_same_point_wherever_it_is_from(ada):
    point = contact_points.add(permit_for(ada), kind=Kind.EMAIL, value="Ada@example.org", at=NOON)
    enrolled(ada, email=[{"system": "email", "value": "ada@EXAMPLE.org"}])
    assert [one.id for one in contact_points.listed(permit_for(ada))] == [point]


def test_one_point_is_preferred(ada):
    enrolled(ada, email=[{"system": "email", "value": "ada@example.org"}])
    point = contact_points.add(permit_for(ada), kind=Kind.TEXT, value="555-555-0142", at=NOON)
    contact_points.verify(permit_for(ada), point, at=NOON)
    mail = contact_points.preferred(permit_for(ada)).id
    for chosen in (point, mail, point):
        assert contact_points.prefer(permit_for(ada), chosen, at=NOON)
        assert [one.id for one in contact_points.listed(permit_for(ada)) if one.preferred] == [chosen]
    assert contact_points.remove(permit_for(ada), point)
    assert contact_points.preferred(permit_for(ada)).id == mail


def test_a_permit_shows_the_kinds_that_it_opens(ada):
    contact_points.add(permit_for(ada), kind=Kind.EMAIL, value="ada@example.org", at=NOON)
    contact_points.add(permit_for(ada), kind=Kind.TEXT, value="555-555-0142", at=NOON)
    assert values(ada, but=("contact.email",)) == [("text", "+15555550142", "member")]
    with pytest.raises(ValueError, match="does not open"):
        contact_points.add(permit_for(ada, "identity"), kind=Kind.EMAIL, value="ada@example.org", at=NOON)


def test_nobody_reaches_another_persons_point(ada):
    point = contact_points.add(permit_for(ada), kind=Kind.EMAIL, value="ada@example.org", at=NOON)
    eve = people.make(permit_for(None), enrolled=True)
    assert contact_points.one(permit_for(eve), point) is None
    assert not contact_points.verify(permit_for(eve), point, at=NOON)
    assert not contact_points.prefer(permit_for(eve), point, at=NOON)
    assert not contact_points.remove(permit_for(eve), point)


def test_who_verified_an_address_is_found_by_it(ada):
    point = contact_points.add(permit_for(ada), kind=Kind.EMAIL, value="ada@example.org", at=NOON)
    assert contact_points.holders(permit_for(None), Kind.EMAIL, "ada@example.org") == ()
    contact_points.verify(permit_for(ada), point, at=NOON)
    assert contact_points.holders(permit_for(None), Kind.EMAIL, " ADA@example.org") == (ada,)
    assert contact_points.holders(permit_for(None), Kind.EMAIL, "eve@example.org") == ()


def test_no_row_shows_a_value_and_erasure_takes_them(ada):
    point = contact_points.add(permit_for(ada), kind=Kind.EMAIL, value="ada@example.org", at=NOON)
    row = ContactPoint.objects.get(id=point)
    assert b"ada" not in bytes(row.sealed)
    assert b"ada" not in bytes(row.digest)
    erasure.erase(permit_for(ada))
    assert ContactPoint.objects.count() == 0


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Kind.EMAIL, "ada"),
        (Kind.EMAIL, "ada@example.org\nBcc: eve@example.org"),
        (Kind.EMAIL, "ada@example.org, eve@example.org"),
        (Kind.EMAIL, "a" * 64 + "@" + "b" * 60 + "." + "c" * 63 + "." + "d" * 63 + ".org"),
        (Kind.EMAIL, "äda@example.org"),
        (Kind.EMAIL, "ada@example.org\x00"),
        (Kind.TEXT, "12345"),
        (Kind.TEXT, "call me"),
        (Kind.TEXT, "\uff15" * 10),
        (Kind.POST, "12 Fern Street"),
        (Kind.POST, "one\ntwo\x00"),
        (Kind.POST, "x" * 61 + "\ntwo"),
        (Kind.POST, "\n".join("abcdefg")),
    ],
)
def test_what_is_no_address_is_refused(ada, kind, value):
    with pytest.raises(NoContact) as problem:
        contact_points.add(permit_for(ada), kind=kind, value=value, at=NOON)
    assert value not in str(problem.value)


@pytest.mark.parametrize(
    ("kind", "value", "kept"),
    [
        (Kind.EMAIL, " Ada@Example.ORG ", "Ada@example.org"),
        (Kind.TEXT, "(555) 555-0142", "+15555550142"),
        (Kind.TEXT, "1 555 555 0142", "+15555550142"),
        (Kind.VOICE, "+52 55 5555 0142", "+525555550142"),
        (Kind.POST, " 12  Fern Street \n\n Larkspur Bay, CA 90001", "12 Fern Street\nLarkspur Bay, CA 90001"),
    ],
)
def test_an_address_is_kept_in_one_spelling(kind, value, kept):
    assert contact_points.standard(kind, value) == kept
