"""`wellkept check`: what must not be so is a violation and fails; what is still to do is a gap and does not."""

import re
from uuid import UUID, uuid4

import pytest
from django.db import connection

from tests.ledger.conftest import take_triggers_away
from tests.people import member, promise, somebody
from wellkept.exits.keys import ring
from wellkept.features.claims import list_claims
from wellkept.gate import promised
from wellkept.ledger import triggers
from wellkept.ledger.entry import FIELDS, canonical
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
    """What a program that decides wrongly would write: an entry with its digest."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM ledger_entry ORDER BY number DESC LIMIT 1")
        names = [column[0] for column in cursor.description]
        row = dict(zip(names, cursor.fetchone(), strict=True))
        assert wrong.keys() <= row.keys()
        row |= {"number": next_number(cursor, row["number"]), "id": new_id(row["id"]), **wrong}
        said = {**row, "uuid": as_hex(row["id"]), "of": as_hex(row["of"])}
        row["digest"] = ring().digest(canonical(tuple(said[field] for field in FIELDS)))
        marks = ", ".join(["%s"] * len(names))
        columns = ", ".join(f'"{name}"' for name in names)
        cursor.execute(f"INSERT INTO ledger_entry ({columns}) VALUES ({marks})", list(row.values()))  # noqa: S608
    return row["number"]


def next_number(cursor, last):
    if connection.vendor == "sqlite":
        return last + 1
    cursor.execute("SELECT nextval(pg_get_serial_sequence('ledger_entry', 'number'))")
    return cursor.fetchone()[0]


def as_hex(found):
    return found.hex if isinstance(found, UUID) else found


def new_id(like):
    return uuid4() if isinstance(like, UUID) else uuid4().hex


def test_the_command_fails_on_such_an_entry_and_names_it(lived):
    number = insert_like_the_last({"purpose": "sale.sell"})
    done = lived("check")
    assert done.returncode == 1
    assert f"violation: entry {number} " in done.stderr
    assert "1 violations" in done.stdout


HANDS = [
    ("reason", "condition"),
    ("data", "5"),
    ("clauses", "[" * 5000),
    ("conditions", "[null, [1]]"),
    ("at", 2**62),
]


def test_rows_of_a_wrong_form_are_named_by_both_commands_without_a_traceback(lived):
    take_triggers_away()
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(number) FROM ledger_entry")
        [[last]] = cursor.fetchall()
        for number, (column, value) in enumerate(HANDS, last - len(HANDS) + 1):
            cursor.execute(f'UPDATE ledger_entry SET "{column}" = %s WHERE number = %s', [value, number])  # noqa: S608
    triggers.ensure(connection)
    checked, verified = lived("check"), lived("ledger", "verify")
    said = [
        f"entry {number + 1} does not carry the digest of what it says" for number in range(last - len(HANDS), last)
    ]
    assert [line.partition(":")[2].strip().partition(":")[0] for line in checked.stderr.splitlines()] == said
    assert f"changed: {said[0]}" in verified.stdout
    assert (checked.returncode, verified.returncode, verified.stderr) == (1, 1, "")


def test_a_register_of_a_wrong_form_is_named_too(lived):
    take_triggers_away()
    wrong = "CAST(X'ff80' AS TEXT)" if connection.vendor == "sqlite" else "'no such statement'"
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE ledger_in_force SET version = {wrong}")  # noqa: S608
    triggers.ensure(connection)
    verified = lived("ledger", "verify")
    assert "in force: row 1 of what was in force is not as it was written" in verified.stdout
    assert (verified.returncode, verified.stderr) == (1, "")
    lived.refuses("check")


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
    assert list(checking.unpromised_fields(promised())) == [], "nothing is in it yet"
    somebody()
    fault = "vault_person.enrolled: no clause lets the plan collect payment.card"
    assert list(checking.unpromised_fields(promised())) == [fault]


def test_a_field_that_this_statement_leaves_empty_is_a_gap_and_no_violation(house):
    """Only CalOptima's statement asks security questions, and every home has the column."""
    promise()
    empty = "no clause lets the plan collect account.security_answers: identity_account.answers stays empty"
    assert empty in checking.empty_fields(promised())
    promise("caloptima/2019-07-11")
    assert empty not in checking.empty_fields(promised())


def test_an_unclassified_field_is_a_violation(house, monkeypatch):
    promise()
    rows = classified.fields()
    del rows["vault_person"]
    monkeypatch.setattr(classified, "fields", lambda: rows)
    found = list(checking.unpromised_fields(promised()))
    assert any(fault.startswith("vault_person.") and fault.endswith("is not classified") for fault in found)
