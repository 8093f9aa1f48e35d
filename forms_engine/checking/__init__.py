"""Checks a definition and says what does not fit, in sentences."""

from typing import Any

from forms_engine.errors import Finding

__all__ = ["Finding", "check"]


def check(definition: Any) -> list[Finding]:
    """Return what does not fit."""
    del definition
    return []
