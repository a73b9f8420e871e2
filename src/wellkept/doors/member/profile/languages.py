"""Languages by their codes and by the names that they have in themselves."""

from __future__ import annotations

from collections.abc import Iterable

from wellkept.features.profile import Language

# ISO 639-2, terminological; those that California's health plans translate for, and those most spoken beside them.
NAMES: dict[str, str] = {
    "eng": "English",
    "spa": "Español",
    "ara": "العربية",
    "hye": "Հայերեն",
    "khm": "ភាសាខ្មែរ",
    "zho": "中文",
    "fas": "فارسی",
    "fra": "Français",
    "deu": "Deutsch",
    "hin": "हिन्दी",
    "hmn": "Hmoob",
    "jpn": "日本語",
    "kor": "한국어",
    "lao": "ພາສາລາວ",
    "pan": "ਪੰਜਾਬੀ",
    "por": "Português",
    "rus": "Русский",
    "tgl": "Tagalog",
    "tha": "ไทย",
    "ukr": "Українська",
    "vie": "Tiếng Việt",
}
SITE = {"eng": "en", "spa": "es"}
# What senders write in place of these: ISO 639-1, and the bibliographic codes of ISO 639-2 and NISO Z39.53.
_SAME = {
    "en": "eng",
    "es": "spa",
    "ar": "ara",
    "hy": "hye",
    "arm": "hye",
    "km": "khm",
    "zh": "zho",
    "chi": "zho",
    "fa": "fas",
    "per": "fas",
    "fr": "fra",
    "fre": "fra",
    "de": "deu",
    "ger": "deu",
    "hi": "hin",
    "ja": "jpn",
    "ko": "kor",
    "lo": "lao",
    "pa": "pan",
    "pt": "por",
    "ru": "rus",
    "tl": "tgl",
    "th": "tha",
    "uk": "ukr",
    "vi": "vie",
}
_WRITTEN, _SPOKEN = ("write", "read"), ("speak", "native")


def written(languages: Iterable[Language]) -> str:
    """The code of the language that somebody reads, "" where nobody said."""
    return _code(languages, _WRITTEN)


def spoken(languages: Iterable[Language]) -> str:
    """The code of the language that somebody speaks, "" where nobody said."""
    return _code(languages, _SPOKEN)


def named(code: str) -> str:
    """A language's own name, or its code where it is none of these."""
    return NAMES.get(code, code)


def said(written_in: str, spoken_in: str) -> list[Language]:
    """What is kept of a choice; "" chooses nothing."""
    chosen = ((written_in, "write"), (spoken_in, "speak"))
    return [
        Language(code=code, system="iso639-2", description=NAMES[code], use="write" if use == "write" else "speak")
        for code, use in chosen
        if code
    ]


def _code(languages: Iterable[Language], uses: tuple[str, ...]) -> str:
    """Of the first that is for this use, else of the first that is for no use in particular."""
    known = list(languages)
    found = [one for use in (*uses, "") for one in known if one.use == use]
    if not found:
        return ""
    code = found[0].code.lower()
    return _SAME.get(code, code) or found[0].description
