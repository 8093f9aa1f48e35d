"""Measures what the walk of one application costs, each time beside the floor under it."""
