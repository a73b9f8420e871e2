"""Spanish as it is written once words stand together: "de el" is "del", and a verb agrees with who did it."""

from __future__ import annotations

import re

from wellkept.policy.vocabulary import PARTIES

# The article alone: not the pronoun "él", and not the capital of a name (El Salvador).
_APART = re.compile(r"\b([Dd]e|[Aa]) el\b")
_FORMS = re.compile(r"\{(\w+)\|(\w+)\}")
_PLURAL = frozenset(node.es for node in PARTIES.nodes.values() if node.es.split(maxsplit=1)[0].endswith("s"))


def contracted(text: str, language: str) -> str:
    """The text with "de el" and "a el" drawn together; of another language as it is."""
    return _APART.sub(r"\1l", text) if language == "es" else text


def agreeing(pattern: str, subject: str) -> str:
    """A pattern with its verbs, "{dio|dieron}", in the number of its subject: a label of a party, or one person."""
    return _FORMS.sub(lambda found: found[2 if subject in _PLURAL else 1], pattern)
