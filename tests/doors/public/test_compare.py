"""Two versions side by side, and what changed in meaning."""

import pytest

from tests.doors.public.test_statement import words
from wellkept.statement.compare import compare
from wellkept.statement.load import in_force, shipped
from wellkept.statement.telling import sentences


def test_without_a_choice_the_newest_is_compared_with_the_one_before(site):
    assert "From version 2026-05 to version 2026-11." in words(site.page("/privacy-statement/compare"))


@pytest.mark.promise("S3")
def test_what_gives_the_plan_more_room_comes_first(site):
    page = words(site.page("/privacy-statement/compare?from=2026-05&to=2026-11"))
    assert page.index("What gives the plan more room") < page.index("Everything else")
    assert page.index("More room") < page.index("Safer")


@pytest.mark.promise("S3")
def test_every_change_of_meaning_is_on_the_page(site):
    page = words(site.page("/privacy-statement/compare?from=2026-05&to=2026-11"))
    found = sentences(compare(in_force("model/2026-05"), in_force("model/2026-11")), "en")
    assert found
    assert [one.text for one in found if one.text not in page] == []


@pytest.mark.promise("S3")
def test_both_texts_stand_side_by_side(site):
    page = words(site.page("/privacy-statement/compare?from=2026-05&to=2026-11"))
    assert "Version 2026-05, in force since May 1, 2026." in page
    assert "Version 2026-11, in force since November 1, 2026." in page


def test_a_version_is_the_same_as_itself(site):
    page = words(site.page("/privacy-statement/compare?from=2026-11&to=2026-11"))
    assert "Nothing. The two are the same." in page
    assert "Before:" not in page


def test_a_version_nobody_has_is_not_found(site):
    assert site.get("/privacy-statement/compare?from=2026-11&to=2031-01").status_code == 404


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    "pair",
    [(one, two) for one in shipped() for two in shipped() if one < two and one.split("/")[0] == two.split("/")[0]],
)
def test_every_pair_of_versions_can_be_compared_in_both_languages(open_site, pair, language):
    before, after = (name.partition("/")[2] for name in pair)
    site = open_site(pair[1])
    for one, two in ((before, after), (after, before)):
        assert site.get(f"/privacy-statement/compare?from={one}&to={two}", language=language).status_code == 200
