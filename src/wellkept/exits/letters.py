"""Letters: PDF files in a folder that the print room empties, sealed for its certificate, since they name people.

A file is CMS enveloped data (RFC 5652), which `openssl cms -decrypt -inform DER -inkey KEY -in FILE` opens.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs7 import PKCS7EnvelopeBuilder, PKCS7Options
from cryptography.x509 import Certificate
from reportlab.lib.pagesizes import LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import inch
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

from wellkept.exits.keys.files import write
from wellkept.exits.messages import Message, NotTaken, must_share
from wellkept.policy.asks import Permit

_WORDS = ParagraphStyle("words", fontName="Helvetica", fontSize=12, leading=16, spaceAfter=10)
_ADDRESS = ParagraphStyle("address", parent=_WORDS, leading=14, spaceAfter=0)
_HEADING = ParagraphStyle("heading", parent=_WORDS, fontName="Helvetica-Bold", fontSize=14, leading=18)
# Where a number 10 window envelope shows a sheet folded in three.
_ABOVE_WINDOW, _BELOW_WINDOW, _WINDOW_LINES = 0.9 * inch, 0.8 * inch, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintRoom:
    """A folder of letters to print. A file is named by its message, so the same letter is there once.

    `certificate` is the print room's, with an RSA key.
    """

    folder: Path
    certificate: Certificate = field(repr=False)
    party: str = ""
    agreement_until: date | None = None

    def send(self, permit: Permit, message: Message) -> None:
        """Put a letter into the folder. Raises `NotTaken` and `NotPermitted`."""
        must_share(permit)
        try:
            write(self.folder / f"{message.id}.pdf.p7m", self._sealed(pdf(message)))
        except OSError:
            raise NotTaken("the folder of letters cannot be written to") from None

    def _sealed(self, letter: bytes) -> bytes:
        builder = PKCS7EnvelopeBuilder().set_data(letter).add_recipient(self.certificate)
        return builder.set_content_encryption_algorithm(AES256).encrypt(Encoding.DER, [PKCS7Options.Binary])


def pdf(message: Message) -> bytes:
    """A letter as PDF: the address for the window, the subject, the paragraphs."""
    sheet = BytesIO()
    document = SimpleDocTemplate(
        sheet,
        pagesize=LETTER,
        lang=message.language,
        title=_plain(message.subject),
        author="",
        leftMargin=inch,
        rightMargin=inch,
    )
    lines = message.to.splitlines()[:_WINDOW_LINES]
    blank = (_WINDOW_LINES - len(lines)) * _ADDRESS.leading
    said = [Spacer(1, _ABOVE_WINDOW), *(_paragraph(line, _ADDRESS) for line in lines)]
    said += [Spacer(1, blank + _BELOW_WINDOW), _paragraph(message.subject, _HEADING)]
    said += [_paragraph(part, _WORDS) for part in message.text.split("\n\n")]
    document.build(said)
    return sheet.getvalue()


def _paragraph(words: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(escape(_plain(words)).replace("\n", "<br/>"), style)


def _plain(words: str) -> str:
    """Words in the letters that a PDF reader brings along; another letter loses its marks, and none is left out."""
    return "".join(_in_latin(letter) for letter in words)


def _in_latin(letter: str) -> str:
    if _is_in_latin(letter):
        return letter
    parts = "".join(part for part in unicodedata.normalize("NFKD", letter) if _is_in_latin(part))
    return parts or "?"


def _is_in_latin(letter: str) -> bool:
    try:
        letter.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True
