"""Papers as people send them, and as nobody should."""

from __future__ import annotations

from io import BytesIO

import pikepdf
from PIL import Image


def a_pdf(*, pages: int = 1, change=None, **saving) -> bytes:
    """A PDF of blank pages; `change` does something to it first."""
    sheet = BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page()
        if change is not None:
            change(pdf)
        pdf.save(sheet, **saving)
    return sheet.getvalue()


def a_picture(kind: str, *, size: tuple[int, int] = (60, 40), **saving) -> bytes:
    """A picture, red on the left half."""
    picture = Image.new("RGB", size, "white")
    picture.paste("red", (0, 0, size[0] // 2, size[1]))
    sheet = BytesIO()
    picture.save(sheet, kind, **saving)
    return sheet.getvalue()
