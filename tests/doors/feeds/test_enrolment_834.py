"""Members out of an 834: what is read, what is borne with, and what is not an 834."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest

from tests.doors.feeds.writing_834 import Member, Style, file_of, interchange, isa, render, transaction
from wellkept.doors.feeds.enrolment_834 import Enrolment, Notes, NotReadable, examine, members
from wellkept.vault.coverage_record import Maintenance, Reference, StatusDate
from wellkept.vault.enrolment_record import Action, Disability, Income, Party
from wellkept.vault.person_record import Contact, Language, PersonName, PostalAddress


def one(*extra, **fields) -> Enrolment:
    """The single member of a file, with these segments after the usual ones."""
    (found,) = members(file_of(Member(extra=[row.split("*") for row in extra], **fields)))
    assert isinstance(found, Enrolment), found
    return found


def with_rows(*rows, indicator="Y") -> Enrolment:
    """A member of these segments alone, after INS."""
    return one(indicator=indicator, rows=[row.split("*") for row in rows])


NAMED = "NM1*IL*1*RIVERA*ANA"


def test_a_member_is_read():
    found = one(end="20261231", birth="19800515")
    assert found.name == PersonName(last="RIVERA", first="ANA")
    assert found.demographics.birth_date == date(1980, 5, 15)
    assert found.demographics.sex == "F"
    assert (found.is_subscriber, found.relationship, found.maintenance) == (True, "18", Maintenance.ADD)
    assert found.identifiers.subscriber_id == "M000001"
    assert found.identifiers.group == "GROUP1"
    assert found.contacts == (Contact(system="phone", value="5555550101", use="home"),)
    assert found.residence == PostalAddress(lines=("1 MAIN ST",), city="ORANGE", state="CA", zip_code="92868")
    (line,) = found.coverage
    assert (line.line, line.plan, line.level) == ("HMO", "PLAN A", "IND")
    assert (line.begin, line.end) == (date(2026, 1, 1), date(2026, 12, 31))
    assert (found.ordinal, found.segment) == (1, 7)
    assert found.notes == ()


def test_the_head_of_the_file_comes_with_each_member():
    rows = transaction([Member()], head=(["REF", "38", "POLICY9"], ["DTP", "007", "D8", "20260501"]))
    (found,) = members(BytesIO(interchange([rows])))
    head = found.transaction
    assert (head.sender, head.receiver, head.reference, head.purpose) == ("SENDER", "PLAN", "REFERENCE", "00")
    assert head.action is Action.CHANGE
    assert (head.made_on, head.effective, head.policy) == (date(2026, 4, 1), date(2026, 5, 1), "POLICY9")
    assert head.sponsor == Party(name="ORANGE UNION", number="954444444")
    assert head.payer == Party(name="SAMPLE HEALTH PLAN", number="953333333")


def test_standing_is_read_from_ins():
    ins = ["INS", "Y", "18", "001", "25", "C", "B:1", "1", "FT", "F", "Y", "D8", "20260201", "R", "", "", "", "2"]
    found = one(ins=ins)
    assert found.maintenance is Maintenance.CHANGE
    assert found.reason == "25"
    standing = found.standing
    assert (standing.benefit_status, standing.medicare_plan, standing.medicare_reason) == ("C", "B", "1")
    assert (standing.cobra_event, standing.employment, standing.student) == ("1", "FT", "F")
    assert (standing.disabled, standing.restricted_access, standing.birth_sequence) == (True, True, 2)
    assert found.demographics.death_date == date(2026, 2, 1)


def test_what_a_member_speaks_where_mail_goes_and_who_answers():
    found = with_rows(
        "REF*0F*M1",
        NAMED,
        "PER*IP**TE*5555550102*EX*77*EM*ana@example.org",
        "DMG*D8*20150101*F*I*:RET:2131-1^C",
        "ICM*1*1200.50",
        "AMT*P3*45.34",
        "LUI*LE*SPA**7",
        "LUI***Tagalog*5",
        "NM1*31*1",
        "N3*PO BOX 5",
        "N4*ORANGE*CA*928680000",
        "NM1*GD*1*RIVERA*LUZ",
        "PER*RP**CP*5555550103",
        "NM1*36*2*EMPLOYER INC",
        "NM1*QD*1",
        "DSB*2",
        "DTP*360*D8*20260101",
        "DTP*361*D8*20260301",
    )
    assert found.contacts == (
        Contact(system="phone", value="5555550102", extension="77"),
        Contact(system="email", value="ana@example.org"),
    )
    assert found.demographics.race == ("2131-1", "C")
    assert found.demographics.marital_status == "I"
    assert found.languages == (
        Language(code="SPA", system="iso639-2", description="", use="speak"),
        Language(code="", system="", description="Tagalog", use="read"),
    )
    assert found.residence is None
    assert found.mailing == PostalAddress(lines=("PO BOX 5",), city="ORANGE", state="CA", zip_code="92868")
    (guardian,) = found.responsible
    assert (guardian.role, guardian.name.first) == ("guardian", "LUZ")
    assert guardian.contacts == (Contact(system="phone", value="5555550103", use="mobile"),)
    assert found.disabilities == (Disability(kind="2", begin=date(2026, 1, 1), end=date(2026, 3, 1)),)
    assert found.income == Income(frequency="1", amount=Decimal("1200.50"))
    assert found.amounts == (("P3", Decimal("45.34")),)


def test_a_county_is_told_from_other_places():
    assert with_rows("REF*0F*M1", NAMED, "N4*ORANGE*CA*92868**CY*30").residence.county == "30"
    assert with_rows("REF*0F*M1", NAMED, "N4*ORANGE*CA*92868**60*7").residence.county == ""


def test_a_coverage_line_has_its_references_providers_and_other_insurance():
    found = one(
        "DTP*303*D8*20260105",
        "AMT*C1*20",
        "REF*CE*3N;101",
        "LX*1",
        "NM1*P3*1*HALE*RUTH****XX*1234567893*25",
        "N3*9 CLINIC WAY",
        "PLA*2*1P*20260201**AI",
        "LX*2",
        "NM1*Y2*2*CARE GROUP*****SV*77",
        "COB*P*POL1*5*1^35",
        "REF*60*A1",
        "REF*SY*123456789",
        "DTP*344*D8*20250101",
        "NM1*IN*2*OTHER PLAN",
        "HD*021**DEN",
    )
    medical, dental = found.coverage
    assert medical.references == (Reference("CE", "3N;101"),)
    assert medical.dates == (StatusDate("303", date(2026, 1, 5)),)
    assert medical.amounts == (("C1", Decimal(20)),)
    doctor, group = medical.providers
    assert (doctor.code, doctor.npi, doctor.is_patient, doctor.since) == ("P3", "1234567893", True, date(2026, 2, 1))
    assert doctor.address == PostalAddress(lines=("9 CLINIC WAY",))
    assert (group.is_organisation, group.number, group.name.last) == (True, "77", "CARE GROUP")
    (other,) = medical.other_insurance
    assert (other.policy, other.services, other.insurer) == ("POL1", ("1", "35"), "OTHER PLAN")
    assert other.references == (Reference("60", "A1"),)
    assert other.begin == date(2025, 1, 1)
    assert (dental.line, dental.providers, dental.other_insurance) == ("DEN", (), ())


def test_reporting_categories_end_where_the_next_member_begins():
    first = Member(extra=[row.split("*") for row in ("LS*2700", "LX*1", "N1*75*FORMAT", "REF*ZZ*10", "LE*2700")])
    ana, luis = members(file_of(first, Member(first="LUIS", number="M2")))
    assert [(c.name, c.references) for c in ana.categories] == [("FORMAT", (Reference("ZZ", "10"),))]
    assert luis.categories == ()
    assert luis.ordinal == 2


def test_a_social_security_number_is_kept_only_for_one_who_has_no_other():
    social = "NM1*IL*1*RIVERA*ANA****34*900123456"
    assert with_rows("REF*0F*M1", social).identifiers.ssn is None
    assert with_rows("REF*0F*M1", "REF*23*OWN7", social, indicator="N").identifiers.ssn is None
    dependant = with_rows("REF*0F*M1", social, indicator="N").identifiers
    assert (dependant.subscriber_id, dependant.member_id, dependant.ssn) == ("M1", None, "900123456")
    assert dependant.own() == (("ssn", "900123456"),)


def test_the_person_s_own_number_is_the_plan_s():
    assert with_rows("REF*0F*M1", "NM1*IL*1*R*A****ZZ*Z9").identifiers.member_id == "Z9"
    assert with_rows("REF*0F*M1", "REF*23*C4", NAMED).identifiers.member_id == "C4"
    assert with_rows("REF*0F*M1", NAMED).identifiers.own() == (("member_id", "M1"),)


def test_medicare_numbers_are_read_and_older_ones_left():
    real = with_rows("REF*0F*M1", "REF*F6*1EG4-TE5-MK73", NAMED)
    assert real.identifiers.mbi == "1EG4TE5MK73"
    synthetic = with_rows("REF*0F*M1", "REF*F6*1S00E00AA01", NAMED)
    assert synthetic.identifiers.mbi == "1S00E00AA01"
    former = with_rows("REF*0F*M1", "REF*F6*900123456A", NAMED)
    assert former.identifiers.mbi is None
    assert "900123456A" not in repr(former)
    assert len(former.notes) == 1


def test_a_california_number_is_known_even_with_a_letter_it_cannot_have():
    assert with_rows("REF*0F*91234567A", NAMED).notes == ()
    odd = with_rows("REF*0F*91234567S", "REF*23*9;20260811;20260815", NAMED)
    assert odd.identifiers.cin == "91234567S"
    assert odd.identifiers.member_id == "91234567S"
    assert odd.references == (Reference("23", "9;20260811;20260815"),)
    assert "CIN" in odd.notes[0]
    dependant = with_rows("REF*0F*91234567A", NAMED, indicator="N")
    assert dependant.identifiers.cin is None


def test_a_family_s_coverage_may_be_older_than_the_newborn():
    assert one(birth="20260315", begin="20260301").notes == ()
    assert one(birth="20260315", begin="20250101").notes == ("Coverage begins before the month of birth.",)


def test_coverage_that_never_took_effect_ends_the_day_before():
    (line,) = one(begin="20260101", end="20251231").coverage
    assert (line.begin, line.end) == (date(2026, 1, 1), date(2025, 12, 31))


def test_a_count_that_is_not_what_was_announced_is_told():
    rows = transaction([Member(), Member(number="M2")], head=(["QTY", "TO", "3"],))
    assert examine(BytesIO(interchange([rows]))).notes == (
        "The transaction set that ends at segment 28 announces 3 members (QTY TO) and holds 2.",
    )


def test_examine_counts_and_reads_to_the_end():
    data = interchange([transaction([Member()] * 3), transaction([], kind="999"), transaction([Member()])])
    summary = examine(BytesIO(data * 2))
    assert (summary.interchanges, summary.transactions, summary.members) == (2, 4, 8)
    assert summary.others == (("999", 2),)
    assert summary.notes == ("Transaction sets other than 834 were left alone: 999.",)


def test_a_file_without_members_is_read_and_says_so():
    assert examine(file_of()).notes == ("The 834 holds no member (INS).",)


def test_another_guide_is_read_with_a_note():
    data = interchange([transaction([Member()])]).replace(b"005010X220A1", b"004010X095A1")
    assert "another guide than 005010X220A1" in examine(BytesIO(data)).notes[0]
    assert len(list(members(BytesIO(data)))) == 1


@pytest.mark.parametrize("kind", ["837", "835", "271", "999"])
def test_another_transaction_set_is_refused_by_its_name(kind):
    data = interchange([transaction([Member()], kind=kind)])
    for broken in (data, data[:-40]):
        with pytest.raises(NotReadable, match=f"holds transaction set {kind} .*834 .005010X220A1.. was expected"):
            examine(BytesIO(broken))
        with pytest.raises(NotReadable):
            list(members(BytesIO(broken)))


def test_an_interchange_without_any_transaction_set_is_refused():
    empty = render([isa(Style()), ["TA1", "000000001", "260401", "1200", "A", "000"], ["IEA", "0", "000000001"]])
    with pytest.raises(NotReadable, match="no transaction set"):
        examine(BytesIO(empty))


def test_a_cut_off_file_is_refused_before_anything_is_loaded():
    data = interchange([transaction([Member(), Member(number="M2")])])[:-60]
    with pytest.raises(NotReadable, match="cut off"):
        examine(BytesIO(data))
    reading = members(BytesIO(data))
    assert isinstance(next(reading), Enrolment)
    with pytest.raises(NotReadable, match="cut off"):
        list(reading)


def test_notes_of_the_reader_reach_the_caller():
    notes = Notes()
    data = file_of(Member(last="PEÑA")).getvalue().decode().encode("latin-1")
    (found,) = members(BytesIO(data), notes)
    assert found.name.last == "PEÑA"
    assert "Latin-1" in notes.sentences()[0]
