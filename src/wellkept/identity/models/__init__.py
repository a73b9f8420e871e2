"""The tables of who asks, one file a subject."""

from wellkept.identity.models.accounts import Account, Accounts
from wellkept.identity.models.one_time import OneTime
from wellkept.identity.models.sessions import Session

__all__ = ["Account", "Accounts", "OneTime", "Session"]
