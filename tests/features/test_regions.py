"""Regions: which there are, and the one cookie that remembers the choice, where and as the statement declares it."""

import pytest

from tests.people import member, promise, somebody, stranger
from wellkept.features import regions
from wellkept.features.regions import NoSuchRegion, NotHere, list_regions, needs_permission, remember_region
from wellkept.gate import Refused, promised
from wellkept.statement.load import shipped
from wellkept.statement.model import Region

EARLY, SECOND, THIRD = (f"kaiser-permanente/{version}" for version in ("early", "2017-09-13", "2021-10"))
WITH_REGIONS = (EARLY, SECOND, THIRD, "model/2026-11")
WITHOUT = ("caloptima/2019-07-11", "healthpartners/2016-01-01")


@pytest.mark.promise("M19")
@pytest.mark.parametrize("version", shipped())
def test_there_are_regions_exactly_where_the_statement_offers_a_choice(house, version):
    promise(version)
    offered = "regions" in promised().in_force.statement.services
    assert bool(list_regions(stranger(), "en")) is offered


@pytest.mark.promise("M19")
@pytest.mark.parametrize("version", [SECOND, THIRD])
def test_the_regional_plans_and_their_addresses_are_those_of_the_statement(house, version):
    promise(version)
    found = {region.id: region for region in list_regions(stranger(), "en")}
    contacts = promised().in_force.statement.contacts
    assert {f"region_{id_}" for id_ in found} == {key for key in contacts if key.startswith("region_")}
    for id_, region in found.items():
        said = ", ".join(part for part in (region.plan, region.street, region.telephone) if part)
        assert said == contacts[f"region_{id_}"]
    assert found["georgia"].telephone == "404-364-7000"
    assert found["mid_atlantic"].place == "Mid-Atlantic states"
    assert {one.place for one in list_regions(stranger(), "es")} >= {"Noroeste", "Estados del Atlántico medio"}


@pytest.mark.promise("M19")
@pytest.mark.parametrize("version", [EARLY, "model/2026-11"])
def test_a_region_is_remembered_with_permission_only(house, version):
    promise(version)
    chosen = next(one.id for one in list_regions(stranger(), "en") if one.is_here)
    assert needs_permission(stranger())
    with pytest.raises(Refused):
        remember_region(stranger(), chosen, permitted=False)
    assert remember_region(stranger(), chosen, permitted=True).name == "wk_region"


@pytest.mark.promise("M19")
@pytest.mark.parametrize("version", [SECOND, THIRD])
def test_where_the_cookie_ends_with_the_browser_pressing_the_button_is_enough(house, version):
    promise(version)
    assert not needs_permission(stranger())
    for visitor in (stranger(), member(somebody())):
        assert remember_region(visitor, "colorado", permitted=False).life == 0


@pytest.mark.promise("M19")
@pytest.mark.parametrize("version", WITH_REGIONS)
def test_a_region_with_a_site_of_its_own_cannot_be_switched_to(house, version):
    promise(version)
    elsewhere = [one.id for one in list_regions(stranger(), "en") if not one.is_here]
    assert elsewhere
    for region in elsewhere:
        assert not regions.is_choosable(region)
        with pytest.raises(NotHere):
            remember_region(stranger(), region, permitted=True)


@pytest.mark.parametrize("version", WITHOUT)
def test_where_there_are_none_nothing_can_be_remembered(house, version):
    promise(version)
    assert not regions.is_choosable("colorado")
    with pytest.raises(NoSuchRegion):
        remember_region(stranger(), "colorado", permitted=True)


def test_a_region_that_the_plan_does_not_have_is_none(house):
    promise(THIRD)
    with pytest.raises(NoSuchRegion):
        remember_region(stranger(), "atlantis", permitted=True)
    assert not regions.is_choosable("atlantis")


def test_plan_toml_names_its_regions_in_both_languages():
    from wellkept.statement.load import load_plan

    named = load_plan("kaiser-permanente").regions
    assert Region(id="northwest", names={"en": "Northwest", "es": "Noroeste"}, is_here=True) in named
    assert [region.id for region in named if not region.is_here] == ["washington"]


def test_a_contact_without_a_street_or_a_telephone_is_a_plan_alone(house):
    promise(THIRD)
    colorado = next(one for one in list_regions(stranger(), "en") if one.id == "colorado")
    assert (colorado.plan, colorado.street, colorado.telephone) == ("Kaiser Foundation Health Plan of Colorado", "", "")
