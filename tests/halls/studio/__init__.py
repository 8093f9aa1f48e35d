"""Tests of the town hall; the tree mirrors the code."""
