"""Whether a statement may be put in force: everything that its rules and its text must agree on.

`check` is pure; what it must know of the world (what the program can do, the day of posting) is told to it in
`Surroundings`.
"""

from __future__ import annotations

from wellkept.statement.check.finding import Does, Finding, Severity, Surroundings
from wellkept.statement.check.flows import check_flows
from wellkept.statement.check.keeping import check_keeping
from wellkept.statement.check.obligations import check_obligations, kept_by_silence
from wellkept.statement.check.pages import check_pages
from wellkept.statement.check.pairing import check_pairing
from wellkept.statement.check.promises import check_promises
from wellkept.statement.check.reading import check_reading
from wellkept.statement.check.revision import check_revision
from wellkept.statement.check.stating import check_stating
from wellkept.statement.check.strangers import check_strangers
from wellkept.statement.check.translation import check_translation
from wellkept.statement.check.wording import check_wording
from wellkept.statement.model import InForce

__all__ = ["Does", "Finding", "Severity", "Surroundings", "check", "kept_by_silence"]

_CHECKS = (
    check_flows,
    check_promises,
    check_obligations,
    check_strangers,
    check_keeping,
    check_pages,
    check_revision,
    check_pairing,
    check_stating,
    check_wording,
    check_translation,
    check_reading,
)


def check(inforce: InForce, around: Surroundings | None = None) -> list[Finding]:
    """Everything to change before `inforce` may be put in force, by file and line.

    Raises `SaleOpened` where a clause opens the sale of personal data: such a document has no table at all.
    """
    told = around or Surroundings()
    found = {finding for one in _CHECKS for finding in one(inforce, told)}
    return sorted(
        found, key=lambda finding: (finding.place.file, finding.place.line, finding.severity, finding.message)
    )
