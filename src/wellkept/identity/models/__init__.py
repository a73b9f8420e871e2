"""The tables of who asks, one file a subject."""

from wellkept.identity.models.accounts import Account, Accounts, State
from wellkept.identity.models.browsers import KnownBrowser
from wellkept.identity.models.clients import Client, ClientAssertion, ClientKey, ClientToken
from wellkept.identity.models.offices import Office
from wellkept.identity.models.one_time import OneTime
from wellkept.identity.models.second_steps import SecondStep
from wellkept.identity.models.sessions import Session
from wellkept.identity.models.tries import Tries

__all__ = [
    "Account",
    "Accounts",
    "Client",
    "ClientAssertion",
    "ClientKey",
    "ClientToken",
    "KnownBrowser",
    "Office",
    "OneTime",
    "SecondStep",
    "Session",
    "State",
    "Tries",
]
