"""What a minor may agree to alone, and from which age a parent or guardian does not see it (45 CFR 164.502(g)(3))."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from wellkept.policy.vocabulary import SENSITIVE
from wellkept.statement.load.files import Reader
from wellkept.statement.model import InForce, Place
from wellkept.statement.problems import Problem, Unreadable

_SHIPPED = Path(__file__).parent / "law" / "minors"
_DEFAULT = "default"
_OF_PLAN = "minors.toml"
_ADULT = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    """One kind of care: a sensitive label, the age in the law (0: any), the age from which it is closed, the source."""

    data: str
    agrees_from: int
    closed_from: int
    cites: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Minors:
    """The table of one state. `labels` names the law in a sentence, by language."""

    state: str
    labels: Mapping[str, str]
    cares: tuple[Care, ...]

    def closed_at(self, age: int) -> tuple[Care, ...]:
        """What a parent or guardian of a minor of this age does not see by default."""
        return tuple(care for care in self.cares if care.closed_from <= age < _ADULT)


def minors_under(inforce: InForce) -> Minors:
    """The table that holds beside a statement: the plan's own, else its state's, else the one for any state.

    Raises `Unreadable`.
    """
    own = inforce.plan.folder / _OF_PLAN
    names = [name for name in inforce.statement.laws if (_SHIPPED / f"{name}.toml").is_file()]
    return read_minors(own if own.is_file() else _SHIPPED / f"{(names or [_DEFAULT])[0]}.toml")


@lru_cache(maxsize=16)
def read_minors(file: Path) -> Minors:
    """The table in a file. Raises `Unreadable`."""
    reader = Reader(file, file.name)
    table = reader.table
    try:
        cares = tuple(_care(row, file) for row in table["care"])
        labels = {language: str(table[language]) for language in ("en", "es")}
        return Minors(state=str(table["state"]), labels=labels, cares=cares)
    except (KeyError, TypeError) as fault:
        raise _wrong(file, f"lacks {fault}: a table of minors has state, en, es and [[care]] rows") from fault


def _care(row: Mapping[str, object], file: Path) -> Care:
    data, ages = str(row["data"]), (row["agrees_from"], row["closed_from"])
    if data not in SENSITIVE:
        raise _wrong(file, f"“{data}” is no specially protected kind of data; use one of {', '.join(SENSITIVE)}")
    agrees, closed = (age if type(age) is int and 0 <= age <= _ADULT else -1 for age in ages)
    if min(agrees, closed) < 0:
        raise _wrong(file, f"the ages of {data} must be whole years from 0 to {_ADULT}")
    return Care(data=data, agrees_from=agrees, closed_from=closed, cites=str(row["cites"]))


def _wrong(file: Path, message: str) -> Unreadable:
    return Unreadable([Problem(Place(file.name, 0), message)])
