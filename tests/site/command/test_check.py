"""`wellkept check`: what must not be so is a violation and fails; what is still to do is a gap and does not."""

import re
from uuid import UUID, uuid4

import pytest
from django.db import connection

from tests.people import member, promise, somebody
from wellkept.features.claims import list_claims
from wellkept.gate import promised
from wellkept.site import checking, classified
from wellkept.site.checking import kept


def test_a_home_that_was_only_used_has_no_violations(lived):
    told = lived.does("check")
    assert re.search(r"model/2026-11: 0 violations, \d+ gaps", told)


def test_gaps_are_told_apart_one_by_one_and_do_not_fail(terminal):
    told = terminal.does("check", "--gaps").splitlines()
    gaps = [line for line in told if line.startswith("gap: ")]
    assert told[-1].endswith(f"0 violations, {len(gaps)} gaps")
    assert any("no verb serves model/2026-11#" in gap for gap in gaps)


@pytest.mark.promise("P6", "D1")
@pytest.mark.parametrize(
    "wrong",
    [
        {"purpose": "advertising.tailor", "party": "network.advertising"},
        {"action": "track"},
        {"party": "employer"},
        {"data": '["claims.medical", "no.such.leaf"]'},
        {"purpose": "no.such.purpose"},
        {"version": "caloptima/2019-07-11"},
        {"party": "representative.invited", "conditions": "[]"},
    ],
    ids="-".join,
)
def test_an_entry_that_the_statement_would_not_have_allowed_is_named(house, wrong):
    promise()
    person = somebody()
    list_claims(member(person), person)
    assert list(checking.wrongly_done()) == []
    number = insert_like_the_last(wrong)
    found = list(checking.wrongly_done())
    assert len(found) == 1
    assert found[0].startswith(f"entry {number} ")


def insert_like_the_last(wrong):
    """What somebody with the database and nothing else would write; the book takes insertions."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM ledger_entry ORDER BY number DESC LIMIT 1")
        names = [column[0] for column in cursor.description]
        row = dict(zip(names, cursor.fetchone(), strict=True))
        assert wrong.keys() <= row.keys()
        row |= {"number": row["number"] + 1, "id": new_id(row["id"]), **wrong}
        marks = ", ".join(["%s"] * len(names))
        cursor.execute(f"INSERT INTO ledger_entry ({', '.join(names)}) VALUES ({marks})", list(row.values()))  # noqa: S608
    return row["number"]


def new_id(like):
    return uuid4() if isinstance(like, UUID) else uuid4().hex


def test_the_command_fails_on_such_an_entry_and_names_it(lived):
    number = insert_like_the_last({"purpose": "sale.sell"})
    done = lived("check")
    assert done.returncode == 1
    assert f"violation: entry {number} " in done.stderr
    assert "1 violations" in done.stdout


def test_an_entry_before_any_statement_was_in_force_is_named(house):
    promise()
    person = somebody()
    list_claims(member(person), person)
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(at) FROM ledger_in_force")
        [[first]] = cursor.fetchall()
    insert_like_the_last({"at": first - 1})
    [told] = checking.wrongly_done()
    assert "was not in force then" in told


def test_missing_triggers_are_a_violation(terminal):
    terminal.does("check")
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER ledger_entry_no_update")
        else:
            cursor.execute("ALTER TABLE ledger_entry DISABLE TRIGGER ALL")
    done = terminal("check")
    assert done.returncode == 1
    assert "violation: the ledger is not protected: ledger_entry_no" in done.stderr


@pytest.mark.promise("D1")
def test_a_field_that_no_clause_promises_is_a_violation(house, monkeypatch):
    promise()
    assert list(checking.unpromised_fields(promised())) == []
    rows = classified.fields()
    rows["vault_person"] = {**rows["vault_person"], "enrolled": ("payment.card", "id", "no", "never", "")}
    monkeypatch.setattr(kept, "fields", lambda: rows)
    assert any(
        "vault_person.enrolled: no clause lets the plan collect payment.card" in fault
        for fault in checking.unpromised_fields(promised())
    )


def test_an_unclassified_field_is_a_violation(house, monkeypatch):
    promise()
    rows = classified.fields()
    del rows["vault_person"]
    monkeypatch.setattr(classified, "fields", lambda: rows)
    found = list(checking.unpromised_fields(promised()))
    assert any(fault.startswith("vault_person.") and fault.endswith("is not classified") for fault in found)
