"""Run by itself: reads a PDF on standard input, and says on standard output what is wrong with it, or nothing.

A few hundred KB of a PDF can unpack to gigabytes. This process may not have them: it ends, and only it. The words are
those of `safe_papers.Fault`.
"""

from __future__ import annotations

import resource
import sys
from io import BytesIO
from pathlib import Path

import pikepdf

_MOST_MEMORY, _LONGEST = 1 << 30, 10  # bytes, seconds of work
_USUAL_MEMORY = 200 << 10  # KB; qpdf takes a part for empty that it found no memory for, and goes on
_MOST_OBJECTS, _DEEPEST = 100_000, 60
# What acts, or carries something else than pages (ISO 32000-2, sections 7.11, 12.6, 12.7.8, 13).
_ACTING_KEYS = frozenset({"/JavaScript", "/JS", "/AA", "/EmbeddedFiles", "/AF", "/XFA", "/RichMediaContent"})
_ACTING_KINDS = frozenset(
    {
        *("/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToR", "/GoToE", "/Rendition", "/Movie", "/Sound"),
        *("/EmbeddedFile", "/FileAttachment", "/RichMedia", "/RichMediaExecute", "/Screen", "/3D"),
    }
)


def fault_of(content: bytes, most_pages: int) -> str:
    """What is wrong with a PDF; "" for one that only shows pages, and not too many."""
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            if not 0 < len(pdf.pages) <= most_pages:
                return "pages" if len(pdf.pages) else "damaged"
            if len(pdf.objects) > _MOST_OBJECTS:
                return "pages"
            return "active" if any(_acts(one, 0) for one in (pdf.trailer, *pdf.objects)) else ""
    except pikepdf.PasswordError:
        return "locked"
    except (pikepdf.PdfError, RuntimeError):
        return "damaged"


def _acts(one: object, depth: int) -> bool:
    """Whether something in an object of a PDF acts, or carries another file. What lies too deep counts as that."""
    if depth > _DEEPEST:
        return True
    if isinstance(one, pikepdf.Array):
        return any(_acts(part, depth + 1) for part in _direct(one))
    if not isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        return False
    keys = set(one.keys())
    kinds = {str(one[key]) for key in ("/S", "/Type", "/Subtype") if key in keys and isinstance(one[key], pikepdf.Name)}
    if keys & _ACTING_KEYS or kinds & _ACTING_KINDS:
        return True
    return any(_acts(part, depth + 1) for part in _direct([one[key] for key in keys]))


def _direct(parts: object) -> list[object]:
    """The parts that stand in an object itself; what has a number of its own is looked at by itself."""
    found = list(parts)  # type: ignore[call-overload]
    return [part for part in found if isinstance(part, pikepdf.Object) and not part.is_indirect]


def main() -> None:
    """Look through what comes on standard input, with no more memory and time than a paper needs."""
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_LONGEST, _LONGEST))
    fault = fault_of(sys.stdin.buffer.read(), int(sys.argv[1]))
    sys.stdout.write("size" if _most_memory() > _USUAL_MEMORY else fault)


def _most_memory() -> int:
    """The most that this process has had, in KB; `getrusage` would count what its parent had when it was started."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.partition("VmHWM:")[2].split()[0])


if __name__ == "__main__":
    main()
