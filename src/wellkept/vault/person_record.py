"""Names, addresses and ways to reach a person, as a record that came in has them."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """As sent, capitals included. An organisation has only `last`."""

    last: str
    first: str = ""
    middle: str = ""
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostalAddress:
    lines: tuple[str, ...] = ()
    city: str = ""
    state: str = ""
    zip_code: str = ""  # 12345 or 12345-6789; a foreign postal code as sent
    country: str = ""  # "" = United States
    county: str = ""  # the sender's county code or name (N406 after CY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A way to reach someone, in FHIR R4's words (ContactPoint.system and use)."""

    system: Literal["phone", "fax", "email", "pager"]
    value: str
    use: Literal["home", "work", "mobile", ""] = ""
    extension: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    code: str  # ISO 639-2 or NISO Z39.53, as `system` says; "" where only a description was sent
    system: Literal["iso639-2", "z39.53", ""]
    description: str
    use: Literal["read", "write", "speak", "native", ""]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponsiblePerson:
    """Someone who answers for the member (loops 2100F, 2100G): a guardian, a parent, an attorney-in-fact."""

    role: str
    code: str  # NM101
    name: PersonName
    address: PostalAddress | None = None
    contacts: tuple[Contact, ...] = ()
