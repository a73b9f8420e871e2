"""Which sensitive labels a FHIR resource carries, found at load from its codes.

A label is set when any code in the resource stands in a list of `sensitive_codes`, or when the sender's own security
label (`meta.security`) says so. Free text is not read: a note says nothing here unless its sender coded or labelled it.
"""

from __future__ import annotations

from functools import lru_cache

from wellkept.policy.asks import label_bits
from wellkept.vault.fhir_reading import Json, codings, first, several
from wellkept.vault.sensitive_codes import EXACT, ICD10, SECURITY_LABELS, SERVICES

_ICD10 = "http://hl7.org/fhir/sid/icd-10-cm"
_ICD10_TOO = frozenset({_ICD10, "http://hl7.org/fhir/sid/icd-10", "urn:oid:2.16.840.1.113883.6.90"})
_PROCEDURES = frozenset(
    {
        "http://www.ama-assn.org/go/cpt",
        "https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets",
        "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets",
        "https://bluebutton.cms.gov/resources/codesystem/hcpcs",
    }
)


def labels(resource: Json) -> frozenset[str]:
    """The sensitive leaves that a resource carries."""
    found: set[str] = set()
    for system, code in codings(resource):
        found |= labels_of(system, code)
    for label in several(first(resource.get("meta")).get("security")):
        found |= SECURITY_LABELS.get(str(first(label).get("code")), frozenset())
    return frozenset(found)


def bits(resource: Json) -> int:
    """The labels of a resource, as the bits that the policy gives them."""
    return label_bits(labels(resource))


@lru_cache(maxsize=8192)
def labels_of(system: str, code: str) -> frozenset[str]:
    """The sensitive leaves that one code means."""
    if system in _ICD10_TOO:
        return frozenset(leaf for leaf, ranges in ICD10.items() if _among(code.replace(".", "").upper(), ranges))
    if system in _PROCEDURES:
        return frozenset(leaf for leaf, ranges in SERVICES.items() if _among(code.upper(), ranges))
    return EXACT.get((system, code), frozenset())


def _among(code: str, ranges: tuple[tuple[str, str], ...]) -> bool:
    return any(low <= code[: len(low)] and code[: len(high)] <= high for low, high in ranges)
