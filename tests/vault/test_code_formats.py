"""Shapes of member and provider numbers."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellkept.vault.code_formats import bare, is_cin, is_mbi, is_npi


def test_the_card_of_the_medicare_guide_is_an_mbi():
    assert is_mbi(bare("1eg4-te5-mk73"))
    assert not is_mbi("1EG4-TE5-MK73")


@pytest.mark.parametrize("letter", "SLOIBZ")
@pytest.mark.parametrize("place", [2, 5, 8, 9])
def test_an_mbi_has_none_of_the_letters_that_look_like_digits(letter, place):
    number = "1EG4TE5MK73"
    odd = number[: place - 1] + letter + number[place:]
    assert not is_mbi(odd)
    assert is_mbi(odd, synthetic_too=True)


@pytest.mark.parametrize(
    "number", ["", "0EG4TE5MK73", "1EG4TE5MK7", "1EG4TE5MK733", "1EG4TE5MK7٣", "1EG4TE5MK73\n", "1eg4te5mk73"]
)
def test_what_is_no_mbi(number):
    assert not is_mbi(number)
    assert not is_mbi(number, synthetic_too=True)


def test_a_cin_ends_in_a_letter_that_is_no_b_i_or_j_to_s():
    good = {letter for letter in string.ascii_uppercase if is_cin(f"91234567{letter}")}
    assert good == set(string.ascii_uppercase) - set("BIJKLOPQRS")
    assert all(is_cin(f"91234567{letter}", any_letter=True) for letter in string.ascii_uppercase)


@pytest.mark.parametrize("number", ["", "81234567A", "9123456A", "912345678A", "912345678", "91234567a", "91234567A\n"])
def test_what_is_no_cin(number):
    assert not is_cin(number)
    assert not is_cin(number, any_letter=True)


def test_the_npi_of_the_standard_is_valid():
    assert is_npi("1234567893")


@pytest.mark.parametrize(
    "number", ["", "123456789", "12345678930", "3234567890", "123456789X", "1234567893\n", "١٢٣٤٥٦٧٨٩٣"]
)
def test_what_is_no_npi(number):
    assert not is_npi(number)


@given(st.integers(100_000_000, 299_999_999).map(str))
def test_exactly_one_check_digit_is_right(stem):
    assert sum(is_npi(stem + digit) for digit in string.digits) == 1


@given(st.integers(100_000_000, 299_999_999).map(str), st.integers(0, 9), st.integers(1, 9))
def test_a_mistyped_digit_is_never_a_valid_npi(stem, place, step):
    number = next(stem + digit for digit in string.digits if is_npi(stem + digit))
    wrong = str((int(number[place]) + step) % 10)
    assert not is_npi(number[:place] + wrong + number[place + 1 :])


@given(st.text(max_size=20))
def test_any_text_has_an_answer(text):
    assert is_mbi(text) <= is_mbi(text, synthetic_too=True)
    assert is_cin(text) <= is_cin(text, any_letter=True)
    assert is_npi(text) in {True, False}


@pytest.mark.samples
def test_every_provider_of_the_public_registry_has_a_valid_npi(samples):
    rows = (samples / "providers/sample-nppes-practitioner_20181204-data.csv").read_text(encoding="utf-8").splitlines()
    numbers = [row.split(",")[0].strip('"') for row in rows[1:]]
    assert len(numbers) > 100
    assert all(map(is_npi, numbers))
