"""What may not be typed: numbers, and the names of data and parties, which the rules print through slots.

Body text alone is read; headings keep their own words and numbers. A label counts as typed when it stands as whole
words, whatever its case, and
- it is the label of a kind of data or a party, in English or Spanish, of two words or more besides articles,
  possessives and joints ("our staff" and "the member" are ordinary words; "phone number" is not), or
- it is one of the few single words that can mean nothing else (`_SINGLE`).
Labels of purposes, conditions and services are ordinary phrases ("customer service") and may be typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from wellkept.policy.vocabulary import DATA, PARTIES
from wellkept.statement.check.finding import Finding, Surroundings, error
from wellkept.statement.check.typed import matches
from wellkept.statement.model import InForce, Passage

_SINGLE = ("account.password", "health.medications", "health.allergies", "health.immunisations")

_ORDINARY = re.compile(
    r"an?|the|our|your|of|for|and|or|to|el|l[ao]s?|un[ao]?|sus?|nuestr[ao]s?|[yeou]|del?",
)

_DIGIT = re.compile(r"[^\W_]*\d[\w.,:/-]*")

_NUMBERS = {
    "en": (
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand dozen half"
    ),
    "es": (
        "un uno una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis "
        "diecisiete dieciocho diecinueve veinte veintiuno treinta cuarenta cincuenta sesenta setenta ochenta noventa "
        "cien ciento mil docena medio media"
    ),
}
_UNITS = {
    "en": (
        r"(?:(?:business|calendar|working|consecutive|full|school|plan)\s+)?"
        r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|quarters?|percent|per\s+cent|dollars?|cents?|miles?|times)"
    ),
    "es": (
        r"(?:segundos?|minutos?|horas?|d[ií]as?|semanas?|mes(?:es)?|años?|trimestres?|por\s+ciento|d[oó]lar(?:es)?|"
        r"centavos?|millas?|veces)"
    ),
}


def check_wording(inforce: InForce, around: Surroundings) -> Iterator[Finding]:  # noqa: ARG001
    """Every body passage of the statement and its notices, in each language."""
    for document in (inforce.statement, *inforce.notices):
        for language, text in document.texts.items():
            for passage in text.passages:
                if not passage.level:
                    yield from _numbers(passage, language)
                    yield from _labels(passage)


def _numbers(passage: Passage, language: str) -> Iterator[Finding]:
    for found, place in matches(_DIGIT, passage):
        told = f"the number “{found}” is typed: print it from a setting, a contact or a keep ({{{{ … }}}})"
        yield error(place, "number", told)
    for found, place in matches(_number_words(language), passage):
        told = f"“{found}” is a number in words: print it from a setting or a keep ({{{{ … }}}})"
        yield error(place, "number", told)


@cache
def _number_words(language: str) -> re.Pattern[str]:
    words = "|".join(_NUMBERS[language].split())
    return re.compile(rf"\b(?:{words})[\s-]+{_UNITS[language]}\b", re.IGNORECASE)


def _labels(passage: Passage) -> Iterator[Finding]:
    slot_of, pattern = _label_words()
    for found, place in matches(pattern, passage):
        slot = slot_of[found.lower()]
        told = f"“{found}” is a word of the vocabulary: write {{{{ {slot} }}}}, or say it otherwise"
        yield error(place, "label", told)


@cache
def _label_words() -> tuple[dict[str, str], re.Pattern[str]]:
    slot_of: dict[str, str] = {}
    for kind, tree in (("data", DATA), ("party", PARTIES)):
        for name in tree:
            for label in (tree[name].en, tree[name].es):
                if _telling(label) or (tree is DATA and name in _SINGLE):
                    slot_of.setdefault(label.lower(), f"{kind}:{name}")
    longest_first = sorted(slot_of, key=len, reverse=True)
    words = "|".join(r"\s+".join(re.escape(word) for word in label.split()) for label in longest_first)
    return slot_of, re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


def _telling(label: str) -> bool:
    return sum(not _ORDINARY.fullmatch(word) for word in label.lower().split()) > 1
