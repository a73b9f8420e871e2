"""The shapes of the numbers by which people and providers are known.

Strict for what a person types; the looser form of each is for files, whose senders use numbers that
the published format does not allow.
"""

import re

# CMS, "Understanding the Medicare Beneficiary Identifier (MBI) Format": 11 positions, letters without S L O I B Z.
_MBI_LETTER = "AC-HJKMNP-RT-Y"
_MBI = re.compile(
    rf"[1-9][{_MBI_LETTER}][0-9{_MBI_LETTER}][0-9][{_MBI_LETTER}][0-9{_MBI_LETTER}][0-9][{_MBI_LETTER}]{{2}}[0-9]{{2}}",
)
# CMS's own synthetic beneficiaries have any letter, so that none can meet a real number.
_MBI_SYNTHETIC = re.compile(r"[1-9][A-Z][0-9A-Z][0-9][A-Z][0-9A-Z][0-9][A-Z]{2}[0-9]{2}")

# DHCS, Medi-Cal Client Index Number: 9, seven digits, a letter that is not B I J K L O P Q R S.
_CIN = re.compile(r"9[0-9]{7}[AC-HMNT-Z]")
# The example in the DHCS companion guide to the 834 ends in S.
_CIN_ANY_LETTER = re.compile(r"9[0-9]{7}[A-Z]")

_NPI = re.compile(r"[12][0-9]{9}")
_NPI_ISSUER = "80840"  # ISO/IEC 7812: health applications, United States


def bare(typed: str) -> str:
    """What a person typed, without the spaces and dashes that cards print, in capitals."""
    return re.sub(r"[\s\u2010-\u2015-]", "", typed).upper()


def is_mbi(text: str, *, synthetic_too: bool = False) -> bool:
    """Medicare Beneficiary Identifier, 11 characters without dashes (CMS MBI format)."""
    return bool((_MBI_SYNTHETIC if synthetic_too else _MBI).fullmatch(text))


def is_cin(text: str, *, any_letter: bool = False) -> bool:
    """Medi-Cal Client Index Number, 9 characters (DHCS; the first nine on the benefits card)."""
    return bool((_CIN_ANY_LETTER if any_letter else _CIN).fullmatch(text))


def is_npi(text: str) -> bool:
    """National Provider Identifier: ten digits, the last a Luhn check with prefix 80840 (45 CFR 162.406)."""
    return bool(_NPI.fullmatch(text)) and _luhn(_NPI_ISSUER + text)


def _luhn(digits: str) -> bool:
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (sum(map(int, digits[-1::-2])) + sum(doubled)) % 10 == 0
