"""How hard a text is to read, as a United States school grade.

English: Flesch–Kincaid (Kincaid et al. 1975). Spanish: the Fernández-Huerta score (1959, with the correction of the
sentence term that Garais published), read as a grade by the author's own table.
"""

from __future__ import annotations

import re
from itertools import pairwise

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?…]+(?=\s|$)")
_ENGLISH_VOWELS = re.compile(r"[aeiouy]+")
_SPANISH_NUCLEUS = re.compile(r"[aeoáéó](?:[iuy](?![íú]))?|[iuü][aeoáéó](?:[iuy](?![íú]))?|[íú]|[iuü]+(?:y\b)?|y\b")

# Fernández-Huerta's table: the score from which each grade begins, from the hardest down.
_GRADES = ((100.0, 3.0), (90.0, 4.0), (80.0, 5.0), (70.0, 6.0), (60.0, 8.0), (50.0, 11.0), (30.0, 14.0), (0.0, 17.0))


def reading_grade(text: str, language: str) -> float:
    """The grade of `text` in "en" or "es"; 0.0 for a text without words.

    A line is a sentence of its own where no mark ends it, so that lists are not read as one long sentence.
    """
    words = _WORD.findall(text.lower())
    if not words:
        return 0.0
    sentences = sum(max(1, len(_SENTENCE_END.findall(line))) for line in text.splitlines() if _WORD.search(line))
    per_sentence = len(words) / max(1, sentences)
    if language == "es":
        syllables = sum(map(spanish_syllables, words)) / len(words)
        return _spanish_grade(206.84 - 60.0 * syllables - 1.02 * per_sentence)
    syllables = sum(map(english_syllables, words)) / len(words)
    return max(0.0, 0.39 * per_sentence + 11.8 * syllables - 15.59)


def english_syllables(word: str) -> int:
    """Groups of vowels, less a silent final e or ed; at least one."""
    found = len(_ENGLISH_VOWELS.findall(word))
    silent = word.endswith("e") and not word.endswith(("le", "ee", "ye")) and found > 1
    mute = word.endswith("ed") and not word.endswith(("ted", "ded", "eed")) and found > 1
    return max(1, found - (silent or mute))


def spanish_syllables(word: str) -> int:
    """Vowel nuclei: a diphthong is one, two strong vowels are two, an accented í or ú stands alone; at least one."""
    silent_u = re.sub(r"(?<=[gq])u(?=[eéií])", "", word)
    return max(1, len(_SPANISH_NUCLEUS.findall(silent_u)))


def _spanish_grade(score: float) -> float:
    if score >= _GRADES[0][0]:
        return _GRADES[0][1]
    for (high, easier), (low, harder) in pairwise(_GRADES):
        if score >= low:
            return harder + (easier - harder) * (score - low) / (high - low)
    return _GRADES[-1][1]
