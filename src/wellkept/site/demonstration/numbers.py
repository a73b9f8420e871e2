"""Identifiers in their real formats. None of them was issued to anybody."""

from wellkept.site.demonstration.dice import pick

_CIN_LETTERS = "ACDEFGHMNTUVWXYZ"
_MBI_LETTERS = "ACDEFGHJKMNPQRTUVWXY"
_DIGITS = "0123456789"
# One letter a position: C 1-9, A letter, N digit, X either (CMS, "Understanding the MBI format").
_MBI_FORMAT = "CAXNAXNAANN"
_MBI_SETS = {"C": _DIGITS[1:], "A": _MBI_LETTERS, "N": _DIGITS, "X": _MBI_LETTERS + _DIGITS}
# The Luhn sum of the card prefix 80840 that every NPI is checked with (45 CFR 162.406).
_NPI_PREFIX = "80840"


def luhn_digit(digits: str) -> str:
    """Give the digit that makes the number pass the Luhn check."""
    doubled = (int(d) * 2 if place % 2 == 0 else int(d) for place, d in enumerate(reversed(digits)))
    return str(-sum(n - 9 if n > 9 else n for n in doubled) % 10)  # noqa: PLR2004 - the digits of 10 to 18 add up to n - 9


def npi(serial: int) -> str:
    """Give a National Provider Identifier: ten digits, check digit last."""
    body = f"1{serial:08d}"
    return body + luhn_digit(_NPI_PREFIX + body)


def member_number(serial: int) -> str:
    """Give the plan's member number: LH, seven digits, check digit."""
    body = f"{serial:07d}"
    return f"LH{body}{luhn_digit(body)}"


def cin(name: str) -> str:
    """Give a Medi-Cal Client Index Number: 9, seven digits, a letter."""
    digits = "".join(pick(f"cin/{name}/{place}", _DIGITS) for place in range(7))
    return f"9{digits}{pick(f'cin/{name}/letter', _CIN_LETTERS)}"


def mbi(name: str) -> str:
    """Give a Medicare Beneficiary Identifier, eleven characters without dashes."""
    return "".join(pick(f"mbi/{name}/{place}", _MBI_SETS[kind]) for place, kind in enumerate(_MBI_FORMAT))
