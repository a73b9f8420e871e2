"""Measurements that are taken together, such as blood pressure: one plot with a line for each, and its table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext

from wellkept.doors.member import plots
from wellkept.doors.member.record_words import plain, unit_words, value_words
from wellkept.doors.member.templatetags.senders import sent, woven
from wellkept.doors.shared.templatetags.words import written
from wellkept.features.record import Panel


@dataclass(frozen=True, slots=True)
class PanelRow:
    """The latest of some measurements that are taken together."""

    id: UUID
    title: str
    language: str
    latest: str
    on: date


def row_of(panel: Panel) -> PanelRow:
    """The latest of some measurements that are taken together."""
    latest = panel.lines[0].points[-1]
    return PanelRow(latest.id, panel.title, panel.language, _together(panel, -1), latest.on)


def said_of(panel: Panel) -> dict[str, object]:
    """The plot of some measurements that are taken together, with its table."""
    said = {"value": _together(panel, -1), "day": written(panel.lines[0].points[-1].on)}
    sentence = gettext("%(test)s was %(value)s on %(day)s")
    lines = [(line.title, [(point.on, point.value) for point in line.points]) for line in panel.lines]
    numbers = [
        (
            point.id,
            point.on,
            [value_words(line.points[place].value, panel.unit) for line in panel.lines],
        )
        for place, point in enumerate(panel.lines[0].points)
    ]
    return {
        "panel": panel,
        "answer": sentence % {"test": panel.title, **said},
        "heading": woven(sentence, test=sent(panel.title, panel.language), **said),
        "plot": plots.joint(lines, words=lambda value: value_words(value, panel.unit)),
        "unit": unit_words(panel.unit),
        "rows": numbers[::-1],
    }


def _together(panel: Panel, place: int) -> str:
    """The values of one day as people say them: "124/79 mmHg"."""
    values = [plain(line.points[place].value) for line in panel.lines]
    return f"{'/'.join(values)}\N{NO-BREAK SPACE}{unit_words(panel.unit)}".strip()
