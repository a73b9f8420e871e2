"""What is billed for a visit or a fill: one bill per biller, each line with its price for the member's product."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from wellkept.site.demonstration.codes.laboratory import PANELS
from wellkept.site.demonstration.codes.medicines import MEDICINES
from wellkept.site.demonstration.codes.services import SERVICES, Service
from wellkept.site.demonstration.codes.vaccines import VACCINES
from wellkept.site.demonstration.dice import pick
from wellkept.site.demonstration.people import Person
from wellkept.site.demonstration.plan import PRODUCTS
from wellkept.site.demonstration.pricing import Accumulators, Amounts, price, refused
from wellkept.site.demonstration.providers import PRACTITIONERS, Practitioner
from wellkept.site.demonstration.timeline import Prescription, Visit
from wellkept.site.demonstration.treatment import place_of

# A claim takes this long from the visit to the plan's decision; younger ones are in process.
DAYS_TO_DECIDE = 9


@dataclass(frozen=True, slots=True)
class _Charge:
    """A line before it is priced."""

    system: str
    code: str
    words: str
    price: int
    benefit: str
    service: Service | None = None


@dataclass(frozen=True, slots=True)
class Line:
    system: str
    code: str
    words: str
    amounts: Amounts
    service: Service | None = None


@dataclass(frozen=True, slots=True)
class Bill:
    """`kind` is professional, oral, inpatient, outpatient or pharmacy."""

    key: str
    kind: str
    day: date
    end: date
    why: tuple[str, ...]
    lines: tuple[Line, ...]
    biller: str
    doctor: Practitioner
    product: str
    setting: str
    outcome: str  # paid | in-process | no-authorization | coverage-ended
    prescription: Prescription | None = None
    fill: int = 0


def bills_of(
    person: Person, visits: tuple[Visit, ...], prescriptions: tuple[Prescription, ...], *, today: date
) -> list[Bill]:
    """Give every bill of one person in the order of the days, so that each year's deductible fills up as it would."""
    due: list[tuple[date, str, Visit | tuple[Prescription, int]]] = [(visit.day, visit.key, visit) for visit in visits]
    due += [(day, f"{p.key}/{n}", (p, n)) for p in prescriptions for n, day in enumerate(p.fills)]
    sums = Accumulators()
    bills: list[Bill] = []
    for _, _, what in sorted(due, key=lambda entry: entry[:2]):
        if isinstance(what, Visit):
            bills.extend(_visit_bills(person, what, sums, today))
        else:
            bills.append(_fill_bill(person, *what, sums, today))
    return bills


def _outcome(day: date, outcome: str, today: date) -> str:
    return outcome or ("in-process" if (today - day).days < DAYS_TO_DECIDE else "paid")


def _visit_bills(person: Person, visit: Visit, sums: Accumulators, today: date) -> Iterator[Bill]:
    pattern = visit.pattern
    groups: dict[str, list[_Charge]] = {}
    for name in pattern.services:
        service = SERVICES[name]
        charge = _Charge(service.system, service.code, service.words, service.price, service.benefit, service)
        groups.setdefault(_kind(service, visit), []).append(charge)
    if pattern.vaccines:
        groups.setdefault("professional", []).extend(_shots(pattern.vaccines))
    if pattern.panels and pattern.setting != "hospital":
        tests = (PANELS[name] for name in pattern.panels)
        groups["laboratory"] = [_Charge("cpt", test.cpt, test.words, test.price, "laboratory") for test in tests]
    for kind, charges in groups.items():
        yield _bill(person, visit, kind, charges, sums, _outcome(visit.end, pattern.outcome, today))


def _shots(names: tuple[str, ...]) -> Iterator[_Charge]:
    for vaccine in (VACCINES[name] for name in names):
        yield _Charge("cpt", vaccine.cpt, vaccine.words, vaccine.price, "preventive")
    given = SERVICES["shot-given"]
    yield _Charge(given.system, given.code, given.words, given.price * len(names), given.benefit, given)


def _kind(service: Service, visit: Visit) -> str:
    if service.system == "cdt":
        return "oral"
    if service.system == "revenue":
        return "inpatient" if visit.pattern.setting == "hospital" else "outpatient"
    return "professional"


def _bill(
    person: Person, visit: Visit, kind: str, charges: list[_Charge], sums: Accumulators, outcome: str
) -> Bill:  # fmt: skip
    biller = "fogbank" if kind == "laboratory" else visit.doctor.organization
    if kind in {"inpatient", "outpatient"}:
        biller = place_of(visit)
    product = PRODUCTS["dental" if kind == "oral" else person.product]
    year = sums.year(product, visit.day.year)
    lines = []
    for charge in charges:
        amounts = Amounts(charge.price) if outcome == "in-process" else refused(charge.price)
        if outcome == "paid":
            rate = f"{biller}/{product.key}/{charge.code}"
            amounts = price(charge.price, benefit=charge.benefit, product=product, year=year, rate=rate)
        lines.append(Line(charge.system, charge.code, charge.words, amounts, charge.service))
    return Bill(
        key=f"{visit.key}/{kind}", kind="professional" if kind == "laboratory" else kind, day=visit.day, end=visit.end,
        why=visit.pattern.why, lines=tuple(lines), biller=biller,
        doctor=PRACTITIONERS["fogg"] if kind == "laboratory" else visit.doctor, product=product.key,
        setting="laboratory" if kind == "laboratory" else visit.pattern.setting, outcome=outcome,
    )  # fmt: skip


def _fill_bill(person: Person, prescription: Prescription, number: int, sums: Accumulators, today: date) -> Bill:
    drug, day = MEDICINES[prescription.medicine], prescription.fills[number]
    product = PRODUCTS[person.product]
    # A pharmacy's claim is decided at the counter: it is never in process.
    amounts = price(
        drug.price, benefit=drug.tier, product=product, year=sums.year(product, day.year), rate=f"rx/{drug.ndc}"
    )
    biller = "acorn-street" if drug.refills == 0 else pick(f"{person.key}/pharmacy", ("acorn-street", "larkspur-mail"))
    return Bill(
        key=f"{prescription.key}/fill/{number}", kind="pharmacy", day=day, end=day,
        why=prescription.visit.pattern.why, lines=(Line("ndc", drug.ndc, drug.words, amounts),), biller=biller,
        doctor=prescription.visit.doctor, product=product.key, setting="pharmacy", outcome=_outcome(day, "paid", today),
        prescription=prescription, fill=number,
    )  # fmt: skip
