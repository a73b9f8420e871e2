"""The interface words in Spanish: find what is translatable, compile it, and check that nothing is missing.

    python tools/words.py collect   bring new words into the catalogue (empty) and drop the ones no longer used
    python tools/words.py compile   write django.mo from django.po
    python tools/words.py check     say what is missing, unfinished or out of date; exit 1 if anything is

No GNU gettext is needed. The compiled catalogue is committed beside its source, so that installing compiles nothing.
Statement texts are not here: each has its own file per language, checked by `wellkept statement check`.
"""

import argparse
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import polib
from babel.messages.extract import extract

SOURCE = Path(__file__).resolve().parent.parent / "src/wellkept"
CATALOGUE = Path("locale/es/LC_MESSAGES/django.po")
TEMPLATES = {".html", ".txt", ".svg"}

# Which argument of which function is the text; (1, "c") is the context.
FUNCTIONS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
SLOT = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")
INDENT = re.compile(rb"^[ \t]+", re.MULTILINE)

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Word:
    """One translatable text and the files, below the source folder, that use it."""

    text: str
    plural: str
    context: str
    places: tuple[str, ...]

    @property
    def key(self) -> Key:
        return self.text, self.plural, self.context


def key_of(entry: polib.POEntry) -> Key:
    return entry.msgid, entry.msgid_plural or "", entry.msgctxt or ""


def as_python(path: Path) -> bytes:
    """Give a file as text in which Python's own tokens mark what is translatable."""
    if path.suffix == ".py":
        return path.read_bytes()
    from django.utils.translation.template import templatize

    # What is left of a template is indented as HTML is, which Python's tokens do not allow.
    return INDENT.sub(b"", templatize(path.read_text(encoding="utf-8"), origin=str(path)).encode())


def translatable_files(source: Path) -> Iterator[Path]:
    for path in sorted(source.rglob("*")):
        if path.suffix == ".py" or (path.suffix in TEMPLATES and "templates" in path.relative_to(source).parts):
            yield path


def words(source: Path) -> list[Word]:
    """All translatable texts below `source`, in the order of their text."""
    places: dict[Key, list[str]] = {}
    for path in translatable_files(source):
        for _, found, _, context in extract("python", BytesIO(as_python(path)), keywords=FUNCTIONS):
            text, plural = found if isinstance(found, tuple) else (found, "")
            if text:
                places.setdefault((text, plural, context or ""), []).append(path.relative_to(source).as_posix())
    return [Word(*key, tuple(dict.fromkeys(where))) for key, where in sorted(places.items())]


def empty_catalogue() -> polib.POFile:
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": "es",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    return catalogue


def read(source: Path) -> polib.POFile:
    path = source / CATALOGUE
    return polib.pofile(str(path), encoding="utf-8") if path.exists() else empty_catalogue()


def collect(source: Path) -> list[str]:
    """Write the catalogue anew with every word in use, keeping the translations there are."""
    known = {key_of(entry): entry for entry in read(source)}
    catalogue = empty_catalogue()
    for word in words(source):
        entry = known.get(word.key) or polib.POEntry(
            msgid=word.text,
            msgid_plural=word.plural,
            msgctxt=word.context or None,
            msgstr_plural={0: "", 1: ""} if word.plural else {},
        )
        entry.occurrences = [(place, "") for place in word.places]
        if SLOT.search(word.text) and "%" in word.text and "python-format" not in entry.flags:
            entry.flags.append("python-format")
        catalogue.append(entry)
    (source / CATALOGUE).parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(source / CATALOGUE))
    return [f"{len(catalogue)} texts, {len(catalogue.untranslated_entries())} of them without Spanish"]


def compile_(source: Path) -> list[str]:
    (source / CATALOGUE).with_suffix(".mo").write_bytes(read(source).to_binary())
    return [f"{len(read(source).translated_entries())} texts compiled"]


def unfinished(entry: polib.POEntry) -> Iterator[str]:
    """What is wrong with one entry's Spanish."""
    translations = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if not all(text.strip() for text in translations):
        yield "has no Spanish"
        return
    if entry.fuzzy:
        yield "is marked as unsure"
    allowed = set(SLOT.findall(entry.msgid)) | set(SLOT.findall(entry.msgid_plural or ""))
    for text in translations:
        if strange := set(SLOT.findall(text)) - allowed:
            yield f"names {', '.join(sorted(strange))}, which the English does not"
    if lost := set(SLOT.findall(entry.msgid_plural or entry.msgid)) - set(SLOT.findall(translations[-1])):
        yield f"leaves out {', '.join(sorted(lost))}"


def complaints(source: Path) -> list[str]:
    """Everything that keeps the Spanish from being complete, one sentence each."""
    catalogue = read(source)
    used = {word.key: word for word in words(source)}
    known = {key_of(entry): entry for entry in catalogue if not entry.obsolete}
    found = [f"{used[key].places[0]}: {key[0]!r} is not in the catalogue" for key in sorted(used.keys() - known.keys())]
    found += [f"{CATALOGUE}: {key[0]!r} is used nowhere" for key in sorted(known.keys() - used.keys())]
    found += [
        f"{CATALOGUE}:{entry.linenum}: {entry.msgid!r} {what}" for entry in known.values() for what in unfinished(entry)
    ]
    compiled = (source / CATALOGUE).with_suffix(".mo")
    if not compiled.exists() or compiled.read_bytes() != catalogue.to_binary():
        found.append(f"{compiled.relative_to(source)} was not compiled from {CATALOGUE.name}: make fix")
    return found


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["collect", "compile", "check"])
    what = parser.parse_args(arguments).what
    if what == "check":
        found = complaints(SOURCE)
        print(*found or [f"Spanish is complete: {len(words(SOURCE))} texts"], sep=os.linesep)
        return 1 if found else 0
    print(*(collect(SOURCE) if what == "collect" else compile_(SOURCE)), sep=os.linesep)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
