"""Lists narrowed to a year and a kind: exact counts, pages that keep the choice, and addresses that tell nothing."""

import re
from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.doors.member.conftest import page
from tests.doors.member.household import TODAY
from tests.vault.conftest import permit_for
from tests.vault.resources_at_hand import claim, condition, incoming
from wellkept.doors.member.narrowing import Wanted, narrowing
from wellkept.features.claims import list_claims
from wellkept.vault import resources

THIS, LAST = TODAY.year, TODAY.year - 1


def shown(text):
    """How many claims a page lists, and what it says of how many there are."""
    return text.count('class="claim__title"'), re.search(r'narrowing__count">(.*?)</p>', text).group(1)


def take_in(person, *given):
    for start in range(0, len(given), 50):
        resources.take_in_each(permit_for(person), [incoming(one) for one in given[start : start + 50]])


@pytest.fixture
def many(site):
    """A site where Avery has 30 claims of last year and 3 of this, two of all at a pharmacy."""
    person = site.household.avery.person
    given = [claim(f"l{n}", on=f"{LAST}-03-{n % 28 + 1:02}") for n in range(29)]
    given += [claim("p1", kind="pharmacy", on=f"{LAST}-12-31"), claim("p2", kind="pharmacy", on=f"{THIS}-01-01")]
    given += [claim(f"t{n}", on=f"{THIS}-01-01") for n in range(2)]
    take_in(person, *given, *(condition(f"c{n}", on=f"{LAST - n % 2}-05-05") for n in range(12)))
    return site


@pytest.mark.parametrize(
    ("query", "rows", "words"),
    [
        ("", 25, "33 claims, newest first"),
        (f"?year={THIS}", 3, f"3 claims in {THIS}, newest first"),
        (f"?year={LAST}", 25, f"30 claims in {LAST}, newest first"),
        ("?kind=b", 2, "2 claims, only: Pharmacy"),
        (f"?year={LAST}&kind=b", 1, f"1 claim in {LAST}, only: Pharmacy"),
        ("?year=99999&kind=pharmacy", 25, "33 claims, newest first"),
    ],
)
def test_a_list_is_narrowed_and_counts_exactly(many, query, rows, words):
    assert shown(page(many.signed_in("avery"), f"/claims{query}")) == (rows, words)


def test_the_first_and_the_last_day_of_a_year_belong_to_it(many):
    avery = many.household.visitor("avery")
    days = {row.began for row in list_claims(avery, avery.person, year=LAST, kind="pharmacy").found}
    assert days == {date(LAST, 12, 31)}


def test_the_next_page_keeps_the_choice(many):
    client = many.signed_in("avery")
    following = re.search(r'href="(\?[^"]*after=[^"]*)"', page(client, f"/claims?year={LAST}")).group(1)
    text = page(client, "/claims" + following.replace("&amp;", "&"))
    assert shown(text) == (5, f"The older ones of 30 claims in {LAST}")
    assert f'<option value="{LAST}" selected>' in text
    assert f'href="/claims?year={LAST}">Back to the newest' in text


def test_a_choice_of_which_there_is_nothing_says_so_and_leads_back(many):
    text = page(many.signed_in("avery"), "/claims?year=1999")
    assert "No claims of this choice" in text
    assert shown(text) == (0, "0 claims in 1999")
    assert 'href="?">Show all' in text


def test_the_address_carries_no_word_of_health(many):
    text = page(many.signed_in("avery"), "/claims")
    keys = set(re.findall(r'<option value="([^"]*)"', text))
    assert keys == {"", "a", "b", str(THIS), str(LAST)}
    after = re.search(r'href="(\?after=[^"]*)"', text).group(1)
    assert [name for name, _ in parse_qsl(urlsplit(after).query)] == ["after"]


def test_a_short_list_has_no_form(site):
    text = page(site.signed_in("maya"), "/claims")
    assert "<select" not in text
    assert shown(text) == (2, "2 claims, newest first")


def test_what_is_closed_is_not_counted(site):
    assert shown(page(site.helping("claire", "maya"), "/claims?year=" + str(THIS)))[0] <= 1
    everything = [shown(page(site.helping("claire", "maya"), f"/claims?year={year}"))[1] for year in (THIS, LAST)]
    assert sum(int(words.split()[0]) for words in everything) == 1


def test_a_list_of_the_record_is_narrowed_by_year(many):
    client = many.signed_in("avery")
    text = page(client, f"/record/conditions?year={LAST}")
    assert text.count('class="entry"') == 6
    assert f"6 entries in {LAST}, newest first" in text
    assert "No entries of this year" in page(client, "/record/conditions?year=1999")


def test_each_opening_of_a_narrowed_list_is_one_entry_of_the_book(many):
    client = many.signed_in("avery")
    page(client, f"/claims?year={LAST}&kind=b")
    told = page(client, "/your-information")
    assert "You asked 3 times yourself" in told, "the list, the history itself, and once whether one agreed"


@pytest.mark.parametrize(("count", "words"), [(0, "0 x"), (1, "1 x"), (3, "3 x, newest first")])
def test_one_is_not_said_to_be_in_an_order(count, words):
    counts = {(2025, "a"): count} if count else {}
    assert narrowing(Wanted(None, ""), counts, "{} x".format).words == words
