"""The hall of the operating unit: it runs the house for all cities and sees no citizen's data."""
