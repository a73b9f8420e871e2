"""Nobody is sent off this site, or round in a circle."""

import pytest

from wellkept.doors.shared.addresses import next_of


@pytest.mark.parametrize("asked", ["/", "/contact", "/privacy-statement?language=es#clause-account"])
def test_pages_of_this_site_are_kept(asked):
    assert next_of(asked, "/otherwise") == asked


@pytest.mark.parametrize(
    "asked",
    [
        None, "", "contact", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example",
        "https://evil.example/contact", "javascript:alert(1)", "/contact\r\nX: y", "/sign-in", "/sign-out",
        "/language", "/theme.css", "/healthz", "/metrics", "/nowhere", "/%2f/evil.example",
    ],
)  # fmt: skip
def test_everything_else_is_not(asked):
    assert next_of(asked, "/otherwise") == "/otherwise"
