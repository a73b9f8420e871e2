"""What a paper may be: a PDF that only shows pages, or a picture, drawn anew so that nothing else is kept."""

from __future__ import annotations

import subprocess
import sys
from enum import StrEnum
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps

MOST_PAGES = 60
MOST_PIXELS = 40_000_000
_LONGEST = 20  # seconds
_END_OF_PDF = 1024  # bytes from the end in which a reader looks for the mark (ISO 32000-1, annex H, note 18)


class Fault(StrEnum):
    """What is wrong with a paper."""

    KIND = "kind"  # no PDF, JPEG or PNG, whatever it is called
    DAMAGED = "damaged"
    LOCKED = "locked"  # it opens with a password alone
    ACTIVE = "active"  # a script, another file or an action is in it
    PAGES = "pages"
    PIXELS = "pixels"
    VIRUS = "virus"  # the plan's scanner found something
    SIZE = "size"


class NoPaper(ValueError):
    """What was given is no paper that can be taken. `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(f"not a paper that can be taken: {fault}")
        self.fault = fault


def kind_of(content: bytes) -> str:
    """What some bytes are by themselves, whatever they are called: "pdf", "jpeg", "png", or "" for all else."""
    if content.startswith(b"%PDF-") and b"%%EOF" in content[-_END_OF_PDF:]:
        return "pdf"
    if content.startswith(b"\xff\xd8\xff") and content.rstrip(b"\0").endswith(b"\xff\xd9"):
        return "jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR") and content.endswith(b"IEND\xaeB`\x82"):
        return "png"
    return ""


def made_safe(content: bytes) -> tuple[str, bytes]:
    """The kind of a paper and its bytes as they may be kept: a PDF as it is, a picture anew. Raises `NoPaper`."""
    kind = kind_of(content)
    if not kind:
        raise NoPaper(Fault.KIND)
    if kind == "pdf":
        _look_through(content)
        return kind, content
    return kind, _drawn_anew(content, kind.upper())


def _look_through(content: bytes) -> None:
    """Have another process look, which may run out of memory or time without harm: what is packed small may be huge."""
    looking = [sys.executable, "-I", str(Path(__file__).with_name("pdf_pages.py")), str(MOST_PAGES)]
    try:
        found = subprocess.run(looking, input=content, capture_output=True, timeout=_LONGEST, check=False)
    except subprocess.TimeoutExpired:
        raise NoPaper(Fault.SIZE) from None
    if found.returncode:
        raise NoPaper(Fault.SIZE)
    if found.stdout:
        raise NoPaper(Fault(found.stdout.decode("ascii")))


def _drawn_anew(content: bytes, format_: str) -> bytes:
    try:
        with Image.open(BytesIO(content), formats=(format_,)) as given:
            plain = _plain(given)
    except NoPaper:
        raise
    # Pillow raises a plain ValueError for parts of a PNG that are cut short, or that swell when they are unpacked.
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise NoPaper(Fault.DAMAGED) from None
    plain.info.clear()
    sheet = BytesIO()
    plain.save(sheet, format_, **({"quality": 90} if format_ == "JPEG" else {"optimize": False}))
    return sheet.getvalue()


def _plain(given: Image.Image) -> Image.Image:
    if given.width * given.height > MOST_PIXELS:
        raise NoPaper(Fault.PIXELS)
    upright = ImageOps.exif_transpose(given)
    return upright.convert("L" if upright.mode in {"1", "L"} else "RGB")
