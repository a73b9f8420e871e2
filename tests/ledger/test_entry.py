"""What may stand in the book."""

from dataclasses import replace

import orjson
import pytest

from tests.ledger.conftest import NOON, an_entry
from wellkept.ledger.entry import NotForTheBook, canonical, columns, microseconds, moment


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("at", NOON.replace(tzinfo=None)),
        ("verb", "Look at Rosa"),
        ("visitor", "member:Rosa Delgado"),
        ("visitor", "rosa@example.org"),
        ("party", "somebody"),
        ("role", "chief of everything"),
        ("subject", b"short"),
        ("subject", "s" * 16),
        ("action", "peek"),
        ("data", ("her diagnosis",)),
        ("purpose", "because she asked"),
        ("clauses", ("free text",)),
        ("clauses", ("a#b\x00",)),
        ("verdict", "perhaps"),
        ("reason", "She is my mother"),
        ("version", "latest"),
        ("request", "GET /claims?name=Rosa"),
        ("conditions", -1),
        ("count", 0),
        ("count", 2**31),
        ("count", True),
    ],
)
@pytest.mark.promise("R10")
def test_no_field_takes_a_value_or_free_text(field, value):
    with pytest.raises(NotForTheBook) as problem:
        columns(replace(an_entry(), **{field: value}))
    assert problem.value.field == field
    assert str(value) not in str(problem.value) or not str(value).strip("0123456789-")


def test_the_canonical_form_is_json_that_anyone_can_make_again():
    entry = an_entry()
    made = canonical(columns(entry))
    assert orjson.dumps(orjson.loads(made)) == made
    assert orjson.loads(made)[:4] == [1, entry.id.hex, microseconds(NOON), "claims.list"]


def test_every_field_changes_the_canonical_form():
    usual = an_entry()
    others = {
        "id": an_entry().id,
        "at": moment(microseconds(NOON) + 1),
        "verb": "claims.show",
        "visitor": "clock",
        "party": "workforce.billing",
        "role": "workforce.billing",
        "subject": None,
        "action": "use",
        "data": (),
        "purpose": "payment.claims",
        "clauses": (),
        "verdict": "done",
        "reason": "never",
        "version": "model/2027-01",
        "conditions": 0,
        "missing": 1,
        "request": "",
        "of": usual.id,
        "count": 2,
    }
    forms = {canonical(columns(replace(usual, **{field: value}))) for field, value in others.items()}
    assert len(forms | {canonical(columns(usual))}) == len(others) + 1
    assert set(others) == {*type(usual).__dataclass_fields__}
