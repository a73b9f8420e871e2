"""A health plan's website and member portal whose published privacy statement is its configuration."""

__version__ = "0.1.0"
