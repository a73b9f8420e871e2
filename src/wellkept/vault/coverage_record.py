"""The coverage part of an enrolment record (X12 834 loops 2300, 2310, 2320)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from wellkept.vault.person_record import Contact, PersonName, PostalAddress


class Maintenance(StrEnum):
    """What is to be done with the record (INS03, HD01; X12 element 875)."""

    CHANGE = "001"
    DELETE = "002"
    ADD = "021"
    TERMINATE = "024"
    REINSTATE = "025"
    CORRECT = "026"
    AUDIT = "030"
    UNCHANGED = "032"  # HD01 alone: the employee is not covered by this line, the dependants are


@dataclass(frozen=True, slots=True)
class Reference:
    qualifier: str  # REF01
    value: str


@dataclass(frozen=True, slots=True)
class StatusDate:
    qualifier: str  # DTP01
    begin: date
    end: date | None = None  # of a range


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """A provider whom the member chose or was given, such as the primary care provider (NM101 P3)."""

    code: str
    name: PersonName
    is_organisation: bool
    npi: str | None = None
    number: str | None = None  # the plan's own (NM108 SV)
    is_patient: bool | None = None  # NM110: already this provider's patient
    address: PostalAddress | None = None
    contacts: tuple[Contact, ...] = ()
    since: date | None = None
    change_reason: str = ""  # PLA05


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherInsurance:
    """Coverage elsewhere, to be coordinated with (loop 2320)."""

    sequence: str  # P primary, S secondary, T tertiary, U unknown
    policy: str
    coordination: str  # 1 coordinated, 5 unknown, 6 none
    services: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    insurer: str = ""
    begin: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageLine:
    maintenance: Maintenance  # HD01
    reason: str
    line: str  # HD03: HLT, HMO, DEN, VIS, PDG …
    plan: str  # HD04
    level: str  # HD05: IND, FAM, EMP …
    begin: date | None = None  # DTP 348
    end: date | None = None  # DTP 349, the last day; the day before `begin` says it never took effect
    late: bool | None = None
    dates: tuple[StatusDate, ...] = ()
    references: tuple[Reference, ...] = ()
    amounts: tuple[tuple[str, Decimal], ...] = ()
    providers: tuple[Provider, ...] = ()
    other_insurance: tuple[OtherInsurance, ...] = ()
