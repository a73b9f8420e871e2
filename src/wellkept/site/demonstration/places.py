"""Where the members live: real North Bay towns and postal codes, invented streets."""

from dataclasses import dataclass
from typing import Final

from wellkept.site.demonstration.dice import between, pick


@dataclass(frozen=True, slots=True)
class Address:
    line: str
    city: str
    zip: str


# Town: postal code, telephone area.
TOWNS: Final = {
    "Santa Rosa": ("95403", "707"),
    "Petaluma": ("94952", "707"),
    "Rohnert Park": ("94928", "707"),
    "Sonoma": ("95476", "707"),
    "Napa": ("94559", "707"),
    "Vallejo": ("94590", "707"),
    "Fairfield": ("94533", "707"),
    "Vacaville": ("95688", "707"),
    "San Rafael": ("94901", "415"),
    "Novato": ("94947", "415"),
}

_STREETS: Final = (
    "Lanternfish Lane", "Quail Whistle Road", "Old Orchard Bell Street", "Thimbleberry Court", "Foghorn Terrace",
    "Paper Kite Avenue", "Marigold Gate Drive", "Seven Herons Way", "Driftpine Street", "Copper Teapot Road",
    "Wild Radish Lane", "Stargazer Row", "Button Willow Circle", "Salt Wagon Street", "Hummingbird Steps",
)  # fmt: skip


def home(name: str, town: str) -> Address:
    street = f"{between(f'{name}/house', 101, 1899)} {pick(f'{name}/street', _STREETS)}"
    if pick(f"{name}/flat", (True, False, False)):
        street += f" Apt {between(f'{name}/flat number', 1, 40)}"
    return Address(line=street, city=town, zip=TOWNS[town][0])


def telephone(town: str, serial: int) -> str:
    """Give a number of the range 555-0100 to 555-0199, which is kept for fiction."""
    return f"{TOWNS[town][1]}-555-01{serial % 100:02d}"
