"""One fault each, found at its very line, and nothing else."""

from datetime import date

import pytest

from tests.statement.meadow import ENGLISH, LAW, NOTICE, SPANISH, STATEMENT, meadow
from wellkept.statement.check import Severity
from wellkept.statement.problems import Unreadable

WARNED = {"over", "service", "reading"}


@pytest.fixture
def plan(tmp_path):
    return meadow(tmp_path)


def test_a_sound_statement_has_no_findings(plan):
    assert plan.found(does=(), posted=date(2026, 1, 1)) == []


def test_an_unknown_term_is_told_at_its_line(plan):
    plan.alter(STATEMENT, 'data = ["web.page"]', 'data = ["web.pages"]')
    with pytest.raises(Unreadable) as fault:
        plan.in_force()
    assert str(fault.value).startswith(f"{plan.line(STATEMENT, 'web.pages')}: unknown data category “web.pages”")


@pytest.mark.promise("S10")
def test_a_cell_both_open_and_closed_needs_over(plan):
    plan.alter(STATEMENT, 'over = ["mailings"]\n', "")
    (finding,) = plan.findings()
    assert str(finding.place) == plan.line(STATEMENT, "[[clause.never]]")
    assert finding.rule == "contradiction"
    assert "partial overlap: data ⊐, party and purpose ≈" in finding.message
    assert 'over = ["mailings"]' in finding.message


def test_an_over_that_beats_nothing_is_a_warning(plan):
    plan.alter(STATEMENT, 'over = ["mailings"]', 'over = ["mailings", "answers"]')
    (finding,) = plan.findings()
    assert (finding.rule, finding.severity) == ("over", Severity.WARNING)
    assert str(finding.place) == plan.line(STATEMENT, "[[clause.never]]")


def test_a_never_may_not_close_what_the_law_keeps_open(plan):
    plan.alter(STATEMENT, 'for = ["outreach"]\nwith = ["vendor.messaging"]', 'with = ["vendor.messaging", "rescuer"]')
    assert plan.found() == [(plan.line(STATEMENT, "[[clause.never]]"), "law-closed")]


@pytest.mark.parametrize("purpose", ["member", "member.access", "law.required"])
def test_a_never_may_not_name_a_required_purpose(plan, purpose):
    plan.alter(STATEMENT, 'for = ["outreach"]', f'for = ["outreach", "{purpose}"]')
    assert (plan.line(STATEMENT, "[[clause.never]]"), "never-required") in plan.found()


def test_a_limit_may_not_narrow_what_the_law_keeps_open(plan):
    plan.alter(
        STATEMENT,
        '[[clause.limit]]\nfor = ["outreach.services"]',
        '[[clause.limit]]\nfor = ["outreach.services", "member.access"]',
    )
    assert plan.found() == [(plan.line(STATEMENT, "[[clause.limit]]"), "law-closed")]


def test_a_limit_that_asks_no_more_than_the_law_does_not_narrow_it(plan):
    plan.add(LAW, '\n[[clause.limit]]\nfor = ["member.access"]\nwhen = ["requested"]\n')
    plan.add(STATEMENT, '\n[[clause.limit]]\nfor = ["member.access"]\nwhen = ["requested"]\n')
    assert plan.found() == []


def test_the_law_may_take_a_part_of_what_a_statement_opens_but_not_the_whole(plan):
    wider = plan.alter(
        STATEMENT,
        'data = ["contact.email"]\nfor = ["service.messages"]',
        'data = ["contact.email", "sensitive"]\nfor = ["service"]',
    )
    assert wider.found() == []
    whole = wider.alter(
        STATEMENT,
        'data = ["contact.email", "sensitive"]\nfor = ["service"]',
        'data = ["sensitive.genetic"]\nfor = ["service.application"]',
    )
    assert whole.found() == [(plan.line(STATEMENT, 'data = ["sensitive.genetic"]', back=2), "contradiction")]


