"""The loader: statements, notices, laws and plans from their folders.

Every function raises `Unreadable`, whose `problems` name each fault's file and line; an InForce is loaded as a
whole, so that one run tells all that is wrong in all of its files. `root` is a folder with `law`, `notices` and
`plans` in it, by default the documents that ship.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

from wellkept.policy.rules import Rank
from wellkept.statement.load.documents import read_document, read_plan
from wellkept.statement.load.wholes import whole_problems
from wellkept.statement.model import Document, InForce, Place, Plan
from wellkept.statement.problems import Problem, Unreadable, did_you_mean

SHIPPED = Path(__file__).parent.parent
_PATTERNS = {
    Rank.STATEMENT: "plans/*/*/statement.toml",
    Rank.NOTICE: "notices/*/*/notice.toml",
    Rank.LAW: "law/*.toml",
}
# What a name may be, so that none leads out of its folder.
_PART = r"[A-Za-z0-9][A-Za-z0-9._-]*"
_NAMES = {
    Rank.STATEMENT: re.compile(f"{_PART}/{_PART}"),
    Rank.NOTICE: re.compile(f"{_PART}/{_PART}"),
    Rank.LAW: re.compile(_PART),
    Rank.PLAN: re.compile(_PART),
}

Loaded = TypeVar("Loaded", Document, Plan)


def shipped(root: Path = SHIPPED) -> tuple[str, ...]:
    """The names of all statements, as "PLAN/VERSION"."""
    return _names(root, _PATTERNS[Rank.STATEMENT])


def load_statement(name: str, root: Path = SHIPPED) -> Document:
    """The statement called "PLAN/VERSION"."""
    return _document([root], Rank.STATEMENT, name)


def load_notice(name: str, root: Path = SHIPPED) -> Document:
    """The Notice of Privacy Practices called "NAME/VERSION"."""
    return _document([root], Rank.NOTICE, name)


def load_law(name: str, root: Path = SHIPPED) -> Document:
    """The law file called "us" or "us-ca"."""
    return _document([root], Rank.LAW, name)


def load_plan(id_: str, root: Path = SHIPPED) -> Plan:
    """The plan's own settings and limits."""
    return _plan([root], id_)


def in_force(name: str, root: Path = SHIPPED) -> InForce:
    """The statement called "PLAN/VERSION" with its notices, its laws and its plan."""
    return _together(lambda: load_statement(name, root), [root])


def load_folder(folder: Path) -> Document:
    """The statement in any folder, whatever the folder is called."""
    file = folder / "statement.toml"
    return read_document(file, Rank.STATEMENT, name="", shown=str(file))


def in_force_at(folder: Path, root: Path = SHIPPED) -> InForce:
    """The statement in any folder; its notices, laws and plan stand beside it, or else under `root`."""
    return _together(lambda: load_folder(folder), [*_beside(folder), root])


def _beside(folder: Path) -> list[Path]:
    """Where a copied statement's companions may stand: in its folder, next to it, or in a whole copied tree."""
    folder = folder.absolute()
    near = [folder, folder.parent]
    if folder.parent.parent.name == "plans":
        near.append(folder.parent.parent.parent)
    return near


def _together(statement: Callable[[], Document], roots: list[Path]) -> InForce:
    problems: list[Problem] = []
    own = _tried(statement, problems)
    if own is None:
        raise Unreadable(problems)
    notices = [_tried(partial(_notice, own, key, name, roots), problems) for key, name in _named_beside(own)]
    laws = [_tried(partial(_law, own, name, roots), problems) for name in own.laws]
    plan = _tried(lambda: _plan(roots, own.plan), problems)
    if problems or plan is None:
        raise Unreadable(problems)
    whole = InForce(statement=own, notices=_all(notices), laws=_all(laws), plan=plan)
    problems.extend(whole_problems(whole))
    if problems:
        raise Unreadable(problems)
    return whole


def _tried(load: Callable[[], Loaded], problems: list[Problem]) -> Loaded | None:
    try:
        return load()
    except Unreadable as fault:
        problems.extend(fault.problems)
        return None


def _all(found: Iterable[Document | None]) -> tuple[Document, ...]:
    return tuple(document for document in found if document is not None)


def _named_beside(statement: Document) -> Iterator[tuple[str, str]]:
    """The documents that a statement names, each with the key that names it."""
    yield from (("notice_of_practices", name) for name in statement.notices)
    yield from (("apart", name) for name in statement.apart)


def _notice(statement: Document, key: str, name: str, roots: list[Path]) -> Document:
    return _companion(statement, f"statement.{key}", partial(_document, roots, Rank.NOTICE, name))


def _law(statement: Document, name: str, roots: list[Path]) -> Document:
    return _companion(statement, "statement.laws", partial(_document, roots, Rank.LAW, name))


def _companion(statement: Document, key: str, load: Callable[[], Document]) -> Document:
    """A document that a statement names; that there is none such is told where it is named."""
    try:
        return load()
    except NoSuchDocument as fault:
        place = statement.places[key]
        raise Unreadable([Problem(place, problem.message) for problem in fault.problems]) from fault


class NoSuchDocument(Unreadable):
    """There is no document of the name; the message tells which there are."""


def _document(roots: list[Path], rank: Rank, name: str) -> Document:
    pattern = _PATTERNS[rank]
    shown = _filled(pattern, name)
    for root in roots if _NAMES[rank].fullmatch(name) else []:
        if (root / shown).is_file():
            return read_document(root / shown, rank, name=name, shown=shown)
    known = _names(roots[-1], pattern)
    message = f"there is no {rank.name.lower()} “{name}”{did_you_mean(name, known)} (known: {', '.join(known)})"
    raise NoSuchDocument([Problem(Place(shown, 0), message)])


def _filled(pattern: str, name: str) -> str:
    folder, _, file = pattern.partition("*")
    return f"{folder}{name}{file.rpartition('*')[2] if '*' in file else file}"


def _plan(roots: list[Path], id_: str) -> Plan:
    shown = f"plans/{id_}/plan.toml"
    for file in (root / place for root in roots for place in (shown, "plan.toml")):
        if _NAMES[Rank.PLAN].fullmatch(id_) and file.is_file():
            return read_plan(file, id_=id_, shown=shown)
    known = _names(roots[-1], "plans/*/plan.toml")
    raise NoSuchDocument([Problem(Place(shown, 0), f"there is no plan “{id_}”{did_you_mean(id_, known)}")])


def _names(root: Path, pattern: str) -> tuple[str, ...]:
    """The names of the documents under `root` that match: what its stars stand for."""
    folder, _, file = pattern.partition("*")
    cut = len(file.rpartition("*")[2] if "*" in file else file)
    found = (found.relative_to(root / folder).as_posix() for found in root.glob(pattern))
    return tuple(sorted(name[:-cut] for name in found))


__all__ = [
    "SHIPPED",
    "NoSuchDocument",
    "in_force",
    "in_force_at",
    "load_folder",
    "load_law",
    "load_notice",
    "load_plan",
    "load_statement",
    "shipped",
]
