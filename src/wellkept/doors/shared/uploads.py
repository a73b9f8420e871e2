"""Files that somebody sends: held in memory alone, since a temporary file would lie in the clear on the disk."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest

from wellkept.identity.visitor import Kind

MOST = 10 * 1024 * 1024  # bytes of all files of one request


class InMemory(FileUploadHandler):
    """Keeps up to `MOST` bytes of a request for whoever is signed on, and nothing for a stranger.

    A file that goes over it arrives with its true size and without content, so that its form can say what is wrong.
    """

    request: HttpRequest | None

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._room = MOST
        self._size = 0
        self._chunks: list[bytes] = []
        self._cut = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        """Begin another file."""
        super().new_file(*args, **kwargs)
        self._size, self._chunks, self._cut = 0, [], not self._may_send()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002 - Django's own signature
        """Take some bytes in, or count them only once there are too many."""
        self._size += len(raw_data)
        if self._cut or len(raw_data) > self._room:
            self._room += sum(map(len, self._chunks))
            self._chunks, self._cut = [], True
            return
        self._room -= len(raw_data)
        self._chunks.append(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:  # noqa: ARG002 - Django's own signature
        """The file."""
        content = BytesIO(b"".join(self._chunks))
        self._chunks = []
        return InMemoryUploadedFile(
            file=content,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=self._size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )

    def _may_send(self) -> bool:
        visitor = getattr(self.request, "visitor", None)
        return visitor is not None and visitor.kind is not Kind.STRANGER
