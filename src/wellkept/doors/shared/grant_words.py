"""Grants in plain words."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import get_language, gettext

from wellkept.doors.shared.templatetags.words import capital
from wellkept.policy.vocabulary import DATA


def kinds_of(data: Iterable[str]) -> list[str]:
    """Kinds of information in plain words."""
    if "*" in data:
        return [gettext("Everything that is kept about you")]
    return [capital(DATA[node].label(get_language() or "en")) for node in data]
