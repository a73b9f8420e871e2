"""The secret of an authenticator app: as a picture for its camera, and to be typed."""

from __future__ import annotations

import segno
from django.utils.safestring import SafeString, mark_safe

from wellkept.gate import promised
from wellkept.identity import second_steps


def drawing(secret: str) -> SafeString:
    """The QR code as SVG inside the page: drawn by us from our own secret, so there is nothing to clean."""
    address = second_steps.app_address(secret, plan=promised().in_force.plan.name)
    drawn = segno.make(address, error="m").svg_inline(omitsize=True, svgclass=None, lineclass=None)
    return mark_safe(drawn)  # noqa: S308


def in_fours(secret: str) -> str:
    """A secret to be typed, in groups of four."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
