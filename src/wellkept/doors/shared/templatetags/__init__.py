"""Filters that all templates have."""
