"""Text messages by an HTTP gateway: one JSON object, POSTed, under a key by which the gateway knows a repeat.

    POST URL, Authorization: Bearer TOKEN, Idempotency-Key: the message's id
    {"to": "+15555550100", "text": "..."}

2xx is taken; 400, 404, 410 and 422 mean that this number takes nothing; anything else is for later. A gateway that
speaks otherwise gets a small relay of these words.
"""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from datetime import date

import orjson

from wellkept.exits.messages import Message, NotTaken, Undeliverable, must_share
from wellkept.policy.asks import Permit

_FOR_GOOD = frozenset({400, 404, 410, 422})


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect would carry the number and the token to somebody whom nobody named."""

    def redirect_request(self, *_: object) -> None:
        return None


_OPENER = urllib.request.build_opener(_NoRedirect())


@dataclass(frozen=True, slots=True, kw_only=True)
class Gateway:
    """A gateway for text messages, at an https address."""

    address: str
    token: str = field(default="", repr=False)
    timeout: float = 20.0  # seconds
    party: str = "vendor.messaging"
    agreement_until: date | None = None

    def send(self, permit: Permit, message: Message) -> None:
        """Give the gateway a message. Raises `NotTaken`, `Undeliverable` and `NotPermitted`."""
        must_share(permit)
        request = urllib.request.Request(  # noqa: S310 - `carriers` lets only https through, and http on this machine
            self.address,
            data=orjson.dumps({"to": message.to, "text": message.text}),
            headers={
                "Content-Type": "application/json",
                "Authorization": f"Bearer {self.token}",
                "Idempotency-Key": str(message.id),
            },
        )
        try:
            with _OPENER.open(request, timeout=self.timeout):
                return
        except urllib.error.HTTPError as problem:
            problem.close()
            if problem.code in _FOR_GOOD:
                raise Undeliverable from None
            raise NotTaken(f"the gateway answered {problem.code}") from None
        except urllib.error.URLError:
            raise NotTaken("the gateway does not answer") from None
        except (OSError, http.client.HTTPException):
            raise NotTaken("the gateway hung up before it said whether it took it", maybe_taken=True) from None
