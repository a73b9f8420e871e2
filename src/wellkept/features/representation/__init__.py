"""Acting for others: by invitation, by enrolment, by document; a minor's own care; coming of age."""

from wellkept.features.representation.grants import (
    NotYoursToGive,
    change,
    end,
    grant,
    leave,
    who_helps_me,
    whom_i_help,
)

__all__ = ["NotYoursToGive", "change", "end", "grant", "leave", "who_helps_me", "whom_i_help"]
