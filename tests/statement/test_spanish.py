"""Spanish words that stand together in statements, comparisons and explanations."""

import re
from itertools import pairwise

import pytest

from wellkept.policy.vocabulary import PARTIES
from wellkept.statement.compare import compare
from wellkept.statement.explain import explain
from wellkept.statement.load import in_force, shipped
from wellkept.statement.said import said
from wellkept.statement.sentences import said_of
from wellkept.statement.spanish import agreeing, contracted
from wellkept.statement.telling import sentences
from wellkept.statement.text import words_of

APART = re.compile(r"\b(?:de|a) el\b", re.IGNORECASE)


@pytest.mark.parametrize(
    ("apart", "together"),
    [
        ("recopilar datos de el miembro", "recopilar datos del miembro"),
        ("a el padre o la madre, y a el equipo", "al padre o la madre, y al equipo"),
        ("De el sistema", "Del sistema"),
        ("para él, de él y a él", "para él, de él y a él"),
        ("una carta de El Salvador", "una carta de El Salvador"),
        ("donde el miembro", "donde el miembro"),
    ],
)
def test_an_article_is_drawn_together_with_the_word_before_it(apart, together):
    assert contracted(apart, "es") == together
    assert contracted(apart, "en") == apart


def test_a_verb_takes_the_number_of_its_subject():
    assert agreeing("{dio|dieron}", PARTIES["workforce.program"].es) == "dieron"
    assert agreeing("{dio|dieron}", PARTIES["feed.claims"].es) == "dio"
    assert agreeing("{dio|dieron}", "Carlos") == "dio"


@pytest.mark.parametrize("name", shipped())
def test_no_text_leaves_an_article_apart(name):
    inforce = in_force(name)
    for document in (inforce.statement, *inforce.notices):
        for passage in document.texts["es"].passages if "es" in document.texts else ():
            words = words_of(passage, document, inforce, "es")
            assert not APART.search(words), f"{passage.place}: {words}"


@pytest.mark.parametrize(("before", "after"), list(pairwise(shipped())))
def test_no_comparison_leaves_an_article_apart(before, after):
    for sentence in sentences(compare(in_force(before), in_force(after)), "es"):
        assert not APART.search(sentence.text), sentence.text


@pytest.mark.parametrize("name", shipped())
def test_no_rule_in_words_leaves_an_article_apart(name):
    for rule in said(in_force(name)):
        words = said_of(rule.reached, "es")
        assert not APART.search(words), words


@pytest.mark.parametrize("what", ["person.member", "feed.claims", "claims", "contradictions"])
def test_no_explanation_leaves_an_article_apart(what):
    told = explain(in_force("model/2026-11"), what, "es")
    for words in (*told.facts, *(f"{one.what} {one.text}" for one in told.told)):
        assert not APART.search(words), words
