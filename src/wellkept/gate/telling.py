"""A decision told in plain words: a refusal as its page quotes it, an entry of the book as a history shows it.

The statement is cited first, then the notice, then the law, then the plan's own limits. The words are those of the
version that decided, in the reader's language where that document has it.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from wellkept.gate import told_of_another, told_words
from wellkept.gate.admit import Refused
from wellkept.gate.in_force import compiled
from wellkept.ledger.reading import Row
from wellkept.policy.asks import Reason
from wellkept.policy.rules import Allow, Limit, Never, Rank
from wellkept.policy.vocabulary import CONDITIONS, DATA, PARTIES, names
from wellkept.statement.citing import Cited, cited
from wellkept.statement.clauses import document_of
from wellkept.statement.model import Document, InForce
from wellkept.statement.problems import Unreadable

_MOST_CITED = 3
_KINDS = {Rank.STATEMENT: "statement", Rank.NOTICE: "notice", Rank.LAW: "law", Rank.PLAN: "plan"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A clause that decided: its words, where they stand, and the language they are in.

    `kind` is "statement", "notice", "law" or "plan"; `ref` is "source#clause".
    """

    ref: str
    kind: str
    quote: str
    where: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A decision in words.

    `sentence` says what happened or was asked; `because` introduces the citations ("Our statement allows this:");
    `missing` are the conditions that fell short. `what`, `why` and `who` are the same facts one by one.
    """

    sentence: str
    because: str
    citations: tuple[Citation, ...]
    missing: tuple[str, ...]
    what: tuple[str, ...]
    why: str
    who: str
    allowed: bool

    @property
    def text(self) -> str:
        """All of it in one breath, as a letter or a printed list shows it."""
        if not self.citations:
            return f"{self.sentence} {self.because}".strip()
        quoted = "; ".join(f"“{citation.quote}” ({citation.where})" for citation in self.citations)
        return f"{self.sentence} {self.because} {quoted}."


def refusal(refused: Refused, language: str) -> Told:
    """What was asked and which words say no."""
    decision, ask = refused.decision, refused.ask
    with translation.override(language):
        own = ask.party in PARTIES.under("person")
        what, why = told_words.kinds(decision.closed, language, own=own), told_words.purpose(ask.purpose, language)
        missing = tuple(CONDITIONS[name][language == "es"] for name in names(decision.missing))
        citations = _citations(refused.version, decision.clauses, decision.closed, language)
        return Told(
            sentence=told_words.asked(ask.action, told_words.some(what, language), why, language),
            because=_because(decision.reason, citations, decision.clauses),
            citations=citations,
            missing=missing,
            what=tuple(what),
            why=why,
            who="",
            allowed=False,
        )


def entry(row: Row, language: str, *, who: str = "", herself: bool = False, whose: str = "") -> Told:
    """What an entry of the book says.

    `who` names the visitor; `herself`: the reader is the one who did it. `whose` names the person whose information it
    is where the reader is somebody else: nothing of ours then says "your".
    """
    with translation.override(language):
        tell = told_of_another if whose else told_words
        what, why = tell.kinds(row.data, language), tell.purpose(row.purpose, language)
        doer = told_words.doer(row, who, herself=herself, language=language, whose=whose)
        citations = _citations(row.version, row.clauses, row.data, language)
        allowed = row.verdict != "refused"
        return Told(
            sentence=told_words.happened(row, doer, herself=herself, language=language, whose=whose),
            because=_allows(citations) if allowed else _because(Reason(row.reason), citations, row.clauses),
            citations=citations,
            missing=tuple(CONDITIONS[name][language == "es"] for name in row.missing if name in CONDITIONS),
            what=tuple(what),
            why=why,
            who=doer,
            allowed=allowed,
        )


def _citations(version: str, refs: tuple[str, ...], leaves: tuple[str, ...], language: str) -> tuple[Citation, ...]:
    """The clauses in the order of citation, the most telling first, each passage once."""
    try:
        inforce = compiled(version).in_force
    except Unreadable:
        return ()  # a version that is no longer shipped has no words to quote
    found: dict[str, Citation] = {}
    for one in sorted(_known(inforce, refs, language), key=lambda one: (one.rank, _apart(inforce, one, leaves))):
        citation = _citation(inforce, one, language)
        found.setdefault(citation.quote, citation)
    return tuple(found.values())[:_MOST_CITED]


def _known(inforce: InForce, refs: tuple[str, ...], language: str) -> list[Cited]:
    sources = {source.name: {clause.id for clause in source.clauses} for source in inforce.sources}
    found = [cited(inforce, ref, language) for ref in refs if _clause(ref) in sources.get(_source(ref), ())]
    return [one for one in found if one.text or one.cites]


def _apart(inforce: InForce, one: Cited, leaves: tuple[str, ...]) -> tuple[int, int]:
    """How much of these leaves a clause leaves out, and how much else it is about: the nearest is quoted first."""
    clause = next(
        clause
        for source in inforce.sources
        if source.name == _source(one.ref)
        for clause in source.clauses
        if clause.id == _clause(one.ref)
    )
    rules: tuple[Allow | Limit | Never, ...] = (*clause.allows, *clause.limits, *clause.nevers)
    about = DATA.expand(node for rule in rules for node in rule.data)
    return len(frozenset(leaves) - about), len(about - frozenset(leaves))


def _citation(inforce: InForce, one: Cited, language: str) -> Citation:
    return Citation(
        ref=one.ref,
        kind=_KINDS[one.rank],
        quote=one.text or one.cites,
        where=_where(one),
        language=_language_of(inforce, one, language),
    )


def _where(one: Cited) -> str:
    """Where the words stand: "Our privacy statement, 4. What you give us", "45 CFR 164.524"."""
    if one.rank is Rank.LAW:
        return _("the law: %(section)s") % {"section": one.cites or one.title}
    if one.rank is Rank.PLAN:
        return _("our own limits for staff")
    document = _("our privacy statement") if one.rank is Rank.STATEMENT else one.title
    return f"{document}, {one.heading}" if one.heading else document


def _language_of(inforce: InForce, one: Cited, language: str) -> str:
    document = document_of(inforce, _source(one.ref))
    if isinstance(document, Document) and document.texts:
        return language if language in document.texts else "en"
    return language if language in document.notes[_clause(one.ref)].sentences else "en"


def _allows(citations: tuple[Citation, ...]) -> str:
    kind = citations[0].kind if citations else ""
    return {
        "statement": _("Our statement allows this:"),
        "notice": _("Our notice of privacy practices allows this:"),
        "law": _("The law allows this:"),
        "plan": _("Our own limits allow this:"),
    }.get(kind, _("The statement that was in force allowed this. Its words are no longer kept here."))


def _because(reason: Reason, citations: tuple[Citation, ...], refs: tuple[str, ...]) -> str:
    if reason is Reason.NEVER and refs:
        return _forbids(citations)
    if reason is Reason.CONDITION and citations:
        return _("It is allowed only under a condition that is not met:")
    return {
        Reason.SCOPE: _("The permission that was given does not reach this far."),
        Reason.RESTRICTION: _("The member asked us to restrict this, and we agreed."),
        Reason.OBLIGATION: _("It is allowed only with a duty that this program cannot carry out yet."),
    }.get(
        reason,
        _("No words of our statement, our notice or the law allow this, and what they do not allow is refused."),
    )


def _forbids(citations: tuple[Citation, ...]) -> str:
    kind = citations[0].kind if citations else ""
    return {
        "statement": _("Our statement forbids this:"),
        "notice": _("Our notice of privacy practices forbids this:"),
        "law": _("The law forbids this:"),
        "plan": _("Our own limits forbid this:"),
    }.get(kind, _("Our own limits for staff forbid this."))


def _source(ref: str) -> str:
    return ref.partition("#")[0]


def _clause(ref: str) -> str:
    return ref.partition("#")[2]
