"""Checks a definition and says in sentences what does not fit, whatever it is given."""

from forms_engine.checking.check import META_SCHEMA, check
from forms_engine.checking.messages import SENTENCES
from forms_engine.errors import Finding

__all__ = ["META_SCHEMA", "SENTENCES", "Finding", "check"]
