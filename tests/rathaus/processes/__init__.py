"""Processes of a city."""
