"""A provider's office of the tests, with people who may sign in for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count
from uuid import UUID

from wellkept.features.offices import Agreement, add_office
from wellkept.identity import office_people
from wellkept.identity.accounts import visitor_of
from wellkept.identity.models import Account
from wellkept.identity.systems import CLOCK
from wellkept.identity.visitor import Visitor

PASSWORD = "a ladder by four windows"
HARBOR, CANYON = "1234567893", "1245319599"
SIGNED = Agreement(version="2026", signed_by="Jo Ferris", signed=date(2026, 1, 5), ends=None)
_serials = count()


@dataclass(frozen=True)
class Office:
    """An office with somebody who keeps its accounts and somebody who does not."""

    id: UUID
    keeper: Account
    clerk: Account

    @property
    def keeping(self) -> Visitor:
        return visitor(self.keeper)

    @property
    def working(self) -> Visitor:
        return visitor(self.clerk)


def open_office(name: str = "Harbor Family Medicine", npi: str = HARBOR, agreement: Agreement = SIGNED) -> Office:
    """Registered, and both have chosen user name and password."""
    office, _ = add_office(CLOCK, name, npi, address="7 Quay Street", agreement=agreement, keeper="Noor Haddad")
    [invited] = office_people.listed(office)
    clerk = office_people.invite(office, "Sam Okafor", administers=False, at=datetime.now(UTC))
    serial = next(_serials)
    office_people.join(invited.id, f"noor{serial}", PASSWORD)
    office_people.join(clerk, f"sam{serial}", PASSWORD)
    accounts = Account.objects.select_related("office")
    return Office(office, accounts.get(id=invited.id), accounts.get(id=clerk))


def visitor(account: Account) -> Visitor:
    """As the account signs on now."""
    fresh = Account.objects.select_related("office").get(id=account.id)
    return visitor_of(fresh, request="f" * 32, proved="second_factor")
