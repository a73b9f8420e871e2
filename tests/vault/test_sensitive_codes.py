"""The single codes of sensitive care have the form that their publishers give them, check digits included."""

import pytest

from wellkept.vault.sensitive_codes import EXACT

_LOINC, _SNOMED, _RXNORM = "http://loinc.org", "http://snomed.info/sct", "http://www.nlm.nih.gov/research/umls/rxnorm"
_DIHEDRAL = ["0123456789", "1234067895", "2340178956", "3401289567", "4012395678"]
_DIHEDRAL += ["5987604321", "6598710432", "7659821043", "8765932104", "9876543210"]
_TURNS = [
    "0123456789",
    "1576283094",
    "5803796142",
    "8916043527",
    "9453126870",
    "4286573901",
    "2793806415",
    "7046913258",
]


def luhn(code):
    """LOINC: the digit after the hyphen is the mod 10 check digit of what is before it (LOINC Users' Guide)."""
    number, _, last = code.partition("-")
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(reversed(number))]
    return last == str(-sum(value // 10 + value % 10 for value in doubled) % 10)


def verhoeff(code):
    """SNOMED CT: the last digit is a Verhoeff check digit, the one before says a concept (SNOMED CT, SCTID)."""
    check = 0
    for place, digit in enumerate(reversed(code)):
        check = int(_DIHEDRAL[check][int(_TURNS[place % 8][int(digit)])])
    return check == 0 and 6 <= len(code) <= 18 and code[-3:-1] in {"00", "10"}


def rxcui(code):
    """RxNorm: a whole number without leading zeros."""
    return code.isdecimal() and code[0] != "0" and len(code) <= 8


FORMS = {_LOINC: luhn, _SNOMED: verhoeff, _RXNORM: rxcui}


@pytest.mark.parametrize(("system", "code"), sorted(EXACT))
def test_a_code_has_the_form_of_its_publisher(system, code):
    assert FORMS[system](code)


@pytest.mark.parametrize(("system", "code"), sorted(one for one in EXACT if one[0] != _RXNORM))
def test_two_digits_that_changed_places_would_show(system, code):
    places = (at for at in range(2) if code[at] != code[at + 1])
    turned = next((code[:at] + code[at + 1] + code[at] + code[at + 2 :] for at in places), "")
    assert turned
    assert not FORMS[system](turned)
