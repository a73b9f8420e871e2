"""What one enrolment record says of one person, as the vault takes it in.

The codes are those of the X12 834 (005010X220A1) unless a field says otherwise; "" and None mean that the sender
was silent. Left out on purpose, because the plan has no need of them: citizenship, height, weight, tobacco use,
the diagnosis of a disability, names and birth dates that the sender had wrong before, employer, school, and the
social security numbers of everyone whom another number tells apart.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from wellkept.vault.coverage_record import CoverageLine, Maintenance, Reference, StatusDate
from wellkept.vault.person_record import Contact, Language, PersonName, PostalAddress, ResponsiblePerson


class Action(StrEnum):
    """What a transaction is (BGN08). VERIFY and REPLACE hold everyone enrolled, so whoever is absent is not."""

    CHANGE = "2"
    VERIFY = "4"
    REPLACE = "RX"


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A sponsor or payer of a transaction (loops 1000A, 1000B)."""

    name: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transaction:
    """The transaction set that a record came in; all its records share one."""

    control_number: str
    guide: str  # "005010X220A1", as the sender names it
    sender: str  # GS02
    receiver: str  # GS03
    reference: str  # BGN02
    purpose: str  # BGN01: 00 original, 15 sent again, 22 information copy
    action: Action | None
    made_on: date | None
    effective: date | None  # DTP 007, or 303 where there is none
    policy: str  # REF 38
    sponsor: Party
    payer: Party


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifiers:
    """The numbers of one person.

    `subscriber_id` is the family's: a dependant's is the subscriber's number. `member_id` is the person's own at
    the plan (NM109 ZZ, else REF 23, else for a subscriber REF 0F). `ssn` is None whenever anything else is the
    person's own: it is kept only for someone who could not be told apart without it.
    """

    subscriber_id: str | None
    member_id: str | None
    cin: str | None
    mbi: str | None
    ssn: str | None
    group: str | None  # REF 1L

    def own(self) -> tuple[tuple[Literal["member_id", "cin", "mbi", "ssn"], str], ...]:
        """The person's own numbers, kind and value, the surest first."""
        named = (("member_id", self.member_id), ("cin", self.cin), ("mbi", self.mbi), ("ssn", self.ssn))
        return tuple((kind, value) for kind, value in named if value)  # type: ignore[misc]


@dataclass(frozen=True, slots=True, kw_only=True)
class Demographics:
    birth_date: date | None = None
    death_date: date | None = None
    sex: Literal["F", "M", "U", ""] = ""
    marital_status: str = ""
    race: tuple[str, ...] = ()  # CDC race and ethnicity codes ("2131-1"), or X12's one-letter codes


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the sponsor says of the member's standing (INS05 to INS17)."""

    benefit_status: str = ""  # A active, C COBRA, S surviving insured, T TEFRA
    medicare_plan: str = ""  # A, B, C both, D, E none
    medicare_reason: str = ""
    cobra_event: str = ""
    employment: str = ""
    student: str = ""
    disabled: bool | None = None
    restricted_access: bool = False  # INS13 R: the sender asks that the record be held closely
    birth_sequence: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Disability:
    kind: str  # 1 short term, 2 long term, 3 permanent or total, 4 none
    begin: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Income:
    frequency: str
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingCategory:
    """One of the sender's own categories (loop 2750), such as ALTERNATE FORMAT."""

    name: str
    references: tuple[Reference, ...] = ()
    dates: tuple[StatusDate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """One member of one transaction (loop 2000)."""

    transaction: Transaction
    ordinal: int  # among the members of the input, from 1
    segment: int  # where it begins in the input, from 1
    is_subscriber: bool
    relationship: str  # INS02: 18 self, 01 spouse, 19 child …
    maintenance: Maintenance
    reason: str  # INS04
    identifiers: Identifiers
    references: tuple[Reference, ...]  # every REF of the member but 0F, 1L, 23, F6 and SY
    name: PersonName
    demographics: Demographics
    standing: Standing
    languages: tuple[Language, ...] = ()
    contacts: tuple[Contact, ...] = ()
    residence: PostalAddress | None = None
    mailing: PostalAddress | None = None
    responsible: tuple[ResponsiblePerson, ...] = ()
    eligible_from: date | None = None  # DTP 356
    eligible_to: date | None = None  # DTP 357, the last day
    dates: tuple[StatusDate, ...] = ()  # the other DTP of the member
    coverage: tuple[CoverageLine, ...] = ()
    disabilities: tuple[Disability, ...] = ()
    income: Income | None = None
    amounts: tuple[tuple[str, Decimal], ...] = ()  # AMT qualifier and amount: P3 premium, C1 co-payment …
    categories: tuple[ReportingCategory, ...] = ()
    notes: tuple[str, ...] = ()  # what the reader bore with, without personal values
