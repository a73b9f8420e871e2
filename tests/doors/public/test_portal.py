"""The provider portal's statement at its public address."""

import pytest

from tests.doors.public.test_statement import words

ADDRESS = "/provider-portal/privacy-statement"


@pytest.mark.promise("S9")
def test_the_portal_of_the_model_plan_has_a_statement_of_its_own_in_both_languages(open_site):
    site = open_site("model/2026-11")
    assert "It is for people who work at a doctor's office" in words(site.page(ADDRESS)).replace("’", "'")
    assert "Es para quienes trabajan en un consultorio" in words(site.page(f"{ADDRESS}?language=es"))
    assert f'href="{ADDRESS}"' in site.page("/privacy-statement")
    assert "Provider Portal" not in words(site.page("/notice-of-privacy-practices"))


@pytest.mark.promise("S9")
def test_where_another_company_keeps_it_the_privacy_statement_says_so(open_site):
    site = open_site("caloptima/2019-07-11")
    answer = site.get(ADDRESS)
    assert answer.status_code == 302
    assert answer["Location"] == "/privacy-statement#clause-provider-portal-apart"
    assert 'id="clause-provider-portal-apart"' in site.page("/privacy-statement")


def test_a_plan_without_a_portal_has_no_such_page(open_site):
    assert open_site("healthpartners/2016-01-01").get(ADDRESS).status_code == 404
