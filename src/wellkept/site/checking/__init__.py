"""Promised, coded and done: the three lists, compared with each other.

A *violation* is something that must not be so: data that are kept without a clause, an entry that the statement then
in force would not have allowed. A *gap* is a promise that no verb serves, or a verb that no clause covers: the one is
work still to do, the other does not run.
"""

from wellkept.site.checking.coded import gaps
from wellkept.site.checking.done import wrongly_done
from wellkept.site.checking.ending import ending_systems
from wellkept.site.checking.kept import empty_fields, unpromised_fields

__all__ = ["empty_fields", "ending_systems", "gaps", "unpromised_fields", "wrongly_done"]
