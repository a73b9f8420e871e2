"""What can stand in the way of any command, each told in one line rather than with a traceback."""

from __future__ import annotations


def expected() -> tuple[type[Exception], ...]:
    """What a command ends on and says why; everything else is a fault of the program.

    A function, and called only when something was raised, so that commands without Django start without it.
    """
    from django.apps import apps
    from django.db import OperationalError

    from wellkept.exits.keys import KeyMissing
    from wellkept.site.databases import UnusableDatabase
    from wellkept.site.serving import AlreadyServed
    from wellkept.statement.problems import Unreadable

    always = (AlreadyServed, KeyMissing, UnusableDatabase, Unreadable, OperationalError, OSError)
    if not apps.ready:
        return always
    from wellkept.exits.carriers import CarrierUnusable
    from wellkept.gate import FailsItsCheck, Refused
    from wellkept.site.demo_elsewhere import DemonstrationElsewhere

    return (*always, CarrierUnusable, DemonstrationElsewhere, FailsItsCheck, Refused)


def words(trouble: Exception) -> str:
    """What happened and what to change."""
    from django.db import OperationalError

    from wellkept.site.home import HomeUnusable

    if isinstance(trouble, OperationalError):
        said = str(trouble).splitlines()[0]
        return f"The database cannot be used: {said}. Look at WELLKEPT_DATABASE, or at the disk of WELLKEPT_HOME."
    if isinstance(trouble, OSError) and not isinstance(trouble, HomeUnusable):
        return f"{trouble.filename or 'The system'}: {trouble.strerror}"
    version = getattr(trouble, "version", "")
    if version:
        return f"The statement in force ({version}) does not let the program do this."
    return str(trouble)
