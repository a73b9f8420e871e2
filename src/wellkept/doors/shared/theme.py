"""The plan's accent colour as a style sheet of its own: the one colour that differs from plan to plan.

Contrast is that of WCAG 2.2 (relative luminance, 1.4.3): an accent too light for white words on it is darkened
until it is not, so that a plan's brand never costs a reader the page.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import sha256
from itertools import count

Colour = tuple[int, int, int]

DEFAULT = "#2b5d8a"
ENOUGH = 5.5  # 4.5 is the least for text on white; the accent also stands on tinted paper
_WRITTEN = re.compile(r"#[0-9a-fA-F]{6}")
_WHITE: Colour = (255, 255, 255)
_BLACK: Colour = (0, 0, 0)


def colour(written: str) -> Colour:
    """The red, green and blue of "#2b5d8a"; of anything else, those of the default accent."""
    found = written if _WRITTEN.fullmatch(written) else DEFAULT
    return int(found[1:3], 16), int(found[3:5], 16), int(found[5:7], 16)


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable(accent: Colour) -> Colour:
    """The accent, or the nearest darker one that white words can be read on."""
    return next(
        shade
        for percent in count(0, 4)
        if contrast(shade := _mixed(accent, _BLACK, percent / 100), _WHITE) >= ENOUGH or percent >= 100  # noqa: PLR2004
    )


@lru_cache(maxsize=16)
def style_sheet(written: str) -> str:
    """The style sheet of an accent: itself, a darker one for hover, and three tints for surfaces and lines."""
    accent = readable(colour(written))
    return ":root {{\n{}\n}}\n".format(
        "\n".join(
            f"  --accent{name}: {_hexadecimal(shade)};"
            for name, shade in (
                ("", accent),
                ("-dark", _mixed(accent, _BLACK, 0.3)),
                ("-deep", _mixed(accent, _BLACK, 0.55)),
                ("-line", _mixed(accent, _WHITE, 0.62)),
                ("-tint", _mixed(accent, _WHITE, 0.88)),
                ("-wash", _mixed(accent, _WHITE, 0.945)),
            )
        )
    )


@lru_cache(maxsize=16)
def mark_of(written: str) -> str:
    """A short mark that changes with the style sheet, for its address."""
    return sha256(style_sheet(written).encode()).hexdigest()[:8]


def _luminance(of: Colour) -> float:
    red, green, blue = (_linear(channel / 255) for channel in of)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4  # noqa: PLR2004


def _mixed(one: Colour, other: Colour, part: float) -> Colour:
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _hexadecimal(of: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*of)
