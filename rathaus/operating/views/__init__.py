"""The pages of the operating unit."""
