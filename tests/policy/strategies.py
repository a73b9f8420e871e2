"""Hypothesis strategies over the real vocabulary."""

from __future__ import annotations

import random

from hypothesis import strategies as st

from tests.policy import random_rules
from wellkept.policy.vocabulary import CONDITIONS

# A seed makes a whole statement: shrinking a seed is useless, but a failing one is printed and repeats.
chances = st.integers(min_value=0, max_value=2**32 - 1).map(random.Random)
sources = chances.map(random_rules.sources)
conditions = st.sets(st.sampled_from(list(CONDITIONS)[:9]))


@st.composite
def questions(draw):
    """Sources, an ask about them and facts, all from one seed."""
    chance = draw(chances)
    found = random_rules.sources(chance)
    return found, random_rules.ask(chance, found), random_rules.facts(chance), chance
