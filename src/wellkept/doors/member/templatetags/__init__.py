"""Filters of a member's pages."""
