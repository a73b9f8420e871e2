"""A browser in two words, such as "Firefox, Windows", so that people know their own in a list of sessions.

What a browser says of itself is not proof of anything, and only these two words of it are kept.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest

from wellkept.features.sign_in import Browser

TRUSTED = "wk_trusted"  # the cookie of a trusted browser
_SAID = 300

# The first mark that is found counts, since browsers name those whom they imitate after their own name.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)


def called(agent: str) -> str:
    """The two words for a User-Agent; what is not known is left out, and "" is nothing known."""
    found = (next((name for mark, name in known if mark in agent), "") for known in (_BROWSERS, _SYSTEMS))
    return ", ".join(filter(None, found))


def browser_of(request: HttpRequest) -> Browser:
    """What a request came from. It is nobody's proof."""
    said = request.headers.get("User-Agent", "")[:_SAID]
    return Browser(
        said=said, words=called(said), address=address_of(request), secret=request.COOKIES.get(TRUSTED, "")[:_SAID]
    )


def address_of(request: HttpRequest) -> str:
    """Where a request came from: the connection's address, or the one that a proxy named in WELLKEPT_PROXY tells.

    A proxy adds the address that it saw at the end of X-Forwarded-For; what stands before the first that is no named
    proxy is anybody's word. Nobody else's header is looked at.
    """
    address = str(request.META.get("REMOTE_ADDR", ""))
    told = [one.strip() for one in request.headers.get("X-Forwarded-For", "")[-_SAID:].split(",")]
    while told and is_proxy(address):
        before = told.pop()
        if _parsed(before) is None:
            break
        address = before
    return address


def is_proxy(address: str) -> bool:
    """Whether an address is that of a proxy named in WELLKEPT_PROXY."""
    found = _parsed(address)
    return found is not None and any(found in network for network in settings.WELLKEPT_PROXY)


def _parsed(address: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(address)
    except ValueError:
        return None
