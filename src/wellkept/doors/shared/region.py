"""The region that this browser remembers."""

from __future__ import annotations

from django.http import HttpRequest

from wellkept.features.regions import COOKIE, is_choosable


def remembered(request: HttpRequest) -> str:
    """The id of the region that the cookie holds; "" for none, and for one that can no longer be chosen."""
    region = request.COOKIES.get(COOKIE, "")
    return region if region and is_choosable(region) else ""
