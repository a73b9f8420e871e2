"""Metrics count routes, not people."""

from types import SimpleNamespace

from django.http import HttpResponse
from prometheus_client import REGISTRY

from wellkept.doors.shared.measures import Measures


def count(**labels) -> float:
    return REGISTRY.get_sample_value("wellkept_requests_total", labels) or 0.0


def test_an_answer_is_counted_by_its_route(rf):
    labels = {"route": "claim", "method": "GET", "status": "404"}
    before = count(**labels)
    request = rf.get("/claims/1b4e28ba-2fa1-11d2-883f-0016d3cca427?name=Rosa")
    request.resolver_match = SimpleNamespace(url_name="claim")
    Measures(lambda _request: HttpResponse(status=404))(request)
    assert count(**labels) == before + 1
    seen = [str(sample.labels) for family in REGISTRY.collect() for sample in family.samples]
    assert not [one for one in seen if "Rosa" in one or "1b4e28ba" in one]


def test_an_address_or_a_method_that_a_visitor_makes_up_is_no_label(rf):
    labels = {"route": "none", "method": "other", "status": "200"}
    before = count(**labels)
    Measures(lambda _request: HttpResponse())(rf.generic("ROSA", "/rosa-delgado"))
    assert count(**labels) == before + 1
