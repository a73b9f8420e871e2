"""Seals: one key, one place; digests and days that die with the key."""

from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellkept.vault.sealing import NoKey, SealBroken, Seals, new_key, subject

PLACE = "vault_detail|sealed"


def test_what_is_sealed_opens_in_its_place_alone():
    seals, row = Seals(new_key()), uuid4()
    sealed = seals.seal(b"Ada Larkspur", PLACE, row)
    assert b"Larkspur" not in sealed
    assert seals.open(sealed, PLACE, row.hex) == b"Ada Larkspur"
    for place, other in ((PLACE, uuid4()), ("vault_detail|summary", row)):
        with pytest.raises(SealBroken):
            seals.open(sealed, place, other.hex)


def test_another_members_key_does_not_open_it():
    row = uuid4()
    sealed = Seals(new_key()).seal(b"x", PLACE, row)
    with pytest.raises(SealBroken):
        Seals(new_key()).open(sealed, PLACE, row.hex)


@pytest.mark.parametrize("place", [0, 5, -1])
def test_one_changed_byte_breaks_the_seal(place):
    seals, row = Seals(new_key()), uuid4()
    sealed = bytearray(seals.seal(b"x", PLACE, row))
    sealed[place] ^= 1
    with pytest.raises(SealBroken, match="changed or moved"):
        seals.open(bytes(sealed), PLACE, row.hex)


def test_the_same_words_are_never_sealed_alike():
    seals, row = Seals(new_key()), uuid4()
    assert seals.seal(b"x", PLACE, row) != seals.seal(b"x", PLACE, row)


def test_without_a_key_there_are_no_seals():
    with pytest.raises(NoKey, match="erased"):
        Seals(None)


@given(st.binary(min_size=32, max_size=32), st.lists(st.dates(), min_size=2))
def test_shifted_days_keep_their_order_and_fit_32_bits(key, days):
    seals = Seals(key)
    assert sorted(days) == sorted(days, key=seals.shifted)
    assert all(0 < seals.shifted(day) < 2**31 for day in days)
    assert seals.shifted(None) < min(map(seals.shifted, days))


def test_days_and_digests_tell_nothing_across_members():
    one, other = Seals(new_key()), Seals(new_key())
    day = date(2026, 3, 2)
    assert one.shifted(day) != other.shifted(day)
    assert one.digest("code", b"E11.9") != other.digest("code", b"E11.9")
    assert one.digest("code", b"E11.9") != one.digest("status", b"E11.9")


def test_the_ledgers_number_follows_from_the_key():
    key = new_key()
    assert subject(key) == subject(key)
    assert len(subject(key)) == 16
    assert subject(key) != subject(new_key())
