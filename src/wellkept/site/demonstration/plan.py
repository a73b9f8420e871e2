"""Larkspur Health Plan, which exists nowhere but here: its names, its products and what each makes a member pay.

Money is in cents everywhere in this package.
"""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

NAME: Final = "Larkspur Health Plan"
HOME: Final = "https://larkspur.example.org"
TAX_NUMBER: Final = "000000417"

MEMBER_NUMBER: Final = f"{HOME}/fhir/member-number"
CIN: Final = f"{HOME}/fhir/medi-cal-cin"
MBI: Final = "http://hl7.org/fhir/sid/us-mbi"
CLAIM_NUMBER: Final = f"{HOME}/fhir/claim-number"


@dataclass(frozen=True, slots=True)
class Sponsor:
    """Who pays for the coverage and sends the enrolment."""

    name: str
    tax_number: str
    group: str


@dataclass(frozen=True, slots=True)
class Product:
    """A suite of benefits. Copays are in cents, coinsurance in whole percent, both by kind of service."""

    key: str
    name: str
    line: str  # HD03: HMO, PPO, DEN
    type: str  # v3-ActCode: HIP, MCPOL, PUBLICPOL, DENTPRG
    sponsor: Sponsor
    deductible: int
    limit: int
    copay: MappingProxyType[str, int]
    coinsurance: MappingProxyType[str, int]


def _product(key: str, *, kind: tuple[str, str, str], money: tuple[int, int], **shares: dict[str, int]) -> Product:
    name, line, type_ = kind
    return Product(
        key=key,
        name=name,
        line=line,
        type=type_,
        sponsor=SPONSORS[key],
        deductible=money[0],
        limit=money[1],
        copay=MappingProxyType(shares.get("copay", {})),
        coinsurance=MappingProxyType(shares.get("coinsurance", {})),
    )


_LANTERN = Sponsor("Redwood Lantern Works", "000000512", "RLW-2210")
_SCHOOLS = Sponsor("Tidewater Unified School Trust", "000000629", "TUST-0041")
_MEDI_CAL = Sponsor("Medi-Cal enrollment, demonstration", "000000733", "MC-49")
_MEDICARE = Sponsor("Medicare enrollment, demonstration", "000000848", "H0000-001")

SPONSORS: Final = {
    "gold": _SCHOOLS,
    "silver": _LANTERN,
    "advantage": _MEDICARE,
    "dual": _MEDICARE,
    "medi-cal": _MEDI_CAL,
    "dental": _LANTERN,
}

PRODUCTS: Final = {
    product.key: product
    for product in (
        _product(
            "gold",
            kind=("Larkspur Gold HMO", "HMO", "HIP"),
            money=(25_000, 450_000),
            copay={
                "primary": 2_500, "specialist": 5_000, "mental": 2_500, "urgent": 4_000,
                "generic": 1_000, "brand": 4_000, "emergency": 25_000,
            },
            coinsurance={"laboratory": 10, "imaging": 20, "inpatient": 20, "procedure": 20},
        ),
        _product(
            "silver",
            kind=("Larkspur Silver PPO", "PPO", "HIP"),
            money=(150_000, 750_000),
            copay={
                "primary": 4_000, "specialist": 7_000, "mental": 4_000, "urgent": 6_000,
                "generic": 1_500, "brand": 6_000, "emergency": 35_000,
            },
            coinsurance={"laboratory": 20, "imaging": 30, "inpatient": 30, "procedure": 30},
        ),
        _product(
            "advantage",
            kind=("Larkspur Advantage HMO (Medicare)", "HMO", "MCPOL"),
            money=(0, 340_000),
            copay={
                "specialist": 2_000, "mental": 1_500, "urgent": 3_000, "imaging": 7_500, "generic": 500,
                "brand": 4_200, "emergency": 11_000, "inpatient": 120_000, "procedure": 15_000,
            },
        ),
        _product("dual", kind=("Larkspur Together HMO D-SNP", "HMO", "MCPOL"), money=(0, 0)),
        _product("medi-cal", kind=("Larkspur Medi-Cal", "HMO", "PUBLICPOL"), money=(0, 0)),
        _product(
            "dental",
            kind=("Larkspur Bright Smile Dental", "DEN", "DENTPRG"),
            money=(5_000, 150_000),
            coinsurance={"dental": 20},
        ),
    )
}  # fmt: skip
