"""The hall of the clerks."""
