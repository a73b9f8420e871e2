"""X12 834 (005010X220A1), benefit enrolment and maintenance: one record per member.

Two passes over the same input: `examine` finds whether it can be read to its end, and counts; then `members` reads.
Whoever loads keeps nothing before `examine` has returned. A pipe cannot be read twice and has to be spooled first.
"""

from wellkept.doors.feeds.enrolment_834.quarantine import Quarantined, Reason
from wellkept.doors.feeds.enrolment_834.reading import Summary, examine, members
from wellkept.doors.feeds.x12 import Notes, NotReadable
from wellkept.features.enrolment_record import Enrolment

__all__ = ["Enrolment", "NotReadable", "Notes", "Quarantined", "Reason", "Summary", "examine", "members"]
