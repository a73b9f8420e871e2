"""Public content is asked for like everything else: through the gate, and written down once."""

from datetime import UTC, datetime

import pytest

from wellkept import gate
from wellkept.features.comparing import compare_versions
from wellkept.features.contacts import read_contacts
from wellkept.features.notices import NoSuchNotice, list_notices, read_notice
from wellkept.features.promises import read_promises
from wellkept.features.statement import NoSuchVersion, list_versions, read_statement, read_version
from wellkept.identity.visitor import Kind, Visitor
from wellkept.ledger.models import Entry
from wellkept.policy.vocabulary.purposes import SALE
from wellkept.statement.load import in_force, shipped

STRANGER = Visitor(kind=Kind.STRANGER, party="person.visitor")


@pytest.fixture
def put_in_force(house, django_db_blocker):
    with django_db_blocker.unblock():
        yield lambda name: gate.put_in_force(name, at=datetime.now(UTC), told="")


def test_reading_the_statement_is_written_down_once_for_all_readers(put_in_force):
    put_in_force("model/2026-11")
    for _ in range(3):
        read_statement(STRANGER, "en")
    assert list(Entry.objects.values_list("verb", "verdict", "subject")) == [("statement.read", "allowed", None)]


@pytest.mark.parametrize("name", shipped())
def test_whatever_is_in_force_lets_everyone_read_what_is_public(put_in_force, name):
    put_in_force(name)
    for kind, party in ((Kind.STRANGER, "person.visitor"), (Kind.MEMBER, "person.member")):
        visitor = Visitor(kind=kind, party=party)
        assert read_statement(visitor, "en").name == name
        assert read_contacts(visitor) == in_force(name).statement.contacts
        assert len(list_notices(visitor, "en")) == len(in_force(name).practices)
        assert any(one.in_force for one in list_versions(visitor, "en"))


@pytest.mark.parametrize("name", shipped())
@pytest.mark.parametrize("language", ["en", "es"])
def test_each_statement_has_promises_to_show_each_from_another_section(put_in_force, name, language):
    put_in_force(name)
    found = read_promises(STRANGER, language)
    text = in_force(name).statement.texts
    assert 3 <= len(found) <= 5
    assert len({one.section for one in found}) == len(found)
    assert all(one.words.endswith((".", "!", "?")) for one in found)
    assert all("{{" not in one.words for one in found)
    assert text


def test_that_nothing_is_sold_comes_before_everything_else(put_in_force):
    put_in_force("model/2026-11")
    first = read_promises(STRANGER, "en")[0]
    clauses = {clause.id: clause for clause in in_force("model/2026-11").statement.source.clauses}
    assert any(set(never.purposes) <= {"sale", *SALE} for never in clauses[first.clause].nevers)


def test_only_versions_of_the_plan_can_be_read(put_in_force):
    put_in_force("model/2026-11")
    assert read_version(STRANGER, "2026-05", "en").in_force is False
    for wrong in ("2031-01", "", "../kaiser-permanente/early"):
        with pytest.raises(NoSuchVersion):
            read_version(STRANGER, wrong, "en")
        with pytest.raises(NoSuchVersion):
            compare_versions(STRANGER, "2026-05", wrong, "en")


def test_a_notice_is_found_by_its_short_name(put_in_force):
    put_in_force("model/2026-11")
    assert read_notice(STRANGER, "generic", "es").page.language == "es"
    with pytest.raises(NoSuchNotice):
        read_notice(STRANGER, "patients", "en")


def test_the_sides_of_a_comparison_hold_every_passage_of_both(put_in_force):
    put_in_force("model/2026-11")
    compared = compare_versions(STRANGER, "2026-05", "2026-11", "en")
    for name, side in (("model/2026-05", "before"), ("model/2026-11", "after")):
        passages = [one for one in in_force(name).statement.texts["en"].passages if one.level != 1]
        assert len([one for one in compared.sides if getattr(one, side)]) == len(passages)
    assert all(side.before == side.after for side in compared.sides if side.same)
