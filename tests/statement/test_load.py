"""Loading documents: what a good one becomes, and the file, line and words of every fault in a bad one."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from wellkept.policy.rules import ANY, Rank
from wellkept.policy.table import Table
from wellkept.policy.vocabulary import Action
from wellkept.statement.load import (
    SHIPPED,
    NoSuchDocument,
    in_force,
    in_force_at,
    load_folder,
    load_law,
    load_notice,
    load_plan,
    load_statement,
    shipped,
)
from wellkept.statement.problems import Unreadable

FIXTURES = Path(__file__).parent / "fixtures"
GOOD = "harbor/2026-03"


@pytest.fixture
def house(tmp_path):
    """A copy of the fixture documents that a test may spoil."""
    shutil.copytree(FIXTURES, tmp_path, dirs_exist_ok=True)
    return tmp_path


def statement_file(house):
    return house / "plans/harbor/2026-03/statement.toml"


def problems(load, *args):
    with pytest.raises(Unreadable) as caught:
        load(*args)
    return [str(problem) for problem in caught.value.problems]


def spoil(file, old, new):
    text = file.read_text()
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    file.write_text(text.replace(old, new))


def line_of(file, words):
    return next(number for number, line in enumerate(file.read_text().splitlines(), 1) if words in line)


def test_a_statement_becomes_rules_settings_and_text():
    statement = load_statement(GOOD, FIXTURES)
    assert (statement.name, statement.version, statement.plan) == (GOOD, "2026-03", "harbor")
    assert statement.effective == date(2026, 3, 9)
    assert statement.source.rank is Rank.STATEMENT
    assert statement.settings["session.idle_sign_off"] == 20
    assert statement.settings["statement.agreement"] == "asked"
    assert statement.services == {"messages"}
    assert statement.choices[0].excepts == ("outreach.essential",)
    assert [cookie.life for cookie in statement.cookies] == [0, 400]
    assert statement.hosts[0].party == "network.advertising"
    assert set(statement.texts) == {"en", "es"}
    assert statement.notes["session"].states == ("session.idle_sign_off",)


def test_terms_are_spelled_out_as_the_categories_they_name():
    never = load_statement(GOOD, FIXTURES).source.clauses[0].nevers[0]
    assert never.data == ("identity", "contact")
    assert never.but == ("contact.email", "contact.mobile")
    assert never.action is Action.SHARE
    assert never.purposes == ANY


def test_a_beaten_clause_is_named_in_full():
    never = load_statement(GOOD, FIXTURES).source.clauses[0].nevers[0]
    assert never.over == (f"{GOOD}#messaging-vendors", "general/2026-01#payment")


def test_a_use_without_a_party_is_by_the_whole_workforce():
    allow = load_notice("general/2026-01", FIXTURES).source.clauses[0].allows[0]
    assert allow.parties == ("workforce",)


def test_everything_in_force_is_loaded_together():
    whole = in_force(GOOD, FIXTURES)
    assert [source.name for source in whole.sources] == [GOOD, "general/2026-01", "land", "harbor"]
    assert whole.setting("session.idle_sign_off") == 20
    assert whole.setting("web_logs.days") == 400
    assert whole.setting("rights.access") == 30
    assert whole.setting("password.length") is None
    Table(whole.sources)


def test_the_statements_that_ship_are_listed_by_name():
    assert shipped(FIXTURES) == ("harbor/2025-01", "harbor/2026-03")
    assert all((SHIPPED / "plans" / name / "statement.toml").is_file() for name in shipped())


def test_places_name_the_line_of_clauses_rules_and_settings():
    statement = load_statement(GOOD, FIXTURES)
    file = FIXTURES / "plans/harbor/2026-03/statement.toml"
    assert statement.places["session.idle_sign_off"].line == line_of(file, "idle_sign_off =")
    assert statement.places["clause:messaging-vendors"].line == line_of(file, '"messaging-vendors"') - 1
    assert statement.places["clause:messaging-vendors.never.0"].line == line_of(file, "[[clause.never]]")
    assert statement.places["term:personal"].line == line_of(file, "personal =")
    assert str(statement.places["contact:odd"]) == f"plans/{GOOD}/statement.toml:{line_of(file, 'odd =')}"


@pytest.mark.parametrize(
    ("old", "new", "at", "message"),
    [
        (
            '["contact.email", "contact.mobile"]\nfor',
            '["contact.mail"]\nfor',
            "contact.mail",
            "did you mean “contact.email”?",
        ),
        ('for = ["outreach"]', 'for = ["outrech"]', "outrech", "unknown purpose “outrech”; did you mean “outreach”?"),
        (
            'when = ["agreement"]',
            'when = ["agrement"]',
            "agrement",
            "unknown condition “agrement”; did you mean “agreement”?",
        ),
        ('["no_onward"]', '["no_onwards"]', "no_onwards", "unknown obligation “no_onwards”"),
        ("at_most =", "atmost =", "atmost", "unknown key “atmost”; did you mean “at_most”?"),
        ('"400 days"\nsetting', '"400 dayz"\nsetting', "dayz", "“at_most”: “400 dayz” is not a span of time"),
        (
            "setting = true",
            'setting = "yes"',
            'setting = "yes"',
            "“setting” must be true or false, not the words “yes”",
        ),
        ("idle_sign_off =", "idle_signoff =", "idle_signoff", "did you mean “session.idle_sign_off”?"),
        ("under = 13", 'under = "13"', "under", "“under” must be a whole number, not the words “13”"),
        ('["parent", "guardian"]', '["parent", "aunt"]', "aunt", "“through” cannot hold “aunt”"),
        ("messages = true", "mesages = true", "mesages", "unknown service “mesages”; did you mean “messages”?"),
        ('starts = "in"', 'starts = "on"', "starts", "“starts” cannot be “on”; it is one of in, out"),
        ('"network.advertising"', '"network.advertisers"', "advertisers", "unknown party “network.advertisers”"),
        ("effective = 2026-03-09", 'effective = "2026-03-09"', "effective", "“effective” must be a date"),
        ("effective = 2026-03-09", "effective = 2026-03-09T10:00:00", "effective", "“effective” must be a date"),
        ('personal = ["identity"', 'contact = ["identity"', "contact = [", "cannot be redefined"),
        (
            'id = "logs-kept"',
            'id = "messaging-vendors"',
            'id = "messaging-vendors"',
            "stands twice; the first is at line",
        ),
        ('id = "logs-kept"', 'id = "Logs kept"', "Logs kept", "must be small letters, digits and hyphens"),
        ('states = ["session.idle_sign_off"]', "", "[[clause]]", "has no rule"),
        (
            'over = ["messaging-vendors"',
            'over = ["messaging-vendor"',
            "[[clause.never]]",
            "did you mean “messaging-vendors”?",
        ),
        ('name = "region"', 'name = "sid"', 'name = "sid"', "cookie “sid” stands twice"),
        ('languages = ["en", "es"]', 'languages = ["en", "fr"]', "languages", "unknown language “fr”"),
        ("[[host]]", "[host]", "[host]", "“host” must be written as [[host]]"),
    ],
)
def test_every_fault_is_told_with_its_line_and_what_to_change(house, old, new, at, message):
    file = statement_file(house)
    spoil(file, old, new)
    lines = [number for number, line in enumerate(file.read_text().splitlines(), 1) if at in line]
    found = problems(load_statement, GOOD, house)
    told = [line for line in found if message in line]
    assert told, found
    assert any(told[0].startswith(f"plans/{GOOD}/statement.toml:{number}: ") for number in lines), told


def test_all_faults_of_all_files_are_told_at_once(house):
    spoil(statement_file(house), 'for = ["outreach"]', 'for = ["outrech"]')
    spoil(statement_file(house), "under = 13", "under = true")
    spoil(house / "plans/harbor/2026-03/en.md", "{{ contacts.telephone }}", "{{ contacts.telefone }}")
    spoil(house / "plans/harbor/2026-03/es.md", "{#session #logs-kept}", "{#Session}")
    found = problems(load_statement, GOOD, house)
    files = [line.split(":")[0].rpartition("/")[2] for line in found]
    assert files == ["statement.toml", "statement.toml", "en.md", "es.md"]


def test_an_element_of_a_long_list_is_told_on_its_own_line(house):
    file = statement_file(house)
    spoil(file, 'data = ["web"]', 'data = [\n  "web",\n  "wob",\n]')
    (found,) = problems(load_statement, GOOD, house)
    assert (
        found == f"plans/{GOOD}/statement.toml:{line_of(file, 'wob')}: unknown data category “wob”; did you mean “web”?"
    )


@pytest.mark.parametrize(
    ("spoiled", "message"),
    [
        (lambda raw: b"\xef\xbb\xbf" + raw, ":1: begins with a byte-order mark"),
        (lambda raw: raw.replace(b"[session]", b"[session]\n# \0", 1), ":17: holds a NUL character"),
        (lambda raw: raw.replace(b"[session]", b"[session]\n# \xff", 1), ":17: is not UTF-8"),
        (lambda raw: raw.replace(b"[session]", b"[session]\n# a\rb", 1), ":17: holds a lone carriage return"),
        (lambda raw: raw.replace(b"[session]", b"[session", 1), ":16: is not TOML"),
        (lambda raw: raw.replace(b"under = 13", b"under = 13\nunder = 13", 1), ":21: is not TOML"),
        (lambda _: b"", ":1: [statement] is missing"),
    ],
)
def test_a_file_that_is_no_clean_toml_is_told_with_its_line(house, spoiled, message):
    file = statement_file(house)
    file.write_bytes(spoiled(file.read_bytes()))
    assert f"plans/{GOOD}/statement.toml{message}" in problems(load_statement, GOOD, house)[0]


def test_lines_may_end_as_windows_ends_them(house):
    for file in house.rglob("*.*"):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert in_force(GOOD, house).statement.texts == in_force(GOOD, FIXTURES).statement.texts


def test_a_name_that_is_not_there_is_answered_with_the_nearest(house):
    with pytest.raises(NoSuchDocument, match="did you mean “harbor/2026-03”"):
        load_statement("harbor/2026-30", house)
    for load, name in ((load_law, "lund"), (load_notice, "general/2026-02"), (load_plan, "harbour")):
        with pytest.raises(NoSuchDocument, match="did you mean"):
            load(name, house)


@pytest.mark.parametrize("name", ["", ".", "..", "../plans/harbor/2026-03", "/etc", "harbor", "harbor/2026-03/"])
def test_a_name_is_no_way_to_other_folders(house, name):
    with pytest.raises(NoSuchDocument):
        load_statement(name, house)


def test_a_companion_that_is_not_there_is_told_where_it_is_named(house):
    file = statement_file(house)
    spoil(file, 'laws = ["land"]', 'laws = ["lant"]')
    (found,) = problems(in_force, GOOD, house)
    at = f"plans/{GOOD}/statement.toml:{line_of(file, 'laws =')}"
    assert found.startswith(f"{at}: there is no law “lant”; did you mean “land”?")


def test_a_folder_that_is_called_otherwise_is_told(house):
    shutil.move(house / "plans/harbor/2026-03", house / "plans/harbor/2026-04")
    assert "but its folder is “harbor/2026-04”" in problems(load_statement, "harbor/2026-04", house)[0]


def test_a_missing_text_is_told(house):
    (house / "plans/harbor/2026-03/es.md").unlink()
    assert problems(load_statement, GOOD, house) == [f"plans/{GOOD}/es.md: cannot be read: no such file or directory"]


@pytest.mark.promise("D8")
@pytest.mark.parametrize("purpose", ["sale", "sale.sell", "sale.rent", "*"])
def test_a_clause_that_opens_sale_is_refused_at_its_line(house, purpose):
    file = statement_file(house)
    spoil(file, 'for = ["outreach"]\nwith', f'for = ["{purpose}"]\nwith')
    (found,) = problems(load_statement, GOOD, house)
    at = f"plans/{GOOD}/statement.toml:{line_of(file, '[[clause.allow]]')}"
    assert (
        found == f"{at}: clause “messaging-vendors” opens the sale or rent of personal data, which no statement may do"
    )


@pytest.mark.promise("D8")
def test_no_term_unmarks_what_is_personal(house):
    file = statement_file(house)
    spoil(file, 'personal = ["identity", "contact"]', 'personal = ["identity"]\nanonymous = ["web.ip"]')
    spoil(
        file, 'data = ["contact.email", "contact.mobile"]\nfor = ["outreach"]', 'data = ["anonymous"]\nfor = ["sale"]'
    )
    assert "opens the sale" in problems(load_statement, GOOD, house)[0]


def test_a_plan_that_allows_is_refused(house):
    spoil(house / "plans/harbor/plan.toml", "[[clause.never]]", '[[clause.allow]]\nfor = ["payment"]')
    assert "a plan only narrows" in "\n".join(problems(load_plan, "harbor", house))


def test_a_setting_that_the_text_prints_and_nobody_sets_is_told(house):
    file = house / "plans/harbor/2026-03/en.md"
    spoil(file, "after {{ session.idle_sign_off }}", "after {{ password.length }}")
    (found,) = problems(in_force, GOOD, house)
    at = f"plans/{GOOD}/en.md:{line_of(file, 'password.length')}"
    assert found == f"{at}: no document states “password.length” and the plan does not set it; set it in plan.toml"


def test_a_clause_beaten_in_another_source_must_be_in_force(house):
    spoil(statement_file(house), "general/2026-01#payment", "general/2026-01#payments")
    assert "is no clause in force; did you mean “general/2026-01#payment”?" in problems(in_force, GOOD, house)[0]


def test_a_copy_anywhere_takes_its_companions_from_beside_it(house, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("copy")
    for part in ("law", "notices"):
        shutil.copytree(house / part, elsewhere / part)
    shutil.copytree(house / "plans/harbor/2026-03", elsewhere / "draft")
    shutil.copy(house / "plans/harbor/plan.toml", elsewhere / "plan.toml")
    spoil(elsewhere / "plan.toml", "Harbor Health", "Harbor Draft")
    whole = in_force_at(elsewhere / "draft", elsewhere / "nowhere")
    assert whole.plan.name == "Harbor Draft"
    assert whole.statement.name == GOOD


def test_a_copy_anywhere_takes_the_rest_from_the_root(tmp_path):
    draft = tmp_path / "draft"
    shutil.copytree(FIXTURES / "plans/harbor/2026-03", draft)
    assert in_force_at(draft, FIXTURES).plan.name == "Harbor Health"
    assert load_folder(draft).name == GOOD


def test_faults_of_a_copy_are_told_under_the_folder_it_is_in(tmp_path):
    draft = tmp_path / "draft"
    shutil.copytree(FIXTURES / "plans/harbor/2026-03", draft)
    spoil(draft / "statement.toml", "under = 13", "under = -13")
    assert problems(in_force_at, draft, FIXTURES)[0].startswith(f"{draft}/statement.toml:20: ")


def test_a_folder_without_a_statement_is_told(tmp_path):
    assert problems(load_folder, tmp_path) == [f"{tmp_path}/statement.toml: cannot be read: no such file or directory"]


def test_everything_that_ships_loads():
    for name in shipped():
        table = Table(in_force(name).sources)
        assert {rule.ref.split("#")[0] for rule in table.rules} >= {name}, name
