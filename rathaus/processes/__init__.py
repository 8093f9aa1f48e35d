"""Processes that a city offers: published, taken over, found."""
