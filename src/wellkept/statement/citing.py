"""What a clause says in plain words, as refusals and a member's history quote it."""

from __future__ import annotations

from dataclasses import dataclass

from wellkept.policy.rules import Rank
from wellkept.statement import clauses
from wellkept.statement.model import Document, InForce
from wellkept.statement.text import title, words_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """What a clause says, as a refusal or the history quotes it.

    `title` is its document's, `heading` the one that its passage stands under; both empty of Markdown, in the
    language asked for where the document has it. `cites` is a law clause's section ("45 CFR 164.524").
    """

    ref: str
    rank: Rank
    title: str
    heading: str
    text: str
    cites: str


def cited(inforce: InForce, ref: str, language: str) -> Cited:
    """What the clause "source#id" says. Raises KeyError for a clause that is not in force."""
    source, _, id_ = ref.partition("#")
    document = clauses.document_of(inforce, source)
    note = document.notes[id_]
    heading, text = "", ""
    if isinstance(document, Document) and document.texts:
        heading, text = _quoted(inforce, document, id_, language)
    if not text:
        text = note.sentences.get(language) or note.sentences.get("en", "")
    return Cited(
        ref=ref,
        rank=document.source.rank,
        title=title(document, language),
        heading=heading,
        text=text,
        cites=note.cites,
    )


def passage_text(inforce: InForce, ref: str, language: str) -> str:
    """The plain words of the clause "source#id"; of a law, which has no text, its sentence and its section."""
    found = cited(inforce, ref, language)
    if found.cites:
        return f"{found.text} ({found.cites})" if found.text else f"{found.title}, {found.cites}"
    return found.text or found.title


def _quoted(inforce: InForce, document: Document, id_: str, language: str) -> tuple[str, str]:
    text = document.texts.get(language, document.texts["en"])
    heading, under, said = None, None, list[str]()
    for passage in text.passages:
        if passage.level:
            heading = passage
        elif id_ in passage.clauses:
            under = under or heading
            said.append(words_of(passage, document, inforce, text.language))
    return words_of(under, document, inforce, text.language) if under else "", " ".join(said)
