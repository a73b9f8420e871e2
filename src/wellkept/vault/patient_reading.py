"""A FHIR R4 Patient as details by category, and the numbers she is known by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import Any, Literal

from wellkept.vault.fhir_reading import Json, code, day, first, mapping, several, words
from wellkept.vault.numbers import Number
from wellkept.vault.person_record import Contact, Language, PersonName, PostalAddress

_MBI = "http://hl7.org/fhir/sid/us-mbi"
_SSN = "http://hl7.org/fhir/sid/us-ssn"
_CIN = "http://www.dhcs.ca.gov/medi-cal/cin"
# HL7 v2-0203: MB member number, MC patient's Medicare number, MA Medicaid number, MR record number, SS social security.
_BY_TYPE = {"MB": "member_id", "MC": "mbi", "MA": "cin", "MR": "record_number", "UM": "member_id"}
_BY_SYSTEM = {_MBI: "mbi", _SSN: "ssn", _CIN: "cin"}
_SEX = {"female": "F", "male": "M", "other": "U", "unknown": "U"}
_USES: dict[str, Literal["home", "work", "mobile"]] = {"home": "home", "work": "work", "mobile": "mobile"}
_SYSTEMS: dict[str, Literal["phone", "fax", "email", "pager"]] = {
    "phone": "phone",
    "fax": "fax",
    "email": "email",
    "pager": "pager",
}
_RACE = ("us-core-race", "us-core-ethnicity")


def details_of_patient(patient: Json) -> dict[str, Any]:
    """What a Patient says, by category of data, as JSON of the dataclasses of `person_record`."""
    contacts = list(_contacts(patient))
    return {
        "identity.name": _name(patient),
        "identity.birth_date": _birth_date(patient),
        "identity.sex": _SEX.get(str(patient.get("gender")), ""),
        "contact.postal": [asdict(_address(found)) for found in map(mapping, several(patient.get("address")))],
        "contact.email": [asdict(found) for found in contacts if found.system == "email"],
        "contact.phone": [asdict(found) for found in contacts if found.system != "email" and found.use != "mobile"],
        "contact.mobile": [asdict(found) for found in contacts if found.system != "email" and found.use == "mobile"],
        "profile.languages": [asdict(found) for found in _languages(patient)],
        "demographic.ethnicity": list(dict.fromkeys(_race(patient))),
    }


def numbers_of_patient(patient: Json) -> tuple[Number, ...]:
    """The identifiers of a Patient that tell people apart: member, record, Medi-Cal and Medicare numbers.

    A social security number is taken only where there is nothing else.
    """
    found = [number for said in map(mapping, several(patient.get("identifier"))) if (number := _number(said))]
    others = [number for number in found if number.kind != "ssn"]
    return tuple(dict.fromkeys(others or found))


def _number(identifier: Json) -> Number | None:
    value, system = identifier.get("value"), str(identifier.get("system") or "")
    if not isinstance(value, str) or not value.strip():
        return None
    kind = _BY_SYSTEM.get(system) or _BY_TYPE.get(code(identifier.get("type")))
    if kind == "record_number":
        return Number(kind, f"{system}|{value.strip()}")
    return Number(kind, value.strip()) if kind else None


def _name(patient: Json) -> dict[str, Any] | None:
    names = [mapping(name) for name in several(patient.get("name"))]
    chosen = next((name for name in names if name.get("use") == "official"), names[0] if names else {})
    given = [str(part) for part in several(chosen.get("given"))]
    last = str(chosen.get("family") or chosen.get("text") or "")
    if not last and not given:
        return None
    named = PersonName(
        last=last,
        first=given[0] if given else "",
        middle=" ".join(given[1:]),
        prefix=" ".join(map(str, several(chosen.get("prefix")))),
        suffix=" ".join(map(str, several(chosen.get("suffix")))),
    )
    return asdict(named)


def _birth_date(patient: Json) -> str | None:
    """A whole date; from a year alone the last day that it may be, so that nobody is taken for older than she is."""
    said = str(patient.get("birthDate") or "")
    if len(said) == len("2000"):
        return f"{said}-12-31" if day(f"{said}-12-31") else None
    if len(said) == len("2000-01"):
        return f"{said}-28" if day(f"{said}-28") else None
    found: date | None = day(said)
    return found.isoformat() if found else None


def _address(said: Json) -> PostalAddress:
    country = str(said.get("country") or "")
    return PostalAddress(
        lines=tuple(str(line) for line in several(said.get("line"))),
        city=str(said.get("city") or ""),
        state=str(said.get("state") or ""),
        zip_code=str(said.get("postalCode") or ""),
        country="" if country in {"US", "USA"} else country,
        county=str(said.get("district") or ""),
    )


def _contacts(patient: Json) -> Iterator[Contact]:
    for said in map(mapping, several(patient.get("telecom"))):
        system, use = _SYSTEMS.get(str(said.get("system"))), said.get("use")
        if system and said.get("value"):
            yield Contact(system=system, value=str(said["value"]), use=_USES.get(str(use), ""))


def _languages(patient: Json) -> Iterator[Language]:
    for said in map(mapping, several(patient.get("communication"))):
        spoken = code(said.get("language"))
        if spoken:
            yield Language(code=spoken, system="", description=words(said.get("language")), use="")


def _race(patient: Json) -> Iterator[str]:
    for extension in map(mapping, several(patient.get("extension"))):
        if str(extension.get("url") or "").endswith(_RACE):
            for inner in map(mapping, several(extension.get("extension"))):
                found = first(inner.get("valueCoding")).get("code")
                if isinstance(found, str):
                    yield found
