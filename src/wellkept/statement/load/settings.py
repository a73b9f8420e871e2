"""Settings, as any document may state them: sections such as [session], or [settings] with dotted names."""

from __future__ import annotations

from wellkept.policy.vocabulary.settings import SECTIONS, SETTINGS, Kind, Setting
from wellkept.statement.durations import NotASpan, days, minutes
from wellkept.statement.load.fields import Fields
from wellkept.statement.model import Place, SettingValue
from wellkept.statement.problems import did_you_mean

Settings = dict[str, SettingValue]
Places = dict[str, Place]

# [statement] has keys of its own; its one setting is read there.
_READABLE = SECTIONS - {"statement"}


def read_settings(document: Fields) -> tuple[Settings, Places]:
    """All settings that a document states, by dotted name, with their places."""
    found: Settings = {}
    places: Places = {}
    for section in sorted(_READABLE):
        if document.has(section):
            _section(document.within(section), f"{section}.", found, places)
    if document.has("settings"):
        _section(document.within("settings"), "", found, places)
    return found, places


def read_setting(fields: Fields, key: str, name: str) -> SettingValue | None:
    """One setting's value under a key of a table; None where it is absent or wrong."""
    setting = SETTINGS[name]
    match setting.kind:
        case Kind.MINUTES | Kind.DAYS:
            return _span(fields, key, setting.kind)
        case Kind.INT:
            number = fields.take(key, int, 0)
            if number < 0:
                fields.wrong(f"“{key}” cannot be below 0", key)
            return number
        case Kind.BOOL:
            return fields.take(key, bool, default=False)
        case Kind.CHOICE:
            return fields.one_of(key, [value for value, _ in setting.values], "") or None
        case Kind.LIST:
            return _list(fields, key, setting)
        case Kind.TEXT:
            return fields.text(key) or None


def _section(fields: Fields, prefix: str, found: Settings, places: Places) -> None:
    for key in fields.names():
        name = f"{prefix}{key}"
        if name in SETTINGS:
            if name in found:
                fields.wrong(f"setting “{name}” stands twice", key)
                continue
            value = read_setting(fields, key, name)
            if value is not None:
                found[name] = value
                places[name] = fields.place(key)
        elif not prefix and key in SECTIONS:
            _section(fields.within(key), f"{key}.", found, places)
        else:
            near = [known for known in SETTINGS if known.startswith(prefix)]
            fields.wrong(f"unknown setting “{name}”{did_you_mean(name, near)}", key)


def _span(fields: Fields, key: str, kind: Kind) -> SettingValue | None:
    written = fields.text(key)
    try:
        return (minutes if kind is Kind.MINUTES else days)(written) if written else None
    except NotASpan as fault:
        fields.wrong(f"“{key}”: {fault}", key)
        return None


def _list(fields: Fields, key: str, setting: Setting) -> tuple[str, ...]:
    allowed = [value for value, _ in setting.values]
    words = fields.words(key)
    for place, word in enumerate(words):
        if word not in allowed:
            message = f"“{key}” cannot hold “{word}”; it may hold {', '.join(allowed)}{did_you_mean(word, allowed)}"
            fields.wrong(message, key, place)
    return tuple(word for word in words if word in allowed)
