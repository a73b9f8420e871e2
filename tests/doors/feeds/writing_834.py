"""Writes 834 files for the tests: any delimiters, indents, line ends, a BOM; one or many members."""

from dataclasses import dataclass, field
from io import BytesIO

SAMPLE_GUIDE = "005010X220A1"


@dataclass(frozen=True)
class Style:
    """How a file looks. `wrap` breaks lines by length, as a mainframe does; then `line_end` comes there alone."""

    element: str = "*"
    component: str = ":"
    repetition: str = "^"
    segment: str = "~"
    line_end: str = ""
    indent: str = ""
    bom: bool = False
    wrap: int = 0


@dataclass(frozen=True)
class Member:
    """A member as a sender would write it; `rows` replaces everything but INS when a test wants its own segments."""

    number: str = "M000001"
    last: str = "RIVERA"
    first: str = "ANA"
    birth: str = "19800515"
    sex: str = "F"
    indicator: str = "Y"
    maintenance: str = "021"
    begin: str = "20260101"
    end: str = ""
    line: str = "HMO"
    phone: str = "5555550101"
    street: str = "1 MAIN ST"
    zip_code: str = "92868"
    ins: list[str] | None = None
    rows: list[list[str]] | None = None
    extra: list[list[str]] = field(default_factory=list)

    def segments(self) -> list[list[str]]:
        relation = "18" if self.indicator == "Y" else "19"
        ins = self.ins or ["INS", self.indicator, relation, self.maintenance, "20", "A"]
        if self.rows is not None:
            return [ins, *self.rows]
        rows = [
            ins,
            ["REF", "0F", self.number],
            ["REF", "1L", "GROUP1"],
            ["NM1", "IL", "1", self.last, self.first],
            ["PER", "IP", "", "HP", self.phone],
            ["N3", self.street],
            ["N4", "ORANGE", "CA", self.zip_code],
            ["DMG", "D8", self.birth, self.sex],
            ["HD", "021", "", self.line, "PLAN A", "IND"],
            ["DTP", "348", "D8", self.begin],
        ]
        if self.end:
            rows.append(["DTP", "349", "D8", self.end])
        return rows + self.extra


def transaction(members: list[Member], control: str = "0001", kind: str = "834", head: tuple = ()) -> list[list[str]]:
    body = [
        ["ST", kind, control, SAMPLE_GUIDE],
        ["BGN", "00", "REFERENCE", "20260401", "1200", "", "", "", "2"],
        *head,
        ["N1", "P5", "ORANGE UNION", "FI", "954444444"],
        ["N1", "IN", "SAMPLE HEALTH PLAN", "FI", "953333333"],
        *(segment for member in members for segment in member.segments()),
    ]
    return [*body, ["SE", str(len(body) + 1), control]]


def interchange(transactions: list[list[list[str]]], style: Style = Style(), control: str = "000000001") -> bytes:
    rows = [
        ["GS", "BE", "SENDER", "PLAN", "20260401", "1200", "1", "X", SAMPLE_GUIDE],
        *(row for rows in transactions for row in rows),
        ["GE", str(len(transactions)), "1"],
        ["IEA", "1", control],
    ]
    return render([isa(style, control), *rows], style)


def isa(style: Style, control: str = "000000001") -> list[str]:
    blank = " " * 10
    who = ["ZZ", "SENDER".ljust(15), "ZZ", "PLAN".ljust(15)]
    when = ["260401", "1200", style.repetition or "U", "00501", control, "0", "T"]
    return ["ISA", "00", blank, "00", blank, *who, *when, style.component]


def render(rows: list[list[str]], style: Style = Style()) -> bytes:
    texts = [style.element.join(row) + style.segment for row in rows]
    if style.wrap:
        whole = "".join(texts).encode()
        pieces = [whole[at : at + style.wrap] for at in range(0, len(whole), style.wrap)]
        data = style.line_end.encode().join(pieces)
    else:
        data = "".join(style.indent + text + style.line_end for text in texts).encode()
    return (b"\xef\xbb\xbf" if style.bom else b"") + data


def file_of(*members: Member, style: Style = Style()) -> BytesIO:
    return BytesIO(interchange([transaction(list(members))], style))
