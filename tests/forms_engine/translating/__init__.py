"""Tests of what carries translations."""
