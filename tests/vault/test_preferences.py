"""What a person says of herself, sealed, and only as far as the permit opens."""

from datetime import UTC, datetime

import pytest

from tests.people import promise, somebody
from tests.vault.conftest import permit_for
from wellkept.vault import preferences
from wellkept.vault.models import Detail
from wellkept.vault.preferences import CalledBy, Needs, Preferences

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def ada(house):
    promise()
    return somebody()


def test_nothing_said_is_nothing_kept(ada):
    assert preferences.read(permit_for(ada)) == Preferences()
    assert preferences.tell(permit_for(ada), preferences.NEEDS, preferences.value_of(Needs()), at=NOON) is None
    assert not Detail.objects.filter(person_id=ada).exists()


def test_a_word_taken_back_leaves_no_row(ada):
    said = preferences.value_of(CalledBy(first="Mari", said="MAH-ree"))
    preferences.tell(permit_for(ada), preferences.NAME, said, at=NOON)
    assert preferences.read(permit_for(ada)).name == CalledBy(first="Mari", said="MAH-ree")
    assert preferences.tell(permit_for(ada), preferences.NAME, {}, at=NOON) == said
    assert not Detail.objects.filter(person_id=ada).exists()


def test_a_permit_for_something_else_keeps_and_reads_nothing(ada):
    preferences.tell(permit_for(ada), preferences.NAME, {"first": "Mari"}, at=NOON)
    narrow = permit_for(ada, "claims")
    assert preferences.read(narrow) == Preferences()
    with pytest.raises(ValueError, match="does not open"):
        preferences.tell(narrow, preferences.NAME, {"first": "Mallory"}, at=NOON)
