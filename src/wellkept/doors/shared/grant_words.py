"""Grants in plain words, as they are read and as a form offers them."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import get_language, gettext

from wellkept.doors.shared.templatetags.words import capital, party_label
from wellkept.features.representation.documents import PARTIES
from wellkept.features.representation.grants import KINDS
from wellkept.policy.vocabulary import DATA


def kinds_of(data: Iterable[str]) -> list[str]:
    """Kinds of information in plain words."""
    if "*" in data:
        return [gettext("Everything that is kept about you")]
    return [capital(DATA[node].label(get_language() or "en")) for node in data]


def kind_choices() -> list[tuple[str, str]]:
    """The kinds of information that a grant may open, for a form."""
    return [(node, capital(DATA[node].label(get_language() or "en"))) for node in KINDS]


def right_choices() -> list[tuple[str, str]]:
    """The rights by which somebody acts who was not invited, for a form."""
    return [(party, capital(party_label(party))) for party in PARTIES]
