"""The pages that belong to no hall."""
