"""What a claim comes to: the plan's rate, the member's share, the plan's payment, and the year's sums so far.

For every line, in cents: submitted = discount + eligible + not covered; eligible = the member's share + paid.
"""

from dataclasses import dataclass, field

from wellkept.site.demonstration.dice import between
from wellkept.site.demonstration.plan import Product

_PERCENT = 100


@dataclass(frozen=True, slots=True)
class Amounts:
    submitted: int
    discount: int = 0
    not_covered: int = 0
    eligible: int = 0
    deductible: int = 0
    copay: int = 0
    coinsurance: int = 0

    @property
    def member_share(self) -> int:
        return self.deductible + self.copay + self.coinsurance

    @property
    def paid(self) -> int:
        return self.eligible - self.member_share

    def __add__(self, other: "Amounts") -> "Amounts":
        return Amounts(*(getattr(self, name) + getattr(other, name) for name in Amounts.__slots__))


@dataclass(slots=True)
class Year:
    """What one person has paid towards one product in one calendar year."""

    deductible: int = 0
    out_of_pocket: int = 0


@dataclass(slots=True)
class Accumulators:
    """The years of one person, by product and calendar year."""

    years: dict[tuple[str, int], Year] = field(default_factory=dict)

    def year(self, product: Product, year: int) -> Year:
        return self.years.setdefault((product.key, year), Year())


def refused(submitted: int) -> Amounts:
    """Give the amounts of a line that the plan does not pay and the member need not."""
    return Amounts(submitted=submitted, not_covered=submitted)


def price(submitted: int, *, benefit: str, product: Product, year: Year, rate: str) -> Amounts:
    """Share one line between plan and member, and add the member's share to the year.

    `rate` names the contract: the same service at the same clinic has the same rate.
    """
    eligible = submitted * between(f"rate/{rate}", 52, 81) // _PERCENT
    room = max(product.limit - year.out_of_pocket, 0)
    copay = min(product.copay.get(benefit, 0), eligible, room)
    deductible = coinsurance = 0
    if percent := product.coinsurance.get(benefit, 0):
        deductible = min(max(product.deductible - year.deductible, 0), eligible, room)
        coinsurance = min((eligible - deductible) * percent // _PERCENT, room - deductible)
    year.deductible += deductible
    year.out_of_pocket += copay + deductible + coinsurance
    return Amounts(submitted, submitted - eligible, 0, eligible, deductible, copay, coinsurance)