def test_the_law_must_declare_its_own_contradictions(plan):
    plan.alter(LAW, 'data = ["contact.phone"]', 'data = ["contact.phone", "contact.email"]')
    plan.add(LAW, '\n[[clause]]\nid = "quiet"\n[[clause.never]]\ndata = ["contact.phone"]\nfor = ["safety"]\n')
    assert plan.found() == [(plan.line(LAW, 'data = ["contact.phone", "contact.email"]', back=2), "contradiction")]


def test_limits_of_the_law_itself_are_not_told_with_those_of_a_statement(plan):
    plan.add(LAW, '\n[[clause.limit]]\nfor = ["member.access"]\nwhen = ["requested"]\n')
    plan.add(STATEMENT, '\n[[clause.limit]]\nfor = ["member.access"]\nwhen = ["consent"]\n')
    assert plan.found() == [(plan.line(STATEMENT, 'when = ["consent"]', back=2), "law-closed")]


def test_a_shared_document_may_beat_a_clause_that_is_not_in_force(plan):
    never = '[[clause.never]]\ndata = ["device"]\nfor = ["social"]\nover = ["elsewhere/1#social"]\n\n[[clause.keep]]'
    plan.alter(NOTICE, "[[clause.keep]]", never)
    plan.alter("notices/generic/1/en.md", "from {{", "but {{ data:device }} from {{")
    assert plan.found() == []


def test_a_choice_that_no_limit_uses_is_told(plan):
    plan.alter(
        STATEMENT, "[[cookie]]", '[[choice]]\nid = "research"\nstarts = "out"\ncovers = ["research"]\n\n[[cookie]]'
    )
    assert plan.found() == [(plan.line(STATEMENT, 'id = "research"', back=1), "choice")]


def test_a_choice_that_is_used_must_be_declared(plan):
    plan.alter(STATEMENT, '"cookies_accepted"', '"opted_in:remember"')
    assert plan.found() == [(plan.line(STATEMENT, "opted_in:remember", back=5), "choice")]


def test_a_choice_must_cover_no_more_than_is_heeded(plan):
    plan.alter(STATEMENT, 'covers = ["outreach.services"]', 'covers = ["outreach"]')
    (finding,) = plan.findings()
    assert (str(finding.place), finding.severity) == (plan.line(STATEMENT, "[[choice]]"), Severity.WARNING)
    assert "outreach.newsletters" in finding.message


def test_an_offered_service_that_no_clause_serves_is_a_warning(plan):
    plan.alter(STATEMENT, "messages = true", "messages = true\nchat = true")
    (finding,) = plan.findings()
    assert (str(finding.place), finding.severity) == (plan.line(STATEMENT, "chat = true"), Severity.WARNING)


def test_a_service_that_needs_no_flow_needs_no_clause(plan):
    plan.alter(STATEMENT, "messages = true", "messages = true\nprint = true")
    assert plan.found() == []


def test_what_must_be_kept_for_a_while_has_no_end_by_that(plan):
    plan.alter(STATEMENT, 'data = ["contact"]\nat_most = "400 days"', 'data = ["contact"]\nat_least = "400 days"')
    assert plan.found() == [(plan.line(STATEMENT, 'id = "addresses"', back=-3), "keep")]


def test_what_is_about_nobody_needs_no_keep(plan):
    plan.alter(STATEMENT, '["contact.email", "contact.phone"]', '["contact.email", "contact.phone", "directory"]')
    assert plan.found() == []


def test_data_collected_without_a_keep_is_told(plan):
    plan.alter(STATEMENT, 'data = ["contact"]\nat_most = "400 days"', 'data = ["contact.phone"]\nat_most = "400 days"')
    (finding,) = plan.findings()
    assert (str(finding.place), finding.rule) == (plan.line(STATEMENT, 'id = "addresses"', back=-3), "keep")
    assert "contact.email" in finding.message


def test_never_stored_is_a_keep(plan):
    plan.alter(STATEMENT, 'at_most = "400 days"', 'at_most = "0 days"')
    assert plan.found() == []


def test_nothing_is_kept_shorter_than_the_law_says(plan):
    plan.alter(NOTICE, '"7 years"', '"5 years"')
    assert plan.found() == [(plan.line(NOTICE, "[[clause.keep]]"), "keep")]


