"""Spanish is complete, and the tool that says so sees what is missing."""

import gettext

import pytest

from tools import words

PAGE = """{% load i18n %}<div>
    <p title="{% translate "Claims" %}">it's {{ name|default:_("nobody") }}</p>
      {% blocktranslate count n=n %}{{ n }} claim{% plural %}{{ n }} claims{% endblocktranslate %}
  {% translate "May" context "month" %}
</div>
"""
CODE = """
from django.utils.translation import gettext as _, pgettext
def greet(name):
    return _("Hello, %(name)s") % {"name": name} + pgettext("verb", "May")
"""


@pytest.fixture
def source(tmp_path):
    (tmp_path / "doors/templates").mkdir(parents=True)
    (tmp_path / "doors/templates/page.html").write_text(PAGE)
    (tmp_path / "doors/greet.py").write_text(CODE)
    (tmp_path / "doors/readme.html").write_text('{% translate "no template" %}')
    return tmp_path


@pytest.fixture
def complete(source):
    words.collect(source)
    catalogue = words.read(source)
    for entry in catalogue:
        if entry.msgid_plural:
            entry.msgstr_plural = {0: "%(n)s reclamo", 1: "%(n)s reclamos"}
        else:
            entry.msgstr = f"«{entry.msgid}»"
    catalogue.save()
    words.compile_(source)
    return source


def edit(source, msgid, **changes):
    catalogue = words.read(source)
    entry = catalogue.find(msgid)
    for name, value in changes.items():
        setattr(entry, name, value)
    catalogue.save()
    words.compile_(source)


def test_words_are_found_in_templates_and_in_code(source):
    assert [word.key for word in words.words(source)] == [
        ("%(n)s claim", "%(n)s claims", ""),
        ("Claims", "", ""),
        ("Hello, %(name)s", "", ""),
        ("May", "", "month"),
        ("May", "", "verb"),
        ("nobody", "", ""),
    ]


def test_a_complete_catalogue_has_no_complaints_and_can_be_read(complete):
    assert words.complaints(complete) == []
    with (complete / "locale/es/LC_MESSAGES/django.mo").open("rb") as compiled:
        spanish = gettext.GNUTranslations(compiled)
    assert spanish.gettext("Claims") == "«Claims»"
    assert spanish.ngettext("%(n)s claim", "%(n)s claims", 2) == "%(n)s reclamos"


def test_collecting_again_changes_nothing_and_loses_no_translation(complete):
    before = (complete / words.CATALOGUE).read_text()
    words.collect(complete)
    assert (complete / words.CATALOGUE).read_text() == before


def test_a_new_word_is_a_complaint_until_it_is_collected_and_translated(complete):
    (complete / "doors/more.py").write_text('from django.utils.translation import gettext\nx = gettext("Bills")\n')
    assert words.complaints(complete) == ["doors/more.py: 'Bills' is not in the catalogue"]
    words.collect(complete)
    words.compile_(complete)
    [complaint] = words.complaints(complete)
    assert complaint.endswith("'Bills' has no Spanish")


def test_a_word_no_longer_used_is_a_complaint(complete):
    (complete / "doors/greet.py").write_text("")
    assert [line for line in words.complaints(complete) if "used nowhere" in line] == [
        f"{words.CATALOGUE}: 'Hello, %(name)s' is used nowhere",
        f"{words.CATALOGUE}: 'May' is used nowhere",
    ]


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"msgstr": "Hola"}, "leaves out %(name)s"),
        ({"msgstr": "Hola, %(name)s %(age)s"}, "names %(age)s, which the English does not"),
        ({"msgstr": " "}, "has no Spanish"),
        ({"flags": ["fuzzy"]}, "is marked as unsure"),
    ],
)
def test_what_is_unfinished_in_an_entry_is_named(complete, changes, complaint):
    edit(complete, "Hello, %(name)s", **changes)
    assert [line for line in words.complaints(complete) if line.endswith(complaint)]


def test_one_plural_form_without_spanish_is_a_complaint(complete):
    edit(complete, "%(n)s claim", msgstr_plural={0: "%(n)s reclamo", 1: ""})
    assert [line for line in words.complaints(complete) if line.endswith("'%(n)s claim' has no Spanish")]


def test_a_catalogue_that_was_not_compiled_again_is_a_complaint(complete):
    catalogue = words.read(complete)
    catalogue.find("Claims").msgstr = "Reclamos"
    catalogue.save()
    assert words.complaints(complete) == ["locale/es/LC_MESSAGES/django.mo was not compiled from django.po: make fix"]


def test_the_spanish_that_ships_is_complete():
    assert words.complaints(words.SOURCE) == []
