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
        raise Refused(f"It is of the format {str(value['format'])[:40]}, read here is {FORMAT}.")
    errors = [finding for finding in check(value) if finding.level == "error"]
    if errors:
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        raise Refused(f"{errors[0].text} At {errors[0].at or 'the top'}{more}.")
    return value
