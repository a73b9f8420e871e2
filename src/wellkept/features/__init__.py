"""The verbs people use, one file per subject; each declares its ask."""
