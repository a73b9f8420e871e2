"""What all tests share. The plugins tests.surroundings and tests.promises are named in pyproject.toml."""

import os

from hypothesis import settings

from tests.houses import django_db_setup, house, pattern  # noqa: F401

# How long an example takes says more about the machine than about the code. Where CI is set, Hypothesis has a profile
# of its own that is repeatable besides.
if "CI" not in os.environ:
    settings.register_profile("house", deadline=None)
    settings.load_profile("house")
