"""The names of facts and the codes of FHIR R4 in words that a member reads."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

Words = dict[str, str | Promise]

NAMES: Words = {
    "about": gettext_lazy("It is about"),
    "achievement": gettext_lazy("How far it is reached"),
    "allergy_type": gettext_lazy("Allergy or intolerance"),
    "as_needed": gettext_lazy("Only when needed"),
    "at_age": gettext_lazy("At the age of"),
    "began": gettext_lazy("Began"),
    "body_site": gettext_lazy("Part of the body"),
    "category": gettext_lazy("Kind"),
    "complication": gettext_lazy("Complication"),
    "conclusion": gettext_lazy("Conclusion"),
    "condition": gettext_lazy("Condition"),
    "criticality": gettext_lazy("How dangerous it may be"),
    "description": gettext_lazy("Description"),
    "dose": gettext_lazy("Dose"),
    "dose_number": gettext_lazy("Dose number"),
    "due": gettext_lazy("To be reached by"),
    "ended": gettext_lazy("Ended"),
    "expires": gettext_lazy("Good until"),
    "follow_up": gettext_lazy("What comes next"),
    "found": gettext_lazy("Found"),
    "how_often": gettext_lazy("How often"),
    "how_to_take": gettext_lazy("How to take it"),
    "interpretation": gettext_lazy("What the laboratory says of it"),
    "last_time": gettext_lazy("Last time"),
    "lasts": gettext_lazy("Lasts"),
    "left_to": gettext_lazy("Where the person went afterwards"),
    "lot": gettext_lazy("Lot number"),
    "maker": gettext_lazy("Maker"),
    "method": gettext_lazy("How it was measured"),
    "model": gettext_lazy("Model"),
    "outcome": gettext_lazy("Outcome"),
    "patient_instruction": gettext_lazy("Instructions"),
    "place": gettext_lazy("Place"),
    "planned": gettext_lazy("What is planned"),
    "quantity": gettext_lazy("Amount"),
    "reaction": gettext_lazy("Reaction"),
    "reaction_severity": gettext_lazy("How strong the reaction was"),
    "reason": gettext_lazy("Reason"),
    "recorded": gettext_lazy("Written down"),
    "refills": gettext_lazy("Refills allowed"),
    "relative": gettext_lazy("Relative"),
    "reported": gettext_lazy("Reported"),
    "route": gettext_lazy("How it is given"),
    "serial": gettext_lazy("Serial number"),
    "setting": gettext_lazy("Setting"),
    "severity": gettext_lazy("How severe"),
    "specimen": gettext_lazy("Sample"),
    "stage": gettext_lazy("Stage"),
    "target": gettext_lazy("Aim"),
    "usual": gettext_lazy("Usual"),
    "vaccine_dose": gettext_lazy("Dose"),
    "verification": gettext_lazy("How sure it is"),
    "who": gettext_lazy("Who took part"),
    "why_no_value": gettext_lazy("Why there is no value"),
    "why_not": gettext_lazy("Why not"),
}
# By fact, since one code means different things: HL7's code systems for FHIR R4 and v3.
_CODES: dict[str, Words] = {
    "verification": {
        "confirmed": gettext_lazy("Confirmed"),
        "provisional": gettext_lazy("Not sure yet"),
        "differential": gettext_lazy("One of several possibilities"),
        "unconfirmed": gettext_lazy("Not confirmed"),
        "refuted": gettext_lazy("Found not to be so"),
        "entered-in-error": gettext_lazy("Entered by mistake"),
    },
    "allergy_type": {"allergy": gettext_lazy("Allergy"), "intolerance": gettext_lazy("Intolerance")},
    "category": {
        "food": gettext_lazy("Food"),
        "medication": gettext_lazy("Medicine"),
        "environment": gettext_lazy("Something in the surroundings"),
        "biologic": gettext_lazy("A medicine made from living cells"),
    },
    "criticality": {
        "low": gettext_lazy("Low risk"),
        "high": gettext_lazy("High risk: it may threaten life"),
        "unable-to-assess": gettext_lazy("Not known"),
    },
    "reaction_severity": {
        "mild": gettext_lazy("Mild"),
        "moderate": gettext_lazy("Moderate"),
        "severe": gettext_lazy("Severe"),
    },
    "setting": {
        "AMB": gettext_lazy("Visit without a stay"),
        "VR": gettext_lazy("Visit by video or telephone"),
        "EMER": gettext_lazy("Emergency room"),
        "IMP": gettext_lazy("Hospital stay"),
        "ACUTE": gettext_lazy("Hospital stay"),
        "NONAC": gettext_lazy("Stay in a nursing or rehabilitation center"),
        "OBSENC": gettext_lazy("Hospital, for observation"),
        "SS": gettext_lazy("Surgery without a stay"),
        "PRENC": gettext_lazy("Before admission"),
        "HH": gettext_lazy("Care at home"),
        "FLD": gettext_lazy("Care on the spot"),
    },
    "interpretation": {
        "N": gettext_lazy("Usual"),
        "L": gettext_lazy("Low"),
        "H": gettext_lazy("High"),
        "LL": gettext_lazy("Very low: ask your doctor soon"),
        "HH": gettext_lazy("Very high: ask your doctor soon"),
        "A": gettext_lazy("Not usual"),
        "AA": gettext_lazy("Very unusual: ask your doctor soon"),
        "POS": gettext_lazy("Positive"),
        "NEG": gettext_lazy("Negative"),
        "IND": gettext_lazy("Not clear"),
        "DET": gettext_lazy("Detected"),
        "ND": gettext_lazy("Not detected"),
    },
    "as_needed": {"true": gettext_lazy("Yes"), "false": gettext_lazy("No")},
    "why_no_value": {
        "unknown": gettext_lazy("Not known"),
        "asked-declined": gettext_lazy("Not answered"),
        "not-performed": gettext_lazy("It was not measured"),
        "not-applicable": gettext_lazy("It does not apply"),
        "error": gettext_lazy("The measurement failed"),
    },
}


def name_words(name: str) -> str:
    """The name of a fact."""
    return str(NAMES[name])


def code_words(name: str, code: str) -> str:
    """What a code of a fact says, "" for one that nobody foresaw."""
    return str(_CODES.get(name, {}).get(code, ""))
