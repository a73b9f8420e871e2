"""Statuses and units of FHIR R4 in words that a member reads, and what to do where a list is empty."""

from __future__ import annotations

from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, gettext_lazy

_STATUS: dict[str, str | Promise] = {
    "active": gettext_lazy("Active now"),
    "recurrence": gettext_lazy("Came back"),
    "relapse": gettext_lazy("Came back"),
    "remission": gettext_lazy("In remission"),
    "resolved": gettext_lazy("Over"),
    "inactive": gettext_lazy("Not active now"),
    "planned": gettext_lazy("Planned"),
    "in-progress": gettext_lazy("Under way"),
    "on-hold": gettext_lazy("On hold"),
    "stopped": gettext_lazy("Stopped"),
    "revoked": gettext_lazy("Stopped"),
    "cancelled": gettext_lazy("Cancelled"),
    "not-done": gettext_lazy("Not done"),
    "preliminary": gettext_lazy("Early result"),
    "registered": gettext_lazy("Not ready yet"),
    "amended": gettext_lazy("Changed since"),
    "corrected": gettext_lazy("Corrected since"),
    "superseded": gettext_lazy("Replaced since"),
    "entered-in-error": gettext_lazy("Entered by mistake"),
}
# Statuses that say nothing a reader would miss: it took place, it is final, it is there.
_ORDINARY: dict[str, str | Promise] = {
    "completed": gettext_lazy("Done"),
    "finished": gettext_lazy("Took place"),
    "final": gettext_lazy("Final"),
    "current": gettext_lazy("In its latest form"),
    "draft": gettext_lazy("Draft"),
    "accepted": gettext_lazy("Accepted"),
    "proposed": gettext_lazy("Proposed"),
    "unknown": "",
}
# Units that UCUM writes as formulas.
_UNITS: dict[str, str | Promise] = {
    "10*3/uL": gettext_lazy("thousand per µL"),
    "10*6/uL": gettext_lazy("million per µL"),
    "1": "",
}
_TAKEN_BEFORE: str | Promise = gettext_lazy("Taken before")


def status_words(kind: str, status: str) -> str:
    """A status in words, "" where it would add nothing."""
    if kind == "health.medications" and status in {"completed", "stopped"}:
        return str(_TAKEN_BEFORE)
    if status in _ORDINARY:
        return ""
    return str(_STATUS.get(status, ""))


def status_in_full(kind: str, status: str) -> str:
    """A status in words, also where it is what one would expect; "" where the sender said none."""
    return status_words(kind, status) or str(_ORDINARY.get(status, ""))


def normal_words(low: Decimal | None, high: Decimal | None, unit: str) -> str:
    """A reference range in words, "" where the laboratory gave none."""
    if low is not None and high is not None:
        return gettext("%(low)s to %(high)s") % {"low": plain(low), "high": value_words(high, unit)}
    if high is not None:
        return gettext("up to %(high)s") % {"high": value_words(high, unit)}
    return gettext("%(low)s or more") % {"low": value_words(low, unit)} if low is not None else ""


def advice_of(kind: str) -> str:
    """What one can do about a kind of which there is nothing."""
    if kind == "health.immunisations":
        return gettext(
            "A vaccine from a pharmacy or a fair may not have reached us. Bring the card to your next visit."
        )
    if kind == "health.allergies":
        return gettext("If something makes you ill, tell your doctor, so that it is written down.")
    return gettext("If you think that something should be here, ask the office that cared for you to send it.")


def value_words(value: Decimal, unit: str, places: int = 0) -> str:
    """A value with its unit: "6.8%", "92 mg/dL", with at least `places` decimals."""
    number = plain(value, places)
    said = unit_words(unit)
    if said == "%" and get_language() == "en":
        return f"{number}%"
    return f"{number}\N{NO-BREAK SPACE}{said}" if said else number


def unit_words(unit: str) -> str:
    """A unit as people write it; UCUM notes stand in braces and squares are said with a digit."""
    if unit in _UNITS:
        return str(_UNITS[unit])
    return unit.replace("{", "").replace("}", "").replace("_", " ").replace("m2", "m²")


def plain(value: Decimal, places: int = 0) -> str:
    """A number without empty decimals beyond `places`."""
    return f"{value:.{max(places, decimals(value))}f}"


def decimals(value: Decimal) -> int:
    """How many decimals a number needs."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
