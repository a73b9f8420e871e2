"""The clinics, the people who work in them, the hospital, the laboratory, the pharmacies."""

from dataclasses import dataclass
from typing import Final

from wellkept.site.demonstration.numbers import npi
from wellkept.site.demonstration.places import TOWNS, Address, telephone


@dataclass(frozen=True, slots=True)
class Organization:
    key: str
    name: str
    kind: str  # http://terminology.hl7.org/CodeSystem/organization-type
    address: Address
    phone: str
    npi: str


@dataclass(frozen=True, slots=True)
class Practitioner:
    key: str
    given: str
    family: str
    specialty: str
    taxonomy: str  # NUCC Health Care Provider Taxonomy
    organization: str
    npi: str
    languages: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"Dr. {self.given} {self.family}"


_ORGANIZATIONS = (
    ("manzanita", "Manzanita Family Medicine", "prov", "12 Manzanita Loop", "Santa Rosa"),
    ("blue-heron", "Blue Heron Community Clinic", "prov", "840 Tern Street", "Vallejo"),
    ("kite-hill", "Kite Hill Pediatrics", "prov", "5 Kite Hill Road", "Petaluma"),
    ("harbor-lantern", "Harbor Lantern Women's Health", "prov", "77 Wharf Bell Lane", "San Rafael"),
    ("cypress-bend", "Cypress Bend Heart and Kidney", "prov", "300 Cypress Bend", "Napa"),
    ("quiet-creek", "Quiet Creek Behavioral Health", "prov", "19 Quiet Creek Way", "Santa Rosa"),
    ("bridge-street", "Bridge Street Recovery Clinic", "prov", "61 Bridge Street", "Vallejo"),
    ("golden-thicket", "Golden Thicket Orthopedics", "prov", "9 Thicket Court", "Rohnert Park"),
    ("sagebrush", "Sagebrush Imaging Center", "prov", "410 Sagebrush Drive", "Novato"),
    ("poppy-ridge", "Poppy Ridge Medical Center", "prov", "1 Poppy Ridge Plaza", "Santa Rosa"),
    ("fogbank", "Fogbank Clinical Laboratory", "prov", "222 Fogbank Road", "Fairfield"),
    ("acorn-street", "Acorn Street Pharmacy", "prov", "8 Acorn Street", "Petaluma"),
    ("larkspur-mail", "Larkspur Mail Pharmacy", "prov", "500 Postbox Row", "Vacaville"),
    ("lupine", "Lupine Dental Group", "prov", "34 Lupine Steps", "Sonoma"),
    ("larkspur", "Larkspur Health Plan", "pay", "2000 Larkspur Commons", "Santa Rosa"),
)

_PRACTITIONERS = (
    ("ashgrove", "Juniper", "Ashgrove", "Family medicine", "207Q00000X", "manzanita", ("en",)),
    ("solano-vega", "Mateo", "Solano-Vega", "Family medicine", "207Q00000X", "blue-heron", ("en", "es")),
    ("halloway", "Wren", "Hallowaymoor", "Internal medicine", "207R00000X", "manzanita", ("en",)),
    ("thistlewood", "Priya", "Thistlewood", "Pediatrics", "208000000X", "kite-hill", ("en",)),
    ("brightwater", "Linh", "Brightwater-Dao", "Pediatrics", "208000000X", "kite-hill", ("en", "vi")),
    ("quillfeather", "Ambrose", "Quillfeather", "Cardiology", "207RC0000X", "cypress-bend", ("en",)),
    ("larkin", "Odessa", "Larkinvale", "Endocrinology", "207RE0101X", "cypress-bend", ("en",)),
    ("merriweather", "Sunniva", "Merriweatherby", "Obstetrics and gynecology", "207V00000X", "harbor-lantern", ("en",)),
    ("stillwater", "Noemi", "Stillwater-Paz", "Psychiatry", "2084P0800X", "quiet-creek", ("en", "es")),
    ("fernsby", "Calloway", "Fernsbyrne", "Clinical psychology", "103TC0700X", "quiet-creek", ("en",)),
    ("underhill", "Tobias", "Underhillock", "Addiction medicine", "2084A0401X", "bridge-street", ("en",)),
    ("ironbark", "Saoirse", "Ironbarker", "Orthopedic surgery", "207X00000X", "golden-thicket", ("en",)),
    ("lanternquist", "Hollis", "Lanternquist", "Radiology", "2085R0202X", "sagebrush", ("en",)),
    ("nightingale", "Imani", "Nightingaleson", "Emergency medicine", "207P00000X", "poppy-ridge", ("en",)),
    ("oakapple", "Percival", "Oakapple", "Hospital medicine", "207R00000X", "poppy-ridge", ("en",)),
    ("fogg", "Delphine", "Foggerty-Marsh", "Pathology", "207ZP0102X", "fogbank", ("en",)),
    ("mortarson", "Ignatius", "Mortarson", "Pharmacy", "183500000X", "acorn-street", ("en",)),
    ("toothaker", "Bellamy", "Toothakerly", "Dentistry", "122300000X", "lupine", ("en", "es")),
)  # fmt: skip

ORGANIZATIONS: Final = {
    key: Organization(
        key=key,
        name=name,
        kind=kind,
        address=Address(line, town, TOWNS[town][0]),
        phone=telephone(town, 80 + serial),
        npi=npi(90_000_100 + serial * 13),
    )
    for serial, (key, name, kind, line, town) in enumerate(_ORGANIZATIONS)
}

PRACTITIONERS: Final = {
    key: Practitioner(key, given, family, specialty, taxonomy, organization, npi(90_004_000 + serial * 17), languages)
    for serial, (key, given, family, specialty, taxonomy, organization, languages) in enumerate(_PRACTITIONERS)
}
