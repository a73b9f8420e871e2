"""What an enrolment file says of a person, for the doors that read such files: the vault's own dataclasses."""

from wellkept.vault.code_formats import bare, is_cin, is_mbi, is_npi
from wellkept.vault.coverage_record import (
    CoverageLine,
    Maintenance,
    OtherInsurance,
    Provider,
    Reference,
    StatusDate,
)
from wellkept.vault.enrolment_record import (
    Action,
    Demographics,
    Disability,
    Enrolment,
    Identifiers,
    Income,
    Party,
    ReportingCategory,
    Standing,
    Transaction,
)
from wellkept.vault.person_record import (
    Contact,
    Language,
    PersonName,
    PostalAddress,
    ResponsiblePerson,
)

__all__ = [
    "Action",
    "Contact",
    "CoverageLine",
    "Demographics",
    "Disability",
    "Enrolment",
    "Identifiers",
    "Income",
    "Language",
    "Maintenance",
    "OtherInsurance",
    "Party",
    "PersonName",
    "PostalAddress",
    "Provider",
    "Reference",
    "ReportingCategory",
    "ResponsiblePerson",
    "Standing",
    "StatusDate",
    "Transaction",
    "bare",
    "is_cin",
    "is_mbi",
    "is_npi",
]
