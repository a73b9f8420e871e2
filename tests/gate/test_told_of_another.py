"""Words for a history that is read by somebody else than whom it is about."""

import re

import pytest

from wellkept.gate import told_of_another
from wellkept.policy.vocabulary import DATA, PARTIES, PURPOSES

YOU = {"en": re.compile(r"\b(you|your|yours)\b", re.IGNORECASE), "es": re.compile(r"\b(usted|su|sus|le)\b")}


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    ("names", "words"),
    [
        (list(DATA.index), lambda name, language: " ".join(told_of_another.kinds(DATA.under(name), language))),
        (list(PURPOSES.index), told_of_another.purpose),
        ([name for name in PARTIES.index if not name.startswith("workforce")], told_of_another.party),
    ],
)
def test_no_word_speaks_to_the_reader(language, names, words):
    said = {name: words(name, language) for name in names}
    assert {name: one for name, one in said.items() if YOU[language].search(one)} == {}


def test_every_wording_is_of_a_name_that_there_is():
    for own, tree in (
        (told_of_another._DATA, DATA),
        (told_of_another._PURPOSES, PURPOSES),
        (told_of_another._PARTIES, PARTIES),
    ):
        for name in own:
            assert tree[name].label("en")


def test_what_it_is_about_says_whose_it_is():
    assert told_of_another.about("claims and coverage", "Rosa Delgado") == "claims and coverage of Rosa Delgado"
    assert told_of_another.about("claims", "") == "claims"
