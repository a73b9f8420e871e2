"""The contact page under every statement: each contact once, by what the matter is, and nothing made up."""

import re
from html import unescape

import pytest

from wellkept.doors.shared.contacts import matters
from wellkept.statement.load import load_statement, shipped


@pytest.mark.promise("S6")
@pytest.mark.parametrize("statement", shipped())
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_contact_of_the_statement_is_there_once_and_no_raw_key(open_site, statement, language):
    html = open_site(statement).page("/contact", language=language)
    main = html[html.index("<main") : html.index("</main>")]
    text = re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", main))).replace(" ,", ",")
    for value in set(load_statement(statement).contacts.values()):
        assert value in text, value
    assert not re.search(r"[a-z]_[a-z]", text)


def test_a_contact_stands_with_its_matter_once():
    found = matters({"customer_service": "1-800-555-0100", "tty": "711", "privacy_officer": "Plan, 5 Way, Bay"})
    said = [(one.heading, [contact.words for contact in one.contacts]) for one in found]
    assert said == [
        ("Your coverage, a claim or a bill", ["Telephone"]),
        ("Your information and our privacy statement", ["TTY, if you do not hear or speak well"]),
        ("Your privacy rights", ["By mail"]),
    ]


def test_a_number_and_a_mail_address_can_be_pressed():
    (matter,) = matters({"tty": "711", "email": "a@plan.example", "web_form": "the link at the foot"})
    assert [contact.link for contact in matter.contacts] == ["tel:711", "mailto:a@plan.example", ""]
