"""Work that nobody's click starts: what is scheduled and what is queued."""
