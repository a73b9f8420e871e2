"""The tables of who asks, one file a subject."""

from wellkept.identity.models.accounts import Account, Accounts

__all__ = ["Account", "Accounts"]
