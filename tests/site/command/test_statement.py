"""`wellkept statement` from the outside: what it prints, and how it ends."""

import json
import os
import subprocess
import sys

import pytest

from tests.statement.meadow import SOUND, STATEMENT, meadow
from wellkept.site.command import main

FOLDER = "plans/meadow/1"


@pytest.fixture
def plan(tmp_path):
    return meadow(tmp_path)


@pytest.fixture
def folder(plan):
    return str(plan.root / FOLDER)


def test_a_sound_copy_anywhere_passes_its_check(folder, capsys):
    assert main(["statement", "check", folder]) == 0
    assert capsys.readouterr().out == f"{folder}: 0 errors, 0 warnings; 1 obligation waits for a verb\n"


@pytest.mark.promise("S10")
def test_a_fault_is_told_with_file_and_line_and_ends_with_one(plan, folder, capsys):
    plan.alter(STATEMENT, 'over = ["mailings"]\n', "")
    assert main(["statement", "check", folder]) == 1
    out = capsys.readouterr().out
    assert f"{plan.root}/{plan.line(STATEMENT, '[[clause.never]]')}: “address-alone” closes" in out
    assert "1 error, 0 warnings; " in out


def test_a_warning_alone_does_not_fail(plan, folder, capsys):
    plan.alter(STATEMENT, "messages = true", "messages = true\nchat = true")
    assert main(["statement", "check", folder]) == 0
    assert ": warning: the service “chat” is offered" in capsys.readouterr().out


@pytest.mark.promise("D8")
def test_a_statement_that_opens_sale_does_not_load(plan, folder, capsys):
    plan.alter(STATEMENT, 'for = ["site.statistics"]', 'for = ["site.statistics", "sale.sell"]')
    assert main(["statement", "check", folder]) == 1
    at = plan.line(STATEMENT, "sale.sell", back=3)
    assert f"{plan.root}/{at}: clause “counting” opens the sale or rent of personal data" in capsys.readouterr().out


def test_a_file_that_is_not_toml_is_told_and_ends_with_one(plan, folder, capsys):
    plan.add(STATEMENT, "[[clause\n")
    assert main(["statement", "check", folder]) == 1
    assert "is not TOML" in capsys.readouterr().out


def test_verbose_says_which_document_opens_how_many_cells(folder, capsys):
    assert main(["statement", "check", folder, "--verbose"]) == 0
    out = capsys.readouterr().out
    assert "93 open cells" in out
    assert "3 opened by generic/1, 3 of them by it alone" in out


def test_the_notice_period_is_counted_from_the_day_that_is_given(plan, folder, capsys):
    assert main(["statement", "check", folder, "--posted", "2026-02-20"]) == 1
    assert plan.line(STATEMENT, "effective =") in capsys.readouterr().out


def test_what_is_not_there_is_told(capsys):
    assert main(["statement", "check", "nowhere/2020"]) == 1
    assert "there is no statement “nowhere/2020”" in capsys.readouterr().out
    assert main(["statement", "show", "nowhere/2020"]) == 1
    assert "there is no statement “nowhere/2020”" in capsys.readouterr().err


def test_show_prints_the_text_with_its_slots_filled(folder, capsys):
    assert main(["statement", "show", folder, "--language", "es"]) == 0
    out = capsys.readouterr().out
    assert "Cerramos su sesión tras 20 minutos. Llame al 1-555-0100." in out
    assert "{{" not in out


def test_table_prints_every_open_cell_as_csv_or_json(folder, capsys):
    assert main(["statement", "table", folder]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "action,data,purpose,party,conditions,obligations,clauses"
    assert "collect,claims.dental,payment.claims,feed.claims,,,generic/1#claims-in" in lines
    assert len(lines) == 94
    assert main(["statement", "table", folder, "--format", "json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(rows) == 93
    shared = next(row for row in rows if row["party"] == "vendor.cloud" and row["data"] == "contact.email")
    assert shared["conditions"] == ["agreement", "not_opted_out:mailings"]
    assert shared["obligations"] == ["accounting", "no_onward"]


def test_diff_marks_what_is_material(plan, folder, capsys):
    plan.alter(STATEMENT, 'idle_sign_off = "20 minutes"', 'idle_sign_off = "1 hour"')
    assert main(["statement", "diff", str(SOUND / FOLDER), folder]) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[0] == "! setting    Time without activity before sign-off: before 20 minutes, now 1 hour"
    assert out[1].endswith("0 cells wider, 0 narrower; material (marked !)")


def test_diff_of_the_same_says_so(folder, capsys):
    assert main(["statement", "diff", folder, folder]) == 0
    assert capsys.readouterr().out == "meadow/1 → meadow/1: no difference\n"


def test_diff_as_json_holds_sentences_and_the_verdict(folder, capsys):
    assert main(["statement", "diff", str(SOUND / FOLDER), folder, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["material"] is False


def test_explain_tells_contradictions_and_unknown_names(folder, capsys):
    assert main(["statement", "explain", "contradictions", "--statement", folder]) == 0
    assert "declared with over" in capsys.readouterr().out
    assert main(["statement", "explain", "nonsense", "--statement", folder]) == 1
    assert "nothing is called “nonsense”" in capsys.readouterr().err


@pytest.mark.parametrize("verb", ["show", "table"])
def test_reading_a_statement_starts_without_django(verb):
    code = (
        "import sys; from wellkept.site.command import main; "
        f"code = main(['statement', {verb!r}, {str(SOUND / FOLDER)!r}]); "
        "sys.exit(code or any(name.partition('.')[0] == 'django' for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode == 0


def test_a_check_needs_no_home_and_leaves_none(tmp_path, folder):
    code = f"import sys; from wellkept.site.command import main; sys.exit(main(['statement', 'check', {folder!r}]))"
    home = tmp_path / "home"
    around = {"PATH": os.environ["PATH"], "WELLKEPT_HOME": str(home)}
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, env=around, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    assert not home.exists()


@pytest.mark.promise("S10")
def test_an_obligation_that_a_verb_does_not_fulfil_fails_by_default(plan, folder, capsys):
    old = 'data = ["contact"]\nfor = ["outreach.services"]\nwith = ["vendor"]'
    plan.alter(STATEMENT, old, 'data = ["claims"]\nfor = ["member.access"]\nwith = ["person.member"]')
    assert main(["statement", "check", folder]) == 1
    out = capsys.readouterr().out
    assert f"{plan.root}/{plan.line(STATEMENT, 'obliges =', back=6)}: obliges = [" in out
    assert "claims.read" in out


def test_an_unknown_command_ends_with_a_usage_message(capsys):
    with pytest.raises(SystemExit) as end:
        main(["nonsense"])
    assert end.value.code == 2
    assert "nonsense" in capsys.readouterr().err
