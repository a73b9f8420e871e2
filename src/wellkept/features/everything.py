"""Brings in every verb, for those who compare all that is coded with all that is promised."""

from __future__ import annotations

import pkgutil
from importlib import import_module

import wellkept.features


def load() -> None:
    """Import every feature, so that each of its verbs is registered."""
    for found in pkgutil.walk_packages(wellkept.features.__path__, "wellkept.features."):
        import_module(found.name)
