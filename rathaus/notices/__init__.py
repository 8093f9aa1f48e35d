"""Receipts and notices: written, printed, archived and issued, each exactly once."""
