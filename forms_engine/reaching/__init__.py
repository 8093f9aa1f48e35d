"""Searches the answers that a condition can meet, so that rules are known to work before use."""

from forms_engine.reaching.ground import Ground
from forms_engine.reaching.searching import CANNOT, UNKNOWN, Found, Verdict

__all__ = ["CANNOT", "UNKNOWN", "Found", "Ground", "Verdict"]
