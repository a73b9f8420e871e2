"""What only the documents together can tell: settings that nobody states, and clauses beaten in other sources."""

from __future__ import annotations

from collections.abc import Iterator

from wellkept.statement.model import Document, InForce, Plan
from wellkept.statement.problems import Problem, did_you_mean
from wellkept.statement.slots import SlotKind, slots


def whole_problems(whole: InForce) -> Iterator[Problem]:
    """Problems of documents that can each be read alone."""
    for document in (whole.statement, *whole.notices):
        yield from _unset(document, whole)
    yield from _unknown_beaten(whole)


def _unset(document: Document, whole: InForce) -> Iterator[Problem]:
    for text in document.texts.values():
        for passage in text.passages:
            for slot in slots(passage, document):
                named = slot.kind is SlotKind.SETTING
                if named and slot.name not in document.settings and whole.setting(slot.name) is None:
                    message = f"no document states “{slot.name}” and the plan does not set it; set it in plan.toml"
                    yield Problem(slot.place, message)


def _unknown_beaten(whole: InForce) -> Iterator[Problem]:
    """A shared document may beat clauses of a statement that is not in force here; a statement may not."""
    refs = {source.ref(clause) for source in whole.sources for clause in source.clauses}
    present = {source.name for source in whole.sources}
    documents: tuple[Document | Plan, ...] = (whole.statement, *whole.notices, *whole.laws, whole.plan)
    for document in documents:
        for clause in document.source.clauses:
            for place, never in enumerate(clause.nevers):
                for ref in never.over:
                    here = document is whole.statement or ref.partition("#")[0] in present
                    if here and ref not in refs:
                        at = document.places[f"clause:{clause.id}.never.{place}"]
                        yield Problem(at, f"“over” names “{ref}”, which is no clause in force{did_you_mean(ref, refs)}")
