"""Quarantine: sealed, with a reason, until somebody looks into it or the patient arrives."""

from datetime import date

import orjson
import pytest

from tests.vault.conftest import permit_for
from tests.vault.resources_at_hand import condition
from wellkept.vault import keys, people, quarantine
from wellkept.vault.lists import NotThere
from wellkept.vault.models import MemberKey, Quarantined
from wellkept.vault.numbers import Number
from wellkept.vault.quarantine import Held, Reason

STAFF = permit_for(None, "quarantine")
RAW = orjson.dumps(condition())
P1 = Number("reference", "feed|Patient/p1")


def held(raw=RAW, reason=Reason.PATIENT_UNKNOWN, **more):
    return Held(raw=raw, source="feed.clinical", kind="Condition", reason=reason, **{"about": P1, **more})


def test_a_record_waits_sealed_and_once(house):
    quarantine.put(STAFF, held())
    quarantine.put(STAFF, held())
    (waiting,) = quarantine.listed(STAFF)
    assert (waiting.reason, waiting.kind, waiting.source) == (Reason.PATIENT_UNKNOWN, "Condition", "feed.clinical")
    assert b"diabetes" not in bytes(Quarantined.objects.get().sealed)
    assert quarantine.one(STAFF, waiting.id) == RAW


def test_the_newest_reason_counts(house):
    quarantine.put(STAFF, held())
    quarantine.put(STAFF, held(reason=Reason.TWO_CANDIDATES))
    assert quarantine.counts(STAFF) == {("feed.clinical", Reason.TWO_CANDIDATES): 1}


def test_records_come_to_the_person_they_waited_for(house):
    quarantine.put(STAFF, held())
    quarantine.put(STAFF, held(raw=b"of another", about=Number("reference", "feed|Patient/p2")))
    person = people.make(permit_for(None), enrolled=False)
    assert quarantine.waiting_for(permit_for(person)) == []
    people.take_in(permit_for(person), {}, known_by=[P1], source="feed.clinical")
    ((record, source, kind, raw),) = quarantine.waiting_for(permit_for(person))
    assert (source, kind, raw) == ("feed.clinical", "Condition", RAW)
    assert quarantine.release(permit_for(person), [record]) == 1
    assert quarantine.waiting_for(permit_for(person)) == []


def test_what_is_released_is_gone_with_its_key(house):
    quarantine.put(STAFF, held())
    (waiting,) = quarantine.listed(STAFF)
    quarantine.release(STAFF, [waiting.id])
    assert not MemberKey.objects.using("keys").filter(person=waiting.id).exists()
    with pytest.raises(NotThere):
        quarantine.one(STAFF, waiting.id)


def test_a_record_whose_release_is_undone_stays_readable(house):
    from django.db import transaction

    quarantine.put(STAFF, held())
    (waiting,) = quarantine.listed(STAFF)

    def fail():
        with transaction.atomic():
            quarantine.release(STAFF, [waiting.id])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert quarantine.one(STAFF, waiting.id) == RAW


def test_reasons_are_paged_and_counted(house):
    for place in range(5):
        reason = Reason.TYPE_NOT_KEPT if place % 2 else Reason.INCOMPLETE
        quarantine.put(STAFF, held(raw=b"%d" % place, reason=reason, about=None))
    assert quarantine.counts(STAFF) == {
        ("feed.clinical", Reason.INCOMPLETE): 3,
        ("feed.clinical", Reason.TYPE_NOT_KEPT): 2,
    }
    page = quarantine.listed(STAFF, limit=3)
    rest = quarantine.listed(STAFF, limit=3, after=page.next)
    assert len({row.id for row in (*page, *rest)}) == 5
    assert rest.next is None
    assert len(quarantine.listed(STAFF, reason=Reason.TYPE_NOT_KEPT)) == 2


def test_what_is_past_its_keeping_is_named(house):
    quarantine.put(STAFF, held(keep_until=date(2026, 1, 31)))
    quarantine.put(STAFF, held(raw=b"2"))
    assert quarantine.past_keeping(STAFF, on=date(2026, 1, 31)) == ()
    assert len(quarantine.past_keeping(STAFF, on=date(2026, 2, 1))) == 1


@pytest.mark.parametrize(
    "read",
    [
        quarantine.listed,
        quarantine.counts,
        lambda permit: quarantine.one(permit, Quarantined.objects.get().id),
        lambda permit: quarantine.put(permit, held()),
        lambda permit: quarantine.past_keeping(permit, on=date(2026, 2, 1)),
    ],
)
def test_a_permit_for_something_else_opens_none_of_it(house, read):
    quarantine.put(STAFF, held())
    with pytest.raises(ValueError, match="does not open"):
        read(permit_for(None, "claims"))


def test_a_record_without_its_key_is_left_out(house):
    quarantine.put(STAFF, held())
    keys.drop_keys([Quarantined.objects.get().id])
    with pytest.raises(NotThere):
        quarantine.one(STAFF, Quarantined.objects.get().id)
