"""A browser in two words, such as "Firefox, Windows", so that people know their own in a list of sessions.

What a browser says of itself is not proof of anything, and only these two words of it are kept.
"""

from __future__ import annotations

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
    """What a request came from. The address is the connection's: what a header says of it is anybody's word."""
    said = request.headers.get("User-Agent", "")[:_SAID]
    return Browser(
        said=said, words=called(said), address=address_of(request), secret=request.COOKIES.get(TRUSTED, "")[:_SAID]
    )


def address_of(request: HttpRequest) -> str:
    """Where a request came from."""
    return str(request.META.get("REMOTE_ADDR", ""))
