"""A house to load into."""

import pytest

from tests.doors.feeds.loads import Loads


@pytest.fixture
def loads(house, tmp_path):
    """Loads into this test's own house, where the model statement is in force."""
    folder = tmp_path / "given"
    folder.mkdir()
    return Loads(house, folder)
