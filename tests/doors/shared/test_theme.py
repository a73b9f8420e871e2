"""The accent of a plan: readable whatever the plan chose."""

import re

import pytest

from wellkept.doors.shared.theme import DEFAULT, ENOUGH, colour, contrast, mark_of, readable, style_sheet
from wellkept.statement.load import load_plan, shipped

WHITE = (255, 255, 255)


@pytest.mark.parametrize("accent", ["#2b5d8a", "#ffee00", "#ffffff", "#000000", "#ff0000", "#00ff7f", "#777777"])
def test_white_words_can_be_read_on_any_accent(accent):
    assert contrast(readable(colour(accent)), WHITE) >= ENOUGH


def test_an_accent_that_is_dark_enough_stays_as_it_is():
    assert readable(colour("#2b5d8a")) == colour("#2b5d8a")


@pytest.mark.parametrize("written", ["", "blue", "#fff", "#12345g", "red;} body{display:none"])
def test_what_is_no_colour_is_the_default_accent(written):
    assert style_sheet(written) == style_sheet(DEFAULT)


def test_contrast_is_that_of_the_web_guidelines():
    assert round(contrast((0, 0, 0), WHITE), 1) == 21.0
    assert round(contrast(colour("#767676"), WHITE), 2) == 4.54


def test_the_style_sheet_holds_six_colours_and_nothing_else():
    lines = style_sheet("#2b5d8a").splitlines()
    assert (lines[0], lines[-1]) == (":root {", "}")
    assert all(re.fullmatch(r"  --accent(-[a-z]+)?: #[0-9a-f]{6};", line) for line in lines[1:-1])
    assert len(lines) == 8


def test_the_address_of_the_style_sheet_changes_with_it():
    assert mark_of("#2b5d8a") != mark_of("#2b5d8b")


@pytest.mark.parametrize("plan", sorted({name.partition("/")[0] for name in shipped()}))
def test_tints_of_each_plan_let_dark_words_be_read(plan):
    shades = dict(re.findall(r"--accent-?([a-z]*): (#[0-9a-f]{6})", style_sheet(load_plan(plan).accent)))
    assert contrast(colour("#211d18"), colour(shades["tint"])) >= 7
    assert contrast(colour(shades[""]), colour(shades["wash"])) >= 4.5
    assert contrast(colour(shades["dark"]), WHITE) >= 7
