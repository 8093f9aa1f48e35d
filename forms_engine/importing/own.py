"""Reads a definition in our own format: it is taken as it is, once the check list has no error."""

from typing import Any

from forms_engine.checking import check
from forms_engine.definition import FORMAT, Definition
from forms_engine.importing.recognising import is_ours
from forms_engine.importing.report import Refused


def read_own(value: dict[str, Any]) -> Definition:
    """
    Return the definition.

    :raises Refused: if it is of another version of the format, or has errors.
    """
    if not is_ours(value):
        raise Refused("other-format", format=str(value["format"])[:40], known=FORMAT)
    errors = [finding for finding in check(value) if finding.level == "error"]
    if errors:
        first = errors[0]
        raise Refused("has-errors", count=len(errors), at=first.at or "/", first=first.text)
    return value
