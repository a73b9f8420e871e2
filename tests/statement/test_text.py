"""Text and rules cannot drift: every number, list and name of the text is filled from the document, in its language."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellkept.policy.rules import Rank
from wellkept.policy.vocabulary import DATA, PARTIES, PURPOSES
from wellkept.statement.citing import cited, passage_text
from wellkept.statement.folding import listed
from wellkept.statement.html import plain
from wellkept.statement.lists import joined
from wellkept.statement.load import in_force
from wellkept.statement.markdown import parse
from wellkept.statement.model import Passage, Place
from wellkept.statement.problems import Unreadable
from wellkept.statement.slots import SlotKind, WrongSlot, slot_problems, slots
from wellkept.statement.text import fill, harmless, setting_words, words_of, written_out

FIXTURES = Path(__file__).parent / "fixtures"
WHOLE = in_force("harbor/2026-03", FIXTURES)
STATEMENT = WHOLE.statement


def filled(markdown, language="en"):
    passage = Passage(level=0, markdown=markdown, clauses=(), place=Place("en.md", 1))
    return fill(passage, STATEMENT, WHOLE, language)


@pytest.mark.parametrize(
    ("slot", "en", "es"),
    [
        ("data:contact.email", "email address", "dirección de correo electrónico"),
        ("purpose:outreach", "writing to you", "escribirle"),
        (
            "party:vendor.messaging",
            "the company that sends messages for us",
            "la empresa que envía mensajes por nosotros",
        ),
        ("choice:texts", "text messages", "mensajes de texto"),
        ("condition:consent", "the person agreed beforehand", "la persona aceptó antes"),
        ("obligation:minimum", "only what is necessary is given", "se da solo lo necesario"),
        ("service:refills", "prescription refills", "resurtidos de recetas"),
        ("setting:session.idle_sign_off", "time without activity before sign-off", None),
        (
            "term:personal",
            "facts about who you are and contact details",
            "datos sobre quién es usted y datos de contacto",
        ),
        ("messaging-vendors.allow.data", "email address and mobile number", None),
        ("messaging-vendors.but", "email address and mobile number", None),
        ("messaging-vendors.for", "writing to you", None),
        ("messaging-vendors.never.for", "any purpose", "cualquier fin"),
        ("messaging-vendors.when", "a written agreement is in force", "hay un acuerdo escrito vigente"),
        ("messaging-vendors.obliges", "the company passes it to nobody", None),
        ("messaging-vendors.but | or", "email address or mobile number", None),
        (
            "term:personal|or",
            "facts about who you are or contact details",
            "datos sobre quién es usted o datos de contacto",
        ),
        ("logs-kept.keep", "400 days", "400 días"),
        ("logs-kept.data", "web log data", "datos del registro web"),
        ("session.idle_sign_off", "20 minutes", "20 minutos"),
        ("web_logs.days", "400 days", "400 días"),
        ("children.under", "13", "13"),
        ("children.through", "a parent and a legal guardian", "el padre o la madre y un tutor legal"),
        ("rights.access", "30 days", "30 días"),
        ("statement.agreement", "agreement is asked beforehand", "se pide su aceptación antes"),
        ("statement.effective", "March 9, 2026", "9 de marzo de 2026"),
        ("statement.version", "2026-03", "2026-03"),
        ("statement.title", "Privacy Statement", "Declaración de privacidad"),
        ("plan.name", "Harbor Health", "Harbor Health"),
        ("contacts.telephone", "1-800-555-0100", "1-800-555-0100"),
        ("contacts.email", "<privacy_office@harbor.example.org>", None),
        ("choices", "email about our services", None),
        ("services", "secure messages with clinicians and staff", None),
        ("hosts", "ads.example.com", "ads.example.com"),
        ("notices", "[Notice of Practices](/notices/general/2026-01/)", None),
    ],
)
@pytest.mark.promise("S10")
def test_a_slot_is_filled_in_both_languages(slot, en, es):
    choices = {"choices": STATEMENT.choices}.get(slot)
    if choices:
        en = filled("x {{ choice:mailings }}").removeprefix("x ")
    assert filled(f"we say {{{{ {slot} }}}}") == f"we say {en}"
    if es:
        assert filled(f"decimos {{{{{slot}}}}}", "es") == f"decimos {es}"


@pytest.mark.promise("S10")
def test_every_label_of_the_vocabulary_can_be_printed():
    for kind, tree in (("data", DATA), ("purpose", PURPOSES), ("party", PARTIES)):
        for name in tree:
            assert filled(f"- so {{{{ {kind}:{name} }}}}", "es") == f"- so {tree[name].es}"


@pytest.mark.parametrize(
    ("slot", "message"),
    [
        ("data:contact.mail", "unknown data category “contact.mail”; did you mean “contact.email”?"),
        ("dat:contact.email", "unknown kind of label “dat”"),
        ("term:personnel", "unknown term “personnel”; did you mean “personal”?"),
        ("contacts.telefone", "did you mean “telephone”?"),
        ("session.idle_signoff", "unknown setting “session.idle_signoff”; did you mean “session.idle_sign_off”?"),
        (
            "messaging-vendor.data",
            "“messaging-vendor” is no clause of this document; did you mean “messaging-vendors”?",
        ),
        ("messaging-vendors.who", "clause “messaging-vendors” has no “who”"),
        ("messaging-vendors.keep.data", "has no “keep.data”"),
        ("statement.date", "unknown fact of the statement “date”"),
        ("plan.nam", "did you mean “name”?"),
        ("", "unknown slot “”"),
        ("term:personal | nor", "what may stand after the bar is “or”"),
        ("plan.name | or", "“plan.name” is no list of labels"),
    ],
)
def test_a_slot_that_says_nothing_known_is_told_with_the_nearest(slot, message):
    with pytest.raises(WrongSlot) as caught:
        filled(f"x {{{{ {slot} }}}}")
    assert message in str(caught.value)


def test_braces_that_make_no_slot_are_told_with_their_line(tmp_path):
    shutil.copytree(FIXTURES, tmp_path, dirs_exist_ok=True)
    file = tmp_path / "plans/harbor/2026-03/en.md"
    file.write_text("First.\n\nTwo lines\nand {{ plan.name } of them\n\nand {{ plan.names }}\n")
    with pytest.raises(Unreadable) as caught:
        in_force("harbor/2026-03", tmp_path)
    assert [problem.place.line for problem in caught.value.problems] == [4, 6]


def test_slots_know_what_they_are_and_where():
    passage = Passage(
        level=0, markdown="a\n{{ term:personal }} {{session.idle_sign_off}}", clauses=(), place=Place("en.md", 7)
    )
    found = list(slots(passage, STATEMENT))
    assert [(slot.kind, slot.name, slot.place.line) for slot in found] == [
        (SlotKind.TERM, "personal", 8),
        (SlotKind.SETTING, "session.idle_sign_off", 8),
    ]
    assert passage.markdown[found[0].start : found[0].end] == "{{ term:personal }}"


def test_the_fixture_texts_have_no_wrong_slot():
    assert list(slot_problems(STATEMENT)) == []


@pytest.mark.parametrize(
    ("before", "capital"),
    [
        ("", True),
        ("- ", True),
        ("**", True),
        ("| ", True),
        ("Done. ", True),
        ("Done?\n", True),
        ("of ", False),
        ("for\n", False),
        ("a, ", False),
    ],
)
def test_words_that_open_a_sentence_get_their_capital(before, capital):
    assert (
        filled(before + "{{ party:vendor.messaging }}")
        == before + ("The" if capital else "the") + " company that sends messages for us"
    )


@pytest.mark.parametrize(
    ("words", "en", "es"),
    [
        ([], "", ""),
        (["a"], "a", "a"),
        (["a", "b"], "a and b", "a y b"),
        (["a", "b", "c"], "a, b and c", "a, b y c"),
        (["a", "idioma"], "a and idioma", "a e idioma"),
        (["a", "hijos"], "a and hijos", "a e hijos"),
        (["a", "hielo"], "a and hielo", "a y hielo"),
    ],
)
def test_lists_are_joined_as_each_language_joins_them(words, en, es):
    assert (listed(words, "en"), listed(words, "es")) == (en, es)


def test_or_is_u_before_its_own_sound():
    assert joined(["a", "b", "otro"], "es", either=True) == "a, b u otro"
    assert joined(["a", "hombre"], "es", either=True) == "a u hombre"
    assert joined(["a", "b"], "es", either=True) == "a o b"
    assert joined(["a"], "en", either=True) == "a"


@given(st.dates(date(1900, 1, 1)))
def test_a_date_written_out_has_its_day_and_year_and_is_its_own(day):
    for language in ("en", "es"):
        words = written_out(day, language)
        assert str(day.day) in words.replace(",", "").split()
        assert words.endswith(str(day.year))
        assert words != written_out(day.replace(month=day.month % 12 + 1, day=1), language)


def test_yes_and_no_and_choices_read_in_both_languages():
    assert (setting_words("links.marked", True, "en"), setting_words("links.marked", False, "es")) == ("yes", "no")  # noqa: FBT003
    assert setting_words("signals.do_not_track", "ignored", "es") == "sin efecto"
    assert setting_words("revision.notice_on", ("web", "app"), "en") == "on our websites and in the app"


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")), max_size=60))
def test_what_people_wrote_reads_as_they_wrote_it(written):
    words = " ".join(written.split())
    assert plain("x " + harmless(words)).removeprefix("x").strip() == words


def test_a_text_is_split_into_passages_with_their_lines_and_clauses():
    text = parse("# One {#a}\n\nfirst\nsecond {#b #c-1}\n## Two\nthird\n\n\n- x\n- y\n{#d}\n", "en", "en.md")
    assert [(p.level, p.markdown, p.clauses, p.place.line) for p in text.passages] == [
        (1, "One", ("a",), 1),
        (0, "first\nsecond", ("b", "c-1"), 3),
        (2, "Two", (), 5),
        (0, "third", (), 6),
        (0, "- x\n- y", ("d",), 9),
    ]


@pytest.mark.parametrize(
    ("markdown", "line", "message"),
    [
        ("a\n\nb {#a b}", 3, "“b” is no anchor"),
        ("a\n\nb\nc {#A}", 4, "“#A” is no anchor"),
        ("- a {#a}\n- b {#b}", 1, "{#a} stands inside a block"),
        ("a {#a #a}", 1, "names a clause twice"),
    ],
)
def test_an_anchor_that_cannot_be_read_is_told_with_its_line(markdown, line, message):
    with pytest.raises(Unreadable) as caught:
        parse(markdown, "en", "en.md")
    (problem,) = caught.value.problems
    assert (problem.place.line, message in problem.message) == (line, True)


ids = st.from_regex(r"[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)
lines = st.text(
    st.characters(whitelist_categories=("L", "Nd", "Po"), blacklist_characters="#{}"), min_size=1, max_size=20
)
blocks = st.tuples(
    st.integers(0, 6), st.lists(lines.filter(str.strip), min_size=1, max_size=3), st.lists(ids, max_size=3, unique=True)
)


@given(st.lists(blocks, max_size=6), st.integers(1, 3))
def test_passages_survive_being_written_and_parsed(written, gap):
    text, wanted = "", []
    for level, body, clauses in written:
        body = body[:1] if level else body  # noqa: PLW2901
        block = "#" * level + " " * bool(level) + "\n".join(body)
        anchor = f" {{{' '.join('#' + clause for clause in clauses)}}}" if clauses else ""
        wanted.append((level, "\n".join(body), tuple(clauses), text.count("\n") + 1))
        text += block + anchor + "\n" * (gap + 1)
    found = [(p.level, p.markdown, p.clauses, p.place.line) for p in parse(text, "en", "en.md").passages]
    assert found == wanted


def test_a_clause_is_quoted_from_the_statement_with_its_heading():
    found = cited(WHOLE, "harbor/2026-03#session", "es")
    assert (found.rank, found.title, found.heading) == (
        Rank.STATEMENT,
        "Declaración de privacidad",
        "6. Correo y texto",
    )
    assert found.text == "Cerramos su sesión después de 20 minutos."


def test_a_clause_said_in_two_passages_is_quoted_from_both():
    words = passage_text(WHOLE, "harbor/2026-03#logs-kept", "en")
    assert words == "Web log data are kept for 400 days. We sign you off after 20 minutes."


def test_a_clause_of_the_law_is_quoted_by_its_sentence_and_its_section():
    assert passage_text(WHOLE, "land#own-access", "en") == "You may see what is kept about you. (45 CFR 164.524)"
    assert passage_text(WHOLE, "land#own-access", "es").startswith("Usted puede ver")


def test_a_clause_of_the_plan_is_quoted_in_english_where_it_has_nothing_else():
    assert passage_text(WHOLE, "harbor#analysts", "es") == "Analysts see nothing that names you."
    assert cited(WHOLE, "harbor#analysts", "es").title == "Harbor Health"


@pytest.mark.parametrize("ref", ["harbor/2026-03#nothing", "elsewhere#session", "session"])
def test_a_clause_that_is_not_in_force_cannot_be_quoted(ref):
    with pytest.raises(KeyError):
        passage_text(WHOLE, ref, "en")


def test_every_passage_reads_in_plain_words():
    for text in STATEMENT.texts.values():
        for passage in text.passages:
            words = words_of(passage, STATEMENT, WHOLE, text.language)
            assert words
            assert "{{" not in words
