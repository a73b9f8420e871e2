"""X12 in: segments of any interchange, and whether its envelopes are whole."""

from wellkept.doors.feeds.not_readable import NotReadable
from wellkept.doors.feeds.x12.envelope import enveloped
from wellkept.doors.feeds.x12.opening import Delimiters
from wellkept.doors.feeds.x12.segments import Notes, Segment, segments

__all__ = ["Delimiters", "NotReadable", "Notes", "Segment", "enveloped", "segments"]
