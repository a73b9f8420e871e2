"""A file to be saved: never shown by the browser in our name, whatever it is."""

from __future__ import annotations

from django.http import HttpResponse

KINDS = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "tif": "image/tiff",
    "rtf": "application/rtf",
    "xml": "application/xml",
}


def saved(content: bytes, name: str) -> HttpResponse:
    """The answer that has a browser save some bytes; what its ending does not say is bytes alone.

    `Headers` puts whatever is saved into a sandbox of its own.
    """
    kind = KINDS.get(name.rpartition(".")[2], "application/octet-stream")
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer
