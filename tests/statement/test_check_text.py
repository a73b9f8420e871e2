"""The text against its rules: pairing, numbers, labels, reading grade."""

import pytest

from tests.statement.meadow import ENGLISH, SPANISH, STATEMENT, meadow
from wellkept.statement.check import Severity
from wellkept.statement.reading_grade import english_syllables, reading_grade, spanish_syllables


@pytest.fixture
def plan(tmp_path):
    return meadow(tmp_path)


@pytest.mark.promise("S10")
def test_a_clause_without_text_is_told_in_each_language(plan):
    plan.add(STATEMENT, '\n[[clause]]\nid = "silent"\ninforms = true\n')
    assert plan.found() == [(plan.line(STATEMENT, 'id = "silent"', back=1), "text")] * 2


@pytest.mark.promise("S10")
def test_text_without_a_clause_is_told_in_its_language(plan):
    plan.alter(ENGLISH, "{#counting}", "{#counting #nobody}").alter(SPANISH, "{#counting}", "{#counting #nobody}")
    assert plan.found() == [(plan.line(ENGLISH, "#nobody"), "text"), (plan.line(SPANISH, "#nobody"), "text")]


@pytest.mark.promise("S10")
@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ("We reply within 30 days.", "30"),
        ("We reply within thirty days.", "thirty days"),
        ("We reply within ten business days.", "ten business days"),
        ("Two  hours later we reply.", "Two hours"),
        ("Some forty-five minutes pass.", "five minutes"),
        ("Call 1-800-555-0100 today.", "1-800-555-0100"),
    ],
)
def test_a_number_in_prose_is_told(plan, typed, what):
    plan.alter(ENGLISH, "We sign you off after", f"{typed} We sign you off after")
    (finding,) = plan.findings()
    assert (str(finding.place), finding.rule) == (plan.line(ENGLISH, "We sign you off"), "number")
    assert f"“{what}" in finding.message


@pytest.mark.parametrize(
    "typed", ["Esperamos treinta días.", "Esperamos diez días hábiles.", "Tarda un año.", "Dos veces por mes."]
)
def test_a_spanish_number_in_prose_is_told(plan, typed):
    plan.alter(SPANISH, "Cerramos su sesión", f"{typed} Cerramos su sesión")
    assert plan.found() == [(plan.line(SPANISH, "Cerramos"), "number")]


def test_the_line_of_a_number_is_its_own_within_a_passage(plan):
    plan.alter(ENGLISH, "We read your", "Wait 9 moments.\nWe read your")
    assert plan.found() == [(plan.line(ENGLISH, "Wait 9"), "number")]


@pytest.mark.parametrize(
    "typed",
    [
        "One of us will answer.",
        "See [the guide](https://example.org/2026/11).",
        "1. First this\n2. Then that",
        "We do it many times a day.",
    ],
)
def test_numbers_that_promise_nothing_are_left_alone(plan, typed):
    plan.alter(ENGLISH, "We sign you off after", f"{typed}\nWe sign you off after")
    assert plan.found() == []


@pytest.mark.promise("S10")
@pytest.mark.parametrize(
    ("typed", "slot"),
    [
        ("Your Phone Number stays here.", "data:contact.phone"),
        ("Our payment\nprocessors help.", "party:vendor.payments"),
        ("We store no password.", "data:account.password"),
        ("Su número de teléfono.", "data:contact.phone"),
    ],
)
def test_a_label_outside_a_slot_is_told_in_either_language(plan, typed, slot):
    plan.alter(ENGLISH, "We sign you off after", f"{typed} We sign you off after")
    (finding,) = plan.findings()
    assert finding.rule == "label"
    assert f"{{{{ {slot} }}}}" in finding.message
    assert str(finding.place) == plan.line(ENGLISH, typed.split("\n")[0])


@pytest.mark.parametrize("typed", ["Our staff help the member.", "A phone numbering plan.", "Your claims and visits."])
def test_ordinary_words_are_no_labels(plan, typed):
    plan.alter(ENGLISH, "We sign you off after", f"{typed} We sign you off after")
    assert plan.found() == []


def test_headings_keep_their_words_and_numbers(plan):
    plan.alter(ENGLISH, "## 3. Cookies", "## 3. Cookies and your phone number in 30 days")
    assert plan.found() == []


@pytest.mark.promise("S10")
@pytest.mark.parametrize(
    ("old", "new", "missing"),
    [
        ("{{ counting.data }}", "{{ data:web }}", "web.page"),
        ("{{ counting.with }}", "others", "network.analytics"),
        ("{{ address-alone.but }}", "an address", "contact.email"),
        ("{{ addresses.keep }}", "a while", "addresses.keep"),
    ],
)
def test_what_a_passage_does_not_render_is_told(plan, old, new, missing):
    plan.alter(ENGLISH, old, new)
    findings = [finding for finding in plan.findings() if finding.rule == "rendering"]
    assert [str(finding.place) for finding in findings] == [plan.line(ENGLISH, new)]
    assert missing in findings[0].message


@pytest.mark.parametrize("slot", ["{{ data:web.page }}", "{{ counting.allow.data }}"])
def test_a_category_may_be_rendered_by_any_slot_that_shows_it(plan, slot):
    plan.alter(ENGLISH, "{{ counting.data }}", slot).alter(SPANISH, "{{ counting.data }}", slot)
    assert plan.found() == []


def test_a_node_is_rendered_when_all_its_parts_are(plan):
    parts = ["postal", "email", "phone", "mobile", "alternate"]
    shown = ", ".join(f"{{{{ data:contact.{part} }}}}" for part in parts)
    for file in (ENGLISH, SPANISH):
        plan.alter(file, "{{ mailings.data }}", shown)
    assert plan.found() == []


@pytest.mark.promise("S10")
@pytest.mark.parametrize("slot", ["{{ session.idle_sign_off }}", "{{ contacts.telephone }}"])
def test_a_number_that_a_clause_states_must_be_printed(plan, slot):
    plan.alter(
        STATEMENT, 'states = ["session.idle_sign_off"]', 'states = ["session.idle_sign_off", "contacts.telephone"]'
    )
    assert plan.found() == []
    for file in (ENGLISH, SPANISH):
        plan.alter(file, slot, "…")
    places = [plan.line(file, "…") for file in (ENGLISH, SPANISH)]
    assert plan.found() == [(place, "rendering") for place in places]


def test_what_a_clause_states_must_be_known(plan):
    plan.alter(STATEMENT, 'states = ["session.idle_sign_off"]', 'states = ["session.idle_signoff"]')
    assert plan.found() == [(plan.line(STATEMENT, 'id = "sign-off"', back=1), "states")]


@pytest.mark.parametrize(
    "name", ["mailings", "messages", "services.messages", "region", "cookies", "signals.do_not_track"]
)
def test_a_clause_may_state_whatever_is_declared(plan, name):
    plan.alter(STATEMENT, 'states = ["session.idle_sign_off"]', f'states = ["{name}"]')
    assert plan.found() == []


def test_a_list_may_be_joined_otherwise_in_a_translation(plan):
    plan.alter(SPANISH, "{{ counting.data }}", "{{ counting.data | or }}")
    assert plan.found() == []


def test_a_node_is_not_rendered_by_some_of_its_parts(plan):
    for file in (ENGLISH, SPANISH):
        plan.alter(file, "{{ mailings.data }}", "{{ data:contact.email }}")
    assert plan.found() == [(plan.line(file, "{{ data:contact.email }}"), "rendering") for file in (ENGLISH, SPANISH)]


LONG = (
    "Notwithstanding the aforementioned considerations, the organization's comprehensive administrative "
    "responsibilities necessitate continuous evaluation of interdisciplinary communication methodologies, "
    "incorporating multidimensional perspectives regarding confidentiality. "
)


def test_a_text_that_is_hard_to_read_is_a_warning(plan):
    plan.alter(ENGLISH, "We sign you off after", f"{LONG * 8} We sign you off after")
    (finding,) = plan.findings()
    assert (str(finding.place), finding.rule, finding.severity) == (f"{ENGLISH}:1", "reading", Severity.WARNING)


@pytest.mark.parametrize(
    ("word", "syllables"), [("data", 2), ("made", 1), ("table", 2), ("asked", 1), ("needed", 2), ("privacy", 3)]
)
def test_english_syllables(word, syllables):
    assert english_syllables(word) == syllables


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("datos", 2),
        ("día", 2),
        ("información", 4),
        ("guía", 2),
        ("quien", 1),
        ("ciudad", 2),
        ("leer", 2),
        ("privacidad", 4),
        ("muy", 1),
        ("guardar", 2),
    ],
)
def test_spanish_syllables(word, syllables):
    assert spanish_syllables(word) == syllables


def test_short_plain_sentences_read_at_a_low_grade_and_long_ones_at_a_high():
    assert reading_grade("We keep your name. We ask you first.", "en") < 3
    assert reading_grade(LONG, "en") > 16
    assert reading_grade("Guardamos su nombre. Le pedimos permiso.", "es") < 8
    assert reading_grade("Consideraciones administrativas interdisciplinarias " * 12, "es") > 14
    assert reading_grade("", "en") == 0.0