def test_a_cookie_may_not_outlive_what_it_holds(plan):
    plan.alter(STATEMENT, 'life = "90 days"', 'life = "91 days"')
    assert plan.found() == [(plan.line(STATEMENT, "[[cookie]]"), "keep")]


def test_a_cookie_may_hold_only_what_a_clause_lets_it(plan):
    plan.alter(STATEMENT, 'holds = ["profile.region"]', 'holds = ["profile.region", "member.number"]')
    (finding,) = plan.findings()
    assert (str(finding.place), finding.rule) == (plan.line(STATEMENT, "[[cookie]]"), "cookie")
    assert "member.number" in finding.message


def test_a_cookie_may_hold_what_a_clause_collects(plan):
    plan.alter(
        STATEMENT, 'action = "track"\ndata = ["profile.region"]', 'action = "collect"\ndata = ["profile.region"]'
    )
    for file in (ENGLISH, SPANISH):
        plan.alter(file, "{{ cookies.data }}", "{{ cookies.data }} {{ cookies.with }}")
    assert plan.found() == []


def test_a_host_needs_a_clause_that_tracks_with_its_party(plan):
    plan.alter(STATEMENT, 'is = "network.analytics"', 'is = "network.social"')
    assert plan.found() == [(plan.line(STATEMENT, "[[host]]"), "host")]


def test_a_host_without_a_class_is_told(plan):
    plan.alter(STATEMENT, 'is = "network.analytics"', 'is = "acme"')
    with pytest.raises(Unreadable) as fault:
        plan.in_force()
    assert str(fault.value).startswith(plan.line(STATEMENT, 'is = "acme"'))


@pytest.mark.parametrize(("posted", "faulty"), [(date(2026, 1, 30), False), (date(2026, 1, 31), True), (None, False)])
def test_a_version_may_not_take_effect_inside_its_own_notice_period(plan, posted, faulty):
    place = (plan.line(STATEMENT, "effective = 2026-03-01"), "notice-period")
    assert plan.found(posted=posted) == ([place] if faulty else [])


def test_a_posting_after_the_effective_date_says_nothing(plan):
    assert plan.found(posted=date(2026, 3, 2)) == []


def test_a_first_version_needs_no_notice(plan):
    plan.alter(STATEMENT, 'supersedes = "meadow/0"', 'supersedes = ""')
    assert plan.found(posted=date(2026, 2, 28)) == []


def test_a_version_in_force_on_posting_needs_no_notice(plan):
    plan.alter(STATEMENT, '"after_notice"', '"on_posting"')
    assert plan.found(posted=date(2026, 2, 28)) == []


def test_a_translation_with_other_headings_is_told(plan):
    plan.alter(SPANISH, "## 3. Cookies", "### 3. Cookies")
    assert plan.found() == [(plan.line(SPANISH, "### 3. Cookies"), "translation")]


def test_a_translation_without_a_heading_is_told(plan):
    plan.alter(SPANISH, "## 4. Su visita\n", "")
    assert plan.found() == [(plan.line(SPANISH, "Cerramos"), "translation")]


def test_a_translation_without_a_slot_is_told(plan):
    plan.alter(SPANISH, "Llame al {{ contacts.telephone }}.", "Llame.")
    assert plan.found() == [(plan.line(SPANISH, "Llame."), "translation")]


def test_a_slot_that_only_the_translation_has_is_told_in_the_first(plan):
    plan.alter(ENGLISH, "Call {{ contacts.telephone }}.", "Call us.")
    assert plan.found() == [(plan.line(ENGLISH, "Call us."), "translation")]


def test_a_translation_without_a_passage_is_told(plan):
    text = "Dejamos que {{ counting.with }} cuente {{ counting.data }}. {#counting}\n\n"
    plan.alter(SPANISH, text, "")
    assert {rule for _, rule in plan.found()} == {"translation", "text"}
    assert (plan.line(STATEMENT, 'id = "counting"', back=1), "text") in plan.found()
