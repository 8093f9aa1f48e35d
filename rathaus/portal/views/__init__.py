"""The pages of the citizens' hall."""
