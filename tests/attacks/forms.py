"""The forms of pages, found in the pages, so that a new form is attacked unasked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.test import Client

from tests.house.test_urls import ADDRESSES
from wellkept.doors.shared.door import door_of
from wellkept.identity.visitor import Kind

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_ONE = re.compile(rf'href="(/[^"#?]*{_ID.pattern}[^"#?]*)"')
TOKEN = "csrfmiddlewaretoken"


@dataclass
class Form:
    """Where a form goes, how, and its fields as (name, value, type)."""

    action: str
    method: str
    fields: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, ...]:
        """Two forms with one key do the same to different things."""
        fixed = sorted(
            {
                f"{name}={value}" if kind in {"submit", "hidden"} and name == "do" else name
                for name, value, kind in self.fields
            }
        )
        return (self.method, self.action, *fixed)

    def filled(self, password: str) -> dict[str, str]:
        """As somebody sends it who changes nothing: the first of each choice, her password where one is asked for."""
        sent: dict[str, str] = {}
        for name, value, kind in self.fields:
            sent.setdefault(name, password if kind == "password" else value)
        return sent


class _Forms(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.address, self.found = address, list[Form]()
        self.open: Form | None = None
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.open = Form(said.get("action") or self.address, said.get("method", "get").lower())
            self.found.append(self.open)
        elif self.open is not None and tag in {"input", "button", "textarea"} and said.get("name", TOKEN) != TOKEN:
            if said["name"] == "draft":
                # The other way to send the same form: kept as a draft, or thrown away.
                self.found.append(
                    Form(self.open.action, self.open.method, [*self.open.fields, ("draft", said["value"], "submit")])
                )
                return
            self.open.fields.append((said["name"], said.get("value", ""), said.get("type", "text")))
        elif self.open is not None and tag == "select":
            self.select = said.get("name", "")
        elif self.open is not None and tag == "option" and self.select:
            self.open.fields.append((self.select, said.get("value", ""), "select"))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        elif tag == "select":
            self.select = ""


def forms_of(client: Client, *, staff: bool = False) -> list[Form]:
    """Every form that somebody finds on the pages of her door, and on one of each kind that they lead to, each once."""
    found: dict[tuple[str, ...], Form] = {}
    kind = Kind.STAFF if staff else Kind.MEMBER
    waiting = [address for _, address in ADDRESSES if door_of(address).kind is kind]
    seen: set[str] = set()
    while waiting:
        address = waiting.pop()
        answer = client.get(address)
        if answer.status_code not in {200, 404} or not answer.get("Content-Type", "").startswith("text/html"):
            continue
        text = answer.content.decode()
        parser = _Forms(address)
        parser.feed(text)
        for form in parser.found:
            found.setdefault(form.key, form)
        for link in _ONE.findall(text):
            kind = _ID.sub("", link)
            if kind not in seen:
                seen.add(kind)
                waiting.append(link)
    return list(found.values())
