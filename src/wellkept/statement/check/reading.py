"""The school grade that the text asks of its readers."""

from __future__ import annotations

from collections.abc import Iterator

from wellkept.statement.check.finding import Finding, Surroundings, warning
from wellkept.statement.check.typed import GAP, typed
from wellkept.statement.model import Document, InForce, Place, Text
from wellkept.statement.reading_grade import reading_grade

TARGET = 8
_ENOUGH_WORDS = 100


def check_reading(inforce: InForce, around: Surroundings) -> Iterator[Finding]:  # noqa: ARG001
    """A warning for each text above the target (the setting `text.reading_grade`, else the eighth grade)."""
    target = inforce.setting("text.reading_grade")
    for document in (inforce.statement, *inforce.notices):
        for text in document.texts.values():
            yield from _graded(document, text, target if isinstance(target, int) else TARGET)


def _graded(document: Document, text: Text, target: int) -> Iterator[Finding]:
    prose = prose_of(text)
    if len(prose.split()) < _ENOUGH_WORDS:
        return
    grade = reading_grade(prose, text.language)
    if grade > target + 0.5:
        told = f"reads at school grade {grade:.1f}, above {target}: shorten sentences and choose shorter words"
        yield warning(Place(text.file, 1), "reading", f"{document.name} ({text.language}) {told}")


def prose_of(text: Text) -> str:
    """The body as plain sentences. A slot counts as one short word: its list is the rules', not the writer's."""
    blocks: list[str] = []
    for passage in text.passages:
        if not passage.level:
            blocks.extend(_plain(line) for line in typed(passage.markdown).splitlines())
    return "\n".join(block for block in blocks if block)


def _plain(line: str) -> str:
    words = [word.strip(GAP) or "data" for word in line.replace("*", "").replace("|", " ").split()]
    return " ".join(words).lstrip("-> ")
