"""The enrolment file: X12 834, implementation guide 005010X220A1, one transaction set per sponsor.

As senders do it: the member's own number is in NM109 (ZZ), REF 0F holds the subscriber's number, but the CIN where the
State is the sponsor; REF 23 is the CIN and REF F6 the MBI of who has Medicare too. Names are in ASCII.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from wellkept.site.demonstration import plan
from wellkept.site.demonstration.people import Person, plain_letters
from wellkept.site.demonstration.plan import PRODUCTS, Product, Sponsor
from wellkept.site.demonstration.providers import PRACTITIONERS

_RELATIONSHIPS = {"self": "18", "spouse": "01", "child": "19", "partner": "53"}
_LANGUAGES = {"en": "ENG", "es": "SPA", "vi": "VIE"}  # ISO 639-2
_STATE = "medi-cal"


def enrolment_file(people: Iterable[Person], *, today: date) -> Iterator[str]:
    """Give the file's segments, each with its end, in order. Memory: one sponsor's people at a time."""
    sponsors: dict[str, list[Person]] = {}
    for person in people:
        sponsors.setdefault(PRODUCTS[person.product].sponsor.name, []).append(person)
    yield from opening(today)
    for place, members in enumerate(sponsors.values(), start=1):
        yield from transaction(members, place=place, count=len(members), today=today)
    yield from closing(len(sponsors))


def _segment(*elements: str) -> str:
    return "*".join(elements).rstrip("*") + "~\n"


def opening(today: date) -> Iterator[str]:
    yield (
        f"ISA*00*{'':10}*00*{'':10}*ZZ*{'LARKSPURSPONSOR':15}*ZZ*{'LARKSPURHEALTH':15}*{today:%y%m%d}*0600"
        "*^*00501*000000001*0*T*:~\n"
    )
    yield _segment("GS", "BE", "LARKSPURSPONSOR", "LARKSPURHEALTH", f"{today:%Y%m%d}", "0600", "1", "X", "005010X220A1")


def closing(transactions: int) -> Iterator[str]:
    yield _segment("GE", str(transactions), "1")
    yield _segment("IEA", "1", "000000001")


def transaction(members: Iterable[Person], *, place: int, count: int, today: date) -> Iterator[str]:
    """Give one transaction set. The members' sponsor is the first one's."""
    control, written = f"{place:04d}", 0
    for segment in _transaction(members, control, count, today):
        written += 1
        yield segment
    yield _segment("SE", str(written + 1), control)


def _transaction(members: Iterable[Person], control: str, count: int, today: date) -> Iterator[str]:
    for place, person in enumerate(members):
        if place == 0:
            yield from _head(PRODUCTS[person.product].sponsor, control, count, today)
        yield from _member(person)


def _head(sponsor: Sponsor, control: str, count: int, today: date) -> Iterator[str]:
    yield _segment("ST", "834", control, "005010X220A1")
    # 4: a full file, against which what the plan has is checked.
    yield _segment("BGN", "00", f"LARK{today:%Y%m%d}{control}", f"{today:%Y%m%d}", "060000", "PT", "", "", "4")
    yield _segment("DTP", "007", "D8", f"{today:%Y%m%d}")
    yield _segment("QTY", "TO", str(count))
    yield _segment("N1", "P5", sponsor.name, "FI", sponsor.tax_number)
    yield _segment("N1", "IN", plan.NAME, "FI", plan.TAX_NUMBER)


def _member(person: Person) -> Iterator[str]:
    product = PRODUCTS[person.product]
    itself = person.number == person.subscriber
    yield _segment(
        "INS", "Y" if itself else "N", "18" if itself else _RELATIONSHIPS[person.member.role], "030", "XN", "A",
        "C" if person.mbi else "", "", "AC" if itself and person.product in {"gold", "silver"} else "",
    )  # fmt: skip
    yield from _numbers(person, product)
    yield _segment("DTP", "356", "D8", f"{person.covered.start:%Y%m%d}")
    if person.covered.end:
        yield _segment("DTP", "357", "D8", f"{person.covered.end:%Y%m%d}")
    yield from _who(person)
    if person.guardian and itself:
        guardian = person.guardian
        yield _segment("NM1", "S1", "1", plain_letters(guardian.family), plain_letters(guardian.given))
    yield from _coverage(person, product)
    if person.dental:
        yield from _coverage(person, PRODUCTS["dental"])


def _numbers(person: Person, product: Product) -> Iterator[str]:
    state = person.product == _STATE
    yield _segment("REF", "0F", person.cin if state and person.cin else person.subscriber)
    yield _segment("REF", "1L", product.sponsor.group)
    if person.cin and not state:
        yield _segment("REF", "23", person.cin)
    if person.mbi:
        yield _segment("REF", "F6", person.mbi)


def _who(person: Person) -> Iterator[str]:
    first, _, middle = plain_letters(person.member.given).partition(" ")
    yield _segment("NM1", "IL", "1", plain_letters(person.member.family), first, middle, "", "", "ZZ", person.number)
    contact = ["PER", "IP", "", "CP", person.phone.replace("-", "")]
    yield _segment(*contact, *(["EM", person.email] if person.email else []))
    line, _, flat = person.address.line.partition(" Apt ")
    yield _segment("N3", line, f"Apt {flat}" if flat else "")
    yield _segment("N4", person.address.city, "CA", person.address.zip)
    yield _segment("DMG", "D8", f"{person.birth:%Y%m%d}", person.member.sex)
    yield _segment("LUI", "LE", _LANGUAGES[person.language], "", "7")


def _coverage(person: Person, product: Product) -> Iterator[str]:
    yield _segment("HD", "030", "", product.line, product.name)
    yield _segment("DTP", "348", "D8", f"{person.covered.start:%Y%m%d}")
    if person.covered.end:
        yield _segment("DTP", "349", "D8", f"{person.covered.end:%Y%m%d}")
    if product.line != "DEN":
        doctor = PRACTITIONERS[person.doctor]
        yield _segment("LX", "1")
        yield _segment("NM1", "P3", "1", doctor.family, doctor.given, "", "", "", "XX", doctor.npi, "25")
